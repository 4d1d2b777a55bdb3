"""One layer's annotation of one document, open for writing: a gesture is one transaction."""

from collections.abc import Iterable, Iterator, Sequence

from annotate.core.annotation_set import AnnotationSet
from annotate.core.change import Change
from annotate.core.document import Document
from annotate.core.gestures import MARKS, gestures, marked_gesture, marks
from annotate.core.history import History
from annotate.core.operations import Body, Operation
from annotate.core.record import Appearance
from annotate.storage import documents, log, positions, state
from annotate.storage.positions import Position
from annotate.storage.store import Store


class Annotations:
    """A layer on a document, kept equal to the log; other programs' entries are taken in too."""

    def __init__(self, store: Store, key: int, document: Document, layer: str) -> None:
        self.store, self.key, self.document, self.layer = store, key, document, layer
        self._history = History()
        self._read = 0
        self.change: Change | None = None
        """What the last gesture made here changed, as the tables were told."""
        self.refresh()

    @property
    def content(self) -> AnnotationSet:
        """What the log adds up to, as of the last refresh or commit."""
        return self._history.annotation_set

    @property
    def operations(self) -> list[Operation]:
        """What the log holds of it, as of then."""
        return self._history.operations

    def refresh(self) -> bool:
        """Take in what others appended meanwhile; whether there was any."""
        new = log.of(self.store, self.key, self.layer, self._read)
        self._take(new)
        return bool(new)

    def commit(
        self, writer: log.Writer, bodies: Sequence[Body], place: Position | None = None
    ) -> list[Operation]:
        """Make one gesture durable: when this returns it is on the disk, state tables and all.

        `place` is where the annotator makes it, remembered at once, so that whatever ends the
        program ends it there. Raises StorageError and leaves everything as it was where the disk
        does not take it.
        """
        before, read = self._history.operations, self._read
        try:
            with self.store.transaction():
                if place:
                    positions.note(self.store, self.layer, place)
                appended = self._append(writer, bodies)
        except BaseException:
            # from memory: a disk that takes nothing may not give anything either
            self._history, self._read = History(before), read
            raise
        writer.wrote(appended)
        return appended

    def _append(self, writer: log.Writer, bodies: Sequence[Body]) -> list[Operation]:
        newest = log.newest(self.store)
        if newest > self._read:
            self.refresh()
        before = self.content
        appended = writer.append(self.store, self.key, self.document.sha256, self.layer, bodies)
        self._history.receive(appended)
        self._read = newest + len(appended)  # the rows' numbers: nobody else writes meanwhile
        layer = self.store.layer(self.layer)
        self.change = Change(before, self.content)
        state.update(self.store, self.key, layer, self.change)
        self._write_gestures(layer, appended)
        return appended

    def _write_gestures(self, layer: int, appended: list[Operation]) -> None:
        """A new gesture is one more row; an undo or redo changes rows that are there."""
        if any(marked_gesture(o) or self._history.is_marked(o.gesture_id) for o in appended):
            appended = self._concerned(appended)
        state.put_gestures(self.store, self.key, layer, gestures(appended))

    def _concerned(self, appended: list[Operation]) -> list[Operation]:
        """All marks, and the operations of the gestures that are new or marked otherwise now."""
        now = self._history.operations
        before, after = marks(now[: -len(appended)]), marks(now)
        concerned = {name for name in before | after if before.get(name) is not after.get(name)}
        concerned.update(o.gesture_id for o in appended)
        begun = map(self._history.operation, concerned)
        numbers = {o.gesture for o in begun if o}  # to look at few names of gestures
        return [
            o
            for o in now
            if o.kind in MARKS or (o.gesture in numbers and o.gesture_id in concerned)
        ]

    def _take(self, rows: list[tuple[int, Operation]]) -> None:
        if rows:
            self._history.receive(operation for _, operation in rows)
            self._read = rows[-1][0]


def layers(store: Store, key: int) -> list[str]:
    """The layers that hold anything of a document, by name."""
    sql = """SELECT l.name FROM progress p JOIN layers l ON l.key = p.layer
        WHERE p.document = ? ORDER BY l.name"""
    return [name for (name,) in store.rows(sql, key)]


def read(store: Store, key: int, layer: str) -> AnnotationSet:
    """One layer's state on one document, from the state tables."""
    with store.snapshot():
        return state.read(store, key, store.layer(layer))


def each(
    store: Store, keys: Iterable[int] | None = None
) -> Iterator[tuple[Document, list[Appearance], list[tuple[str, AnnotationSet]]]]:
    """Every document with its appearances and its layers by name, in the order of import.

    With `keys` only those, in their order. All of it is of one moment; nothing can be written
    through `store` before the end.
    """
    with store.snapshot():
        for key, document in documents.each(store, keys):
            found = [(layer, read(store, key, layer)) for layer in layers(store, key)]
            yield document, documents.appearances(store, key), found
