"""A new database, in a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.storage.store import FILE_NAME, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / FILE_NAME) as store:
        yield store
