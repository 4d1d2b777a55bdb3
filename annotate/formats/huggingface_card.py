"""The README.md of a Hugging Face dataset folder: its head in YAML says which columns there are."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from annotate.core.scheme import Scheme
from annotate.formats.base import Tables
from annotate.formats.columns import LINK, SPAN
from annotate.formats.places import Place, opened

FILE_NAME = "README.md"
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
LARGEST = "n>1M"
WHOLE = "train"
"""The split that all rows are in where there is none."""
FLAT = "ner_tags"
TEXTS = ("id", "article_id", "group_id", "annotator", "text")
LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
COLUMN = re.compile(r"""\s*- name: ['"]?(.*?)['"]?\s*$""")
CLASS = re.compile(r"""\s*(?:-|['"]?\d+['"]?:)\s+(?:'(.*)'|"(.*)"|(.*?))\s*$""")
"""Lines of a head in YAML: with the name of a column, and of a class of its tags."""


class Card(Struct, frozen=True):
    """What the head says beside the columns: rows by split, languages, whether anybody labelled."""

    rows: Mapping[str, int]
    languages: Sequence[str]
    labelled: bool


def columns(scheme: Scheme) -> dict[str, str]:
    """The column of each label's tags: `quote_tags`."""
    taken = {FLAT}
    found = {}
    for label in scheme.labels:
        name = f"{label.name}_tags"
        while name in taken:
            name = f"_{name}"
        taken.add(name)
        found[label.name] = name
    return found


def classes(names: Iterable[str]) -> list[str]:
    """The classes of the tags of some labels, in the order of their numbers."""
    return ["O", *(f"{kind}-{name}" for name in names for kind in "BI")]


def card(scheme: Scheme, facts: Card) -> str:
    """The whole file. A licence, which nobody but the publisher knows, is not in it."""
    labels = [label.name for label in scheme.labels]
    title = f"{', '.join(labels)}: labels of news text"
    return "\n".join(
        (
            "---",
            *_listed("language", facts.languages),
            f"pretty_name: {_quoted(title)}",
            # who labelled, experts or others, is not known
            *_listed("annotations_creators", [] if facts.labelled else ["no-annotation"]),
            *_listed("task_categories", ["token-classification"]),
            *_listed("size_categories", [_size(sum(facts.rows.values()))]),
            *_configs({split: f"data/{split}.jsonl" for split in facts.rows}),
            "dataset_info:",
            "  features:",
            *(f"  {line}" for line in _features(scheme)),
            "---",
            *_body(title, columns(scheme)),
            "",
        )
    )


def _size(rows: int) -> str:
    return next((name for most, name in SIZES if rows < most), LARGEST)


def _listed(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"- {_quoted(value)}" for value in values)] if values else []


def head(tables: Tables, splits: Sequence[str]) -> str:
    """The head for a folder of another format, which makes that load as a dataset.

    Without splits all is in one called train.
    """
    files = {split or WHOLE: path for split, path in tables.files(splits).items()}
    features = [line for column, type in tables.columns.items() for line in _column(column, type)]
    return "\n".join(
        (
            "---",
            *_configs(files),
            *(("dataset_info:", "  features:") if features else ()),
            *(f"  {line}" for line in features),
            "---",
            "",
        )
    )


def _column(name: str, type: str | Mapping[str, str]) -> list[str]:
    if isinstance(type, str):
        return [f"- name: {name}", f"  dtype: {type}"]
    return _structs(name, type)


def _configs(files: Mapping[str, str]) -> list[str]:
    listed = [
        line
        for split, path in files.items()
        for line in (f"  - split: {split}", f"    path: {_quoted(path)}")
    ]
    return ["configs:", "- config_name: default", "  data_files:", *listed]


def _features(scheme: Scheme) -> list[str]:
    labels = [label.name for label in scheme.labels]
    tagged = [(FLAT, labels), *((name, [label]) for label, name in columns(scheme).items())]
    return [
        *(line for name in TEXTS for line in (f"- name: {name}", "  dtype: string")),
        *("- name: tokens", "  list: string"),
        *(line for name, of in tagged for line in _tags(name, classes(of))),
        *("- name: offsets", "  list:", "    list: int32"),
        *_structs("spans", SPAN),
        *_structs("relations", LINK),
        *("- name: annotate", "  dtype: string"),
    ]


def _tags(column: str, names: Sequence[str]) -> list[str]:
    numbered = [f"        '{number}': {_quoted(name)}" for number, name in enumerate(names)]
    return [f"- name: {_quoted(column)}", "  list:", "    class_label:", "      names:", *numbered]


def _structs(column: str, fields: Mapping[str, str]) -> list[str]:
    inner = [
        line
        for name, type in fields.items()
        for line in (f"  - name: {name}", f"    dtype: {type}")
    ]
    return [f"- name: {column}", "  list:", *inner]


def _quoted(value: str) -> str:
    """A text as YAML has it in quotation marks, in ASCII."""
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(character: str) -> str:
    plain = " " <= character <= "~" and character not in '"\\'
    return character if plain else f"\\U{ord(character):08X}"


def _body(title: str, columns: Mapping[str, str]) -> list[str]:
    """What a person reads of it."""
    by_label = ", ".join(f"`{name}`" for name in columns.values())
    return [
        f"# {title}",
        "",
        "A row is an article and what one `annotator` says of it; without one nobody labelled it.",
        "",
        "- `tokens` are words and single marks, `offsets` where they are in `text`.",
        f"- {by_label}: the tags of one label, in BIO.",
        f"- `{FLAT}`: one tag a token; where labels overlap, the one that comes first above has it,"
        " of one label the longer.",
        "- `spans` and `relations`: all labels and links, as they are.",
        "- `article_id`, and `group_id` of an article and its near-copies: what must not be on both"
        " sides of a split.",
        "- `annotate`: the rest, as JSON, for `annotate import`.",
    ]


def languages_of(codes: Iterable[str]) -> list[str]:
    """The languages of articles as a head takes them: the code without country or script."""
    found = (LANGUAGE.match(code.lower()) for code in codes)
    return sorted({match[0] for match in found if match})


def classes_in(readme: Place, column: str) -> list[str]:
    """The classes of a column's tags by a README.md, none where it does not say them."""
    try:
        with opened(readme) as stream:
            lines = stream.read().decode().splitlines()
    except (OSError, UnicodeError):
        return []
    found = []
    inside = False
    for line in lines:
        named = COLUMN.match(line)
        if named:
            inside = named[1] == column
        elif inside and (match := CLASS.match(line)):
            found.append(next(part for part in match.groups() if part is not None))
    return found
