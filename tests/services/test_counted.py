"""What is kept of counting equals counting anew, whatever has happened in the file meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from annotate.agreement.counting import count as counting
from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.errors import InputError, StorageError
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.services.measuring import counted
from annotate.services.measuring.counted import Measured, anew, measured
from annotate.services.measuring.reading import Reading
from annotate.services.measuring.report import report
from annotate.services.sample import corpora
from annotate.storage import check, counts, documents, gestures
from annotate.storage.finished import Choice
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.services.files import took
from tests.storage.making import commit, damage, dump, numbered, put

LAYERS = ("ana", "ben", "cho", "gold/eva")
NAMES = ("quote", "attribution", "speech")
SCHEMES = (
    DEFAULT_SCHEME,
    Scheme((Label("attribution", "a"), Label("speech", "q", formerly=("quote",)))),
    Scheme(
        (Label("speech", "q"), Label("quote", "w")),
        (RelationType("attributes", ("quote",), ("speech",)),),
    ),
)
CHOICES = (
    Choice(),
    Choice(layers=("ana", "cho")),
    Choice(layers=("ben", "gold/eva")),
    Choice(documents=("a/1",)),
    Choice(since="2026-01-01"),
)
DOCUMENTS = 5
numbers, layers = st.integers(0, DOCUMENTS - 1), st.sampled_from(LAYERS)
spans = st.builds(
    lambda start, length, label: Span(start, start + length, label, ""),
    st.integers(0, 20),
    st.integers(0, 12),
    st.sampled_from(NAMES),
)


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    """What a layer says of a document of four paragraphs, finished more often than not."""
    marked = tuple(draw(st.lists(spans, max_size=4)))
    ends = st.integers(0, len(marked) - 1).map("#{}".format)
    linked = st.builds(Relation, st.sampled_from(("attributes", "continues")), ends, ends)
    links = tuple(draw(st.lists(linked, max_size=2))) if marked else ()
    return AnnotationSet(marked, links, draw(st.sampled_from(("dddd", "dddd", "dds"))))


def plain(found: Measured) -> dict[str, Any]:
    """All that was counted, without label sets that nobody has."""
    c = found.counts
    used = c.readings.sets.sum(0) > 0
    tables = {
        f"{name}.{f.name}": getattr(table, f.name)
        for name, table in (("readings", c.readings), ("pairs", c.pairs))
        for f in fields(table)
    }
    tables |= {name: tables[name][:, used] for name in ("readings.sets", "readings.set_squares")}
    single = "lengths", "paragraphs", "kin", "span_confusion", "character_confusion"
    tables |= {name: getattr(c, name) for name in single} | {"times": found.times}
    names: dict[str, Any] = {"sets": [s for s, kept in zip(c.sets, used, strict=True) if kept]}
    names |= {"ids": c.ids, "labels": c.labels, "annotators": c.annotators}
    return {name: values.tolist() for name, values in tables.items()} | names


def same(store: Store, scheme: Scheme, choice: Choice) -> None:
    found, expected = measured(store, scheme, choice), anew(Reading(store, scheme, choice))
    assert plain(found) == plain(expected)
    assert report(found) == report(expected)


@contextmanager
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "BLOCK", 2)
        yield


class Kept(RuleBasedStateMachine):
    """Two programs that have one file open: both annotate in it, and both measure."""

    @initialize()
    def make(self) -> None:
        self.folder, self.blocks = TemporaryDirectory(), small_blocks()
        self.blocks.__enter__()
        path = Path(self.folder.name) / FILE_NAME
        self.stores = [Store.open(path), Store.open(path)]
        self.keys = numbered(self.stores[0], DOCUMENTS)
        self.scheme, self.turn = DEFAULT_SCHEME, 0

    @property
    def store(self) -> Store:
        """Each in turn."""
        self.turn += 1
        return self.stores[self.turn % 2]

    def there(self, number: int) -> bool:
        return documents.find_id(self.stores[0], f"a/{number}") is not None

    @rule(number=numbers, layer=layers, content=contents())
    def says(self, number: int, layer: str, content: AnnotationSet) -> None:
        if self.there(number):
            put(self.store, self.keys[number], content, layer, replace=True)

    @rule(number=numbers, layer=layers, span=spans)
    def labels(self, number: int, layer: str, span: Span) -> None:
        if self.there(number):
            body = ops.Add(span.start, span.end, span.label)
            commit(self.store, self.keys[number], body, name=layer)

    @rule(number=numbers, layer=layers, status=st.sampled_from(("done", "unseen")))
    def goes_over(self, number: int, layer: str, status: Any) -> None:
        if self.there(number):
            body = ops.Status((0, 1, 2, 3), status)
            commit(self.store, self.keys[number], body, name=layer)

    @rule(layer=layers, redo=st.booleans())
    def undoes_or_redoes(self, layer: str, redo: bool) -> None:
        latest = gestures.latest_undone if redo else gestures.latest_live
        taken = latest(self.stores[0], layer)
        if taken and self.there(self.keys.index(taken.document)):
            body = ops.Redo(taken.gesture) if redo else ops.Undo(taken.gesture)
            commit(self.store, taken.document, body, name=layer)

    @rule(number=numbers)
    def removes_or_restores(self, number: int) -> None:
        act = documents.remove if self.there(number) else documents.restore
        act(self.store, self.keys[number])

    @rule(number=numbers)
    def purges_and_imports_again(self, number: int) -> None:
        documents.purge(self.store, self.keys[number])
        same(self.store, self.scheme, Choice())
        assert numbered(self.store, DOCUMENTS)[number] == self.keys[number]

    @rule(number=st.integers(0, len(SCHEMES) - 1))
    def changes_the_scheme(self, number: int) -> None:
        self.scheme = SCHEMES[number]

    @rule()
    def rebuilds(self) -> None:
        check.rebuild(self.store)

    @rule(number=st.integers(0, len(CHOICES) - 1))
    def measures(self, number: int) -> None:
        with suppress(InputError):  # what is chosen is not there
            same(self.store, self.scheme, CHOICES[number])

    @invariant()
    def what_is_kept_is_what_is_counted(self) -> None:
        same(self.store, self.scheme, Choice())

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            self.folder.cleanup()
            self.blocks.__exit__(None, None, None)


TestKept = Kept.TestCase
TestKept.settings = settings(
    max_examples=campaign(15, 300), stateful_step_count=campaign(15, 40), deadline=None
)


@pytest.fixture
def sample(store: Store) -> Store:
    took(store, corpora())
    return store


@pytest.fixture
def recounted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents were counted, each time that some were."""
    numbers: list[int] = []
    count = counting.block

    def block(batch: Any, *names: Any) -> Any:
        numbers.append(len(batch.ids))
        return count(batch, *names)

    monkeypatch.setattr(counted, "block", block)
    return numbers


