"""Which files an import reads: from paths, folders and standard input to sources, in order."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from annotate.core.errors import InputError
from annotate.formats import FORMATS, format_of, get_format, get_reader
from annotate.formats.base import Format, Reader, Source

STANDARD_INPUT = Path("-")
NOT_DATA = {"README.md", "manifest.json"}
"""Files that lie in a folder beside the data."""


class Sources(Struct, frozen=True):
    """What was asked to be imported; folders are walked anew each time, so nothing piles up.

    `format` is the name that was given, None to go by the suffix; `corpora` is the project's
    folder of articles, from which their ids count.
    """

    paths: Sequence[Path]
    format: str | None = None
    corpora: Path | None = None

    def check(self) -> None:
        """Raise InputError for a path that is not there, or whose format is not known."""
        if self.format:
            get_reader(self.format)
        for path in self.paths:
            if path != STANDARD_INPUT and not path.exists():
                raise InputError("no such file or folder", str(path))
            if not path.is_dir() and self._format(path) is None:
                known = ", ".join(f.name for f in FORMATS.values() if f.read)
                hint = f"name its format with --format: {known}"
                raise InputError("cannot tell the format", str(path), hint)

    def each(self) -> Iterator[tuple[Reader, Source]]:
        """All that can be read: by format, plain text first, and within each in order."""
        for member in FORMATS.values():
            for path, root in self._files():
                if member.read and self._format(path) is member:
                    yield member.read, self._source(path, root)

    def size(self) -> int:
        """Bytes in all, as far as they are known beforehand."""
        known = (p for p, _ in self._files() if self._format(p) and p.is_file())
        return sum(path.stat().st_size for path in known)

    def passed_over(self) -> int:
        """How many files in the folders no format reads."""
        return sum(1 for path, _ in self._files() if self._format(path) is None)

    def _files(self) -> Iterator[tuple[Path, Path | None]]:
        """Every file, with the folder it was found through."""
        for path in self.paths:
            if path.is_dir():
                yield from ((file, path) for file in _walk(path))
            else:
                yield path, None

    def _format(self, path: Path) -> Format | None:
        """The format to read a file by; one named by the user goes for whatever they named."""
        by_suffix = format_of(path.name)
        if self.format is None:
            return by_suffix
        named = get_format(self.format)
        return named if path in self.paths or by_suffix is named else None

    def _source(self, path: Path, root: Path | None) -> Source:
        if path == STANDARD_INPUT:
            return Source("standard input")
        base, below = (root, path.relative_to(root)) if root else (path.parent, Path(path.name))
        base = base.resolve()
        corpora = self.corpora.resolve() if self.corpora else None
        folder = (base / below).parent
        if corpora and base.is_relative_to(corpora):
            below = base.relative_to(corpora) / below
        return Source(
            name=_storable(path),
            path=path,
            id=_storable(below.with_suffix("")),
            folder="" if folder == corpora else _storable(folder.name),
        )


def _storable(name: Path | str) -> str:
    """A file's name as text, whatever bytes it is made of."""
    return os.fsencode(name).decode(errors="replace").replace(os.sep, "/")


def _walk(folder: Path) -> Iterator[Path]:
    """The files in and below a folder in order of name, hidden ones and furniture left out."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and name not in NOT_DATA and path.is_file():
                yield path


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot be read ({error.strerror})", str(error.filename)) from error
