"""Which files an import reads: from paths, addresses and standard input to sources, in order."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from errno import ELOOP, ENOENT
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from msgspec import Struct

from annotate.core.errors import InputError
from annotate.formats import FORMATS, format_of, get_format, get_reader
from annotate.formats.base import Format, Problem, Reader, Source
from annotate.formats.beside import names_beside
from annotate.formats.expanding import ending, plain_name, stem_of
from annotate.formats.file_names import BESIDE
from annotate.formats.places import Place, Remote

STANDARD_INPUT = Path("-")
NOWHERE = (ENOENT, ELOOP)
"""What is said of links that lead to no file."""
MOST_TOLD = 1000
"""Compressed files of which it is remembered what they are."""
TEXTS = {"text", "html", "warc"}
"""Formats that hold articles which records of others may name by their hash."""
PASSED = BESIDE.union(*(member.furniture for member in FORMATS.values()))
"""Files that only say how to show others."""
ARCHIVES = {".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tar.gz": "tar"}
"""What the names of archives end in, and what an address into one begins with."""
WITH_MORE = tuple(member for member in FORMATS.values() if member.beside)


class Sources(Struct, frozen=True):
    """What was asked to be imported; folders are walked anew each time, so nothing piles up.

    `format` is the name that was given, None to go by the suffix; `corpora` is the project's
    folder of articles, from which their ids count. `told` are the formats of compressed files,
    so that each is looked into but once: it may expand to very much. `unread` is filled whenever
    the folders are walked, with those and the files that cannot be read, by name. `led` is where
    folders lead that were named or hold what was. `kinds` says whether there are articles, and
    whether anything else, once all was looked through; `called` has the names of one folder.
    """

    paths: Sequence[Place]
    format: str | None = None
    corpora: Path | None = None
    told: dict[Place, Format | None] = {}
    unread: dict[str, Problem] = {}
    led: dict[Path, Path] = {}
    kinds: set[bool] = set()
    called: dict[tuple[Path, Path | None], tuple[str, str]] = {}

    def check(self) -> None:
        """Raise InputError for a path that is not there, or whose format is not known.

        For an address also where there is no way to it.
        """
        if self.format:
            get_reader(self.format)
        for path in self.paths:
            if path != STANDARD_INPUT and not _reached(path):
                raise InputError("no such file or folder", str(path))
            if not path.is_dir() and self._format(path) is None:
                raise InputError("cannot tell the format", str(path), _telling(path))

    def each(self) -> Iterator[tuple[Reader, Source]]:
        """All that can be read in order, but articles before what may name them by their hash."""
        for texts in sorted(self.kinds or (True, False), reverse=True):
            for path, root in self._files():
                member = self._format(path)
                if member and member.read and _is_text(member) == texts:
                    yield member.read, self._source(path, root)

    def size(self) -> int:
        """Bytes in all, as far as they are known beforehand."""
        return sum(_size(path) for path, _ in self._files() if self._format(path))

    def passed_over(self) -> int:
        """How many files in the folders no format reads."""
        found = Counter(map(self._kind, (path for path, _ in self._files())))
        self.kinds.update(kind for kind in found if kind is not None)
        return found[None]

    def _kind(self, path: Place) -> bool | None:
        """Whether it holds articles, None where no format reads it."""
        member = self._format(path)
        return None if member is None else _is_text(member)

    def _files(self) -> Iterator[tuple[Place, Place | None]]:
        """Every file, with the folder it was found through."""
        for path in self.paths:
            if path.is_dir():
                yield from ((file, path) for file in self._files_of(path))
            else:
                yield path, None

    def _files_of(self, folder: Place) -> Iterator[Place]:
        return self._walk(folder) if isinstance(folder, Path) else _files_afar(folder)

    def _walk(self, folder: Path) -> Iterator[Path]:
        """The same of a folder here, without what is read along with other files."""
        for place, folders, files in os.walk(folder, onerror=self._note):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            along = _beside(files)
            for name in sorted(files):
                path = Path(place, name)
                passed = name in along or _is_passed(name)
                if not passed and self._is_file(path):
                    yield path

    def _is_file(self, path: Path) -> bool:
        """Whether it is one; where that cannot be told, none of its folder is to be had.

        Of a link the trouble is where it leads.
        """
        try:
            return S_ISREG(path.stat().st_mode)
        except PermissionError as error:
            # Path's own fails where the folder may not be entered
            place = path if os.path.islink(path) else path.parent  # noqa: PTH114
            self._note(OSError(error.errno, error.strerror, str(place)))
        except OSError as error:
            if error.errno not in NOWHERE:
                self._note(error)
        return False

    def _note(self, error: OSError) -> None:
        name = _storable(error.filename)
        self.unread[name] = Problem(name, 0, f"cannot be read ({error.strerror})")

    def _format(self, path: Place) -> Format | None:
        """The format to read a file by; one named by the user goes for whatever they named."""
        if self.format is None:
            return self._told(path)
        named = get_format(self.format)
        # the suffix first: of very many paths not each is to be looked for among all
        own = plain_name(path.name.lower()).endswith(named.suffixes) or path in self.paths
        return named if own else None

    def _told(self, path: Place) -> Format | None:
        """The format that a file's name or content tells."""
        if not ending(path.name):
            return format_of(path.name, path)
        if path in self.told:
            return self.told[path]
        found = format_of(path.name, path)
        if len(self.told) < MOST_TOLD:
            self.told[path] = found
        return found

    def _source(self, path: Place, root: Place | None) -> Source:
        if path == STANDARD_INPUT:
            return Source("standard input")
        if isinstance(path, Remote):
            return _remote_source(path, str(root or ""))
        return self._local_source(path, root if isinstance(root, Path) else None)

    def _local_source(self, path: Path, root: Path | None) -> Source:
        within, folder = self._called(path.parent, root)
        id = within + _storable(stem_of(path.name))
        return Source(name=_storable(path), path=path, id=id, folder=folder)

    def _called(self, folder: Path, root: Path | None) -> tuple[str, str]:
        """What the ids of files in a folder begin with, and what it is called.

        It is found out once for those that follow one another.
        """
        if (folder, root) not in self.called:
            self.called.clear()
            self.called[folder, root] = self._names(folder, root)
        return self.called[folder, root]

    def _names(self, folder: Path, root: Path | None) -> tuple[str, str]:
        base, below = (root, folder.relative_to(root)) if root else (folder, Path())
        base, corpora = self._led(base), self._led(self.corpora) if self.corpora else None
        place = base / below
        if corpora and base.is_relative_to(corpora):
            below = base.relative_to(corpora) / below
        within = f"{_storable(below)}/" if below.parts else ""
        return within, "" if place == corpora else _storable(place.name)

    def _led(self, folder: Path) -> Path:
        """Where a folder is, links followed; of very many files it is asked but once."""
        if folder not in self.led:
            self.led[folder] = folder.resolve()
        return self.led[folder]


