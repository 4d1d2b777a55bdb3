"""The elements of a JSON array, one by one from a stream, so that no file need fit into memory."""

import re
from codecs import EncodedFile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
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

    What stands between objects and lists is one element, whatever it is; what is damaged is one up
    to the next line that begins as elements do there. A file may also hold one object, or several
    after each other. Raises InputError where a file ends before its elements do, holds neither, or
    goes on after damage without such a line.
    """
    let_lines_run(stream)  # all may be one, and no element is too long
    scanner = _Scanner(_recoded(stream, marked_encoding(stream)))
    first = scanner.bracket()
    if first is None or first not in OPENING or scanner.before().strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError("neither a JSON array nor an object", hint="see docs/formats.md")
    if first == b"{":
        yield scanner.element()
    while bracket := scanner.bracket():
        if between := scanner.before().strip(b", \t\r\n"):
            yield scanner.line, between
        if bracket in OPENING:
            yield scanner.element()
        elif first == b"[" and bracket == b"]" and scanner.is_at_end():
            return
        else:
            yield scanner.passed_over()
    if first == b"[":
        raise InputError("the array is not closed", hint="is the file cut off, or a mark missing?")
    if not scanner.is_at_end():
        raise InputError("something else than objects at the end", hint="see docs/formats.md")


def _recoded(stream: BinaryIO, encoding: str | None) -> BinaryIO:
    """The stream in UTF-8."""
    return cast(BinaryIO, EncodedFile(stream, "utf-8", encoding)) if encoding else stream


def _is_json(text: bytes) -> bool:
    try:
        msgspec.json.decode(text, type=Raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


class _Scanner:
    """Reads on, from bracket to bracket; after damage, which brackets hide, by lines.

    `_next` is how a line begins on which an element does, empty where none has begun one yet.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._buffer = stream, bytearray()
        self._at = self._from = 0
        self._line = 1
        self._next, self._damaged = b"", False

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

    def is_at_end(self) -> bool:
        """Whether nothing comes after the bracket that was found last."""
        while not self._buffer[self._at :].strip():
            if not self._more():
                return True
        return False

    def element(self) -> tuple[int, bytes]:
        """The line and the bytes of the object or list whose bracket was found last."""
        _, begins, margin = self.before().rpartition(b"\n")
        if begins and not margin.strip():
            self._next = b"\n" + margin + self._buffer[self._at - 1 : self._at]
        self._forget(self._at - 1)
        if found := self._rest_of_line():
            return self._line, found
        return self._taken(self._end())

    def passed_over(self) -> tuple[int, bytes]:
        """What is there from the bracket that was found last to where the next element begins."""
        self._damaged = True
        self._forget(self._at - 1)
        end = self._next_begins()
        if not end:
            what = "a bracket that closes nothing, and what comes after it is not read"
            raise InputError(what, hint="is it there too often?")
        return self._taken(end)

    def _taken(self, end: int) -> tuple[int, bytes]:
        """The line and the bytes of what ends there."""
        line, found = self._line, bytes(self._buffer[:end])
        self._forget(end)
        return line, found.rstrip(b", \t\r\n")

    def _end(self) -> int:
        """Where the element that begins here ends; if there is damage, where the next begins."""
        if not self._damaged:
            with suppress(InputError):  # it is too long, perhaps since it is damaged
                if end := self._closes():
                    return end
            self._damaged = True
        end = self._next_begins() or self._closes()
        if not end:
            what = "an element that is not closed, and what comes after it is not read"
            raise InputError(what, hint="is the file cut off, or a mark missing?")
        return end

    def _closes(self) -> int:
        """Where its brackets close, 0 where they do not, or hold others since it is damaged."""
        self._at = depth = 0
        while depth or not self._at:
            bracket = self.bracket()
            if bracket is None:
                return 0
            depth += 1 if bracket in OPENING else -1
        end = self._at
        holds_more = self._next and self._buffer.find(self._next, 0, end) > 0
        return 0 if holds_more and not _is_json(bytes(self._buffer[:end])) else end

    def _next_begins(self) -> int:
        """Where a line begins as elements do, 0 where none does."""
        at = -1
        while self._next and (at := self._buffer.find(self._next)) < 0 and self._more():
            pass
        return max(at, 0)

    def _rest_of_line(self) -> bytes:
        """The element that begins here, if it ends with the line, as most do; else nothing.

        Looked for in a chunk: where all is one line, every element would go through all that is.
        """
        end = self._buffer.find(b"\n", 0, CHUNK)
        if end < 0 and len(self._buffer) < CHUNK and self._more():
            end = self._buffer.find(b"\n", 0, CHUNK)
        found = bytes(self._buffer[: max(end, 0)]).rstrip(b", \t\r")
        if not _is_json(found):
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
