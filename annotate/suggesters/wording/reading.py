"""A document as the suggesters of speech read it: each paragraph's quotations and words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from annotate.core.document import Document, Range
from annotate.core.quotations import Quotation, quotations_of
from annotate.core.quotations_around import find_running
from annotate.suggesters.languages import Language, language_of
from annotate.suggesters.wording.dialogue import pause_after_speech, with_speech
from annotate.suggesters.wording.quoted import Judged, ends_sentence, judge, tells
from annotate.suggesters.wording.stream import Stream, stream_of

SPOKEN = 0.42
"""The score from which on a quotation counts as somebody's words where attributions are sought."""
HEADLINES = 8
"""Paragraphs that may be a site's header, a headline, a date and a byline."""
LONGEST = 200
"""Characters that each of them may have."""
SEVERAL, STOPPED = 3, 150
"""Paragraphs of which the first is a headline though it ends as a sentence does, and its length."""


class Paragraph(Struct, frozen=True):
    """A paragraph's quotations as judged, and its words, each outermost quotation being one.

    A quotation that is nobody's words is of no kind there: one more word. One that runs over
    several paragraphs is listed whole, where it begins. What stands above the article's first
    sentence is a headline, or as good as one.
    """

    quotations: list[Judged]
    stream: Stream
    is_headline: bool


class Reading(NamedTuple):
    """A document's language, and its paragraphs as they read."""

    language: Language
    paragraphs: tuple[Paragraph, ...]


def read(document: Document) -> Reading:
    """How a document reads; the members of the family that ask in turn share the answer."""
    return _read(document.text, document.paragraphs, document.language)


@lru_cache(maxsize=2)
def _read(text: str, paragraphs: tuple[Range, ...], language_code: str) -> Reading:
    language = language_of(text, language_code)
    indexes = range(len(paragraphs))
    found: Sequence[list[Quotation]] = [quotations_of(text, paragraphs, i) for i in indexes]
    running = _running(text, paragraphs, found)
    found = with_speech(text, paragraphs, found, language)
    above = _above(text, paragraphs)
    read = [
        _paragraph(text, paragraph, quotations, language, is_headline=index < above)
        for index, (paragraph, quotations) in enumerate(zip(paragraphs, found, strict=True))
    ]
    return Reading(language, tuple(_joined(p, running) for p in read) if running else tuple(read))


def _paragraph(
    text: str,
    paragraph: Range,
    quotations: list[Quotation],
    language: Language,
    *,
    is_headline: bool,
) -> Paragraph:
    stream = stream_of(text, *paragraph, quotations, language)
    if language.speech_dashes:
        pause_after_speech(stream, quotations)
    stopped = is_headline and _ends(text, paragraph)
    above = is_headline and not (stopped and tells(text, stream))
    judged = list(judge(text, stream, quotations, is_headline=above)) if quotations else []
    _demote(stream, judged)
    return Paragraph(judged, stream, is_headline=is_headline and not stopped)


def _above(text: str, paragraphs: Sequence[Range]) -> int:
    """How many paragraphs stand above the first that is long or ends with a full stop or a colon.

    The first of several is one of them if it is as short as a headline, whatever it ends with.
    """
    near = enumerate(paragraphs[: HEADLINES + 1])
    above = next((i for i, p in near if _is_long(p) or _ends(text, p)), 0)
    return max(above, len(paragraphs) >= SEVERAL and not _is_long(paragraphs[0], STOPPED))


def _is_long(paragraph: Range, longest: int = LONGEST) -> bool:
    return paragraph[1] - paragraph[0] > longest


def _ends(text: str, paragraph: Range) -> bool:
    return text[paragraph[1] - 1] == ":" or ends_sentence(text, paragraph[1])


def _demote(stream: Stream, judged: Sequence[Judged]) -> None:
    """A quotation that is nobody's words becomes a word of no kind."""
    doubted = {(q.start, q.end) for q in judged if q.score < SPOKEN}
    for index, place in stream.quoted.items() if doubted else ():
        if place in doubted:
            stream.kinds[index] = ""


# --- over paragraphs ---------------------------------------------------------------------------


def _running(
    text: str, paragraphs: Sequence[Range], found: Sequence[Sequence[Quotation]]
) -> dict[int, int | None]:
    """Where the quotations that run over paragraphs start and end; their later parts end nowhere.

    One whose closing mark was forgotten is left in its parts.
    """
    running: dict[int, int | None] = {}
    next_one = 0
    for index, quotations in enumerate(found):
        if index >= next_one and any(not q.closed for q in quotations):
            parts = list(find_running(text, paragraphs, index))
            next_one = index + len(parts)
            if parts[-1].closed:
                running |= dict.fromkeys(part.start for part in parts)
                running[parts[0].start] = parts[-1].end
    return running


def _joined(paragraph: Paragraph, running: dict[int, int | None]) -> Paragraph:
    """A paragraph with its running quotations whole and without the later parts of others."""
    whole = "a quotation over paragraphs"
    kept = [
        Judged(q.start, end, whole, 0.9) if q.start in running else q
        for q in paragraph.quotations
        if (end := running.get(q.start, q.end)) is not None
    ]
    return Paragraph(kept, paragraph.stream, paragraph.is_headline)
