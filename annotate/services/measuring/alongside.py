"""Working on what was read while more is being read."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
AHEAD = 2
"""Items that may be there before what is made of one is taken."""


def alongside(work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
    """What `work` makes of each, in order: in a thread of its own, while more of them come here.

    Two cores share it as far as SQLite and numpy let go of the interpreter. Whatever goes wrong is
    raised here, once the other thread is done with what it was given.
    """
    with ThreadPoolExecutor(1) as other:
        begun: deque[Future[Made]] = deque()
        for item in items:
            begun.append(other.submit(work, item))
            if len(begun) > AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
