"""What layers say in bulk: damage is told of like everywhere."""

from pathlib import Path

import pytest

from annotate.core.errors import IntegrityError
from annotate.storage import columns
from annotate.storage.store import Store
from tests.storage.making import QUOTED, TEXT, add, damage, put


@pytest.mark.parametrize("paragraphs", ["[[0,", "3", "[[0]]"])
def test_damaged_paragraphs_are_one_line(path: Path, store: Store, paragraphs: str) -> None:
    one, two = add(store, "One.\n\nMore.", "Two.")
    assert columns.paragraphs(store, one, two) == {one: [(0, 4), (6, 11)], two: [(0, 4)]}
    damage(path, "UPDATE texts SET paragraphs = ? WHERE document = 2", paragraphs)
    with pytest.raises(IntegrityError) as caught:
        columns.paragraphs(store, one, two)
    assert str(caught.value).startswith("the document is damaged (")
    assert "), document 2, see `annotate check`" in str(caught.value)


def test_a_span_that_is_gone_is_one_line(path: Path, store: Store) -> None:
    (key,) = add(store, TEXT)
    put(store, key, QUOTED)
    assert len(columns.spans(store, {}, key, key).ids) > 2
    damage(path, "DELETE FROM spans WHERE start = 0")
    with pytest.raises(IntegrityError) as caught:
        columns.spans(store, {}, key, key)
    said = f"there are not as many spans as there should be, documents {key} to {key}, see"
    assert str(caught.value).startswith(said)
