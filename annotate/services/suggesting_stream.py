"""Suggestions for corpora of any size: records in, records of suggestions out, in the same order.

Several processes share the work, a few pieces ahead of what was written and no more, so that
memory stays flat; one process does all of it itself.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.readings import locate
from annotate.core.record import Record, RecordRelation, RecordSpan, encode_record
from annotate.core.record_document import document_of
from annotate.core.suggestion import Suggestions
from annotate.formats.base import Incoming, Problem
from annotate.formats.encodings import check_encoding
from annotate.formats.places import Place
from annotate.services.models import members
from annotate.services.sources import Sources
from annotate.suggesters import SUGGESTERS, get_suggester, suggest

SUGGESTER = "annotate"
"""The name under which a record of suggestions goes."""
PIECE = 16
"""Records that a process takes at once."""
AHEAD = 4
"""Pieces a process that are read before the first of them is written."""
Answer = bytes | Problem
T = TypeVar("T")


class Asked(Struct, frozen=True):
    """A record to make suggestions for, and where it was read."""

    file: str
    line: int
    record: Record


def suggest_paths(
    paths: Sequence[Place],
    *,
    format: str | None = None,
    encoding: str | None = None,
    off: Sequence[str] = (),
    threshold: float = 0.5,
    without_text: bool = False,
    model: Path | None = None,
    processes: int | None = None,
) -> Iterator[Answer]:
    """For each article of some files a line of native JSONL with suggestions, or what is wrong.

    A record that has labels and no text is answered by an empty line. No suggester that is `off`
    speaks, none less sure than `threshold` is heard. Raises InputError for a path, format,
    encoding or suggester that there is not.
    """
    for name in off:
        get_suggester(name)
    check_encoding(encoding)
    sources = Sources(paths, format)
    sources.check()
    answer = partial(_answer, tuple(off), threshold, without_text, model)
    yield from _answers(_asked(sources, encoding), answer, processes or os.cpu_count() or 1)


def _asked(sources: Sources, encoding: str | None) -> Iterator[Asked | Problem]:
    for read, source in sources.each():
        try:
            with source.open() as stream:
                for item in read(source, stream, encoding):
                    if isinstance(item, Incoming):
                        yield Asked(source.name, item.line, item.record)
                    elif isinstance(item, Problem):
                        yield item
        except OSError as error:
            yield Problem(source.name, 0, f"cannot be read ({error.strerror})")


def _answers(
    asked: Iterable[Asked | Problem],
    answer: Callable[[Sequence[Asked | Problem]], list[Answer]],
    processes: int,
) -> Iterator[Answer]:
    """The answers in order; what is read ahead is bounded."""
    pieces = _pieces(asked)
    if processes == 1:
        for piece in pieces:
            yield from answer(piece)
        return
    waiting: deque[Future[list[Answer]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for piece in pieces:
            waiting.append(pool.submit(answer, piece))
            if len(waiting) >= AHEAD * processes:
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


def _pieces(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while piece := list(islice(remaining, PIECE)):
        yield piece


def _answer(
    off: tuple[str, ...],
    threshold: float,
    without_text: bool,
    model: Path | None,
    piece: Sequence[Asked | Problem],
) -> list[Answer]:
    """What one process makes of a piece."""
    speaking = members(model) if model else SUGGESTERS
    ask = partial(suggest, off=off, members=speaking)
    return [
        item if isinstance(item, Problem) else _line(item, ask, threshold, without_text)
        for item in piece
    ]


def _line(
    asked: Asked, ask: Callable[[Document], Suggestions], threshold: float, without_text: bool
) -> Answer:
    record = asked.record
    if record.text is None:
        return b""
    try:
        document = document_of(record, locate((), record.text, "codepoint"))
    except InputError as error:
        return Problem(asked.file, asked.line, str(error))
    found = ask(document)
    return encode_record(suggestion_record(document, found, threshold, without_text))


def suggestion_record(
    document: Document, found: Suggestions, threshold: float = 0.5, without_text: bool = False
) -> Record:
    """A document and what is suggested of it as a native record, which `import` reads too."""
    spans = [s for s in found.spans if s.score >= threshold]
    places = {s.place: n for n, s in enumerate(spans)}
    return Record(
        id=document.id,
        sha256=document.sha256,
        title=document.title,
        text=None if without_text else document.text,
        paragraphs=document.paragraphs,
        suggester=SUGGESTER,
        spans=tuple(
            RecordSpan(
                start=s.start,
                end=s.end,
                label=s.label,
                text=document.text[s.start : s.end],
                origin=f"{s.suggester}: {s.origin}",
                score=round(s.score, 3),
            )
            for s in spans
        ),
        relations=tuple(
            RecordRelation(k.label, places[k.head], places[k.child])
            for k in found.links
            if k.head in places and k.child in places
        ),
    )
