"""What the tests of storage are made of: documents, layers, and a look into the file."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.document import Document, text_hash
from annotate.core.operations import Body, Operation
from annotate.core.paragraphs import find_paragraphs
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.bulk import BulkImport, Outcome
from annotate.storage.check import check
from annotate.storage.log import Writer
from annotate.storage.store import Store

TEXT = "“No,” said X.\n\nMore of it.\n\nThe end."
STATE = (
    "gestures",
    "spans",
    "relations",
    "remarks",
    "rejections",
    "settlements",
    "progress",
    "tallies",
)
EVERYTHING = (*STATE, "documents", "texts", "appearances", "operations", "writers", "layers")
QUOTED = AnnotationSet(
    spans=(Span(0, 5, "quote", "s1"), Span(6, 12, "attribution", "s2", "rules", 0.5)),
    relations=(Relation("attributes", "s2", "s1"),),
    status="d",
)


def document(text: str = TEXT, id: str = "", **known: Any) -> Document:
    """A document of that text, named after its hash unless it is given an id."""
    sha256 = text_hash(text)
    paragraphs = find_paragraphs(text)
    made = Document(sha256=sha256, text=text, paragraphs=paragraphs, id=id or sha256[:16])
    return replace(made, **known)


def add(store: Store, *given: Document | str) -> list[int]:
    """Put documents, or texts, into a store; their keys."""
    with BulkImport(store, "importer") as bulk:
        made = (document(d) if isinstance(d, str) else d for d in given)
        return [bulk.document(d).key for d in made]


def put(
    store: Store, key: int, content: AnnotationSet, layer: str = "ana", *, replace: bool = False
) -> Outcome:
    """What becomes of a record that an importer brings for a document that is there."""
    with BulkImport(store, "importer") as run:
        return run.annotations(key, layer, content, replace=replace)


def numbered(store: Store, number: int) -> list[int]:
    """So many short documents, with ids a/0, a/1 …"""
    return add(store, *(document(f"{TEXT}\n\nNumber {n}.", f"a/{n}") for n in range(number)))


def layer(store: Store, key: int, name: str = "ana") -> Annotations:
    """One layer on a document, open for writing."""
    return Annotations(store, key, documents.get(store, key), name)


def commit(store: Store, key: int, *bodies: Body, name: str = "ana") -> list[Operation]:
    """One gesture by a run of the program that did nothing else."""
    return layer(store, key, name).commit(Writer(name), bodies)


def instructions(store: Store, act: Callable[[], object]) -> int:
    """How many instructions SQLite executes meanwhile."""
    number = 0

    def count() -> int:
        nonlocal number
        number += 1
        return 0

    store.connection.set_progress_handler(count, 1)
    act()
    store.connection.set_progress_handler(None, 1)
    return number


def dump(path: Path, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of some tables, as another program sees them."""
    connection = sqlite3.connect(path)
    try:
        return {t: sorted(connection.execute(f"SELECT * FROM {t}")) for t in tables}
    finally:
        connection.close()


def damage(path: Path, sql: str, *values: object) -> int:
    """Change what nothing may change, as a defect or a person with another tool would."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("DROP TRIGGER IF EXISTS operations_stay")
        connection.execute("DROP TRIGGER IF EXISTS operations_are_immutable")
        changed = connection.execute(sql, values).rowcount
        connection.commit()
        return changed
    finally:
        connection.close()


def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is made durable from now on, and what lay in a folder at that moment."""
    found: list[Path] = []

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        found.extend([path, *(path.iterdir() if path.is_dir() else ())])

    monkeypatch.setattr(os, "fsync", fsync)
    return found


def problems(path: Path) -> list[str]:
    """What `check` finds in a database."""
    with Store.open(path) as store:
        return list(check(store))
