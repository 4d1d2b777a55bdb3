"""The state tables: what the log adds up to, as rows for queries, always equal to the fold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from annotate.core.annotation_set import (
    DONE,
    SKIPPED,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
    span_order,
)
from annotate.core.change import Change
from annotate.core.errors import IntegrityError
from annotate.core.gestures import Gesture
from annotate.core.record import record_status
from annotate.storage import contested
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

Rows = list[tuple[Any, ...]]
PROGRESS = """INSERT INTO progress (document, layer, state, status, done, skipped, spans, flags)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document, layer) DO UPDATE SET
    state = excluded.state, status = excluded.status, done = excluded.done,
    skipped = excluded.skipped, spans = excluded.spans, flags = excluded.flags"""
INSERTS = {
    "progress": PROGRESS,
    "spans": "INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "relations": "INSERT INTO relations VALUES (?, ?, ?, ?, ?)",
    "remarks": "INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?)",
    "rejections": "INSERT INTO rejections VALUES (?, ?, ?, ?, ?)",
    "settlements": "INSERT INTO settlements VALUES (?, ?, ?, ?, ?)",
    "gestures": "INSERT INTO gestures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}
"""In an order that foreign keys allow."""
DELETES = {
    "spans": 'DELETE FROM spans WHERE (document, layer, start, "end", label) = (?, ?, ?, ?, ?)',
    "relations": "DELETE FROM relations WHERE (document, layer, label, head, child) = (?,?,?,?,?)",
}
PUT_GESTURE = "INSERT OR REPLACE INTO gestures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
RARE = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE (document, layer) = (p.document, p.layer))"
    for table in ("remarks", "rejections", "settlements")
)
"""Whether a layer on a document holds anything but spans, relations and status."""
_decode = msgspec.json.Decoder(tuple[str, ...]).decode


def progress_row(key: int, layer: int, content: AnnotationSet, paragraphs: int) -> tuple[Any, ...]:
    """The values of PROGRESS."""
    here = content.status[:paragraphs]
    counts = here.count(DONE), here.count(SKIPPED), len(content.spans), len(content.flags)
    return key, layer, record_status(content, paragraphs), content.status, *counts


def span_rows(key: int, layer: int, spans: Iterable[Span]) -> Rows:
    """The rows of some spans."""
    return [(key, layer, s.start, s.end, s.label, s.id, s.origin, s.score) for s in spans]


def relation_rows(key: int, layer: int, relations: Iterable[Relation]) -> Rows:
    """The rows of some relations."""
    return [(key, layer, r.label, r.head, r.child) for r in relations]


def remark_rows(key: int, layer: int, content: AnnotationSet) -> Rows:
    """The rows of notes and flags; no span is "", no paragraph is -1."""
    notes = [("note", n.span, n.paragraph, n.text) for n in content.notes]
    flags = [("flag", f.span, f.paragraph, "") for f in content.flags]
    return [
        (key, layer, kind, span or "", -1 if paragraph is None else paragraph, text)
        for kind, span, paragraph, text in (*notes, *flags)
    ]


def rejection_rows(key: int, layer: int, content: AnnotationSet) -> Rows:
    """The rows of what was rejected."""
    return [(key, layer, r.start, r.end, r.label) for r in content.rejections]


def settlement_rows(key: int, layer: int, content: AnnotationSet) -> Rows:
    """The row of the settlement, if there is one."""
    s = content.settlement
    if s is None:
        return []
    return [(key, layer, msgspec.json.encode(s.versions).decode(), s.reason, s.unclear)]


def gesture_rows(key: int, layer: int, gestures: Iterable[Gesture]) -> Rows:
    """The rows of some gestures."""
    return [
        (layer, g.lamport, g.writer, g.gesture, key, g.at, g.undone, g.marked, g.by_hand)
        for g in gestures
    ]


def update(store: Store, key: int, layer: int, change: Change) -> None:
    """Write what changed from one state to the next; inside a transaction."""
    run = store.connection.executemany
    _write_progress(store, key, layer, change.after)
    gone, come = change.spans
    if gone:
        run(DELETES["spans"], (row[:5] for row in span_rows(key, layer, gone)))
    if come:
        run(INSERTS["spans"], span_rows(key, layer, come))
    unlinked, linked = change.links
    if unlinked:
        run(DELETES["relations"], relation_rows(key, layer, unlinked))
    if linked:
        run(INSERTS["relations"], relation_rows(key, layer, linked))
    _update_rare(store, key, layer, change.before, change.after)


def _write_progress(store: Store, key: int, layer: int, content: AnnotationSet) -> None:
    paragraphs = store.value("SELECT paragraphs FROM documents WHERE key = ?", key)
    store.connection.execute(PROGRESS, progress_row(key, layer, content, paragraphs))


def count_anew(store: Store, key: int) -> None:
    """Write the progress of every layer on a document whose paragraphs changed; by no operation."""
    contested.forget(store)
    for (layer,) in list(store.rows("SELECT layer FROM progress WHERE document = ?", key)):
        _write_progress(store, key, layer, read(store, key, layer))


def clear(store: Store) -> None:
    """Delete all rows that follow from the log; inside a transaction."""
    for table in reversed(INSERTS):
        store.connection.execute(f"DELETE FROM {table}")


def _update_rare(
    store: Store, key: int, layer: int, before: AnnotationSet, after: AnnotationSet
) -> None:
    """Notes, flags, rejections and settlements are few: written anew where they changed."""
    if (before.notes, before.flags) != (after.notes, after.flags):
        _replace(store, "remarks", key, layer, remark_rows(key, layer, after))
    if before.rejections != after.rejections:
        _replace(store, "rejections", key, layer, rejection_rows(key, layer, after))
    if before.settlement != after.settlement:
        _replace(store, "settlements", key, layer, settlement_rows(key, layer, after))


def _replace(store: Store, table: str, key: int, layer: int, rows: Rows) -> None:
    """Write a table's rows anew."""
    sql = f"DELETE FROM {table} WHERE (document, layer) = (?, ?)"
    store.connection.execute(sql, (key, layer))
    store.connection.executemany(INSERTS[table], rows)


