"""Importing native JSONL, against orjson and executemany of the very rows that it writes."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.importing import import_paths
from annotate.storage.store import Store
from benchmarks import corpus
from benchmarks.machine import peak
from benchmarks.projects import take, without
from benchmarks.ratio import Clocked, Figure, compared
from benchmarks.raw_import import import_raw

ARTICLES = 10_000
SIZES = (2_000, ARTICLES, 20_000)
TABLES = ("documents", "texts", "operations", "gestures", "progress", "spans", "relations")


def figures() -> Iterator[Figure]:
    """Time against the limit, and the memory that it takes by the number of articles."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = _made(folder, ARTICLES)
        ours, theirs = folder / "ours.db", folder / "theirs.db"
        what = f"import of {ARTICLES:,} articles of 8 kB, {corpus.SPANS} spans by each of 3"
        yield compared(
            what,
            _anew(ours, partial(_import_file, file=file)),
            _anew(theirs, partial(import_raw, file=file)),
            rounds=3,
            at_most=2,
        )
        _check_same(ours, theirs)
    for size in SIZES:
        yield Figure(f"memory of the import of {size:,} articles", _memory(size))


def _made(folder: Path, articles: int) -> Path:
    """A file of so many articles with the labels of three annotators."""
    path = folder / f"{articles}.jsonl"
    corpus.write(path, corpus.labelled(articles))
    return path


def _import_file(store: Store, file: Path) -> None:
    """What is measured: the import as the command runs it, until it looks for near-copies.

    That is a benchmark of its own, `neardup`.
    """
    import_paths(store, DEFAULT_SCHEME, [file], annotator="bench")


def _anew(database: Path, run: Callable[[Store], object]) -> Clocked:
    """`run` on an empty database, which is made and closed off the clock."""

    def clocked() -> float:
        with Store.open(without(database)) as store:
            start = perf_counter()
            run(store)
            return perf_counter() - start

    return clocked


def _check_same(ours: Path, theirs: Path) -> None:
    """The baseline is one only if it wrote as much: the same rows, on as many pages."""
    counts = [f"(SELECT count(*) FROM {table})" for table in TABLES]
    sql = f"SELECT {', '.join(counts)}, sum(length(body)) FROM operations"
    with Store.open(ours) as a, Store.open(theirs) as b:
        found = next(a.rows(sql)), next(b.rows(sql))
    if found[0] != found[1]:
        raise RuntimeError(f"the baseline wrote other rows: {found[1]}, not {found[0]}")


def _memory(articles: int) -> str:
    with TemporaryDirectory() as name:
        file = _made(Path(name), articles)
        return peak(take, Path(name) / "database.db", file)
