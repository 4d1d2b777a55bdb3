"""Parquet: the native record as typed columns, in shards by size, for what reads tables."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

import msgspec

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, UnknownKeys, decode_record
from annotate.formats.base import Format, Incoming, NotKept, Problem, Source, Tables, not_kept
from annotate.formats.columns import TEXTS
from annotate.formats.extras import library
from annotate.formats.measured import BUFFER, one_line
from annotate.formats.parquet_writing import FOLDER, OWN, ROWS, write, write_split
from annotate.formats.rest import KEY, Along, joined
from annotate.formats.table_rows import decoded, line_of

TAGS = "ner_tags"
"""A column of our Hugging Face rows, which `datasets` writes as tables too."""
SAID = ("text", "spans", "relations", "annotator")
_decode_along = msgspec.json.Decoder(Along).decode


def read(
    source: Source, stream: BinaryIO, encoding: str | None
) -> Iterator[Incoming | Problem | NotKept]:
    """The records of the rows, whoever wrote them; columns that are not known go under `meta`."""
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    number = 0
    unknown: UnknownKeys = Counter()
    try:
        with _seekable(stream) as content:
            file = pq.ParquetFile(content, buffer_size=BUFFER)
            unit = _unit(file)
            for number, row in enumerate(_worded(file, _rows(file)), 1):
                yield _item(source, number, row, unit, unknown)
    except (pa.ArrowException, OSError, ValueError) as error:
        where = f"after row {number}" if number else ""
        what = f"not Parquet that can be read ({one_line(error)})"
        yield Problem(source.name, 0, str(InputError(what, where, "is the file cut off?")))
    yield from not_kept(unknown)


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or a copy of what it holds, since a Parquet file is read from its end."""
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _unit(file: Any) -> OffsetUnit | None:
    """What the offsets of a file of ours count; None for one of others."""
    own = (file.schema_arrow.metadata or {}).get(OWN)
    return None if own is None else msgspec.convert(own.decode(), cast(Any, OffsetUnit))


def _rows(file: Any) -> Iterator[dict[str, Any] | None]:
    """Each row by the names of its columns; None for one with text that is not UTF-8."""
    # one group after the other: what is read of all at once is not let go before the end
    for group in range(file.num_row_groups):
        for batch in file.iter_batches(ROWS, row_groups=[group], use_threads=False):
            try:
                yield from batch.to_pylist()
            except UnicodeDecodeError:
                yield from (_row_alone(batch.slice(n, 1)) for n in range(batch.num_rows))


def _row_alone(batch: Any) -> dict[str, Any] | None:
    try:
        return cast(dict[str, Any], batch.to_pylist()[0])
    except UnicodeDecodeError:
        return None


def _worded(file: Any, rows: Iterator[dict[str, Any] | None]) -> Iterator[dict[str, Any] | None]:
    """The rows with text in place of bytes: older programs, such as Hive and Impala, write such."""
    if "binary" in str(file.schema_arrow.remove_metadata()):
        return (row and _in_words(row) for row in rows)
    return rows


def _in_words(row: dict[str, Any]) -> dict[str, Any] | None:
    """The row so; None where something of the record is not UTF-8. Of the rest that stays bytes."""
    for name, value in row.items():
        try:
            row[name] = decoded(value)
        except UnicodeDecodeError:
            if name in Record.__struct_fields__:
                return None
    return row


def _item(
    source: Source,
    number: int,
    row: dict[str, Any] | None,
    unit: OffsetUnit | None,
    unknown: UnknownKeys,
) -> Incoming | Problem:
    if row is None:
        return Problem(source.name, number, "not UTF-8")
    try:
        if not str(row.get(KEY, "")).startswith("{"):
            record = decode_record(line_of(row), unknown)
        else:
            record, unit = _tagged(row, unknown)
        return Incoming(record, number, unit=unit, any_unit=unit is None)
    except InputError as error:
        return Problem(source.name, number, str(error))


def _tagged(row: dict[str, Any], unknown: UnknownKeys) -> tuple[Record, OffsetUnit | None]:
    """The record of a row of tags of ours, and what its offsets count."""
    if TAGS not in row:
        hint = "write the table as JSON Lines, and import that"
        raise InputError("a row of another format", f"$.{KEY}", hint)
    along = decode_json(row[KEY], _decode_along)
    said = decode_record(line_of({name: row.get(name) for name in SAID}), unknown)
    whole = joined(along.record, said.text, said.spans or (), said.relations or (), said.layer)
    return whole, along.offset_unit


FORMAT = Format(
    "parquet",
    (".parquet",),
    read,
    write,
    textless=True,
    write_split=write_split,
    tables=Tables(f"{FOLDER}/*.parquet", f"{FOLDER}/{{}}/*.parquet", texts=TEXTS),
)
