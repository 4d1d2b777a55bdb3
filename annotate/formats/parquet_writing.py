"""Writing Parquet: records as rows of typed columns, in shards by size."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import msgspec
from msgspec import to_builtins

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record
from annotate.formats.base import Writing, Written, whole
from annotate.formats.extras import library
from annotate.formats.offsets import recounted

FOLDER, FILE_NAME = "data", "part-{:05}.parquet"
"""Shards lie by themselves: what reads a folder as a table takes every file in it for one."""
GROUP, SHARD = 1 << 22, 1 << 29
"""About how many bytes are a row group and a file, before they are compressed.

Of each group of a file something is held until it is whole.
"""
PER_SPAN, PER_RECORD = 150, 500
"""About how many bytes a span takes, and a record beside its text and its spans."""
ROWS = 16
"""Rows that are read, or packed, at once."""
OWN = b"annotate"
"""The key of a file's metadata under which ours say what their offsets count."""
_encode = msgspec.json.Encoder(enc_hook=str).encode


def write_split(records: Iterable[Record], split: str, folder: Path, how: Writing) -> Written:
    """A row a record, in a folder for each split; everything is carried."""
    inner = folder / FOLDER / split
    inner.mkdir(parents=True)
    with Shards(inner, how.unit or "codepoint") as shards:
        for record in records:
            shards.add(recounted(record, how.unit) if how.unit else record)
    return Written()


write = whole(write_split, "")


class Shards:
    """Files of a folder that are written one after the other, each as large as SHARD.

    Rows gather until they are a row group; no more than that is held. Without any there is a
    file all the same, which says what the columns are.
    """

    def __init__(self, folder: Path, unit: OffsetUnit) -> None:
        self._pa = library("pyarrow", "parquet")
        self._schema = _schema(self._pa, unit)
        self._paths = (folder / FILE_NAME.format(n) for n in count())
        self._writer = self._opened()
        self._rows: list[dict[str, Any]] = []
        self._batches: list[Any] = []
        self._size = self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._writer.close()

    def add(self, record: Record) -> None:
        """One more row."""
        size = len(record.text or "") + PER_RECORD + PER_SPAN * len(record.spans or ())
        if self._size and self._size + size > GROUP:
            self._flush()
        self._rows.append(_row(record))
        self._size += size
        if len(self._rows) == ROWS:
            self._pack()

    def _pack(self) -> None:
        """Rows take a tenth of the memory as a batch."""
        batch = self._pa.RecordBatch.from_pylist(self._rows, schema=self._schema)
        self._batches.append(batch)
        self._rows = []

    def _flush(self) -> None:
        """Write what there is as a group, to the next file if this one is full."""
        self._pack()
        group = self._pa.Table.from_batches(self._batches)
        if group.num_rows and self._written >= SHARD:
            self._writer.close()
            self._writer, self._written = self._opened(), 0
        if group.num_rows:
            self._writer.write_table(group, row_group_size=group.num_rows)
        self._written += self._size
        self._batches, self._size = [], 0

    def _opened(self) -> Any:
        # layers repeat their article's text: in a dictionary as large as a group it stands once
        pq = library("pyarrow.parquet", "parquet")
        return pq.ParquetWriter(
            next(self._paths), self._schema, compression="zstd", dictionary_pagesize_limit=2 * GROUP
        )


def _row(record: Record) -> dict[str, Any]:
    row = cast(dict[str, Any], to_builtins(record))
    if record.meta is not None:
        row["meta"] = _encode(record.meta).decode()
    if record.rejections:
        row["rejections"] = [
            {"start": start, "end": end, "label": label} for start, end, label in record.rejections
        ]
    return row


def _schema(pa: Any, unit: OffsetUnit) -> Any:
    """The columns, in the order of a record's keys; `meta`, which may hold anything, is JSON."""
    text, offset, index = pa.string(), pa.int32(), pa.int32()
    place = [("start", offset), ("end", offset), ("label", text)]
    says = [("text", text), ("origin", text), ("score", pa.float64())]
    target = [("span", text), ("paragraph", index)]
    columns = {
        **dict.fromkeys(("id", "sha256", "title", "source", "url", "published", "language"), text),
        "text": text,
        "paragraphs": pa.list_(pa.list_(offset, 2)),
        "hints": pa.list_(text),
        "appearances": pa.list_(pa.struct([("id", text), ("title", text), ("url", text)])),
        **dict.fromkeys(("annotator", "suggester", "status", "paragraph_status"), text),
        "spans": pa.list_(pa.struct([("id", text), *place, *says])),
        "relations": pa.list_(pa.struct([("label", text), ("head", text), ("child", text)])),
        "notes": pa.list_(pa.struct([("text", text), *target])),
        "flags": pa.list_(pa.struct(target)),
        "rejections": pa.list_(pa.struct(place)),
        "settlement": pa.struct(
            [("versions", pa.list_(text)), ("reason", text), ("unclear", pa.bool_())]
        ),
        **dict.fromkeys(("guidelines", "meta"), text),
    }
    return pa.schema(list(columns.items()), metadata={OWN: unit.encode()})
