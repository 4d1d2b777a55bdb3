"""Taking in many documents and annotations in few transactions."""

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Literal, NamedTuple, Self

import msgspec
from msgspec import Struct

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.fold import fold
from annotate.core.gestures import gestures
from annotate.core.record import is_blank
from annotate.core.renaming import in_present_names
from annotate.core.suggestion import Suggestions
from annotate.core.taking_in import says
from annotate.storage import counts, decisions, documents, log, search, state, suggestions
from annotate.storage.batch import Batch
from annotate.storage.guidelines import tell as tell_guidelines
from annotate.storage.import_logs import ImportLogs
from annotate.storage.store import Store

BATCH = 500
"""Documents and records in one transaction."""
DOCUMENT = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
TEXT = "INSERT INTO texts VALUES (?, ?, ?, ?, ?)"
APPEARANCE = "INSERT INTO appearances VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
TARGET = """SELECT sha256, paragraphs,
    EXISTS (SELECT 1 FROM operations WHERE document = d.key AND layer = ?)
    FROM documents d WHERE key = ?"""
PUT_BACK = """UPDATE documents SET (id, title, source, url, published, language, paragraphs)
    = (?, ?, ?, ?, ?, ?, ?) WHERE key = ?"""
Outcome = Literal["added", "replaced", "same", "refused"]
_json = msgspec.json.Encoder().encode


class Placed(Struct, frozen=True):
    """Where a document is now: its key, whether it is new, whether it appeared elsewhere."""

    key: int
    new: bool
    appearance: bool = False


class _Target(NamedTuple):
    """A layer on a document, and whether it has any operation."""

    key: int
    number: int
    layer: str
    sha256: str
    paragraphs: int
    known: int


class Dropped(Exception):  # noqa: N818  no error, and never seen: it ends a transaction
    """What was written is not wanted."""


