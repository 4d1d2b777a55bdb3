"""Where files are read from: paths, and the addresses of any file system that fsspec knows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EIO, ENOENT
from os import strerror
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from msgspec import Struct

from annotate.core.errors import InputError, ProjectError
from annotate.formats.expanding import expanded
from annotate.formats.measured import bounded, guarded

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(::[a-z][a-z0-9+.-]*)*://", re.IGNORECASE)
CHAIN, ROOT = "::", "://"
"""What parts an address from that of the archive which holds it, and a path from its kind."""
WEB = ("http", "https")
ASKED = {
    **dict.fromkeys(WEB, re.compile(r"[?#].*")),
    **dict.fromkeys(("s3", "s3a"), re.compile(r"\?versionId=[^/]*$")),
    **dict.fromkeys(("gs", "gcs"), re.compile(r"#\d+$")),
}
"""What follows a path, by the kind of address; else `?` and `#` are characters like others."""
NO_SUCH = "Protocol not known"
"""How fsspec begins to say that it knows no such kind of address."""
GONE, REFUSED = (404, 410), (401, 403)
"""What a server says where there is nothing, and where one may not look."""


class Remote(Struct, frozen=True):
    """A file or folder at an address, such as `s3://bucket/articles.jsonl.gz`.

    What is asked of it may raise OSError, whatever its file system raises; ProjectError where
    fsspec, or what it needs for that kind of address, is not installed.
    """

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def path(self) -> str:
        """The path within the file system, without what is asked of a server."""
        return self._parts[0].partition(ROOT)[2].strip("/")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.path).name

    def check(self) -> None:
        """Raise InputError or ProjectError where there is no way to such an address at all."""
        self._system()

    def exists(self) -> bool:
        """Whether there is anything; OSError where the web does not answer, or refuses to."""
        files, path = self._system()
        return _is_served(files, path) if self._is_web else bool(_asked(files.exists, path))

    def is_dir(self) -> bool:
        """Whether it is a folder; on the web nothing is, since every page leads to others."""
        if self._is_web:
            return False
        files, inner = self._system()
        return bool(_asked(files.isdir, inner))

    def size(self) -> int:
        """Bytes of the file, 0 where they are not known beforehand."""
        files, path = self._system()
        try:
            return int(_asked(files.size, path) or 0)
        except OSError:
            return 0

    def state(self) -> str:
        """What is another one where the file was changed, as far as its file system tells."""
        files, path = self._system()
        return str(_asked(files.ukey, path))

    def files(self) -> Iterator["Remote"]:
        """All files in and below the folder, in order of name."""
        files, path = self._system()
        for found in sorted(_asked(files.find, path)):
            yield self / found.removeprefix(path).lstrip("/")

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes of the file."""
        files, path = self._system()
        with _asked(files.open, path, "rb") as stream:
            yield guarded(stream)

    @property
    def parent(self) -> "Remote":
        """The folder that it is in."""
        return self._with(self._folder)

    def with_name(self, name: str) -> "Remote":
        """Another file in the same folder; of a server the same is asked for it."""
        return self._with(_joined(self._folder, name))

    def __truediv__(self, path: str) -> "Remote":
        """A file in or below this folder, as with a Path."""
        return self._with(_joined(self._parts[0], path))

    def _with(self, address: str) -> "Remote":
        """Another address, asked for and held by the same; versions are of one file only."""
        _, asked, holder = self._parts
        return Remote(f"{address}{asked if self._is_web else ''}{holder}")

    @property
    def _folder(self) -> str:
        """The address of the folder that it is in; of a root and of a whole site its own."""
        address = self._parts[0]
        kind, _, path = address.partition(ROOT)
        root = "/" if path.startswith("/") else ""
        above, slash, _ = path.rstrip("/").rpartition("/")
        return address if self._is_web and not slash else f"{kind}{ROOT}{above or root}"

    @property
    def _parts(self) -> tuple[str, str, str]:
        """The address up to the end of the path, what is asked of it, and what holds it all."""
        inner = self.url.find(CHAIN, self.url.index(ROOT))
        place, holder = (self.url, "") if inner < 0 else (self.url[:inner], self.url[inner:])
        known = ASKED.get(self._kind)
        asked = known and known.search(place)
        end = asked.start() if asked else len(place)
        return place[:end], place[end:], holder

    def write(self, file: Path) -> None:
        """Put a file of this machine there."""
        files, path = self._system()
        with suppress(OSError):  # object stores have no folders
            _asked(files.makedirs, path.rpartition("/")[0], True)
        _asked(files.put_file, str(file), path)

    def remove(self) -> None:
        """Remove the file, if it is there."""
        files, path = self._system()
        with suppress(FileNotFoundError):
            _asked(files.rm_file, path)

    @property
    def _is_web(self) -> bool:
        return self._kind in WEB

    @property
    def _kind(self) -> str:
        """The name of its kind of address, that of a cache before it aside."""
        return self.url.partition(ROOT)[0].rpartition(CHAIN)[2].lower()

    def _system(self) -> tuple[Any, str]:
        """The file system, and what it calls this place."""
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            hint = "install it with `pip install 'annotate-news[remote]'`"
            raise ProjectError("addresses need fsspec", self.url, hint) from error
        try:
            files, path = _asked(url_to_fs, self.url, known=ValueError)
        except ImportError as error:
            raise ProjectError("no way to such an address yet", self.url, str(error)) from error
        except ValueError as error:
            told = _line(error)
            unknown = told.startswith(NO_SUCH)
            what = "no such kind of address" if unknown else f"no way there ({told})"
            raise InputError(what, self.url) from error
        return files, path


