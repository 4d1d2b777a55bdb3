"""The limit of an import: orjson and executemany, no check of anything, the same rows and pragmas.

A document's row and text once; for each record its operation, with a hash, its gesture, progress,
spans and relations; a batch of records in a transaction.
"""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from annotate.storage import bulk, log, state
from annotate.storage.store import Store
from benchmarks.corpus import ANNOTATORS

INSERTS = {
    "documents": bulk.DOCUMENT,
    "texts": bulk.TEXT,
    "operations": log.INSERT,
    "progress": "INSERT INTO progress VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "spans": state.INSERTS["spans"],
    "relations": state.INSERTS["relations"],
    "gestures": state.INSERTS["gestures"],
}
"""In an order that foreign keys allow."""
WRITER = "bench@0123456789"
LAYERS = {name: number for number, name in enumerate(ANNOTATORS, 1)}


def import_raw(store: Store, file: Path) -> None:
    """Write all rows of a file of native JSONL, whose records of one article are neighbours."""
    with store.transaction() as connection:
        connection.executemany("INSERT INTO layers (name, key) VALUES (?, ?)", LAYERS.items())
        connection.execute("INSERT INTO writers VALUES (1, ?, 0, 0)", (WRITER,))
    rows = _Rows()
    with file.open("rb") as lines:
        while batch := list(islice(lines, bulk.BATCH)):
            for line in batch:
                rows.add(orjson.loads(line))
            with store.transaction() as connection:
                for table, values in rows.taken():
                    connection.executemany(INSERTS[table], values)
                sql = "UPDATE writers SET n = ?1, lamport = ?1"
                connection.execute(sql, (rows.n,))


class _Rows:
    """The rows of the records of one batch, by table."""

    def __init__(self) -> None:
        self.n = 0
        self._key, self._sha256 = 0, ""
        self._at = log.now()
        self._rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def taken(self) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        """What there is, in the order to write it in, and no more afterwards."""
        for table in INSERTS:
            yield table, self._rows.pop(table, [])

    def add(self, record: dict[str, Any]) -> None:
        if record["sha256"] != self._sha256:
            self._sha256, self._key = record["sha256"], self._key + 1
            self._add_document(record)
        self.n += 1
        key, layer, spans = self._key, LAYERS[record["annotator"]], record["spans"]
        body, status = _body(record), record["paragraph_status"]
        log_row = (1, self.n, self.n, layer, key, self.n, "import", body, self._at)
        counts = status.count("d"), status.count("s"), len(spans), 0
        rows = self._rows
        rows["operations"].append((*log_row, sha256(body.encode()).digest()))
        rows["progress"].append((key, layer, record["status"], status, *counts))
        rows["gestures"].append((layer, self.n, WRITER, self.n, key, self._at, 0, 0, 0))
        rows["spans"].extend(
            (key, layer, s["start"], s["end"], s["label"], s["id"], None, None) for s in spans
        )
        rows["relations"].extend(
            (key, layer, r["label"], r["head"], r["child"]) for r in record["relations"]
        )

    def _add_document(self, r: dict[str, Any]) -> None:
        columns = ("sha256", "id", "title", "source", "url", "published", "language")
        sizes = len(r["text"]), len(r["paragraphs"])
        self._rows["documents"].append((self._key, *(r[c] for c in columns), *sizes))
        json = (orjson.dumps(r[c]).decode() for c in ("paragraphs", "hints", "meta"))
        self._rows["texts"].append((self._key, r["text"], *json))


def _body(record: dict[str, Any]) -> str:
    """The body of the one operation, spelt as the program spells it."""
    fields = ("start", "end", "label", "id")
    content = {
        "spans": [
            {f: s[f] for f in fields} | {"origin": None, "score": None} for s in record["spans"]
        ],
        "relations": record["relations"],
        "status": record["paragraph_status"],
        "notes": record["notes"],
        "flags": record["flags"],
        "rejections": [],
        "settlement": None,
    }
    return orjson.dumps({"content": content}).decode()
