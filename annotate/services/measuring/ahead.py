"""Reading and counting at the same time: numpy lets go of the interpreter while it counts."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ahead(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results in order: each is worked on in another thread while the next item is read."""
    with ThreadPoolExecutor(1) as other:
        before = None
        for item in items:
            now = other.submit(work, item)
            if before:
                yield before.result()
            before = now
        if before:
            yield before.result()
