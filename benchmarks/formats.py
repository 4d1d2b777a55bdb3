"""Every other format, out and in, against native JSONL; and the memory that it takes.

Times are those that the processor spends in this program: on a machine that others use, those of
the clock say more of the others, and of the disk.
"""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from shutil import rmtree
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import FINISHED
from annotate.formats import FORMATS, spacy_bin
from annotate.formats.manifest import hashed
from annotate.formats.spacy_tokens import Cutting
from annotate.services.exporting import export
from annotate.services.exporting.choosing import Choosing
from annotate.services.importing import import_paths
from annotate.storage.store import Store
from benchmarks.machine import peak
from benchmarks.projects import imported
from benchmarks.ratio import Clocked, Figure, compared

ARTICLES, MORE = 1_000, 4_000
ROUNDS = 9
"""Of an export: of three the one in the middle differs by a third on a machine that others use."""
NAMES = [name for name, member in FORMATS.items() if member.write and name != "jsonl"]


def figures() -> Iterator[Figure]:
    """Times against native JSONL, and memory by the number of articles."""
    for size in (ARTICLES, MORE):
        with TemporaryDirectory() as name:
            folder = Path(name)
            database = imported(folder, size)
            for format in NAMES:
                if size == ARTICLES:
                    yield from _speed(database, folder, format)
                yield from _memory(database, folder, format, size)
                rmtree(folder / format)


def _speed(database: Path, folder: Path, format: str) -> Iterator[Figure]:
    def out(name: str) -> Clocked:
        return _spent(lambda: _export(database, folder / name, name))

    def into(name: str) -> Clocked:
        return lambda: _import_anew(folder / "other.db", folder / name)

    yield compared(f"{format}: export", out(format), out("jsonl"), rounds=ROUNDS, at_most=3)
    least, what = _spent(lambda: _least(database, folder / format)), "records read, files hashed"
    yield compared(f"{format}: {what}, no more", least, out("jsonl"), rounds=3)
    if format == "spacy":
        packed = [zlib.decompress(file.read_bytes()) for file in (folder / format).rglob("*.spacy")]
        for part, call in {
            "its bytes compressed, no more": lambda: [*map(_compressed, packed)],
            "what spaCy takes to know English": lambda: Cutting().cut("No.", "en"),
        }.items():
            yield compared(f"{format}: {part}", _spent(call), out("jsonl"), rounds=3)
    yield compared(f"{format}: import", into(format), into("jsonl"), rounds=3, at_most=3)


def _memory(database: Path, folder: Path, format: str, size: int) -> Iterator[Figure]:
    memory = peak(_export, database, folder / format, format)
    yield Figure(f"{format}: memory of the export of {size:,} articles", memory)
    (folder / "other.db").unlink(missing_ok=True)
    memory = peak(_import, folder / "other.db", folder / format)
    yield Figure(f"{format}: memory of the import of {size:,} articles", memory)


def _export(database: Path, out: Path, format: str) -> None:
    with Store.open(database) as store:
        export(store, DEFAULT_SCHEME, format, out)


def _least(database: Path, folder: Path) -> None:
    """What every export takes, however it writes; the files are those that are there."""
    with Store.open(database) as store:
        for _ in Choosing(store, DEFAULT_SCHEME, FINISHED).records():
            pass
    hashed(folder, {})


def _compressed(content: bytes) -> bytes:
    squeezing = spacy_bin.compressing()
    return squeezing.compress(content) + squeezing.flush()


def _import(database: Path, folder: Path) -> None:
    with Store.open(database) as store:
        import_paths(store, DEFAULT_SCHEME, [folder], annotator="bench")


def _import_anew(database: Path, folder: Path) -> float:
    """The seconds that it takes to take a dataset into an empty database."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return _spent(lambda: _import(database, folder))()


def _spent(call: Callable[[], object]) -> Clocked:
    """`call`, with the seconds that the processor spends in it, but not in the system below."""

    def run() -> float:
        start = getrusage(RUSAGE_SELF).ru_utime
        call()
        return getrusage(RUSAGE_SELF).ru_utime - start

    return run
