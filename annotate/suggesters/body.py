"""Body: what reads as prose of the article when captions and advertisements are out."""

from collections.abc import Sequence

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page import regions
from annotate.suggesters.page.lines import Line, lines
from annotate.suggesters.page.measures import prose
from annotate.suggesters.page.tables import cells
from annotate.suggesters.page.words import words

NAME = "body"
ORIGIN = "prose of the article"
TABLE = "table in the article"
FURNITURE = "furniture of the page"
HEADING = "above the article"
TAKEN = {"caption": -1.0, "ad": -2.0}
"""What another suggestion for the whole paragraph speaks, times its score."""

BARE = 0.66
"""From such a part of paragraphs that end as sentences do, the text came without its page."""
ABOVE = 3
"""Paragraphs that may stand above the first of the article: a headline, who wrote it and when."""
SENTENCE = 1.0
"""What the end of a sentence speaks there besides: the shortest is the article's."""
SURE = ((2.5, 0.97), (1.5, 0.93), (0.5, 0.75), (-99.0, 0.65))
"""(from so much, how often one of the article's paragraphs that looks so much like prose is it)."""
EDGE = 0.8
"""What the score of one at the edge of the article's is worth, but for the surest, and of any that
stands alone."""
FAR = -5.0
"""Where there is markup, a paragraph that looks so little like prose surely has no label."""
TABULAR = -0.001
"""What a cell of a table speaks in plain text: so little that it is the article's where prose goes
on after it, and enough that it is not at the article's edges."""
PLACE = 3.3
"""What the best place on a page speaks: it says nothing of what else stands there."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """A body a paragraph of the article; its score grows with how much it looks like prose."""
    places, read = document.paragraphs, lines(document)
    taken = {s.range: TAKEN[s.label] for s in before.spans if s.label in TAKEN}
    bare = not document.hints and _is_bare(read)
    table = frozenset() if document.hints else cells(read)
    looks = (TABULAR if i in table else _look(line, bare=bare) for i, line in enumerate(read))
    scores = [taken.get(place, look) for place, look in zip(places, looks, strict=True)]
    inside = regions.article(scores, [len(line.text) for line in read])
    near = [is_in or place in taken for is_in, place in zip(inside, places, strict=True)]
    origins = [TABLE if i in table else ORIGIN for i in range(len(read))]
    sure = _sureness(read, scores, near)
    above = range(near.index(True)) if bare and any(near) else range(0)
    return Suggestions(
        tuple(
            Suggestion(*place, "body", origins[i], sure[i], NAME)
            for i, place in enumerate(places)
            if inside[i] and place not in taken
        ),
        nothing={
            place: HEADING if i in above else FURNITURE
            for i, place in enumerate(places)
            if not near[i] and (i in above or (read[i].markup and scores[i] < FAR))
        },
    )


def _sureness(read: Sequence[Line], scores: Sequence[float], near: Sequence[bool]) -> list[float]:
    """The score of each line as body, by whether what is beside it is the article's too."""
    edged = [False, *near, False]
    return [_sure(line, scores[i], edged[i] + edged[i + 2]) for i, line in enumerate(read)]


def _is_bare(read: Sequence[Line]) -> bool:
    """Whether nearly all paragraphs below a headline and its like end as sentences do."""
    above = next((i for i, line in enumerate(read[: ABOVE + 1]) if line.ends), 0)
    below = read[above:]
    return sum(line.ends for line in below) >= BARE * len(below)


def _look(line: Line, *, bare: bool) -> float:
    """How much a line looks like prose, where a text that came without its page is `bare`."""
    return prose(line) + (SENTENCE if bare and _own(line) else 0.0)


def _own(line: Line) -> bool:
    """Whether it is a sentence, and neither about the page nor with words of a site."""
    aside = line.lower.startswith(words().asides)
    return line.ends and not aside and not line.found.get("furniture")


def _sure(line: Line, score: float, beside: int) -> float:
    """How often such a paragraph is the article's, by on how many sides of it that is."""
    own = score - PLACE if line.markup else score
    sure = next(often for least, often in SURE if own >= least)
    return sure if beside == 2 or (beside and sure == SURE[0][1]) else EDGE * sure
