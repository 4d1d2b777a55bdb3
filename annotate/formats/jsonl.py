"""Native JSONL: one record a line, read and written through jsonlines with msgspec plugged in."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotate.core.errors import InputError
from annotate.core.record import Record, decode_record, encode_record
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.encodings import standard_name
from annotate.formats.offsets import recounted

FILE_NAME = "records.jsonl"
BUFFER = 1 << 20
"""Bytes written at once: lines are longer than Python's usual buffer."""


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the file; a line that holds none is a problem, an empty one is nothing."""
    import jsonlines

    with _lines(stream, encoding) as lines:
        decode = _decode_line if encoding else _decode_undecoded
        reader = jsonlines.Reader(lines, loads=cast(Any, decode))
        for number in count(1):
            try:
                record = cast(Record | None, reader.read(allow_none=True))
            except EOFError:
                return
            except InputError as error:
                yield Problem(source.name, number, str(error))
            except jsonlines.InvalidLineError:
                reason = f"not {encoding or 'UTF-8'}, name its encoding with --encoding"
                yield Problem(source.name, number, reason)
            except UnicodeError:
                # units wider than a byte: where the next line begins cannot be told
                reason = f"not {encoding} from here on, name its encoding with --encoding"
                yield Problem(source.name, number, reason)
                return
            else:
                if record is not None:
                    yield Incoming(record, number, standard_name(encoding or "utf-8"))


@contextmanager
def _lines(stream: BinaryIO, encoding: str | None) -> Iterator[Iterable[str]]:
    """The lines, decoded; only LF parts them.

    Bytes that are not of the encoding become lone surrogates, which no record may hold: so the
    line that has them is refused, and the rest goes on. With no encoding each byte becomes the
    character of its number, since msgspec reads the bytes of UTF-8 itself.
    """
    if encoding is None:
        yield (line.removeprefix(BOM_UTF8).decode("latin-1") for line in stream)
        return
    text = TextIOWrapper(stream, encoding, errors="surrogateescape", newline="\n")
    try:
        yield text
    finally:
        text.detach()


def _decode_line(line: str | bytes) -> Record | None:
    return None if line.isspace() or not line else decode_record(line)


def _decode_undecoded(line: str) -> Record | None:
    return _decode_line(line.encode("latin-1"))


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """One line a record; everything is carried."""
    import jsonlines

    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        writer = jsonlines.Writer(file, dumps=encode_record)
        for record in records:
            writer.write(recounted(record, how.unit) if how.unit else record)
    return Loss()


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read, write)
