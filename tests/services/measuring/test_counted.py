"""What is kept of counting is used, and counted anew where the file or its scheme changed."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotate.agreement.counting import count as counting
from annotate.core import operations as ops
from annotate.core.errors import StorageError
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.services.measuring import counted
from annotate.services.measuring.counted import anew, measured
from annotate.services.measuring.reading import Reading
from annotate.services.sample import corpora
from annotate.storage import counts, documents
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.files import took
from tests.services.measuring.counting import SCHEMES, plain, same, small_blocks
from tests.storage.making import commit, damage, dump


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


LOOK = """import sys
from pathlib import Path
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.measure import measure
from annotate.storage.finished import Choice
from annotate.storage.store import Store
with Store.open(Path(sys.argv[1])) as store:
    assert measure(store, DEFAULT_SCHEME, Choice()).agreement.documents
print("numpy" in sys.modules, "numpy.ma" in sys.modules)"""


def test_no_look_waits_for_what_it_does_without(sample: Store) -> None:
    for _ in "first", "second":
        words = [sys.executable, "-c", LOOK, str(sample.path)]
        ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
        assert ended.stdout == "True False\n"


def test_nobody_who_writes_at_length_is_waited_for(sample: Store) -> None:
    def look() -> int:
        with Store.open(sample.path) as store:
            return len(measured(store, DEFAULT_SCHEME, Choice()).counts.ids)

    with ThreadPoolExecutor() as others, sample.transaction():
        assert others.submit(look).result(25) == 8  # who writes is waited for longer
