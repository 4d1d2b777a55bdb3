"""Projects to export: the sample, and stories that have nothing in common."""

import pytest

from annotate.services.sample import corpora
from annotate.storage.store import Store
from tests.services.exporting.dividing import STORIES
from tests.services.files import take
from tests.storage.making import add, document


@pytest.fixture
def sample(store: Store) -> Store:
    """The sample project."""
    take(store, corpora(), corpora=corpora())
    return store


@pytest.fixture
def stories(store: Store) -> Store:
    """Twenty stories without a copy, s/0 to s/19, of two sources."""
    made = enumerate(STORIES)
    add(store, *(document(t, f"s/{n}", source="ab"[n % 2], language="en") for n, t in made))
    return store
