"""Files of JSON lines, whatever a line holds: read through jsonlines, one bad line at a time."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, TextIOWrapper
from itertools import count, islice
from typing import Any, BinaryIO, cast

import msgspec
from msgspec import Raw

from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record
from annotate.formats.base import Incoming, Problem, Source
from annotate.formats.encodings import marked_encoding, standard_name

LONGEST = 1 << 24
"""Bytes of a line that are looked at to see what a file is."""
MOST_LOOKED_AT = 32
"""Lines, or elements, among which one is looked for that says so."""
Counted = tuple[Record, OffsetUnit | None]
"""A record, and what its offsets count, if that is known."""
Decode = Callable[[bytes], Iterable[Counted]]
"""The records that a line holds. Raises InputError, or UnicodeError where it is not UTF-8."""


def read_lines(
    source: Source,
    stream: BinaryIO,
    encoding: str | None,
    decode: Decode,
    *,
    any_unit: bool = False,
) -> Iterator[Incoming | Problem]:
    """The records of the file; a line that holds none is a problem, an empty one is nothing."""
    import jsonlines

    encoding = encoding or marked_encoding(stream)
    name = standard_name(encoding or "utf-8")
    with _lines(stream, encoding) as lines:
        reader = jsonlines.Reader(lines, loads=cast(Any, _loads(decode, encoding)))
        for number in count(1):
            try:
                found = cast(Iterable[Counted] | None, reader.read(allow_none=True))
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
                for record, unit in found or ():
                    yield Incoming(record, number, name, unit, any_unit)


@contextmanager
def text_lines(stream: BinaryIO, encoding: str | None) -> Iterator[TextIOWrapper]:
    """The lines as text; only LF parts them, and it stays.

    Bytes that are not of the encoding become lone surrogates, which no text may hold.
    """
    text = TextIOWrapper(stream, encoding or "utf-8-sig", errors="surrogateescape", newline="\n")
    try:
        yield text
    finally:
        text.detach()


def refuse_undecoded(text: str, encoding: str | None) -> bytes:
    """Text that was read so, in UTF-8.

    Raises InputError where it holds NUL, or bytes not of its encoding.
    """
    if "\0" in text:
        raise InputError("NUL character", hint="remove it and import again")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        hint = "name its encoding with --encoding"
        raise InputError(f"not {encoding or 'UTF-8'}", hint=hint) from error


@contextmanager
def _lines(stream: BinaryIO, encoding: str | None) -> Iterator[Iterable[str]]:
    """The lines, decoded; only LF parts them.

    A line with bytes that are not of the encoding is refused, and the rest goes on. With no
    encoding each byte becomes the
    character of its number, since msgspec reads the bytes of UTF-8 itself.
    """
    if encoding is None:
        yield (line.removeprefix(BOM_UTF8).decode("latin-1") for line in _unless_binary(stream))
        return
    with text_lines(stream, encoding) as text:
        yield text


def _unless_binary(stream: BinaryIO) -> Iterator[bytes]:
    """The lines. Raises InputError where the first one holds NUL: of the rest, too, none is JSON.

    A later one may be what is left of a file after damage, and the rest goes on.
    """
    if isinstance(stream, BufferedReader):  # of a device the first line has no end
        _refuse_binary(stream.peek().partition(b"\n")[0])
    for number, line in enumerate(stream):
        if number == 0:
            _refuse_binary(line)
        yield line


def _refuse_binary(line: bytes) -> None:
    if b"\0" in line:
        hint = "or name its encoding with --encoding"
        raise InputError("NUL characters: no JSON Lines, nothing of the file is read", hint=hint)


def _loads(decode: Decode, encoding: str | None) -> Callable[[str], Iterable[Counted] | None]:
    """How jsonlines is to read a line."""
    inner = "utf-8" if encoding else "latin-1"

    def loads(line: str) -> Iterable[Counted] | None:
        return None if line.isspace() or not line else decode(line.encode(inner))

    return loads


def first_object(stream: BinaryIO) -> dict[str, Raw]:
    """The keys and values of the first line that is a JSON object, empty where none is.

    Damaged lines before it do not say what the others are; only the first few lines are looked at.
    """
    with suppress(UnicodeError):
        for line in islice(_written_lines(stream), MOST_LOOKED_AT):
            with suppress(msgspec.DecodeError, UnicodeError, RecursionError):
                return msgspec.json.decode(line.removeprefix(BOM_UTF8), type=dict[str, Raw])
    return {}


def _written_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines that are not empty, in UTF-8, each as far as it is looked at."""
    if name := marked_encoding(stream):
        with text_lines(stream, name) as text:
            wide = iter(lambda: text.readline(LONGEST), "")
            yield from (line.encode(errors="replace") for line in wide if line.strip())
        return
    lines = iter(lambda: stream.readline(LONGEST), b"")
    yield from (line for line in lines if line.strip())
