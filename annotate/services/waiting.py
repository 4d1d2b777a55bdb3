"""Files that speak of articles which are not there yet: read on when all others were."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate.formats.base import Reader, Source


class Begun(NamedTuple):
    """A file, and how many of its items were read already."""

    read: Reader
    source: Source
    done: int


class Waiting:
    """Goes over files; one that is put off comes again behind all others, where it was left."""

    def __init__(self) -> None:
        self.is_allowed = False
        """Whether the file that is being read can be put off: once, and only if it stays there."""
        self._asked = False
        self._later: list[Begun] = []

    def each(self, files: Iterable[tuple[Reader, Source]]) -> Iterator[Begun]:
        """Every file, then what is left of those that were put off."""
        for read, source in files:
            self.is_allowed = bool(source.path and source.path.is_file())
            yield Begun(read, source, 0)
        self.is_allowed = False
        yield from self._later

    def put_off(self) -> None:
        """What was just given of a file is to come again, with all that follows there."""
        self._asked = True

    def is_put_off(self, file: Begun, done: int) -> bool:
        """Whether that was asked of a file of which so many items were taken."""
        asked, self._asked = self._asked, False
        if asked:
            self._later.append(file._replace(done=done))
        return asked
