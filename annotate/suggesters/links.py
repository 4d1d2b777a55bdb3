"""Links: from each attribution to the quotes that it attributes, and from part to part of one."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.suggestion import SuggestedLink, Suggestion, Suggestions
from annotate.suggesters.wording.linking import links_of

NAME = "links"
SPEECH = ("quote", "attribution")
ARTICLE = ("body", "caption")
"""What a paragraph is in which somebody may speak."""
ASTRAY = 0.3
"""The most that speech scores which is linked to nothing, outside the article."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Links between the quotes and the attributions that were suggested before.

    What of these is linked to nothing, outside the article, is suggested anew, hardly sure: it is
    a headline of another article or a line of the page.
    """
    ties = tuple(links_of(document, before.spans))
    astray = tuple(_astray(document, before.spans, ties))
    return Suggestions(astray, ties, instead=frozenset(s.place for s in astray))


def _astray(
    document: Document, spans: Sequence[Suggestion], ties: Sequence[SuggestedLink]
) -> Iterator[Suggestion]:
    """Speech that nothing ties, in paragraphs that are not the article's where others are."""
    if not any(s.label == "body" for s in spans):
        return
    inside = {s.range for s in spans if s.label in ARTICLE}
    tied = {end for tie in ties for end in (tie.head, tie.child)}
    for s in spans:
        loose = s.label in SPEECH and s.score > ASTRAY and s.place not in tied
        if loose and document.paragraphs[document.paragraph_at(s.start)] not in inside:
            yield replace(s, score=ASTRAY)
