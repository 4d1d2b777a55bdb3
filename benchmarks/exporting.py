"""Exporting native JSONL, against reading the rows in order and orjson writing them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.formats.jsonl import FILE_NAME
from annotate.services.exporting import export
from annotate.storage.store import Store
from benchmarks.corpus import SPANS
from benchmarks.machine import peak
from benchmarks.projects import imported
from benchmarks.ratio import Figure, clocked, compared
from benchmarks.raw_export import export_raw

ARTICLES = 10_000
SIZES = (2_000, ARTICLES, 20_000)


def figures() -> Iterator[Figure]:
    """Time against the limit, and the memory that it takes by the number of articles."""
    for size in SIZES:
        with TemporaryDirectory() as name:
            folder = Path(name)
            database = imported(folder, size)
            if size == ARTICLES:
                yield _speed(database, folder)
            memory = peak(_export_from, database, folder / "export")
            yield Figure(f"memory of the export of {size:,} articles", memory)


def _speed(database: Path, folder: Path) -> Figure:
    out, raw = folder / "export", folder / "raw.jsonl"
    with Store.open(database) as store:
        figure = compared(
            f"export of {ARTICLES:,} articles of 8 kB, {SPANS} spans by each of 3",
            clocked(lambda: export(store, DEFAULT_SCHEME, "jsonl", out, EVERYTHING)),
            clocked(lambda: export_raw(store.connection, raw)),
            rounds=5,
            at_most=2,
        )
    if (out / FILE_NAME).read_bytes() != raw.read_bytes():
        raise RuntimeError("the baseline wrote something else")
    return figure


def _export_from(database: Path, out: Path) -> None:
    with Store.open(database) as store:
        export(store, DEFAULT_SCHEME, "jsonl", out, EVERYTHING)
