"""A dataset folder loads in `datasets` with the features that it declares, and shows its losses."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.formats import huggingface
from annotate.formats.base import Loss, Lost, Problem, Source, Writing
from annotate.formats.columns import SPAN
from annotate.formats.flat import BLANK, EDGES
from annotate.formats.huggingface_card import Card, card, columns, languages_of
from annotate.formats.huggingface_writing import COVERED, UNKNOWN, write
from annotate.storage.store import Store
from tests.formats import samples
from tests.formats.reading import problems, read
from tests.formats.round_trips import imported
from tests.services.files import take

TEXT = "🚢 “No. ‘Never,’” said Ann.\n\nCafé here."


def span(words: str, label: str, id: str) -> RecordSpan:
    start = TEXT.index(words)
    return RecordSpan(id=id, start=start, end=start + len(words), label=label, text=words)


QUOTE, WHO = span("“No. ‘Never,’”", "quote", "x:1"), span("said Ann", "attribution", "x:2")
BODY = span("“No. ‘Never,’” said Ann.", "body", "x:3")
LINK = RecordRelation("attributes", "x:2", "x:1")
RECORD = Record(
    id="d",
    sha256="ab12",
    language="en-GB",
    text=TEXT,
    annotator="ana",
    status="done",
    spans=(BODY, QUOTE, WHO),
    relations=(LINK,),
    meta={"desk": "city"},
)
NOBODYS = Record(id="e", sha256="cd34", text="Unread.", annotator=None)


def written(folder: Path, *made: Record, scheme: Scheme = DEFAULT_SCHEME) -> Loss:
    return write(made, folder, Writing(scheme))


def rows(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "data" / "train.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The library, without the hub and with a cache of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("HF_HOME", home), ("HF_HUB_OFFLINE", "1")):
            patch.setenv(name, value)
        library: Any = import_module("datasets")
        library.disable_progress_bars()
        yield library


def loaded(datasets: Any, folder: Path, split: str = "train") -> Any:
    return datasets.load_dataset(str(folder), cache_dir=str(folder / "cache"))[split]


def test_datasets_loads_it_with_the_features_it_declares(datasets: Any, tmp_path: Path) -> None:
    assert written(tmp_path, NOBODYS, RECORD) == Loss()  # the first row has no spans at all
    table = loaded(datasets, tmp_path)
    value, sequence = datasets.Value, datasets.List
    tags = {
        name: sequence(datasets.ClassLabel(names=["O", f"B-{label}", f"I-{label}"]))
        for label, name in columns(DEFAULT_SCHEME).items()
    }
    labels = [label.name for label in DEFAULT_SCHEME.labels]
    flat = ["O", *(f"{kind}-{label}" for label in labels for kind in "BI")]
    texts = ("id", "article_id", "group_id", "annotator", "text", "annotate")
    assert table.features == {
        **{name: value("string") for name in texts},
        "tokens": sequence(value("string")),
        "ner_tags": sequence(datasets.ClassLabel(names=flat)),
        **tags,
        "offsets": sequence(sequence(value("int32"))),
        "spans": sequence({name: value(type) for name, type in SPAN.items()}),
        "relations": sequence({name: value("string") for name in ("label", "head", "child")}),
    }
    assert list(SPAN) == list(RecordSpan.__struct_fields__)
    row = table[1]
    assert [TEXT[a:b] for a, b in row["offsets"]] == row["tokens"]
    assert (row["article_id"], row["annotator"], table[0]["annotator"]) == ("d", "ana", None)
    named = table.features["ner_tags"].feature.int2str(row["ner_tags"])
    assert named[:3] == ["O", "B-quote", "I-quote"]
    assert {(s["start"], s["end"], s["label"]) for s in row["spans"]} == {
        (s.start, s.end, s.label) for s in RECORD.spans or ()
    }


def test_label_names_of_all_kinds_are_read_as_they_are(datasets: Any, tmp_path: Path) -> None:
    names = ("no", "a: b#", 'q"\\', "ner", "日👩", "'x'", "1", "-", "it’s\x85")
    scheme = Scheme(tuple(Label(name, "abcdefghij"[n]) for n, name in enumerate(names)))
    spans = [RecordSpan(id=f"{n}", start=n, end=n + 1, label=x) for n, x in enumerate(names)]
    record = Record(id="d", text="1.2.3.4.5.6.7", annotator="ana", spans=tuple(spans))
    written(tmp_path, record, scheme=scheme)
    features = loaded(datasets, tmp_path).features
    assert features["ner_tags"].feature.names[1::2] == [f"B-{name}" for name in names]
    assert {"ner_tags", "_ner_tags", "日👩_tags"} <= set(features)


def test_a_split_of_a_hundred_rows_of_all_widths_is_one_type(datasets: Any, tmp_path: Path) -> None:
    scored = replace(QUOTE, score=0.5, origin="rules")
    written(tmp_path, *[NOBODYS] * 50, *[replace(RECORD, spans=(scored,), relations=())] * 50)
    table = loaded(datasets, tmp_path)
    assert table[99]["spans"][0]["score"] == 0.5
    assert len(table) == 100


def test_overlapping_labels_each_have_their_column(tmp_path: Path) -> None:
    assert written(tmp_path, RECORD) == Loss()
    (row,) = rows(tmp_path)
    tokens = row["tokens"]

    def tagged(column: str) -> list[str]:
        return [token for token, tag in zip(tokens, row[column], strict=True) if tag]

    assert "".join(tagged("quote_tags")) == "“No.‘Never,’”"
    assert "".join(tagged("body_tags")) == "“No.‘Never,’”saidAnn."
    assert row["caption_tags"] == [0] * len(tokens)
    # the flat view: quotation and attribution come first, and body, which overlaps them, gives way
    assert row["ner_tags"] == [0, 1, *[2] * 7, 3, 4, *[0] * 4]


def test_classes_of_many_labels_have_as_many_digits_as_they_need(tmp_path: Path) -> None:
    numbers = range(60)
    scheme = Scheme(tuple(Label(f"label {n}", "a") for n in numbers))
    spans = [RecordSpan(id=f"{n}", start=6 * n, end=6 * n + 3, label=f"label {n}") for n in numbers]
    record = Record(id="d", text="a b c " * len(numbers), annotator="ana", spans=tuple(spans))
    assert written(tmp_path, record, scheme=scheme) == Loss()
    (row,) = rows(tmp_path)
    assert row["ner_tags"] == [tag for n in numbers for tag in (2 * n + 1, 2 * n + 2, 0)]


def test_what_no_column_shows_as_it_is_is_named(tmp_path: Path) -> None:
    inner, part = span("‘Never,’", "quote", "x:4"), span("aid An", "attribution", "x:5")
    blank, foreign = span("\n", "ad", "x:6"), span("here", "other", "x:7")
    before = span("🚢 “", "quote", "x:8")
    spans = (before, QUOTE, inner, part, blank, foreign)
    loss = written(tmp_path, replace(RECORD, spans=spans, relations=()))
    reasons = {"x:4": COVERED, "x:5": EDGES, "x:6": BLANK, "x:7": UNKNOWN, "x:8": COVERED}
    named = {
        Lost(f"ana d {id}", f"{reason}, only `spans` has it as it is")
        for id, reason in reasons.items()
    }
    assert {*loss.flattened} == named
    assert (loss.split, loss.dropped) == ((), ())
    (item,) = imported(tmp_path)
    assert item.record.spans == spans


def test_the_head_says_what_is_known_and_invents_nothing() -> None:
    text = card(DEFAULT_SCHEME, Card({"train": 900, "test": 100}, ["de", "en"], labelled=True))
    head = text.split("---")[1]
    assert 'language:\n- "de"\n- "en"\n' in head
    assert 'size_categories:\n- "1K<n<10K"\n' in head
    assert '  - split: train\n    path: "data/train.jsonl"\n  - split: test\n' in head
    assert "license" not in head
    assert "annotations_creators" not in head
    nobody = card(DEFAULT_SCHEME, Card({"train": 1}, [], labelled=False))
    assert "language:" not in nobody
    assert '- "no-annotation"' in nobody


def test_languages_go_by_their_code_alone() -> None:
    assert languages_of(["en", "en-GB", "DE_at", "", "English", "fil"]) == ["de", "en", "fil"]


def test_changed_labels_count_and_not_what_was_written_along(tmp_path: Path) -> None:
    written(tmp_path, RECORD)
    (row,) = rows(tmp_path)
    row["spans"] = row["spans"][:1]
    row["relations"], row["annotator"] = [], "ben"
    (item,) = read(huggingface.read, json.dumps(row).encode())
    assert not isinstance(item, Problem)
    assert item.record.layer == "ben"
    assert item.record.spans == (BODY,)
    assert item.record.meta == RECORD.meta


def test_tags_may_be_words_and_tokens_without_offsets() -> None:
    row = {"tokens": ["He", "said", ":", "No"], "ner_tags": ["O", "B-CUE", "I-CUE", "B-QUOTE"]}
    (item,) = read(huggingface.read, json.dumps(row).encode())
    assert not isinstance(item, Problem)
    assert item.record.text == "He said : No"
    places = [(s.start, s.end, s.label) for s in item.record.spans or ()]
    assert places == [(3, 9, "CUE"), (10, 12, "QUOTE")]


@pytest.mark.parametrize(
    ("where", "to", "expected"),
    [
        ("tokens", 5, "$.tokens"),
        ("tokens", [5], "$.tokens[0]"),
        ("tokens", ["a"], "44 tags for 1 tokens, $.ner_tags"),
        ("ner_tags", [99] * 44, "no class has the number 99, $.ner_tags"),
        ("ner_tags", [-1] * 44, "no class has the number -1, $.ner_tags"),
        ("offsets", [[0, 4]], "other tokens than there are in the text, $.offsets"),
        ("offsets", [[10**12, 10**12 + 4]], "a token at 1000000000000 after one that ends at 0"),
        ("offsets", [[0, 4], [0, 4]], "a token at 0 after one that ends at 4"),
        ("annotate", "{", "not valid JSON"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_in(
    store: Store, tmp_path: Path, where: str, to: object, expected: str
) -> None:
    files = samples.written(tmp_path)
    good, bad = samples.huggingface(), {**samples.huggingface(), where: to, "spans": []}
    lines = [json.dumps(row) for row in (good, bad, good)]
    files["huggingface"].write_text("\n".join(lines), encoding="utf-8")
    report = take(store, files["huggingface"])
    assert len(report.problems) == 1
    assert expected in str(report.problems[0])
    assert "train.jsonl:2: " in str(report.problems[0])
    assert report.documents == 1


def test_numbers_without_a_readme_mean_nothing() -> None:
    line = json.dumps(samples.huggingface()).encode()
    assert problems(read(huggingface.read, line)) == [
        "file:1: no class has the number 0, $.ner_tags, README.md names the classes of its tags"
    ]


def test_a_readme_is_looked_for_beside_and_above(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    files = samples.written(tmp_path)
    path = files["huggingface"].rename(tmp_path / "data" / "train.jsonl")
    with path.open("rb") as stream:
        (item,) = huggingface.read(Source("f", path), stream, None)
    assert not isinstance(item, Problem)
    assert len(item.record.spans or ()) == 4


def test_it_is_written_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("datasets", "yaml", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    assert written(tmp_path, RECORD) == Loss()
