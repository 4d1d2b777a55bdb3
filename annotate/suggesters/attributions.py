"""Attributions: the wording that says who said it, cue and source as one span."""

from collections.abc import Iterator

from annotate.core.document import Document
from annotate.core.graphemes import whole_graphemes
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.wording.cues import attributions_in
from annotate.suggesters.wording.interviews import speakers_of
from annotate.suggesters.wording.reading import read
from annotate.suggesters.wording.within import ORIGIN, SCORE, within_quotations

NAME = "attributions"
HEADLINE = 0.3
"""The most that one in a headline scores: a headline gets no label."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """One attribution a cue."""
    return Suggestions(tuple(_found(document)))


def _found(document: Document) -> Iterator[Suggestion]:
    reading = read(document)
    speakers = speakers_of(paragraph.stream for paragraph in reading.paragraphs)
    for index, paragraph in enumerate(reading.paragraphs):
        stream = paragraph.stream
        most = HEADLINE if paragraph.is_headline else 1.0
        for a in attributions_in(stream, speakers, is_headline=index == 0 or paragraph.is_headline):
            place = stream.start(a.start), stream.end(a.end - 1)
            place = whole_graphemes(document.text, *place)  # it may end amid hundreds of marks
            yield Suggestion(*place, "attribution", a.origin, min(a.score, most), NAME)
        for within in within_quotations(document.text, stream) if reading.language.inverts else ():
            place = whole_graphemes(document.text, *within)
            yield Suggestion(*place, "attribution", ORIGIN, min(SCORE, most), NAME)
