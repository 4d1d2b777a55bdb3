"""Measuring agreement: the first look, which counts everything, and the ones after it.

`ANNOTATE_LARGE=1 python -m benchmarks agreement` measures 100,000 articles by five annotators too.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from annotate.core import operations as ops
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.measuring.headline import headline
from annotate.services.measuring.measure import measure
from annotate.storage import annotations, counts, documents
from annotate.storage.bulk import BulkImport
from annotate.storage.finished import Choice
from annotate.storage.log import Writer
from annotate.storage.store import Store
from benchmarks import corpus
from benchmarks.machine import peak
from benchmarks.ratio import Figure, three_figures

SIZES = ((10_000, 3), (100_000, 5)) if os.environ.get("ANNOTATE_LARGE") else ((10_000, 3),)
PARAGRAPHS = 14
"""Of an article here: their length does not matter, the number of spans does."""
Work = Callable[[Path], object]


def figures() -> Iterator[Figure]:
    """Seconds of the processor, and those on the clock, of each look in a process of its own."""
    for articles, annotators in SIZES:
        with TemporaryDirectory() as name:
            database = Path(name) / "annotations.db"
            _make(database, articles, corpus.PEOPLE[:annotators])
            what = f"{articles:,} articles, {corpus.SPANS} spans by each of {annotators}"
            yield Figure(f"the first look at {what}", _seconds(_report, database))
            yield Figure("the second look", _seconds(_report, database))
            yield Figure("the look after a gesture", _seconds(_report_after_gesture, database))
            yield Figure("the figures of a card, kept", _seconds(_headline, database))
            _forget(database)
            yield Figure("the figures of a card, the first time", _seconds(_headline, database))
            _forget(database)
            yield Figure("memory of the first look", peak(_report, database))
            yield Figure("memory of the second look", peak(_report, database))


def _make(database: Path, articles: int, people: tuple[str, ...]) -> None:
    with Store.open(database) as store, BulkImport(store, people[0]) as bulk:
        for number in range(articles):
            made = corpus.article(number, PARAGRAPHS)
            key = bulk.document(made.document).key
            for name in people:
                bulk.annotations(key, name, corpus.labels(made, name))


def _seconds(work: Work, database: Path) -> str:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        processor, clock = one.submit(_timed, work, database).result()
    return f"{three_figures(processor)} s ({three_figures(clock)} s on the clock)"


def _timed(work: Work, database: Path) -> tuple[float, float]:
    began, clock = process_time(), perf_counter()
    work(database)
    return process_time() - began, perf_counter() - clock


def _report(database: Path) -> None:
    with Store.open(database) as store:
        measure(store, DEFAULT_SCHEME, Choice())


def _headline(database: Path) -> None:
    with Store.open(database) as store:
        headline(store, DEFAULT_SCHEME)


def _report_after_gesture(database: Path) -> None:
    with Store.open(database) as store:
        name = corpus.ANNOTATORS[0]
        layer = annotations.Annotations(store, 1, documents.get(store, 1), name)
        layer.commit(Writer(name), [ops.Add(0, 5, "ad")])
    _report(database)


def _forget(database: Path) -> None:
    with Store.open(database) as store, store.transaction():
        counts.forget(store)
