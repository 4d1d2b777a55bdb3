"""A new database for each test, in a real file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.storage.store import FILE_NAME, Store
from tests.services.conftest import empty
from tests.storage.making import add, document

__all__ = ["copy", "empty", "key", "path", "store"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE_NAME


@pytest.fixture
def store(empty: Path, path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(empty, path))) as store:
        yield store


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document())[0]
