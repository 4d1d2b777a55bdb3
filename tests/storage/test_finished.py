"""What several people finished, in bulk: damage is told of like everywhere."""

from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import IntegrityError
from annotate.storage import finished
from annotate.storage.store import Store
from tests.storage.making import QUOTED, TEXT, add, damage, put


@pytest.mark.parametrize("paragraphs", ["[[0,", "3", "[[0]]"])
def test_damaged_paragraphs_are_one_line(path: Path, store: Store, paragraphs: str) -> None:
    one, two = add(store, "One.\n\nMore.", "Two.")
    assert finished.paragraphs(store, one, two) == {one: [(0, 4), (6, 11)], two: [(0, 4)]}
    damage(path, "UPDATE texts SET paragraphs = ? WHERE document = 2", paragraphs)
    with pytest.raises(IntegrityError) as caught:
        finished.paragraphs(store, one, two)
    assert str(caught.value).startswith("the document is damaged (")
    assert "), document 2, see `annotate check`" in str(caught.value)


def test_a_span_that_is_gone_is_one_line(path: Path, store: Store) -> None:
    (key,) = add(store, TEXT)
    put(store, key, QUOTED)
    assert len(finished.spans(store, {}, key, key).ids) > 2
    damage(path, "DELETE FROM spans WHERE start = 0")
    with pytest.raises(IntegrityError) as caught:
        finished.spans(store, {}, key, key)
    said = f"there are not as many spans as there should be, documents {key} to {key}, see"
    assert str(caught.value).startswith(said)


def test_when_some_were_annotated_costs_the_same_however_many_others_there_are(
    store: Store,
) -> None:
    keys = add(store, *(f"Text {n}." for n in range(300)))
    for key in keys[:3]:
        put(store, key, AnnotationSet(status="d"))
    few = _turns(store, keys[:3])
    for key in keys[3:]:
        put(store, key, AnnotationSet(status="d"))
    assert _turns(store, keys[:3]) < 2 * few


def _turns(store: Store, keys: list[int]) -> int:
    """What SQLite does for it, in steps of its machine."""
    turns = 0

    def count() -> None:
        nonlocal turns
        turns += 1

    layers = [store.layer("ana") or 0]
    store.connection.set_progress_handler(count, 1)
    try:
        assert len(finished.times(store, layers, keys[0], keys[-1])) == len(keys)
    finally:
        store.connection.set_progress_handler(None, 1)
    return turns