def test_what_did_not_change_is_not_counted_again(sample: Store, recounted: list[int]) -> None:
    measured(sample, DEFAULT_SCHEME, Choice())
    assert sum(recounted) == 8
    measured(sample, DEFAULT_SCHEME, Choice(layers=("sample-ana", "sample-ben")))
    measured(sample, DEFAULT_SCHEME, Choice(sources=("harbour-gazette",)))
    assert sum(recounted) == 8
    key = sample.value("SELECT max(document) FROM progress")
    with small_blocks():
        counts_anew(sample)
        recounted.clear()
        commit(sample, key, ops.Add(0, 3, "ad"), name="sample-ana")
        measured(sample, DEFAULT_SCHEME, Choice())
    assert 1 <= sum(recounted) <= 2


def counts_anew(store: Store) -> None:
    with store.transaction():
        counts.forget(store)
    measured(store, DEFAULT_SCHEME, Choice())


def test_what_is_counted_for_a_card_is_kept(
    sample: Store, recounted: list[int], tmp_path: Path
) -> None:
    for _ in range(2):
        export(sample, DEFAULT_SCHEME, "jsonl", tmp_path / "out", about=About())
    assert sum(recounted) == 8


def test_a_block_that_is_damaged_is_counted_again(sample: Store, recounted: list[int]) -> None:
    before = plain(measured(sample, DEFAULT_SCHEME, Choice()))
    assert damage(sample.path, "UPDATE counts SET content = substr(content, 1, 99)")
    recounted.clear()
    assert plain(measured(sample, DEFAULT_SCHEME, Choice())) == before
    assert sum(recounted) == 8


