"""The elements of a JSON array, one by one from a stream, so that no file need fit into memory."""

import re
from codecs import EncodedFile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

import msgspec
from msgspec import Raw

from annotate.core.errors import InputError
from annotate.formats.base import Incoming, Problem, Source
from annotate.formats.encodings import marked_encoding, standard_name
from annotate.formats.lines import Counted
from annotate.formats.measured import let_lines_run

Make = Callable[[], Counted]
"""Makes a record. Raises InputError where it is bad."""

CHUNK = 1 << 18
LONGEST = 1 << 28
"""Bytes of one element; what goes on for longer is no element."""
BRACKET = re.compile(rb'[^"{}\[\]]*+(?:"(?:[^"\\]|\\.)*+"[^"{}\[\]]*+)*+([{}\[\]])', re.DOTALL)
"""The next bracket outside of strings."""
OPENING = b"{["


def elements(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each element of the array that a file holds, with the line on which it begins (1-based).

    What stands between objects and lists is one element, whatever it is. A file that holds one
    object has one. Raises InputError where a file ends before its elements do, or holds neither.
    """
    let_lines_run(stream)  # all may be one, and no element is too long
    scanner = _Scanner(_recoded(stream, marked_encoding(stream)))
    first = scanner.bracket()
    if first is None or first not in OPENING or scanner.before().strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError("neither a JSON array nor an object", hint="see docs/formats.md")
    if first == b"{":
        yield scanner.element()
        return
    while bracket := scanner.bracket():
        if between := scanner.before().strip(b", \t\r\n"):
            yield scanner.line, between
        if bracket not in OPENING:
            break
        yield scanner.element()
    if bracket != b"]":
        raise InputError("the array is not closed", hint="is the file cut off?")


def _recoded(stream: BinaryIO, encoding: str | None) -> BinaryIO:
    """The stream in UTF-8."""
    return cast(BinaryIO, EncodedFile(stream, "utf-8", encoding)) if encoding else stream


class _Scanner:
    """Reads on, from bracket to bracket."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._buffer = stream, bytearray()
        self._at = self._from = 0
        self._line = 1

    def bracket(self) -> bytes | None:
        """The next bracket, None at the end of the file."""
        self._from = self._at
        while (match := BRACKET.match(self._buffer, self._at)) is None:
            if not self._more():
                return None
        self._at = match.end()
        return match[1]

    def before(self) -> bytes:
        """What stands before the bracket that was found last."""
        return bytes(self._buffer[self._from : self._at - 1])

    @property
    def line(self) -> int:
        """On which line what stands before that bracket begins."""
        before = self._buffer[self._from : self._at]
        blank = len(before) - len(before.lstrip(b", \t\r\n"))
        return self._line + self._buffer.count(b"\n", 0, self._from + blank)

    def element(self) -> tuple[int, bytes]:
        """The line and the bytes of the object or list whose bracket was found last."""
        self._forget(self._at - 1)
        line, depth = self._line, 0
        if found := self._rest_of_line():
            return line, found
        while depth or not self._at:
            bracket = self.bracket()
            if bracket is None:
                raise InputError("an element that is not closed", hint="is the file cut off?")
            depth += 1 if bracket in OPENING else -1
        found = bytes(self._buffer[: self._at])
        self._forget(self._at)
        return line, found

    def _rest_of_line(self) -> bytes:
        """The element that begins here, if it ends with the line, as most do; else nothing.

        Looked for in a chunk: where all is one line, every element would go through all that is.
        """
        end = self._buffer.find(b"\n", 0, CHUNK)
        if end < 0 and len(self._buffer) < CHUNK and self._more():
            end = self._buffer.find(b"\n", 0, CHUNK)
        found = bytes(self._buffer[: max(end, 0)]).rstrip(b", \t\r")
        try:
            msgspec.json.decode(found, type=Raw)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return b""
        self._forget(len(found))
        return found

    def _forget(self, upto: int) -> None:
        """Let go of what was read, and count its lines."""
        self._line += self._buffer.count(b"\n", 0, upto)
        del self._buffer[:upto]
        self._at = self._from = 0

    def _more(self) -> bool:
        if len(self._buffer) > LONGEST:
            raise InputError("an element of more than 256 MB", hint="is a quotation mark missing?")
        chunk = self._stream.read(max(CHUNK, len(self._buffer)))
        self._buffer += chunk
        return bool(chunk)


def read_array(
    source: Source,
    stream: BinaryIO,
    encoding: str | None,
    records: Callable[[bytes], Iterable[Make]],
) -> Iterator[Incoming | Problem]:
    """The records that the elements of a file hold; each that is bad is a problem.

    `records` says of an element how each of its records is made. Both may raise InputError.
    """
    encoding = encoding or marked_encoding(stream)
    name = standard_name(encoding or "utf-8")
    line = 1
    try:
        for line, element in elements(_recoded(stream, encoding)):
            for made in _made(records, element):
                if isinstance(made, str):
                    yield Problem(source.name, line, made)
                else:
                    yield Incoming(made[0], line, name, made[1], any_unit=True)
    except InputError as error:
        yield Problem(source.name, line, str(error))
    except UnicodeError:
        reason = f"not {encoding} from here on, name its encoding with --encoding"
        yield Problem(source.name, line, reason)


def _made(records: Callable[[bytes], Iterable[Make]], element: bytes) -> Iterator[Counted | str]:
    """The records of an element, and in place of a bad one what is wrong with it."""
    try:
        for make in records(element):
            try:
                yield make()
            except InputError as error:
                yield str(error)
    except InputError as error:
        yield str(error)
    except UnicodeError:
        yield "not UTF-8, name its encoding with --encoding"


def write_array(file: BinaryIO, elements: Iterable[bytes]) -> None:
    """An array of these elements, each on a line of its own."""
    file.write(b"[")
    for number, element in enumerate(elements):
        file.write(b",\n" if number else b"\n")
        file.write(element)
    file.write(b"\n]\n")
