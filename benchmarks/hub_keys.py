"""A gesture made durable while labels come in the background, against one with nothing going on."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from annotate.core.operations import Add
from annotate.services.syncing.watching import Watch
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import Store
from benchmarks.ratio import Figure, spread

GESTURES = 200
REST = 0.05
"""Seconds between two gestures."""


def figures(url: str, store: Store, folder: Path) -> Iterator[Figure]:
    """In a file that has the articles; the labels of all others are still to come."""
    alone = spread(_gestures(store))
    watch = Watch(folder, url, "reviewer")
    try:
        before = _operations(store)
        while _operations(store) == before:
            sleep(REST)
        during = spread(_gestures(store))
        if watch.state != "begins":
            raise RuntimeError(f"it had ended before the gestures did: {watch.state}")
    finally:
        watch.close()
    yield Figure("a gesture durable, p50 / p95, while labels come in", during, alone)


def _operations(store: Store) -> int:
    number: int = store.value("SELECT count(*) FROM operations")
    return number


def _gestures(store: Store) -> list[float]:
    """Seconds that each takes, one after the other on the first articles."""
    writer, seconds = Writer("reviewer"), []
    for number in range(GESTURES):
        key = 1 + number % 50
        article = Annotations(store, key, documents.get(store, key), "reviewer")
        start = perf_counter()
        article.commit(writer, [Add(number % 7, number % 7 + 3, "quote")])
        seconds.append(perf_counter() - start)
        sleep(REST)
    return seconds
