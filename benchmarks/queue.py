"""The list of documents: the first page and the count, 100,000 articles against 100."""

from collections.abc import Callable, Iterator
from functools import partial

from annotate.storage.queue import Filter, count, next_unfinished, page
from annotate.storage.store import FILE_NAME, Store
from benchmarks.projects import ANNOTATOR, project_of
from benchmarks.ratio import Figure, compared, rested

MANY, FEW = 100_000, 100
ROWS = 50
"""Lines that a high terminal shows."""
ROUNDS = 100


def figures() -> Iterator[Figure]:
    """What the screen asks for when it opens, and the costlier lists."""
    with (
        Store.open(project_of(MANY) / FILE_NAME) as many,
        Store.open(project_of(FEW) / FILE_NAME) as few,
    ):
        for what, ask in questions().items():
            yield compared(
                f"{what}, {MANY:,} articles ÷ {FEW}",
                rested(partial(ask, many)),
                rested(partial(ask, few)),
                ROUNDS,
            )


def questions() -> dict[str, Callable[[Store], object]]:
    """What a list asks of the file, by what it is called here."""
    everything, unfinished = Filter(), Filter(state="unfinished")
    by_title, found = Filter(order="title"), Filter(text="99")
    return {
        "opening the file": lambda store: Store.open(store.path).close(),
        "first page": _first_page(everything),
        "count": lambda store: count(store, ANNOTATOR, everything),
        "first page of the unfinished": _first_page(unfinished),
        "count of the unfinished": lambda store: count(store, ANNOTATOR, unfinished),
        "first page by title": _first_page(by_title),
        "first page of a search in titles": _first_page(found),
        "next unfinished": lambda store: next_unfinished(store, ANNOTATOR, 1),
    }


def _first_page(chosen: Filter) -> Callable[[Store], object]:
    return lambda store: page(store, ANNOTATOR, chosen, 0, ROWS)
