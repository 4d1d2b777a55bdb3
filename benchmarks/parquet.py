"""Parquet of very many articles: the memory that it takes to write and to read them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.exporting import export
from annotate.storage.store import Store
from benchmarks.corpus import SPANS
from benchmarks.machine import peak
from benchmarks.projects import imported, take
from benchmarks.ratio import Figure

SIZES = (10_000, 100_000)


def figures() -> Iterator[Figure]:
    """Peak memory by the number of articles; it is to be the same."""
    for size in SIZES:
        with TemporaryDirectory() as name:
            folder = Path(name)
            database = imported(folder, size)
            what = f"{size:,} articles of 8 kB, {SPANS} spans by each of 3"
            yield Figure(f"export of {what}", peak(_export, database, folder / "parquet"))
            database.unlink()
            shards = len(list((folder / "parquet").rglob("*.parquet")))
            memory = peak(take, folder / "other.db", folder / "parquet")
            yield Figure(f"import of the same, {shards} shards", memory)


def _export(database: Path, out: Path) -> None:
    with Store.open(database) as store:
        export(store, DEFAULT_SCHEME, "parquet", out)