def _telling(path: Place) -> str:
    """How to say what a path holds that does not tell."""
    for suffix, kind in ARCHIVES.items():
        if path.name.lower().endswith(suffix):
            return f"unpack it, or name the folder in it: {kind}://::{path}"
    known = ", ".join(f.name for f in FORMATS.values() if f.read)
    return f"name its format with --format: {known}"


def _is_text(member: Format) -> bool:
    return member.name in TEXTS


def _remote_source(place: Remote, root: str) -> Source:
    """A file at an address, called by its path below the folder that was named, or its name."""
    path = PurePosixPath(place.path)
    below = place.path.removeprefix(Remote(root).path).strip("/") if root else path.name
    return Source(
        name=_storable(place.url),
        id=_storable(below[: len(below) - len(path.name)] + stem_of(path.name)),
        folder=_storable(path.parent.name),
        remote=place,
    )


def _reached(place: Place) -> bool:
    """Whether it is there. Raises InputError for an address that does not answer."""
    try:
        return place.exists()
    except OSError as error:
        if isinstance(place, Path):
            raise
        raise InputError(f"no way there ({error.strerror or error})", str(place)) from error


def _size(place: Place) -> int:
    """Bytes of a file, 0 of whatever is none or does not tell."""
    if isinstance(place, Remote):
        return place.size()
    return place.stat().st_size if place.is_file() else 0


def _files_afar(folder: Remote) -> Iterator[Remote]:
    """The files in and below a folder in order of name.

    Hidden ones, furniture, and what is read along with others are left out.
    """
    found = {place.path: place for place in folder.files()}
    along = _beside([*found])
    for path, place in found.items():
        below = PurePosixPath(path.removeprefix(folder.path))
        if path not in along and not any(map(_is_passed, below.parts)):
            yield place


def _is_passed(name: str) -> bool:
    """Whether a file or folder is hidden, or only says how to show others."""
    return name.startswith(".") or plain_name(name) in PASSED


def _storable(name: Path | str | bytes) -> str:
    """A file's name as text, whatever bytes it is made of."""
    return os.fsencode(name).decode(errors="replace").replace(os.sep, "/")


def _beside(names: Sequence[str]) -> set[str]:
    """Those of some files that are read along with another of the same name in their folder."""
    there = set(names)
    return {
        found
        for name in names
        for member in WITH_MORE
        if plain_name(name).endswith(member.suffixes)
        for ending in member.beside
        for found in names_beside(name, ending)
        if found in there
    }
