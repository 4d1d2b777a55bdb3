"""The model that was learned: read from its file, and read anew when that is another one."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from annotate.core.errors import AnnotateError, InputError
from annotate.core.scheme import Scheme
from annotate.suggesters import SUGGESTERS, learned
from annotate.suggesters.base import Suggester
from annotate.suggesters.learning.model import NAME, Header, Model, check, decode, decode_header


def read_model(path: Path) -> Model:
    """The model in a file. Raises InputError where there is none, or it is not whole."""
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise _unread(path, error) from error


def read_header(path: Path) -> Header:
    """What the model in a file says of itself. Raises InputError where there is none."""
    try:
        with path.open("rb") as file:
            return decode_header(file.readline(), str(path))
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> InputError:
    return InputError(f"the model cannot be read ({error.strerror})", str(path))


@lru_cache(maxsize=1)
def members(path: Path, scheme: Scheme | None = None) -> Mapping[str, Suggester]:
    """The family with the model of a file, in the words of a scheme if there is one.

    Raises what `read_model` and `learned` raise, InputError for a model of another scheme.
    """
    return SUGGESTERS | {learned.NAME: _speaker(path, scheme)}


def _speaker(path: Path, scheme: Scheme | None) -> Suggester:
    model = read_model(path)
    if scheme is None:
        return learned.with_model(model)
    check(model.header, scheme, str(path))
    return learned.with_model(model, scheme.former)


def usable(path: Path, scheme: Scheme) -> tuple[Suggester, bytes] | None:
    """What speaks for the model in a file, and the hash of the file; None where none can.

    What is wrong with it is told where it is to suggest something.
    """
    with suppress(OSError, AnnotateError):
        mark = sha256(path.read_bytes()).digest()
        return _speaker(path, scheme), mark
    return None


class ProjectModel:
    """The model in a project's folder, whatever it is at the time."""

    def __init__(self, folder: Path, scheme: Scheme) -> None:
        self._path, self._scheme = folder / NAME, scheme
        self._state: tuple[int, int] | None = None
        self._suggester: Suggester | None = None
        self._lock = Lock()  # it is asked from threads

    def is_there(self) -> bool:
        """Whether the project has a model; it may be of no use."""
        return self._path.exists()

    def suggester(self) -> Suggester | None:
        """What speaks for the model; None without one that can be used.

        What is wrong with it is raised once, as InputError or ProjectError.
        """
        with self._lock:
            state = self._stat()
            if state != self._state:
                self._state, self._suggester = state, None
                self._suggester = _speaker(self._path, self._scheme) if state else None
            return self._suggester

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino
