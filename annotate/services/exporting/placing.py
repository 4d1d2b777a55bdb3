"""Putting a dataset into its folder: whole or not at all, in the place of the one before."""

import fcntl
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from shutil import rmtree
from stat import S_ISREG
from tempfile import mkdtemp

from annotate.core.errors import StorageError
from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import File, Manifest, files_named

PART = ".export-"
"""What the folder is called that is filled beside the files that it will take the place of."""
AWAY = "move it away, or choose another folder"
Written = Mapping[str, Sequence[File]]
"""By its path what exports have written of each file: more than once where one was broken off."""


def into_place(fill: Callable[[Path], Manifest], out: Path) -> Manifest:
    """Fill a folder inside `out`, and move every file up when all are whole, the manifest last.

    Files of the dataset that lay there before go, as an article that was removed or purged must
    not stay in it, and those of one that was broken off as they came in; what else lies in the
    folder stays, as does a file that was changed since. Where this fails, folders that it has made
    go too.

    Raises StorageError where another program is at it, or a file in the way is somebody's own, or
    was changed since it was written.
    """
    with _made(out), _alone(out) as broken_off:
        folder = Path(mkdtemp(prefix=PART, dir=out))
        try:
            manifest = fill(folder)
            before = _written((out, *broken_off))
            _check_way(manifest, out, before)
            manifest.save(folder)
        except BaseException:
            rmtree(folder)
            raise
        # whatever ends it now leaves the folder: what lies beside it is known as a dataset's
        _move_in(manifest, folder, out, before)
        for done in (*broken_off, folder):
            rmtree(done)
    return manifest


@contextmanager
def _made(out: Path) -> Iterator[None]:
    """Make a folder, and the folders above it; those that are still empty after an error go."""
    new = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):  # somebody has put something there
            for folder in new:
                folder.rmdir()
        raise


def _check_way(manifest: Manifest, out: Path, before: Written) -> None:
    """Raise StorageError where what somebody has put there, or has changed, would be lost."""
    last = out / MANIFEST
    if not before and os.path.lexists(last):
        raise in_the_way(str(last))
    since = last.stat().st_mtime_ns if last.exists() else 0
    for file in manifest.files:
        path = out / file.path
        if not os.path.lexists(path):
            continue
        if file.path not in before:
            raise in_the_way(str(path))
        known = (*before[file.path], file)
        # to look into all of a large dataset would take as long as to write its manifest
        if not any(_is_older(path, each, since) or _is_still(path, each) for each in known):
            raise StorageError("this file was changed since it was exported", str(path), AWAY)


def in_the_way(where: str) -> StorageError:
    """The error of a file that no export has put there, and none may write over."""
    what = "there is a file that is none of a dataset"
    return StorageError(what, where, AWAY)


def _move_in(manifest: Manifest, folder: Path, out: Path, before: Written) -> None:
    paths = {file.path for file in manifest.files}
    _move_all(paths, folder, out)
    for path, known in before.items():
        if path not in paths:
            for file in known:
                _remove(file, out)
    (folder / MANIFEST).replace(out / MANIFEST)


@contextmanager
def _alone(out: Path) -> Iterator[list[Path]]:
    """While no other program exports into a folder; what is left of those broken off there.

    Of one that was broken off as its files came in that is a folder with its manifest, which says
    what may have come; of others nothing is left.
    """
    folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(folder, out)
        left = [path for path in sorted(out.glob(f"{PART}*/")) if not path.is_symlink()]
        for path in left:
            _empty(path)
        yield [path for path in left if path.exists()]
    finally:
        os.close(folder)


def _empty(folder: Path) -> None:
    """Remove all that lies in the folder of an export that was broken off, but for its manifest."""
    if not (folder / MANIFEST).exists():
        rmtree(folder)
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            rmtree(path)
        elif path.name != MANIFEST:
            path.unlink()


def _lock(folder: int, out: Path) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        hint = "wait for it, or choose another folder"
        raise StorageError("another program is exporting there", str(out), hint) from error


def _move_all(paths: Iterable[str], folder: Path, out: Path) -> None:
    """Exchange files; a folder that was not there before is moved as it is."""
    parts: dict[str, list[str]] = {}
    for path in paths:
        parts.setdefault(path.partition("/")[0], []).append(path)
    for part, inside in parts.items():
        if os.path.lexists(out / part):
            _exchange(inside, folder, out)
        else:
            (folder / part).rename(out / part)


def _exchange(paths: Collection[str], folder: Path, out: Path) -> None:
    for parent in {path.rpartition("/")[0] for path in paths}:
        (out / parent).mkdir(parents=True, exist_ok=True)
    for path in paths:
        os.replace(f"{folder}/{path}", f"{out}/{path}")  # noqa: PTH105  there may be very many


def _written(folders: Iterable[Path]) -> Written:
    """The files that the manifests in some folders name, if there are any."""
    found = defaultdict(list)
    for folder in folders:
        with suppress(OSError):
            for file in files_named((folder / MANIFEST).read_bytes()):
                found[file.path].append(file)
    return found


def _remove(file: File, out: Path) -> None:
    """Remove a file that is as it was written, and folders that are empty then."""
    path = out / file.path
    if not path.resolve().is_relative_to(out.resolve()) or not _is_still(path, file):
        return
    path.unlink()
    for folder in path.parents:
        if folder == out:
            break
        with suppress(OSError):
            folder.rmdir()


def _is_older(path: Path, file: File, since: int) -> bool:
    """Whether a file of that size was written no later than at `since`, in nanoseconds."""
    found = path.lstat()
    return S_ISREG(found.st_mode) and found.st_size == file.bytes and found.st_mtime_ns <= since


def _is_still(path: Path, file: File) -> bool:
    """Whether a file is there with the content it was written with."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != file.bytes:
        return False
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest() == file.sha256
