"""A new database for each test, in a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import add, document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE_NAME


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document())[0]
