"""What becomes of each file that a cluster works on: a shard, in a place that all machines see.

A shard that is done is not done again: what is told of it lies beside it, with its hashes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec import Struct

from annotate.core.errors import ProjectError
from annotate.formats.base import Reader, Source
from annotate.formats.manifest import NAME as MANIFEST
from annotate.formats.manifest import File
from annotate.formats.places import Place, Remote
from annotate.services.exporting.placing import in_the_way

DIGITS = 16
"""Of a hash that is in a name."""
PART = 1 << 20
"""Bytes that are read at once."""


class Told(Struct, frozen=True):
    """What there is to say of a file: how many records it gave, and what was wrong, as lines."""

    records: int
    without_text: int = 0
    problems: tuple[str, ...] = ()


class Shard(Struct, frozen=True):
    """What became of one file: `files` are where the records are, below the place of all."""

    source: str
    name: str
    told: Told
    files: tuple[File, ...]


class Manifest(Struct, frozen=True):
    """All shards, in the order of what was read."""

    shards: tuple[Shard, ...]

    def save(self, out: Place) -> None:
        """Write it where the shards are. Raises ProjectError where that cannot be."""
        _write(out, MANIFEST, msgspec.json.format(msgspec.json.encode(self), indent=2))


class Work(Struct, frozen=True):
    """What is done with each file, where it goes, and a digest of what is asked.

    `act` fills a folder of this machine with the records of one file.
    """

    act: Callable[[Reader, Source, Path], Told]
    out: Place
    asked: str

    def name(self, nth: int, source: Source) -> str:
        """What the files of a shard are called: another name where anything is changed."""
        said = [source.name, source.id, _state(source), self.asked]
        return f"{nth:06}-{sha256(msgspec.json.encode(said)).hexdigest()[:DIGITS]}"


class Task(NamedTuple):
    """One file as it is given to a machine of the cluster."""

    name: str
    read: Reader
    source: Source


def do(work: Work, task: Task) -> Shard:
    """What became of a file, now or in a run before. Raises ProjectError where none can be put."""
    if there := _done(work.out, task.name):
        return there
    with TemporaryDirectory(prefix="annotate-shard-") as name:
        folder = Path(name)
        told = work.act(task.read, task.source, folder)
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        files = tuple(_put(file, folder, work.out, task.name) for file in found)
    shard = Shard(task.source.name, task.name, told, files)
    _write(work.out, beside(task.name), msgspec.json.encode(shard))
    return shard


def make(out: Place) -> Place:
    """The place as all machines call it, made if it is a folder that is not there."""
    if isinstance(out, Remote):
        return out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(out, error) from error
    return out.absolute()


def refuse_others(out: Place) -> None:
    """Raise StorageError where a manifest lies there that is none of shards: it is not lost."""
    try:
        with _open(out, MANIFEST) as stream:
            msgspec.json.decode(stream.read(), type=Manifest)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _refused(out, error) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise in_the_way(f"{out}/{MANIFEST}") from error


def _state(source: Source) -> object:
    """What shows that a file was changed, as far as that can be known."""
    if source.remote:
        return source.remote.state()
    if source.path is None or not source.path.is_file():
        return None
    there = source.path.stat()
    return there.st_size, there.st_mtime_ns


def _done(out: Place, name: str) -> Shard | None:
    """What became of a file in a run before, if its records are still what they were."""
    try:
        with _open(out, beside(name)) as stream:
            shard = msgspec.json.decode(stream.read(), type=Shard)
        same = all(_is_there(out, file) for file in shard.files)
    except (OSError, msgspec.DecodeError, UnicodeError):
        return None
    return shard if same else None


def _is_there(out: Place, file: File) -> bool:
    digest = sha256()
    with _open(out, file.path) as stream:
        while part := stream.read(PART):
            digest.update(part)
    return digest.hexdigest() == file.sha256


def beside(name: str) -> str:
    """The file with what is told of a shard of that name."""
    return f"{name}.json"


def _open(out: Place, path: str) -> AbstractContextManager[BinaryIO]:
    return (out / path).open() if isinstance(out, Remote) else (out / path).open("rb")


def _put(file: Path, folder: Path, out: Place, name: str) -> File:
    """Put a file of a shard in its place, under the shard's name."""
    own = file.relative_to(folder)
    path = own.with_name(f"{name}-{own.name}").as_posix()
    with file.open("rb") as stream:
        put = File(path, file.stat().st_size, file_digest(stream, "sha256").hexdigest())
    _copy(file, out, path)
    return put


def _write(out: Place, path: str, data: bytes) -> None:
    with TemporaryDirectory(prefix="annotate-shard-") as name:
        file = Path(name, "file")
        file.write_bytes(data)
        _copy(file, out, path)


def _copy(file: Path, out: Place, path: str) -> None:
    """Put a file there; in a folder whole or not at all, however often somebody begins."""
    try:
        if isinstance(out, Remote):
            (out / path).write(file)
        else:
            _into_place(file, out / path)
    except OSError as error:
        raise _refused(out, error) from error


def _into_place(file: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(f".{target.name}.{token_hex(4)}.part")
    try:
        copyfile(file, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _refused(out: Place, error: OSError) -> ProjectError:
    hint = "run it again when it can be: what is done is not done again"
    return ProjectError(f"cannot write there ({error.strerror or error})", str(out), hint)
