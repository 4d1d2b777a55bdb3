"""Uncertainty of documents: measured a few at a time, kept, measured again where that is due."""

import pytest

from annotate.core.document import Document
from annotate.core.operations import Status
from annotate.core.suggestion import NONE, Suggestions
from annotate.storage import documents, queue, suggestions, uncertainty
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.storage.making import add, commit

TEXTS = ("One.", "Four.", "Seventeen.", "Six.")


def measured(store: Store, basis: str = "b", *, most: int = 99) -> list[str]:
    """Measure documents by the length of their texts; which were measured."""
    seen: list[str] = []

    def measure(document: Document, imported: dict[str, Suggestions]) -> float | None:
        seen.append(document.text)
        return 1.0 if imported else len(document.text) / 100

    for _ in uncertainty.fill(store, "ana", basis, measure, lambda: len(seen) < most):
        pass
    return seen


def in_order(store: Store) -> list[int]:
    return [e.key for e in queue.page(store, "ana", Filter(order="uncertain"), 0, 99)]


def test_the_uncertain_come_first_and_those_without_a_value_last(store: Store) -> None:
    add(store, *TEXTS)
    assert in_order(store) == [1, 2, 3, 4]
    measured(store)
    assert in_order(store) == [3, 2, 1, 4]
    add(store, "Not measured.")
    assert in_order(store) == [3, 2, 1, 4, 5]


def test_one_without_suggestions_has_no_value_and_is_not_measured_again(store: Store) -> None:
    add(store, *TEXTS)
    for _ in uncertainty.fill(store, "ana", "b", lambda *_: None, lambda: True):
        pass
    assert in_order(store) == [1, 2, 3, 4]
    assert measured(store) == []


def test_what_is_measured_stays_until_something_else_is_suggested(store: Store) -> None:
    add(store, *TEXTS)
    assert measured(store) == list(TEXTS)
    assert measured(store) == []
    with store.transaction():
        suggestions.put(store, 4, "model", NONE)
    assert measured(store) == ["Six."]
    assert in_order(store)[0] == 4
    with store.transaction():
        suggestions.put(store, 4, "model", NONE)
    assert measured(store) == [], "that is what it said before"
    assert measured(store, "another") == list(TEXTS)


def test_what_is_finished_removed_or_purged_is_not_measured(store: Store) -> None:
    add(store, *TEXTS, "Five.")
    commit(store, 1, Status((0,), "done"))
    commit(store, 2, Status((0,), "skipped"))
    commit(store, 3, Status((0,), "done"), name="ben")
    documents.remove(store, 4)
    documents.purge(store, 5)
    assert measured(store) == ["Seventeen."]


def test_a_purged_document_leaves_no_value(store: Store) -> None:
    add(store, *TEXTS)
    measured(store)
    documents.purge(store, 2)
    assert [key for (key,) in store.rows("SELECT document FROM uncertainty")] == [1, 3, 4]


def test_it_stops_when_it_is_no_longer_wanted_and_goes_on_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uncertainty, "AT_ONCE", 1)
    add(store, *TEXTS)
    assert measured(store, most=2) == ["One.", "Four."]
    assert measured(store) == ["Seventeen.", "Six."]


def test_more_than_one_transaction_is_told_one_by_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uncertainty, "AT_ONCE", 3)
    add(store, *TEXTS)
    assert list(uncertainty.fill(store, "ana", "b", lambda *_: 0.5, lambda: True)) == [3, 1]


UNCERTAIN = Filter(order="uncertain")


@pytest.mark.parametrize(("after", "then"), [(0, 3), (3, 2), (2, 1), (1, 4), (4, 3)])
def test_the_next_unfinished_one_goes_by_the_order_and_round(
    store: Store, after: int, then: int
) -> None:
    add(store, *TEXTS)
    measured(store)
    assert queue.next_unfinished(store, "ana", after, UNCERTAIN) == then


def test_what_is_finished_or_here_is_passed_over(store: Store) -> None:
    add(store, *TEXTS)
    measured(store)
    commit(store, 2, Status((0,), "done"))
    assert queue.next_unfinished(store, "ana", 3, UNCERTAIN) == 1
    for key in (1, 4):
        commit(store, key, Status((0,), "done"))
    assert queue.next_unfinished(store, "ana", 3, UNCERTAIN) is None
    assert queue.next_unfinished(store, "ana", 2, UNCERTAIN) == 3
