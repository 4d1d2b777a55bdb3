"""A new database for each test, in a real file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Settlement
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.storage import documents, search
from annotate.storage.bulk import BulkImport
from annotate.storage.log import Writer
from annotate.storage.store import FILE_NAME, Store
from tests.services.conftest import empty
from tests.storage.making import add, commit, document, layer

__all__ = ["copy", "empty", "filled", "full", "key", "path", "store"]


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


@pytest.fixture
def full(path: Path) -> Path:
    """A sound database with something in every table."""
    with Store.open(path) as store:
        texts = document(id="a/1"), document(id="b/1"), "Another.", "Removed.", "Purged."
        one, _, two, three, four = add(store, *texts)
        writer = Writer("ana")
        opened = layer(store, one)
        name = writer.name
        opened.commit(
            writer,
            [
                ops.Add(0, 5, "quote"),
                ops.Add(6, 12, "attribution", "rules", 0.5),
                ops.Relate("attributes", f"{name}:2", f"{name}:1"),
            ],
        )
        opened.commit(writer, [ops.SetNote("who?", span=f"{name}:2"), ops.SetFlag(paragraph=1)])
        opened.commit(writer, [ops.Reject(0, 3, "ad"), ops.Status((0, 1), "done")])
        opened.commit(writer, [ops.Add(1, 3, "ad")])
        opened.commit(writer, [ops.Undo(f"{name}:8")])
        with BulkImport(store, "admin") as bulk:
            settled = AnnotationSet(settlement=Settlement(("v1", "v2"), "why"), status="ds")
            bulk.annotations(two, "gold/ben", settled)
            bulk.suggestions(two, "model", Suggestions((Suggestion(0, 3, "ad", "", 1.0, "model"),)))
        search.prepare(store)
        documents.remove(store, three)
        documents.purge(store, four)
        search.prepare(store)
    return path


@pytest.fixture
def filled(store: Store) -> Store:
    """One with an article that somebody has flagged."""
    (key,) = add(store, "Text.")
    commit(store, key, ops.SetFlag())
    return store
