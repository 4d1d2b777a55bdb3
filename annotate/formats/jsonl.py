"""Native JSONL: one record a line, read and written through jsonlines with msgspec plugged in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from annotate.core.errors import InputError
from annotate.core.record import Record, UnknownKeys, decode_record, encode_record
from annotate.formats.base import (
    Format,
    Incoming,
    Loss,
    NotKept,
    Problem,
    Source,
    Tables,
    Writing,
    not_kept,
)
from annotate.formats.columns import COLUMNS, TEXTS
from annotate.formats.lines import Counted, read_lines
from annotate.formats.offsets import recounted
from annotate.formats.table_rows import told

FILE_NAME = "records.jsonl"
BUFFER = 1 << 20
"""Bytes written at once: lines are longer than Python's usual buffer."""


def read(
    source: Source, stream: BinaryIO, encoding: str | None
) -> Iterator[Incoming | Problem | NotKept]:
    """The records of the file; a line that holds none is a problem, an empty one is nothing."""
    unknown: UnknownKeys = Counter()

    def decode(line: bytes) -> tuple[Counted]:
        try:
            return ((decode_record(line, unknown), None),)
        except InputError:
            if row := told(line):
                return ((decode_record(row, unknown), None),)
            raise

    yield from read_lines(source, stream, encoding, decode)
    yield from not_kept(unknown)


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """One line a record; everything is carried."""
    import jsonlines

    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        writer = jsonlines.Writer(file, dumps=encode_record)
        for record in records:
            writer.write(recounted(record, how.unit) if how.unit else record)
    return Loss()


TABLES = Tables(FILE_NAME, f"{{}}/{FILE_NAME}", COLUMNS, TEXTS)
FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read, write, textless=True, tables=TABLES)
