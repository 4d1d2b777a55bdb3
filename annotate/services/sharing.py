"""Work that several processes share: a few pieces ahead of what was written and no more, in order.

So memory stays flat; one process does all of it itself.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from annotate.core.errors import AnnotateError

Question = TypeVar("Question")
Answer = TypeVar("Answer")
PIECE = 16
"""Questions that a process takes at once."""
AHEAD = 4
"""Pieces a process that are read before the first of them is written."""


def answers(
    asked: Iterable[Question | None],
    answer: Callable[[Sequence[Question]], list[Answer]],
    processes: int,
) -> Iterator[Answer]:
    """The answers in order; what is read ahead is bounded.

    A None among what is asked says that what follows is not there yet: then all that was asked
    is answered first. Raises AnnotateError where a process that shares the work was ended.
    """
    pieces = _pieces(asked)
    if processes == 1:
        for piece in pieces:
            yield from answer(piece)
        return
    with _pool(processes) as pool:
        waiting: deque[Future[list[Answer]]] = deque()
        for piece in pieces:
            if piece:
                waiting.append(pool.submit(answer, piece))
            while waiting and (not piece or len(waiting) >= AHEAD * processes):
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to share the work; where it is broken off they end at once."""
    heard, line = Pipe(duplex=False)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _give_way, (heard,))
    try:
        yield pool
    except BrokenExecutor as error:
        hint = "is there memory for so many? try --processes 1"
        raise AnnotateError("a process that shared the work was ended", hint=hint) from error
    except BaseException:
        line.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        line.close()


def _give_way(line: Connection) -> None:
    """Ctrl-C is for who reads and writes; where that one is gone, or breaks off, this one goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()


def _end_with(line: Connection) -> None:
    """Nothing is ever said on the line; that it is closed can be heard."""
    wait([line])
    os._exit(1)


def _pieces(asked: Iterable[Question | None]) -> Iterator[list[Question]]:
    """What a process takes at once; an empty one where there is to be waited for more."""
    piece: list[Question] = []
    for item in asked:
        if item is not None:
            piece.append(item)
        if piece and (item is None or len(piece) == PIECE):
            yield piece
            piece = []
        if item is None:
            yield []
    if piece:
        yield piece
