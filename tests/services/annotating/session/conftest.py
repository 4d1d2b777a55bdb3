"""Three articles, somebody in the first of them, and a file that stays sound."""

from collections.abc import Iterator

import pytest

from annotate.services.annotating.session import Session
from annotate.storage import check
from annotate.storage.store import Store
from tests.services.annotating.session.sitting import sit_down
from tests.storage.making import add, document


@pytest.fixture
def keys(store: Store) -> list[int]:
    """Three articles, the first with two paragraphs."""
    first = "“One,” said Ann.\n\nMore of it."
    return add(
        store,
        document(first, "a/1", title="The first"),
        document("Two.", "a/2", title="The second"),
        document("Three.", "a/3"),
    )


@pytest.fixture
def session(store: Store, keys: list[int]) -> Session:
    """Somebody in the first article."""
    session = sit_down(store)
    session.open(keys[0])
    return session


@pytest.fixture(autouse=True)
def sound(store: Store) -> Iterator[None]:
    """After each test the file is sound, and the tables say what the log says."""
    yield
    assert list(check.check(store)) == []
