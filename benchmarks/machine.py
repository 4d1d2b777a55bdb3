"""What the figures were measured on, and how much memory a piece of work takes there."""

import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from tempfile import gettempdir
from time import process_time

from msgspec import Struct


class Cost(Struct, frozen=True):
    """What a piece of work took: seconds of the processor, and at most so much memory, in kB."""

    processor: float
    memory: int


def facts() -> str:
    """Cores, versions, and where the files lie."""
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"files on {_filesystem(gettempdir())}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _filesystem(folder: str) -> str:
    """The kind of file system: on one in memory, a commit costs nothing."""
    mounts = (line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines())
    holding = (m for m in mounts if Path(folder).is_relative_to(m[0]))
    return max(holding, key=lambda mount: len(mount[0]))[1]


def processor(session: int) -> float:
    """Seconds of the processor that the processes of a session have taken, by its first one's id.

    With those of children that have ended.
    """
    stats = (text.rpartition(")")[2].split() for text in _stats())
    ticks = sum(sum(map(int, stat[11:15])) for stat in stats if int(stat[3]) == session)
    return ticks / os.sysconf("SC_CLK_TCK")


def _stats() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            yield path.read_text()


def peak(work: Callable[..., object], *values: object) -> str:
    """The most memory that a fresh process ever held while it did this work."""
    return f"{cost(work, *values).memory / 1024:.0f} MB"


def cost(work: Callable[..., object], *values: object) -> Cost:
    """What this work takes in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        return one.submit(_cost, work, *values).result()


class _NoPandas:
    """Lets nothing import pandas.

    The tests bring it, and pyarrow loads it wherever it is; the program does without.
    """

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _cost(work: Callable[..., object], *values: object) -> Cost:
    """Memory by /proc, since what getrusage says began with the parent's."""
    sys.meta_path.insert(0, _NoPandas())
    began = process_time()
    work(*values)
    took = process_time() - began
    status = Path("/proc/self/status").read_text().splitlines()
    return Cost(took, next(int(line.split()[1]) for line in status if line.startswith("VmHWM")))
