"""Where each annotator stopped, per article and last of all."""

from itertools import count
from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.storage import documents, log, positions
from annotate.storage.positions import Position
from annotate.storage.store import Store
from tests.storage.making import add


def test_nobody_has_been_anywhere(store: Store) -> None:
    assert positions.latest(store, "ana") is None
    assert positions.get(store, "ana", 1) is None


def test_a_position_is_kept_per_annotator_and_article(path: Path) -> None:
    with Store.open(path) as store:
        one, two = add(store, "One.", "Two.")
        places = [
            ("ana", Position(one, 0, 1)),
            ("ana", Position(two, 0, 2)),
            ("ben", Position(one, 0, 3)),
            ("ana", Position(one, 0, 4)),
        ]
        for name, place in places:
            positions.put(store, name, place)
    with Store.open(path) as store:
        assert positions.get(store, "ana", one) == Position(one, 0, 4)
        assert positions.get(store, "ana", two) == Position(two, 0, 2)
        assert positions.get(store, "ben", one) == Position(one, 0, 3)
        assert positions.get(store, "ben", two) is None


@pytest.mark.parametrize("clock", [[7, 7, 7], [9, 8, 7]])
def test_the_latest_is_the_last_even_where_the_clock_stands_or_goes_back(
    store: Store, clock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = add(store, "One.", "Two.", "Three.")
    for key, at in zip((keys[1], keys[2], keys[0]), clock, strict=True):
        monkeypatch.setattr(positions, "now", lambda at=at: at)
        positions.put(store, "ana", Position(key, 0, 0))
        assert positions.latest(store, "ana") == Position(key, 0, 0)


def test_a_removed_article_is_not_where_one_was_last(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    for key in (one, two):
        positions.put(store, "ana", Position(key, 0, 0))
    documents.remove(store, two)
    assert positions.latest(store, "ana") == Position(one, 0, 0)


def test_moving_writes_no_operation(store: Store) -> None:
    (one,) = add(store, "One.")
    positions.put(store, "ana", Position(one, 0, 0))
    assert list(log.each(store)) == []


def test_a_position_in_no_article_is_refused(store: Store) -> None:
    with pytest.raises(StorageError):
        positions.put(store, "ana", Position(7, 0, 0))
    assert not store.connection.in_transaction


def test_people_are_known_by_their_layers_the_latest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(positions, "now", count(1).__next__)
    assert positions.people(store) == []
    (key,) = add(store, "One.")
    for name in ("ana", "gold/ana", "Zoë", "goldie"):
        positions.put(store, name, Position(key, 0, 0))
    with store.transaction():
        store.layer("imported")
        store.layer("also imported")
    assert positions.people(store) == ["goldie", "Zoë", "ana", "also imported", "imported"]
    assert positions.reviewers(store) == ["ana"]
