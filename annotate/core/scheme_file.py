"""`annotate.toml`: reading a project's scheme and keys from it, and writing a new one."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.errors import SchemeError
from annotate.core.misfit import in_file
from annotate.core.scheme import COLOURS, DEFAULT_SCHEME, Label, RelationType, Scheme

NAME = "annotate.toml"
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class SuggestionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Which suggestions are shown: no suggester that is `off`, none less sure than `threshold`.

    A share of `without` (0 to 1) of each annotator's articles, drawn by hash with `seed`, has none.
    After `retrain` newly finished articles it is learned anew what to suggest; 0 is never.
    """

    off: tuple[str, ...] = ()
    threshold: float = 0.5
    without: float = 0.0
    seed: str = ""
    retrain: Annotated[int, msgspec.Meta(ge=0)] = 0


class Publishing(Struct, frozen=True, forbid_unknown_fields=True):
    """What a dataset of the project is published under; "" is not said."""

    licence: str = ""


class ProjectFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `annotate.toml` holds; `keys` maps the id of a binding to keys, comma-separated.

    `guidelines_version` is what the guidelines are called as they are now; else their hash tells.
    """

    name: str = ""
    guidelines: str = ""
    labels: tuple[Label, ...] = DEFAULT_SCHEME.labels
    relations: tuple[RelationType, ...] = DEFAULT_SCHEME.relations
    keys: dict[str, str] = {}
    suggestions: SuggestionSettings = SuggestionSettings()
    project: Publishing = Publishing()
    guidelines_version: str = ""
    retired: tuple[str, ...] = ()

    @property
    def scheme(self) -> Scheme:
        """The labels and relations."""
        return Scheme(self.labels, self.relations, self.retired)


def parse(source: str, where: str = NAME) -> ProjectFile:
    """The project file's content, checked. Raises SchemeError in one line.

    Where it has labels but no relations, those of the default scheme hold as far as they fit.
    """
    try:
        raw = tomllib.loads(source.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep
        raise SchemeError(f"not valid TOML: {error}", where) from error
    _refuse_unknown(raw, where)
    _refuse_odd_keys(raw.get("keys"), where)
    try:
        file = msgspec.convert(raw, ProjectFile)
    except msgspec.ValidationError as error:
        raise SchemeError(in_file(error), where, "see docs/scheme.md") from error
    if "relations" not in raw:
        file = replace(file, relations=tuple(_fitting(DEFAULT_SCHEME.relations, file.labels)))
    check(file.scheme, where)
    _check_shares(file.suggestions, where)
    return file


def _fitting(relations: Iterable[RelationType], labels: Iterable[Label]) -> Iterator[RelationType]:
    """The relations with those of their ends that are labels; none without a head or a child."""
    names = {label.name for label in labels}
    for relation in relations:
        head, child = (tuple(n for n in r if n in names) for r in (relation.head, relation.child))
        if head and child:
            yield replace(relation, head=head, child=child)


def _check_shares(settings: SuggestionSettings, where: str) -> None:
    for name in ("threshold", "without"):
        if not 0 <= getattr(settings, name) <= 1:
            what = f"suggestions.{name} is {getattr(settings, name):g}, not from 0 to 1"
            raise SchemeError(what, where, "see docs/scheme.md")


def check(scheme: Scheme, where: str = NAME) -> None:
    """Raise SchemeError where labels and relations do not hold together."""
    problem = next(_problems(scheme), None)
    if problem:
        raise SchemeError(problem, where, "see docs/scheme.md")


def _problems(scheme: Scheme) -> Iterator[str]:
    keys: dict[str, str] = {}
    if not scheme.labels:
        yield "no labels"
    for label in scheme.labels:
        yield from _label_problems(label)
        if label.key in keys:
            yield f"the key {label.key!r} is used by {keys[label.key]!r} and {label.name!r}"
        keys[label.key] = label.name
    yield from _name_problems(scheme)
    yield from _relation_problems(scheme)
    yield from _retired_problems(scheme)


def _name_problems(scheme: Scheme) -> Iterator[str]:
    """A name is that of one label; one that several labels had was split between them."""
    names = Counter(label.name for label in scheme.labels)
    names.update(name for label in scheme.labels for name in label.formerly if name in names)
    for label in scheme.labels:
        names.update({n: times for n, times in Counter(label.formerly).items() if times > 1})
    yield from (f"the name {name!r} is used twice" for name in names if names[name] > 1)


def _retired_problems(scheme: Scheme) -> Iterator[str]:
    for name in scheme.retired:
        if scheme.label(name) or scheme.relation(name):
            yield f"{name!r} is retired and in use"
        if any(name in label.formerly for label in scheme.labels):
            yield f"{name!r} is retired and in formerly"


def _label_problems(label: Label) -> Iterator[str]:
    for name in (label.name, *label.formerly):
        if not _is_name(name):
            yield f"{name!r} is no name for a label"
    if len(label.key) != 1 or not label.key.isprintable() or label.key.isspace():
        yield f"the key {label.key!r} of {label.name!r} is not one printable character"
    if label.key.isdigit():
        yield f"the key {label.key!r} of {label.name!r} is a digit, which labels have by order"
    if label.colour not in COLOURS and not HEX_COLOUR.fullmatch(label.colour):
        known = ", ".join(COLOURS)
        yield f"unknown colour {label.colour!r} of {label.name!r}: use #rrggbb or one of {known}"


def _relation_problems(scheme: Scheme) -> Iterator[str]:
    seen: set[str] = set()
    for relation in scheme.relations:
        if relation.label in seen:
            yield f"the relation {relation.label!r} is there twice"
        seen.add(relation.label)
        if not _is_name(relation.label):
            yield f"{relation.label!r} is no name for a relation"
        if not relation.head or not relation.child:
            yield f"the relation {relation.label!r} lacks labels for its head or its child"
        for end in (*relation.head, *relation.child):
            if scheme.label(end) is None:
                yield f"the relation {relation.label!r} names {end!r}, which is no label"


def _is_name(name: str) -> bool:
    return bool(name) and name.isprintable() and name == name.strip()


def _refuse_unknown(raw: dict[str, Any], where: str) -> None:
    """Say which key is not known, and which it may have been meant for."""
    places: list[tuple[str, dict[str, Any], type[Struct]]] = [("", raw, ProjectFile)]
    kinds: dict[str, type[Struct]] = {"labels": Label, "relations": RelationType}
    for name, kind in kinds.items():
        places += [(f"{name}[{i}].", t, kind) for i, t in enumerate(_tables(raw, name))]
    tables: dict[str, type[Struct]] = {"suggestions": SuggestionSettings, "project": Publishing}
    places += [
        (f"{n}.", raw[n], kind) for n, kind in tables.items() if isinstance(raw.get(n), dict)
    ]
    for place, table, kind in places:
        known = kind.__struct_fields__
        for key in table:
            if key not in known:
                shown = key if key.isprintable() else repr(key)
                raise SchemeError(f"unknown key {place}{shown}{_meant(key, known)}", where)


def _refuse_odd_keys(keys: object, where: str) -> None:
    """Say whose keys are no text: a decoder would not name it."""
    for id, given in keys.items() if isinstance(keys, dict) else ():
        if not isinstance(given, str):
            hint = 'write them as one text, as in undo = "u, ctrl+z"'
            raise SchemeError(f"the keys of {id!r} in [keys] are no text", where, hint)


def _tables(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    tables = raw.get(name)
    return [t for t in tables if isinstance(t, dict)] if isinstance(tables, list) else []


def _meant(key: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, 1)
    return f" (did you mean {close[0]}?)" if close else f" (known: {', '.join(known)})"


GUIDELINES = """\
# guidelines = "guidelines.md"  # a file in this folder, shown by g; or the text itself; Markdown
# guidelines_version = "1"      # what they are called as they are now; else a hash names them
"""
PUBLISHING = """\
# [project]
# licence = "CC-BY-4.0"   # of its datasets
"""
SUGGESTIONS = """\
# [suggestions]
# off = ["captions"]  # suggesters that say nothing
# threshold = 0.5     # how sure a suggestion must be to be shown, 0 to 1
# without = 0.0       # the share of articles that is shown without any, so that one can compare
# seed = ""           # another one draws other articles for that
# retrain = 0         # after so many finished articles it is learned anew what to suggest; 0: never
"""
"""What may be said of suggestions, as it is where nothing is said, but for `off`."""


def render(name: str, scheme: Scheme = DEFAULT_SCHEME) -> str:
    """A new project's file, with every default written out so that it can be edited."""
    parts = ["# The project's labels, relations and keys. See docs/scheme.md.\n"]
    parts.append(f"name = {_quoted(name)}\n{GUIDELINES}")
    parts += [_table("labels", label) for label in scheme.labels]
    parts += [_table("relations", relation) for relation in scheme.relations]
    parts += [
        PUBLISHING,
        SUGGESTIONS,
        '# [keys]\n# undo = "u,ctrl+z"   # the id of a binding (see ?) = its keys\n',
    ]
    return "\n".join(parts)


def _table(name: str, value: Label | RelationType) -> str:
    fields = msgspec.structs.asdict(value)
    lines = [f"{key} = {_toml(v)}" for key, v in fields.items() if v != ()]
    return "\n".join([f"[[{name}]]", *lines, ""])


def _toml(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(value: str) -> str:
    """A TOML string: JSON's, but for DEL; "?" for the surrogates of a folder's odd name."""
    storable = value.encode(errors="replace").decode()
    return msgspec.json.encode(storable).decode().replace("\x7f", "\\u007f")
