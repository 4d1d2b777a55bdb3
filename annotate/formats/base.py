"""What a format is: it reads records from a file, or writes them to a folder, or both."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec import Struct

from annotate.core.record import Record

BUFFER = 1 << 18
"""Bytes read at once: lines of JSONL are longer than Python's usual buffer."""


class Source(Struct, frozen=True):
    """One file to read, or, without a path, standard input.

    `id` is what an article that fills the file is called, `folder` the name of what it lies in.
    """

    name: str
    path: Path | None = None
    id: str = ""
    folder: str = ""

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The content in bytes; standard input stays open."""
        if self.path is None:
            return nullcontext(sys.stdin.buffer)
        return self.path.open("rb", buffering=BUFFER)


class Incoming(Struct, frozen=True):
    """A record as it was read: from which line (1-based; 0 is the whole file), how encoded."""

    record: Record
    line: int = 0
    encoding: str = "utf-8"


class Problem(Struct, frozen=True):
    """Why something was not taken in: the file, the line (0: the whole file), the reason."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class Loss(Struct, frozen=True):
    """What a format could not carry as it was, each by id and reason."""

    split: tuple[str, ...] = ()
    flattened: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one file as a stream; what is bad in it is a Problem, and the rest follows.

    `encoding` is that of the text, None to find out.
    """

    def __call__(
        self, source: Source, stream: BinaryIO, encoding: str | None
    ) -> Iterator[Incoming | Problem]:
        """The records of `stream`, in order."""


class Writer(Protocol):
    """Writes the files of a dataset into an empty folder."""

    def __call__(self, records: Iterable[Record], folder: Path) -> Loss:
        """Write all records as they come, and say what could not be carried."""


class Format(Struct, frozen=True):
    """A member of the family: what its files end in, and which ways it goes."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