def test_nothing_is_kept_of_a_text_that_was_purged(sample: Store) -> None:
    measured(sample, DEFAULT_SCHEME, Choice())
    assert dump(sample.path, "counts")["counts"]
    documents.purge(sample, sample.value("SELECT max(document) FROM progress"))
    assert dump(sample.path, "counts")["counts"] == []


def test_a_text_that_comes_back_counts_again(sample: Store) -> None:
    before = plain(measured(sample, DEFAULT_SCHEME, Choice()))
    documents.purge(sample, sample.value("SELECT max(document) FROM progress"))
    assert plain(measured(sample, DEFAULT_SCHEME, Choice())) != before
    took(sample, corpora())
    assert plain(measured(sample, DEFAULT_SCHEME, Choice())) == before


def test_one_that_only_reads_measures_and_writes_nothing(sample: Store) -> None:
    expected = plain(anew(Reading(sample, DEFAULT_SCHEME, Choice())))
    with Store.reading(sample.path) as reading:
        assert plain(measured(reading, DEFAULT_SCHEME, Choice())) == expected
    assert dump(sample.path, "counts")["counts"] == []


Meanwhile = Callable[[Store], None]


def another_measures(store: Store) -> None:
    """One who has seen more of the log keeps it; what was seen before must not take its place."""
    commit(store, 1, ops.Add(0, 3, "ad"), name="sample-ana")
    measured(store, DEFAULT_SCHEME, Choice())


def another_has_another_scheme(store: Store) -> None:
    measured(store, SCHEMES[1], Choice())


def another_purges(store: Store) -> None:
    documents.purge(store, 3)


def another_annotates(store: Store) -> None:
    commit(store, 1, ops.Add(0, 3, "ad"), name="sample-ana")


@pytest.mark.parametrize(
    "meanwhile",
    [another_measures, another_has_another_scheme, another_purges, another_annotates],
)
def test_what_happens_while_one_counts_makes_nothing_wrong(
    sample: Store, monkeypatch: pytest.MonkeyPatch, meanwhile: Meanwhile
) -> None:
    keep = counts.keep

    def late(*how: Any) -> None:
        monkeypatch.undo()
        with Store.open(sample.path) as other:
            meanwhile(other)
        keep(*how)

    monkeypatch.setattr(counts, "keep", late)
    measured(sample, DEFAULT_SCHEME, Choice())
    assert (meanwhile is another_purges) == (not dump(sample.path, "counts")["counts"])
    for scheme in (DEFAULT_SCHEME, SCHEMES[1], DEFAULT_SCHEME):
        same(sample, scheme, Choice())


def test_a_file_that_takes_nothing_is_measured_all_the_same(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*how: Any) -> None:
        raise StorageError("the disk is full", str(sample.path))

    monkeypatch.setattr(counts, "keep", full)
    assert measured(sample, DEFAULT_SCHEME, Choice()).counts.ids


def test_the_basis_is_all_of_the_scheme_that_counts(sample: Store) -> None:
    schemes = (*SCHEMES, Scheme((Label("quote", "q"), Label("speech", "w"))))
    assert len({counted.basis(scheme) for scheme in schemes}) == len(schemes)
    described = replace(DEFAULT_SCHEME.labels[0], help="what was said", colour="red")
    scheme = replace(DEFAULT_SCHEME, labels=(described, *DEFAULT_SCHEME.labels[1:]))
    assert counted.basis(scheme) == counted.basis(DEFAULT_SCHEME)
