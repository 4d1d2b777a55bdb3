"""Putting a dataset together of parts that were written apart."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from annotate.formats.base import Joined
from annotate.formats.manifest import STEP, File, Hashing


class Joining:
    """Takes parts into a dataset's folder; `files` says what a manifest does of what came.

    So that nothing need be read once more to be hashed.
    """

    def __init__(self, folder: Path, how: Joined) -> None:
        self._folder, self._numbered = folder, how.numbered
        self._written: dict[str, Hashing] = {}
        self._numbers = Counter[str]()
        self._buffer = memoryview(bytearray(STEP))

    def files(self) -> Iterator[File]:
        """The files that there are of the parts so far."""
        return (written.file(path) for path, written in self._written.items())

    def add(self, part: Path) -> None:
        """Take in the files of one more part, whose folder goes."""
        for path in sorted(part.rglob("*")):
            if path.is_dir():
                (self._folder / path.relative_to(part)).mkdir(exist_ok=True)
            else:
                self._take(path, path.relative_to(part).as_posix())
        rmtree(part)

    def _take(self, path: Path, place: str) -> None:
        if self._numbered:
            folder = place.rpartition("/")[0]
            place = f"{folder}/{self._numbered.format(self._numbers[folder])}"
            self._numbers[folder] += 1
        written = self._written.setdefault(place, Hashing())
        with path.open("rb", buffering=0) as source, (self._folder / place).open("ab") as out:
            while read := source.readinto(self._buffer):
                written.add(self._buffer[:read])
                out.write(self._buffer[:read])
