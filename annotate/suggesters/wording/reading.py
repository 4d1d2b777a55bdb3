"""A document as the suggesters of speech read it: each paragraph's quotations and words."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from annotate.core.document import Document, Range
from annotate.core.quotations import quotations_of
from annotate.suggesters.languages import Language, language_of
from annotate.suggesters.wording.quoted import Judged, judge
from annotate.suggesters.wording.stream import QUOTE, Stream, stream_of

SPOKEN = 0.5
"""The score from which on a quotation counts as somebody's words."""


class Paragraph(NamedTuple):
    """A paragraph's quotations as judged, and its words, each outermost quotation being one.

    A quotation that is nobody's words is of no kind there: one more word.
    """

    quotations: list[Judged]
    stream: Stream


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
    return Reading(language, tuple(_paragraphs(text, paragraphs, language)))


def _paragraphs(
    text: str, paragraphs: tuple[Range, ...], language: Language
) -> Iterator[Paragraph]:
    for index, (start, end) in enumerate(paragraphs):
        quotations = quotations_of(text, paragraphs, index)
        stream = stream_of(text, start, end, quotations, language)
        is_headline = index == 0 and len(paragraphs) > 2
        judged = list(judge(text, stream, quotations, is_headline=is_headline))
        _demote(stream, judged)
        yield Paragraph(judged, stream)


def _demote(stream: Stream, judged: list[Judged]) -> None:
    """A quotation that is nobody's words becomes a word of no kind."""
    for quotation in judged:
        if quotation.score < 0.42:
            index = stream.at(quotation.start)
            if stream.kind(index) == QUOTE and stream.starts[index] == quotation.start:
                stream.kinds[index] = ""
