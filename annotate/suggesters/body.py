"""Body: what reads as prose of the article when captions and advertisements are out."""

from collections.abc import Iterator, Sequence

from annotate.core.document import Document, Range
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page import regions
from annotate.suggesters.page.lines import Line, lines
from annotate.suggesters.page.measures import prose

NAME = "body"
TAKEN = {"caption": -3.0, "ad": -4.0}
"""What another suggestion for the whole paragraph speaks, times its score."""


SURE = ((2.5, 0.97), (1.5, 0.93), (0.5, 0.75), (-99.0, 0.65))
"""(from so much, how often one of the article's paragraphs that looks so much like prose is it)."""
EDGE = 0.8
"""What the score of one at the edge of the article's is worth, but for the surest."""
PLACE = 3.3
"""What the best place on a page speaks: it says nothing of what else stands there."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """A body a paragraph of the article; its score grows with how much it looks like prose."""
    read = lines(document)
    scores = [prose(line) for line in read]
    taken = {s.range: TAKEN[s.label] * s.score for s in before.spans if s.label in TAKEN}
    if taken:
        scores = [s + taken.get(p, 0.0) for s, p in zip(scores, document.paragraphs, strict=True)]
    inside = regions.article(scores, [len(line.text) for line in read])
    return Suggestions(
        tuple(
            Suggestion(*place, "body", "prose of the article", _sure(line, score, amid=amid), NAME)
            for place, line, score, amid in _chosen(document.paragraphs, read, scores, inside)
            if place not in taken
        )
    )


def _chosen(
    places: Sequence[Range], read: Sequence[Line], scores: Sequence[float], inside: Sequence[bool]
) -> Iterator[tuple[Range, Line, float, bool]]:
    """The article's paragraphs: place, line, score, and whether the article is on both sides."""
    last = len(places) - 1
    for i, place in enumerate(places):
        if inside[i]:
            yield place, read[i], scores[i], 0 < i < last and inside[i - 1] and inside[i + 1]


def _sure(line: Line, score: float, *, amid: bool) -> float:
    """How often such a paragraph is the article's."""
    own = score - PLACE if line.markup else score
    sure = next(often for least, often in SURE if own >= least)
    return sure if amid or sure == SURE[0][1] else EDGE * sure
