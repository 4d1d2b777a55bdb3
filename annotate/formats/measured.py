"""Streams in which no line, and nothing that expands, is beyond measure: such are refused."""

from abc import abstractmethod
from collections.abc import Callable
from errno import EBADMSG, EFBIG, EIO
from io import BufferedReader, RawIOBase
from select import select
from typing import BinaryIO, Protocol, cast

BUFFER = 1 << 18
"""Bytes read at once: lines of JSONL are longer than Python's usual buffer."""
LONGEST = 1 << 28
"""Bytes of one line, or of a file that is read in one piece."""
UNSUSPECTED = 1 << 26
"""Bytes up to which a file may expand however little it was."""
MOST_TIMES = 300
"""How many times its size a file may be beyond that; articles compress to a third or a tenth."""


class Bytes(Protocol):
    """Whatever bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""


class Counted:
    """A stream of which it is known how many bytes were read."""

    def __init__(self, stream: Bytes) -> None:
        self._stream, self.taken = stream, 0

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes."""
        data = self._stream.read(size)
        self.taken += len(data)
        return data


Open = Callable[[Counted], Bytes]
"""What expands a stream."""


def bounded(file: RawIOBase, buffer: int = BUFFER) -> BufferedReader:
    """A file as it is, in which no line may be longer than an article could make it."""
    return BufferedReader(Bounded(file), buffer)


def guarded(stream: Bytes) -> BinaryIO:
    """A stream from elsewhere, whose every failure is an OSError in one line."""
    return watched(stream, lambda counted: counted)


def let_lines_run(stream: BinaryIO) -> None:
    """Let lines be of any length: what reads the stream has a measure of its own."""
    raw = getattr(stream, "raw", None)
    if isinstance(raw, Measured):
        raw.measures_lines = False


def taken(stream: BinaryIO) -> int | None:
    """How many bytes of what lies below such a stream were read, None for any other."""
    raw = getattr(stream, "raw", None)
    return raw.taken if isinstance(raw, Watched) else None


def watched(stream: Bytes, make: Open) -> BufferedReader:
    """What `make` gives of a stream, which is refused if it is beyond measure."""
    return BufferedReader(Watched(Counted(stream), make), BUFFER)


class Measured(RawIOBase):
    """Bytes of which no line, and nothing that is read in one piece, is longer than may be.

    Raises OSError where one is.
    """

    measures_lines = True
    _line = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill a buffer with what comes next."""
        room = memoryview(cast(bytearray, buffer))
        data = self._measured(len(room))
        room[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        """All that is left, if that is no more than a line may be."""
        whole = bytearray()
        while data := self._measured(BUFFER):
            whole += data
            if len(whole) > LONGEST:
                raise self._too_much(f"{LONGEST >> 20} MB in one piece")
        return bytes(whole)

    def _measured(self, size: int) -> bytes:
        data = self._next(size)
        end = data.rfind(b"\n")
        self._line = self._line + len(data) if end < 0 else len(data) - end - 1
        if self.measures_lines and self._line > LONGEST:
            raise self._too_much(f"{LONGEST >> 20} MB in one line")
        return data

    @abstractmethod
    def _next(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""

    @abstractmethod
    def _too_much(self, what: str) -> OSError:
        """What is said of it."""


class Bounded(Measured):
    """The bytes of a file as it is; that stays open."""

    def __init__(self, file: RawIOBase) -> None:
        self._file = file

    def seekable(self) -> bool:
        """Whether the file is."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there: what is read from there on is another line."""
        self._line = 0
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where that is, which to ask is not to go anywhere."""
        return self._file.tell()

    def fileno(self) -> int:
        """The file's."""
        return self._file.fileno()

    def _next(self, size: int) -> bytes:
        while (data := self._file.read(size)) is None:
            select([self._file], [], [])  # a pipe that does not wait by itself
        return data

    def _too_much(self, what: str) -> OSError:
        return OSError(EFBIG, f"it has more than {what}, and no article is so long")


class Watched(Measured):
    """The bytes that expanding others gives. Raises OSError where they cannot be, or are a bomb."""

    def __init__(self, below: Counted, make: Open) -> None:
        inner = make(below)
        # one read below at a time: of more, what came before the one that fails would be lost
        self._below, self._read = below, getattr(inner, "read1", inner.read)
        self._given = 0

    @property
    def taken(self) -> int:
        """How many bytes were read below."""
        return self._below.taken

    def _next(self, size: int) -> bytes:
        try:
            data: bytes = self._read(size)
        except EOFError as error:
            raise OSError(EIO, "it is cut off") from error
        except Exception as error:  # each kind, and each file system, has errors of its own
            # without a number it is no system's error, but what is read makes no sense
            number = EIO if getattr(error, "errno", None) else EBADMSG
            raise OSError(number, one_line(error)) from error
        self._given += len(data)
        if self._given > max(UNSUSPECTED, MOST_TIMES * self._below.taken):
            raise self._too_much(f"{MOST_TIMES} times its size")
        return data

    def _too_much(self, what: str) -> OSError:
        return OSError(EFBIG, f"it expands to more than {what}: a bomb? if not, import it unpacked")


def one_line(error: Exception) -> str:
    """What an error says, without its number and line ends."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split())[:200] or type(error).__name__
