"""The files of a shared folder: written once, whole, under names that tell what is in them.

Nobody writes what another has written, and who writes the same writes the same name. A service that
copies folders may bring a file half: the hash in its name tells, and it is passed over until then.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from annotate.core.errors import SyncError
from annotate.services import whole_files

DIGITS = 32
"""Of a hash that is in a name."""


class Parts(NamedTuple):
    """A file whose name is its parts, then the hash of its content."""

    path: Path
    parts: tuple[str, ...]


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Raises SyncError where a share that is cut off does not say."""
    try:
        return path.is_dir()
    except OSError as error:
        raise _unusable(error, path) from error


def listed(folder: Path) -> list[Parts]:
    """The files of a folder, those still under way left out; [] where it is not there."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unusable(error, folder) from error
    split = ((name, name.removesuffix(".json").split("-")) for name in names)
    return [Parts(folder / n, tuple(p)) for n, p in split if n.endswith(".json") and n[0] != "."]


def read(file: Path) -> bytes | None:
    """What a file holds; None where it is not all there."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if file.stem.endswith(_digest(data)) else None


def write(folder: Path, parts: tuple[str, ...], data: bytes) -> None:
    """Put a file in its place, whole. Raises SyncError where that cannot be."""
    file = folder / f"{'-'.join((*parts, _digest(data)))}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if read(file) is None:
            whole_files.write(file, data)
    except OSError as error:
        raise _unusable(error, folder) from error


def remove(files: Iterator[Path]) -> None:
    """Destroy files: the one thing that is done to what others wrote, where a text is purged."""
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(error, file) from error


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:DIGITS]


def _unusable(error: OSError, where: Path) -> SyncError:
    what = f"the shared folder cannot be used ({error.strerror})"
    return SyncError(what, str(where), "check that it is there and writable")
