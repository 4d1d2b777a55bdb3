"""A gesture made durable while labels come in the background, against one with nothing going on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from annotate.core.operations import Add
from annotate.services.syncing.watching import Watch
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import Store
from benchmarks.ratio import Figure, quantile, spread

ROUNDS = 20
GESTURES = 20
"""In each round, with labels coming in and without."""
REST = 0.05
"""Seconds between two gestures."""


def figures(url: str, store: Store, folder: Path) -> Iterator[Figure]:
    """In a file that has the articles; the labels of all others are still to come."""
    alone, during = list[float](), list[float]()
    for _ in range(ROUNDS):
        alone += _gestures(store)
        with _labels_coming(url, store, folder):
            during += _gestures(store)
    middle, high = (quantile(during, share) / quantile(alone, share) for share in (0.5, 0.95))
    what = "a gesture durable while labels come in, in turn with one while none do"
    yield Figure(what, spread(during), spread(alone), (middle, high))


@contextmanager
def _labels_coming(url: str, store: Store, folder: Path) -> Iterator[None]:
    """Sync in the background, from when the first labels came on to the end."""
    watch = Watch(folder, url, "reviewer")
    try:
        before = _operations(store)
        while _operations(store) == before:
            sleep(REST)
        yield
        if watch.state != "begins":
            raise RuntimeError(f"it had ended before the gestures did: {watch.state}")
    finally:
        watch.close()


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
