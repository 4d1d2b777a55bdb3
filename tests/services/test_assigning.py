"""What is given out: which documents, to how many, to whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core.errors import AnnotateError, ProjectError
from annotate.core.operations import Add, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.assigning import Given, Order, Wish, give
from annotate.storage import assignments, documents
from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import add, commit, document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / FILE_NAME) as store:
        for number in range(20):
            add(store, document(f"Article {number}.", f"a/{number:02}", source="ab"[number % 2]))
        yield store


def given(store: Store, **wish: object) -> Given:
    return give(store, DEFAULT_SCHEME, Wish(**wish))  # type: ignore[arg-type]  # as named


def on(store: Store, batch: int) -> list[int]:
    """The documents of a batch, in its order."""
    sql = "SELECT DISTINCT document FROM assignments WHERE batch = ? ORDER BY rank"
    return [key for (key,) in store.rows(sql, batch)]


def finish(store: Store, key: int, name: str, *spans: tuple[int, int]) -> None:
    for start, end in spans:
        commit(store, key, Add(start, end, "body"), name=name)
    commit(
        store,
        key,
        Status(tuple(range(len(documents.get(store, key).paragraphs))), "done"),
        name=name,
    )


def test_each_document_has_as_many_places_as_wished(store: Store) -> None:
    assert given(store, overlap=2, count=5) == Given("batch 1", 5, 10)
    assert on(store, 1) == [1, 2, 3, 4, 5]


def test_what_a_batch_has_is_not_given_out_again_unless_asked(store: Store) -> None:
    given(store, count=5)
    assert given(store) == Given("batch 2", 15, 15)
    with pytest.raises(ProjectError, match="nothing to give out"):
        given(store)
    assert given(store, again=True).documents == 20


def test_those_who_have_finished_count(store: Store) -> None:
    finish(store, 1, "ana")
    finish(store, 2, "ana")
    finish(store, 2, "ben")
    finish(store, 3, "gold/eva")
    assert given(store, overlap=2, count=3) == Given("batch 1", 3, 5)
    assert on(store, 1) == [1, 3, 4]


def test_by_source(store: Store) -> None:
    assert given(store, sources=("b",)).documents == 10
    assert all(key % 2 == 0 for key in on(store, 1))


def test_a_share_is_drawn_by_lot_the_same_for_everybody_and_grows(store: Store) -> None:
    drawn = []
    for batch, share in enumerate((0.2, 0.5, 1.0), 1):
        given(store, share=share, again=True)
        drawn.append(set(on(store, batch)))
    assert drawn[0] < drawn[1] < drawn[2]
    given(store, share=0.5, again=True)
    given(store, share=0.5, again=True, seed=1)
    assert set(on(store, 4)) == drawn[1] != set(on(store, 5))


def test_in_a_random_order_that_the_seed_decides(store: Store) -> None:
    for seed in (0, 0, 1):
        given(store, order="random", seed=seed, again=True)
    assert on(store, 1) == on(store, 2) != on(store, 3)
    assert sorted(on(store, 1)) == sorted(on(store, 3)) != on(store, 1)


def test_the_uncertain_first(store: Store) -> None:
    with store.transaction() as connection:
        rows = [(key, key % 7 / 7, "basis") for key in range(1, 15)]
        connection.executemany("INSERT INTO uncertainty VALUES (?, ?, ?)", rows)
    given(store, order="uncertain", count=3)
    assert on(store, 1) == [6, 13, 5]


def test_those_in_which_annotators_differ_most_and_only_those(store: Store) -> None:
    for key, end in ((1, 3), (2, 7), (3, 5)):
        finish(store, key, "ana", (0, end))
        finish(store, key, "ben", (0, 3))
    given(store, order="differing", overlap=3)
    assert on(store, 1) == [2, 3]


def test_a_calibration_set_is_everybody_s_for_good(store: Store) -> None:
    finish(store, 1, "ana")
    finish(store, 2, "ana")
    finish(store, 2, "ben")
    done = given(store, calibration=True, people=("ana", "ben"), count=2, name="first")
    assert done == Given("first", 2, 3)
    assert on(store, 1) == [1, 3]
    held = {s.annotator: s.taken for s in assignments.standing(store) if s.annotator}
    assert held == {"ana": 1, "ben": 2}
    assert assignments.hold(store, "eva") == 0


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"calibration": True}, "a calibration set for nobody"),
        ({"overlap": 3, "people": ("ana", "ben", "ana")}, "3 annotators a document, and only 2"),
        ({"people": ("a/b",)}, "cannot be in an annotator's name"),
        ({"name": "\x1b[2J"}, "no name for a batch"),
        ({"name": "x" * 61}, "no name for a batch"),
        ({"name": " "}, "no name for a batch"),
        ({"sources": ("a", "c")}, "no article of the source 'c' in this project, it has a, b"),
        ({"share": 0.0}, "nothing to give out"),
    ],
)
def test_what_cannot_be_given_out_is_refused_and_nothing_is_changed(
    store: Store, wish: dict[str, object], words: str
) -> None:
    with pytest.raises(AnnotateError, match=words):
        given(store, **wish)
    assert not assignments.exist(store)


def test_a_batch_has_a_name_of_its_own(store: Store) -> None:
    given(store, name="batch 2", count=1)
    assert given(store, count=1).batch == "batch 1"
    assert given(store, count=1).batch == "batch 3"
    with pytest.raises(ProjectError, match="there is a batch of that name"):
        given(store, name="batch 2")


@pytest.mark.parametrize("order", ["import", "random", "uncertain"])
def test_places_are_taken_in_the_batch_s_order(store: Store, order: Order) -> None:
    given(store, order=order)
    assignments.hold(store, "ana", 4)
    sql = "SELECT document FROM assignments WHERE annotator = 'ana' ORDER BY rank"
    assert [key for (key,) in store.rows(sql)] == on(store, 1)[:4]