def put_gestures(store: Store, key: int, layer: int, gestures: Iterable[Gesture]) -> None:
    """Write gestures that are new, or undone or redone since; inside a transaction."""
    store.connection.executemany(PUT_GESTURE, gesture_rows(key, layer, gestures))


def all_rows(
    key: int, layer: int, paragraphs: int, content: AnnotationSet, gestures: Iterable[Gesture]
) -> dict[str, Rows]:
    """By table, all rows of one layer on one document of so many paragraphs."""
    return {
        "progress": [progress_row(key, layer, content, paragraphs)],
        "spans": span_rows(key, layer, content.spans),
        "relations": relation_rows(key, layer, content.relations),
        "remarks": remark_rows(key, layer, content),
        "rejections": rejection_rows(key, layer, content),
        "settlements": settlement_rows(key, layer, content),
        "gestures": gesture_rows(key, layer, gestures),
    }


def write(store: Store, rows: Mapping[str, Rows]) -> None:
    """Write rows that are new, by table; inside a transaction."""
    for table, insert in INSERTS.items():
        if rows.get(table):
            store.connection.executemany(insert, rows[table])


def rewrite(store: Store, key: int, layer: int, rows: Mapping[str, Rows]) -> None:
    """Write all rows of one layer on one document anew; inside a transaction."""
    for table in reversed(INSERTS):
        if table != "progress":  # the others refer to it
            sql = f"DELETE FROM {table} WHERE (document, layer) = (?, ?)"
            store.connection.execute(sql, (key, layer))
    write(store, rows)


def read(store: Store, key: int, layer: int) -> AnnotationSet:
    """One layer's state on one document, from the tables alone."""
    rows = _Rows(store, key, layer)
    spans = [Span(*row) for row in rows.of("spans", 'start, "end", label, id, origin, score')]
    relations = [Relation(*row) for row in rows.of("relations", "label, head, child")]
    status, more = next(rows.of("progress p", f"status, {RARE}"), ("", False))
    content = AnnotationSet(tuple(sorted(spans, key=span_order)), tuple(sorted(relations)), status)
    return _with_rare(content, rows) if more else content


class _Rows(NamedTuple):
    """The rows of one layer on one document."""

    store: Store
    key: int
    layer: int

    def of(self, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
        sql = f"SELECT {columns} FROM {table} WHERE document = ? AND layer = ?"
        return self.store.rows(sql, self.key, self.layer)


def _with_rare(content: AnnotationSet, rows: _Rows) -> AnnotationSet:
    """The content with the notes, flags, rejections and settlement that belong to it."""
    remarks = sorted(rows.of("remarks", "kind, span, paragraph, text"))
    rejections = (Rejection(*row) for row in rows.of("rejections", 'start, "end", label'))
    settlements = rows.of("settlements", "versions, reason, unclear")
    return replace(
        content,
        notes=tuple(Note(t, *_target(s, p)) for kind, s, p, t in remarks if kind == "note"),
        flags=tuple(Flag(*_target(s, p)) for kind, s, p, _ in remarks if kind == "flag"),
        rejections=tuple(sorted(rejections)),
        settlement=next((Settlement(_versions(v), r, bool(u)) for v, r, u in settlements), None),
    )


def _versions(versions: str) -> tuple[str, ...]:
    try:
        return _decode(versions)
    except msgspec.DecodeError as error:
        raise IntegrityError(f"a settlement is damaged ({error})", hint=DAMAGED) from error


def _target(span: str, paragraph: int) -> tuple[str | None, int | None]:
    return span or None, None if paragraph < 0 else paragraph


def read_progress(store: Store, key: int, layer: int) -> tuple[Any, ...] | None:
    """The row of progress, as `progress_row` gives it."""
    sql = "SELECT * FROM progress WHERE document = ? AND layer = ?"
    return next(store.rows(sql, key, layer), None)


def read_gestures(store: Store, key: int, layer: int) -> set[tuple[Any, ...]]:
    """The rows of gestures, as `gesture_rows` gives them."""
    return set(store.rows("SELECT * FROM gestures WHERE document = ? AND layer = ?", key, layer))