Place = Path | Remote


def place_of(given: str) -> Place:
    """The path, or address, that was given."""
    return Remote(given) if ADDRESS.match(given) else Path(given)


def _joined(folder: str, below: str) -> str:
    """The address of what is in or below a folder."""
    kind, _, path = folder.partition(ROOT)
    return f"{kind}{ROOT}{path.rstrip('/')}{'/' if path else ''}{below}"


@contextmanager
def opened(place: Place) -> Iterator[BinaryIO]:
    """What is in a file, expanded where its name ends as a compressed one's.

    A ProjectError of what reads it, as where a library is not installed, names the file.
    """
    try:
        with _opened(place) as stream:
            yield stream
    except ProjectError as error:
        raise ProjectError(error.what, error.where or str(place), error.hint) from error


@contextmanager
def _opened(place: Place) -> Iterator[BinaryIO]:
    if isinstance(place, Remote):
        with place.open() as stream:
            yield expanded(stream, place.name)
    else:
        with place.open("rb", buffering=0) as file:
            yield expanded(bounded(file), place.name)


def _is_served(files: Any, path: str) -> bool:
    """Whether a server has a file; fsspec says that it has none whatever else went wrong."""
    try:
        _asked(files.info, path)
    except FileNotFoundError as error:
        cause = error.__cause__
        status = getattr(cause, "status", None)
        if cause is None or status in GONE:
            return False
        told = f"{status} {getattr(cause, 'message', '')}".strip() if status else _line(cause)
        raise OSError(EACCES if status in REFUSED else EIO, told) from error
    return True


def _asked(function: Any, *arguments: Any, known: type[Exception] = OSError) -> Any:
    """What a file system answers. Raises what is known, or OSError in one line."""
    try:
        return function(*arguments)
    except OSError as error:
        error.strerror = error.strerror or _strerror(error)
        raise
    except (ImportError, known):
        raise
    except NotImplementedError as error:
        raise OSError(EIO, "that cannot be done there") from error
    except Exception as error:  # each file system has errors of its own
        raise OSError(EIO, _line(error)) from error


def _strerror(error: OSError) -> str:
    """What an error says that a file system raised with no more than a path or a sentence."""
    return strerror(ENOENT) if isinstance(error, FileNotFoundError) else _line(error)


def _line(error: BaseException) -> str:
    """What went wrong, in one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
