"""What several people finished, in bulk: damage is told of like everywhere."""

from pathlib import Path

import pytest

from annotate.core.errors import IntegrityError
from annotate.storage import finished
from annotate.storage.store import Store
from tests.storage.making import add, damage


@pytest.mark.parametrize("paragraphs", ["[[0,", "3", "[[0]]"])
def test_damaged_paragraphs_are_one_line(path: Path, store: Store, paragraphs: str) -> None:
    one, two = add(store, "One.\n\nMore.", "Two.")
    assert finished.paragraphs(store, one, two) == {one: [(0, 4), (6, 11)], two: [(0, 4)]}
    damage(path, "UPDATE texts SET paragraphs = ? WHERE document = 2", paragraphs)
    with pytest.raises(IntegrityError) as caught:
        finished.paragraphs(store, one, two)
    assert str(caught.value).startswith("the document is damaged (")
    assert "), document 2, see `annotate check`" in str(caught.value)
