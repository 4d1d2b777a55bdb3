"""Body: what reads as prose of the article when captions and advertisements are out."""

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page import regions
from annotate.suggesters.page.lines import lines
from annotate.suggesters.page.measures import prose

NAME = "body"
TAKEN = {"caption": -3.0, "ad": -4.0}
"""What another suggestion for the whole paragraph speaks, times its score."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """A body a paragraph of the article; its score grows with how much it looks like prose."""
    scores = [prose(line) for line in lines(document)]
    taken = {s.range: s for s in before.spans if s.label in TAKEN}
    for index, place in enumerate(document.paragraphs) if taken else ():
        if place in taken:
            scores[index] += TAKEN[taken[place].label] * taken[place].score
    weights = [end - start for start, end in document.paragraphs]
    return Suggestions(
        tuple(
            Suggestion(*place, "body", "prose of the article", _sure(score), NAME)
            for place, score, inside in zip(
                document.paragraphs, scores, regions.article(scores, weights), strict=True
            )
            if inside and place not in taken
        )
    )


def _sure(score: float) -> float:
    """From 0.55 for what only its neighbours speak for, to 0.95."""
    return min(0.95, max(0.55, 0.7 + 0.08 * score))
