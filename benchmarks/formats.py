"""Every other format, out and in, against native JSONL; and the memory that it takes.

An export is first a whole program by the clock, with as many processes as it takes; files lie in
memory where that can be had, since what a disk takes for thousands of them is its own affair. Then
it is what the processor spends in one process, as an import is.
"""

import zlib
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import perf_counter

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import FINISHED
from annotate.formats import FORMATS, spacy_bin
from annotate.formats.manifest import hashed
from annotate.formats.spacy_tokens import Cutting
from annotate.services.exporting import export
from annotate.services.exporting.choosing import Choosing
from annotate.storage.store import Store
from benchmarks.machine import peak
from benchmarks.projects import imported, take, without
from benchmarks.ratio import Clocked, Figure, compared

MANY = 10_000
"""Articles of the exports that are whole programs."""
ARTICLES, MORE = 1_000, 4_000
ROUNDS, OF_MANY = 9, 5
"""Of an export: of three the one in the middle differs by a third on a machine that others use."""
IN_MEMORY = Path("/dev/shm")
NAMES = [name for name, member in FORMATS.items() if member.write and name != "jsonl"]


def figures() -> Iterator[Figure]:
    """Times against native JSONL, and memory by the number of articles."""
    yield from _whole_programs()
    for size in (ARTICLES, MORE):
        with TemporaryDirectory() as name:
            folder = Path(name)
            database = imported(folder, size)
            for format in NAMES:
                if size == ARTICLES:
                    yield from _speed(database, folder, format)
                yield from _memory(database, folder, format, size)
                rmtree(folder / format)


def _whole_programs() -> Iterator[Figure]:
    """The export of many articles, from the start of a process to its end."""
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as name:
        folder = Path(name)
        database = imported(folder, MANY)
        for format in NAMES:
            other, native = (_program(database, folder / "out", of) for of in (format, "jsonl"))
            what = f"{format}: export of {MANY:,} articles, by the clock"
            yield compared(what, other, native, rounds=OF_MANY, at_most=3)


def _program(database: Path, out: Path, format: str) -> Clocked:
    def run() -> float:
        start = perf_counter()
        program = get_context("spawn").Process(target=_export, args=(database, out, format))
        program.start()
        program.join()
        seconds = perf_counter() - start
        if program.exitcode:
            raise RuntimeError(f"the export to {format} failed")
        rmtree(out)
        return seconds

    return run


def _speed(database: Path, folder: Path, format: str) -> Iterator[Figure]:
    def out(name: str) -> Clocked:
        return _spent(lambda: _export(database, folder / name, name, 1))

    def into(name: str) -> Clocked:
        return lambda: _import_anew(folder / "other.db", folder / name)

    yield compared(f"{format}: export by one process", out(format), out("jsonl"), rounds=ROUNDS)
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
    memory = peak(_export, database, folder / format, format, 1)
    yield Figure(f"{format}: memory of the export of {size:,} articles by one process", memory)
    memory = peak(take, without(folder / "other.db"), folder / format)
    yield Figure(f"{format}: memory of the import of {size:,} articles", memory)


def _export(database: Path, out: Path, format: str, processes: int | None = None) -> None:
    with Store.open(database) as store:
        export(store, DEFAULT_SCHEME, format, out, processes=processes)


def _least(database: Path, folder: Path) -> None:
    """What every export takes, however it writes; the files are those that are there."""
    with Store.open(database) as store:
        for _ in Choosing(store, DEFAULT_SCHEME, FINISHED).records():
            pass
    hashed(folder, {})


def _compressed(content: bytes) -> bytes:
    squeezing = spacy_bin.compressing()
    return squeezing.compress(content) + squeezing.flush()


def _import_anew(database: Path, folder: Path) -> float:
    """The seconds that it takes to take a dataset into an empty database."""
    without(database)
    return _spent(lambda: take(database, folder))()


def _spent(call: Callable[[], object]) -> Clocked:
    """`call`, with the seconds that the processor spends in it, but not in the system below."""

    def run() -> float:
        start = getrusage(RUSAGE_SELF).ru_utime
        call()
        return getrusage(RUSAGE_SELF).ru_utime - start

    return run
