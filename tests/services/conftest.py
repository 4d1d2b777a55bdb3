"""A project's database of one's own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotate.storage.store import FILE_NAME, Store
from tests.services.files import jsonl, took
from tests.services.windows import LABELLED, exported


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is only copied from: to make one takes ten times as long."""
    path = tmp_path_factory.mktemp("empty") / FILE_NAME
    Store.open(path).close()
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(empty, tmp_path))) as store:
        yield store


@pytest.fixture
def cut(store: Store, tmp_path: Path) -> list[dict[str, Any]]:
    """The windows of an article that is here, labelled by ana."""
    took(store, jsonl(tmp_path / "labelled.jsonl", LABELLED))
    return exported(store, tmp_path / "windows")
