"""Whatever a line of JSON holds, an import names what is bad in it, and the project stays sound."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.document import text_hash
from annotate.core.record import Record
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.services.exporting import export
from annotate.services.importing import import_paths
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.campaign import campaign

TEXT = "“No,” said X.\r\n\r\nMore of it 👩\u200d🚒."
STORED = TEXT.replace("\r", "")
LABELS = [label.name for label in DEFAULT_SCHEME.labels]
WORDS = st.sampled_from(["", "a", "quote", "“No,”", "2026-01-08", "é" * 50, "x@y:1"])
BAD = st.sampled_from(["\0", "\ud800", 10**30, -1, 1e300])
VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 30) | WORDS | BAD,
    lambda v: st.lists(v, max_size=4) | st.dictionaries(WORDS, v, max_size=3),
    max_leaves=8,
)
Strategies = dict[str, st.SearchStrategy[object]]


def usually(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """One of these, and now and then anything."""
    return st.integers(0, 60).flatmap(lambda n: values if n else VALUES)


def objects(needed: Strategies, **others: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Objects with the keys that are needed and some of the others."""
    return st.fixed_dictionaries(
        {key: usually(values) for key, values in needed.items()},
        optional={key: usually(values) for key, values in others.items()},
    )


SMALL = st.integers(0, 20)
PARAGRAPHS = st.sampled_from([[[0, 12], [18, 26]], [[0, 5], [6, 12]]])
ENDS = st.integers(0, 1) | st.sampled_from(["a", "b"])
TARGETS: Strategies = {"span": ENDS | st.none(), "paragraph": st.integers(0, 1) | st.none()}
SPANS = st.tuples(SMALL, st.integers(1, 9)).flatmap(
    lambda place: objects(
        {"start": st.just(place[0]), "end": st.just(sum(place)), "label": st.sampled_from(LABELS)},
        id=st.uuids().map(str) | st.sampled_from(["a", "b", ""]),
        text=st.just(STORED[place[0] : sum(place)]),
        origin=WORDS,
        score=st.floats(0, 1),
    )
)
KEYS: Strategies = {
    "id": st.sampled_from(["one", "two", 3]),
    "sha256": st.just(text_hash(STORED)),
    "paragraphs": PARAGRAPHS,
    "hints": st.lists(st.none() | WORDS, min_size=2, max_size=2),
    "appearances": st.lists(objects({"id": WORDS}, title=WORDS, url=WORDS), max_size=2),
    "annotator": st.sampled_from(["ana", "ben", "gold/ana", "chloe", None]),
    "suggester": st.none() | WORDS,
    "status": st.sampled_from(["done", "skipped", "open"]),
    "paragraph_status": st.text("dsu", min_size=2, max_size=2),
    "spans": st.lists(SPANS, max_size=4),
    "relations": st.lists(
        objects(
            {"label": st.sampled_from(["attributes", "continues"]), "head": ENDS, "child": ENDS}
        ),
        max_size=1,
    ),
    "notes": st.lists(objects({"text": WORDS}, **TARGETS), max_size=2),
    "flags": st.lists(objects({}, **TARGETS), max_size=1),
    "rejections": st.lists(
        st.tuples(st.integers(0, 5), st.integers(6, 9), st.sampled_from(LABELS)), max_size=2
    ),
    "settlement": objects({"versions": st.lists(WORDS)}, reason=WORDS, unclear=st.booleans()),
    "guidelines": WORDS,
    "meta": st.dictionaries(WORDS, VALUES, max_size=2),
}
OTHER: Strategies = dict.fromkeys(("title", "source", "url", "published", "language", "x"), WORDS)
RECORDS = objects({"text": st.sampled_from([TEXT, STORED])}, **KEYS, **OTHER)


def test_every_key_of_a_record_is_drawn() -> None:
    assert {"text", *KEYS, *OTHER} == {*Record.__struct_fields__, "x"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("anything") / "annotations.db") as store:
        yield store


@settings(max_examples=campaign(300, 20_000))
@given(
    st.lists(RECORDS, max_size=4), st.booleans(), st.sampled_from(["codepoint", "utf16", "byte"])
)
def test_any_records_go_in_or_are_named(
    store: Store, records: list[object], replace: bool, unit: str
) -> None:
    folder = store.path.parent
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    report = import_paths(
        store, DEFAULT_SCHEME, [folder / "in.jsonl"], annotator="me",
        replace=replace, offset_unit=unit,  # type: ignore[arg-type]  # one of the three
    )  # fmt: skip
    assert len(report.problems) <= len(records)
    assert all(0 < p.line <= len(records) and p.reason for p in report.problems)


def test_afterwards_the_project_is_sound_and_can_be_exported_and_imported(
    store: Store, tmp_path: Path
) -> None:
    assert not list(check(store))
    first = export(store, DEFAULT_SCHEME, "jsonl", tmp_path / "one", EVERYTHING)
    with Store.open(tmp_path / "other.db") as other:
        report = import_paths(other, DEFAULT_SCHEME, [tmp_path / "one"], annotator="me")
        assert not report.problems
        assert export(other, DEFAULT_SCHEME, "jsonl", tmp_path / "two", EVERYTHING) == first