class BulkImport:
    """A run of imports: commits every BATCH; with `atomic`, all at the end or nothing.

    A record is a document, if it brings one, and then what is said of it: nothing is committed
    between the two. An error drops what is not committed, as half a record may be in it; Ctrl-C,
    which the caller lets through between two records only, does not, unless `atomic`. `former`
    leads from names that labels had to those they have, which is what records go by.
    """

    def __init__(
        self,
        store: Store,
        writer_for: str,
        *,
        former: Mapping[str, str] | None = None,
        atomic: bool = False,
    ) -> None:
        self._store, self._atomic = store, atomic
        self._former = former or {}
        self._logs = ImportLogs(store, writer_for)
        self._batch = Batch(store)
        self._open = ExitStack()
        self._size = 0
        self._unfinished: str | None = None  # the hash of the document whose record may go on
        self._key = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        interrupted = kind is not None and issubclass(kind, KeyboardInterrupt)
        if kind is None or (interrupted and not self._atomic):
            self._commit()
        else:
            self._drop(kind, error, trace)

    def document(self, document: Document) -> Placed:
        """Add a document, or to a known one its id, title and address as an appearance.

        Raises InputError where its id is known with another text.
        """
        self._begin(goes_on=document.sha256 == self._unfinished)
        self._unfinished = document.sha256
        key = documents.find(self._store, document.sha256)
        if key is not None:
            return self._again(key, document)
        self._refuse_known_id(document.id)
        self._key += 1
        self._insert(self._key, document)
        return Placed(self._key, new=True)

    def annotations(
        self,
        key: int,
        layer: str,
        content: AnnotationSet,
        *,
        replace: bool = False,
        guidelines: str | None = None,
    ) -> Outcome:
        """Make a record's content that of a layer, keeping the ids it has.

        A span's id may be "" and a relation's ends "#0", "#1" …: they get the operation's id.
        A layer that says the same stays as it is; one that says something else only gives way
        with `replace`. `guidelines` is the version under which it was finished, if that is known.
        """
        self._begin_labels()
        target = self._target(key, layer)
        before = self._before(target)
        if target.known and says(before) == says(content):
            return "same"
        if not target.known and is_blank(content):
            return "same"
        if not is_blank(before) and not replace:
            return "refused"
        self._import(target, content)
        if guidelines is not None or target.known:
            tell_guidelines(self._store, key, target.number, guidelines)
        return "added" if is_blank(before) else "replaced"

    def said(self, key: int, layer: str) -> AnnotationSet:
        """What a layer says of a document by now, in the names that labels have."""
        self._begin_labels()
        return self._before(self._target(key, layer))

    def _target(self, key: int, layer: str) -> _Target:
        number = self._store.layer(layer)
        if self._batch.holds(key, number):
            self._batch.write()
        return _Target(key, number, layer, *next(self._store.rows(TARGET, number, key)))

    def _before(self, target: _Target) -> AnnotationSet:
        before = state.read(self._store, target.key, target.number) if target.known else EMPTY
        return in_present_names(before, self._former)

    def suggestions(self, key: int, suggester: str, found: Suggestions) -> bool:
        """Let this be what a suggester from elsewhere proposes of a document; if that is new."""
        self._begin_labels()
        return suggestions.put(self._store, key, suggester, found)

    def flush(self) -> None:
        """Commit what there is, so that others may write; nothing with `atomic`."""
        if not self._atomic:
            self._commit()

    def rollback(self) -> None:
        """Drop what is not committed: with `atomic`, everything of this import."""
        self._drop(Dropped, Dropped(), None)

    def _drop(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the transaction by an error; the writers are as far as they were before."""
        self._logs.forget()
        self._batch.drop()
        self._open.__exit__(kind, error, trace)

    def _begin_labels(self) -> None:
        """What is said of a document ends the record that may have brought it."""
        self._begin(goes_on=self._unfinished is not None)
        self._unfinished = None

    def _begin(self, *, goes_on: bool) -> None:
        """Open a transaction where none is; write, or close, a full one between two records."""
        self._size += 1
        if self._size > BATCH and not goes_on:
            self._size = 1
            self._batch.write()
            self.flush()
        if not self._store.connection.in_transaction:
            self._open.enter_context(self._store.transaction())
            self._open.push(self._finish)
            self._key = self._store.value("SELECT coalesce(max(key), 0) FROM documents")
            self._logs.forget()
            self._size = 1

    def _commit(self) -> None:
        self._open.close()
        self._logs.forget()

    def _finish(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is still to be written, before the transaction ends and unless it fails."""
        if kind is None:
            self._batch.write()
            self._logs.finish()

    def _refuse_known_id(self, id: str) -> None:
        other = documents.find_id(self._store, id)
        if other is not None:
            sha256 = self._store.value("SELECT sha256 FROM documents WHERE key = ?", other)
            what = f"the id {id!r} is known with another text ({sha256[:12]}…)"
            raise InputError(what, hint="give one of the two another id")

    def _again(self, key: int, document: Document) -> Placed:
        """A text that is known: it may have appeared elsewhere, or have been removed."""
        returned = self._return(key, document)
        sql = "SELECT id, title, url FROM documents WHERE key = ?"
        new = (document.id, document.title, document.url)
        if new == next(self._store.rows(sql, key)):
            return Placed(key, new=returned)
        appeared = self._store.connection.execute(APPEARANCE, (key, *new)).rowcount > 0
        return Placed(key, new=returned, appearance=appeared)

    def _return(self, key: int, document: Document) -> bool:
        """Bring a removed document back, one that was purged as it comes; whether it was."""
        sql = "SELECT id FROM documents WHERE key = ? AND removed IS NOT NULL"
        id = self._store.value(sql, key)
        if id is None:
            return False
        purged = documents.is_purged(self._store, key)
        self._refuse_known_id(document.id if purged else id)
        if purged:
            self._put_back(key, document)
        sql = "UPDATE documents SET removed = NULL WHERE key = ?"
        self._store.connection.execute(sql, (key,))
        return True

    def _put_back(self, key: int, d: Document) -> None:
        where = (d.id, d.title, d.source, d.url, d.published, d.language, len(d.paragraphs))
        self._store.connection.execute(PUT_BACK, (*where, key))
        self._store.connection.execute(TEXT, _text_row(key, d))
        search.forget(self._store)
        counts.forget(self._store)
        decisions.forget(self._store)
        state.count_anew(self._store, key)

    def _insert(self, key: int, d: Document) -> None:
        where = (d.id, d.title, d.source, d.url, d.published, d.language)
        row = (key, d.sha256, *where, len(d.text), len(d.paragraphs))
        self._store.connection.execute(DOCUMENT, row)
        self._store.connection.execute(TEXT, _text_row(key, d))

    def _import(self, target: "_Target", content: AnnotationSet) -> None:
        key, number, layer, sha256, paragraphs, known = target
        operation, content = self._logs.operation(sha256, layer, content)
        row = log.row(operation, self._logs.number(layer), number, key)
        if not known:
            made = state.all_rows(key, number, paragraphs, content, gestures([operation]))
            self._batch.add(key, number, row, made)
            return
        self._batch.write()
        self._store.connection.execute(log.INSERT, row)
        operations = [o for _, o in log.of(self._store, key, layer)]
        made = state.all_rows(key, number, paragraphs, fold(operations), gestures(operations))
        state.rewrite(self._store, key, number, made)


def _text_row(key: int, d: Document) -> tuple[int, str, str, str, str]:
    paragraphs, hints, meta = (_json(v).decode() for v in (d.paragraphs, d.hints, d.meta))
    return key, d.text, paragraphs, hints, meta
