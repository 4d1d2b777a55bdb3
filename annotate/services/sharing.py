"""Work that several processes share: a few pieces ahead of what was written and no more, in order.

So memory stays flat; one process does all of it itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from annotate.core.errors import AnnotateError
from annotate.services.workers import workers

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
    hint = "is there memory for so many? try --processes 1"
    ended = AnnotateError("a process that shared the work was ended", hint=hint)
    with workers(answer, processes, ended) as sharing:
        for piece in pieces:
            if piece:
                sharing.ask(piece)
            while sharing and (not piece or len(sharing) >= AHEAD * processes):
                yield from sharing.fetch()
        while sharing:
            yield from sharing.fetch()


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
