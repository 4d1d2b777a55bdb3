"""Suggestions for corpora of any size: records in, records of suggestions out, in their order."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from msgspec import Struct

from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.piece import piece_of, with_piece
from annotate.core.readings import locate
from annotate.core.record import Record, RecordRelation, RecordSpan, encode_record, to_record
from annotate.core.record_document import document_of
from annotate.core.rule_names import rule_names
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import Suggestions
from annotate.formats.base import Incoming, Problem, Reader, Source
from annotate.formats.encodings import check_encoding
from annotate.formats.places import Place
from annotate.services.annotating.rivals import surest
from annotate.services.sharing import answers
from annotate.services.sources import Sources
from annotate.services.streams import must_wait, position
from annotate.services.suggesting import usable
from annotate.services.training.models import members, read_header
from annotate.storage import documents
from annotate.storage.store import Store
from annotate.suggesters import SUGGESTERS, get_suggester, suggest

SUGGESTER = "annotate"
"""The name under which a record of suggestions goes."""
Answer = bytes | Problem
Progress = Callable[[int, int], None]
"""Called with what was read so far and what there is in all, in bytes, as far as that is known."""


class Asked(Struct, frozen=True):
    """A record to make suggestions for, and where it was read."""

    file: str
    line: int
    record: Record


class How(Struct, frozen=True):
    """Who speaks, and what is heard: no suggester that is `off`, none less sure than `threshold`.

    In the words of the `scheme`, if there is one; with what was learned in a `model`.
    """

    off: tuple[str, ...] = ()
    threshold: float = 0.5
    without_text: bool = False
    model: Path | None = None
    scheme: Scheme | None = None


RULES = How()
"""What is said without a project: the rules, in the words of the default scheme."""


def suggest_paths(
    paths: Sequence[Place],
    how: How = RULES,
    *,
    format: str | None = None,
    encoding: str | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Answer]:
    """For each article of some files a line of native JSONL with suggestions, or what is wrong.

    A record that has labels and no text is answered by an empty line. What was read is answered
    before more is waited for. Raises InputError for a path, format, encoding or suggester that
    there is not, AnnotateError where a process that shares the work was ended.
    """
    check_encoding(encoding)
    sources = Sources(paths, format)
    sources.check()
    yield from _shared(_asked(sources, encoding, progress), how, processes)


def suggest_stored(
    store: Store, how: How, *, processes: int | None = None, progress: Progress | None = None
) -> Iterator[Answer]:
    """The same for a project's own articles, in the order of import; progress counts articles."""
    yield from _shared(_stored(store, progress), how, processes)


def suggest_source(
    read: Reader, source: Source, how: How, encoding: str | None
) -> Iterator[Answer]:
    """The same for one file, in this process."""
    try:
        with source.open() as stream:
            for item in read(source, stream, encoding):
                if isinstance(item, Incoming):
                    yield _line(Asked(source.name, item.line, item.record), how)
                elif isinstance(item, Problem):
                    yield item
    except OSError as error:
        yield Problem(source.name, 0, f"cannot be read ({error.strerror})")


def _shared(
    asked: Iterable[Asked | Problem | None], how: How, processes: int | None
) -> Iterator[Answer]:
    for name in how.off:
        get_suggester(name)
    yield from answers(asked, partial(_answer, how), processes or os.cpu_count() or 1)


def _stored(store: Store, progress: Progress | None) -> Iterator[Asked]:
    total = documents.count(store) if progress else 0
    for number, (_, document) in enumerate(documents.each(store), 1):
        yield Asked(document.id, 0, to_record(document))
        if progress:
            progress(number, total)


def _asked(
    sources: Sources, encoding: str | None, progress: Progress | None
) -> Iterator[Asked | Problem | None]:
    """All that is to be answered; None where what follows is not there yet."""
    done, total = 0, sources.size() if progress else 0
    for read, source in sources.each():
        at = 0
        try:
            with source.open() as stream:
                for item in read(source, stream, encoding):
                    if isinstance(item, Incoming):
                        yield Asked(source.name, item.line, item.record)
                    elif isinstance(item, Problem):
                        yield item
                    if must_wait(stream):
                        yield None
                    if progress:
                        at = position(stream)
                        progress(done + at, total)
        except OSError as error:
            yield Problem(source.name, 0, f"cannot be read ({error.strerror})")
        done += at
    yield from sources.unread.values()


def _answer(how: How, piece: Sequence[Asked | Problem]) -> list[Answer]:
    """What one process makes of a piece."""
    return [item if isinstance(item, Problem) else _line(item, how) for item in piece]


def _line(asked: Asked, how: How) -> Answer:
    record = asked.record
    if record.text is None:
        return b""
    try:
        document = document_of(record, locate((), record.text, "codepoint"))
    except InputError as error:
        return Problem(asked.file, asked.line, str(error))
    found = _found(document, how)
    made = suggestion_record(document, found, how.threshold, how.without_text)
    piece = piece_of(record)
    return encode_record(with_piece(made, piece) if piece else made)


def _found(document: Document, how: How) -> Suggestions:
    """What is shown of a document; what the whole of a paragraph is, is said once."""
    speaking = members(how.model, how.scheme) if how.model else SUGGESTERS
    if how.scheme is None:
        found = suggest(document, off=how.off, members=speaking)
        return surest(found, _whole(how.model))
    found = suggest(document, off=how.off, members=speaking, names=rule_names(how.scheme))
    settings = SuggestionSettings(threshold=how.threshold)
    whole = {label.name for label in how.scheme.labels if label.unit == "paragraph"}
    return surest(usable(found, how.scheme, settings), whole)


@cache
def _whole(model: Path | None) -> frozenset[str]:
    """The labels of whole paragraphs that rules and a model know where there is no scheme."""
    units = {label.name: label.unit for label in DEFAULT_SCHEME.labels}
    learned = read_header(model).labels if model else {}
    return frozenset(name for name, unit in (units | learned).items() if unit == "paragraph")


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
        source=document.source or None,
        url=document.url or None,
        published=document.published or None,
        language=document.language or None,
        text=None if without_text else document.text,
        paragraphs=document.paragraphs,
        hints=document.hints or None,
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
