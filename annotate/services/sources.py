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
FURNITURE = {name for member in FORMATS.values() for name in member.furniture}


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
        """All that can be read in order, but plain text before what may name it by its hash."""
        for texts in (True, False):
            for path, root in self._files():
                member = self._format(path)
                if member and member.read and (member is FORMATS["text"]) == texts:
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
        if self.format is None:
            return format_of(path.name, path if path.is_file() else None)
        named = get_format(self.format)
        # the suffix first: of very many paths not each is to be looked for among all
        own = path.name.lower().endswith(named.suffixes) or path in self.paths
        return named if own else None

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
        passed = NOT_DATA | FURNITURE | _beside(files)
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and name not in passed and path.is_file():
                yield path


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot be read ({error.strerror})", str(error.filename)) from error


def _beside(names: Sequence[str]) -> set[str]:
    """Those files of a folder that are read along with another of the same name."""
    there = set(names)
    return {
        stem + ending
        for member in FORMATS.values()
        if member.beside
        for name in names
        for suffix in member.suffixes
        if (stem := name.removesuffix(suffix)) != name
        for ending in member.beside
        if stem + ending in there
    }
