"""Links: from each attribution to the quotes that it attributes, and from part to part of one."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.suggestion import SuggestedLink, Suggestion, Suggestions
from annotate.suggesters.page.lines import lines
from annotate.suggesters.seen import NAME as SEEN
from annotate.suggesters.wording.linking import links_of

NAME = "links"
SPEECH = ("quote", "attribution")
ARTICLE = ("body", "caption")
"""What a paragraph is in which somebody may speak."""
ASTRAY = 0.3
"""The most that speech scores outside the article, but for what is linked there in a sentence."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Links between the quotes and the attributions that were suggested before.

    What of these stands outside the article is suggested anew, hardly sure, where it is linked to
    nothing or in no sentence: it is a headline of another article or a line of the page.
    """
    ties = tuple(links_of(document, before.spans))
    astray = tuple(_astray(document, before, ties))
    return Suggestions(astray, ties, instead=frozenset(s.place for s in astray))


def _astray(
    document: Document, before: Suggestions, ties: Sequence[SuggestedLink]
) -> Iterator[Suggestion]:
    """Speech that is nobody's, in paragraphs that are not the article's where others are."""
    if not _knows_article(before):
        return
    inside = {s.range for s in before.spans if s.label in ARTICLE}
    furniture = before.nothing if document.hints else {}
    tied = {end for tie in ties for end in (tie.head, tie.child)}
    read = lines(document)
    article_to = 0
    for s in before.spans:
        if s.label in ARTICLE:
            article_to = s.end  # most speech is in it: no paragraph is looked for
        if s.start < article_to or s.score <= ASTRAY or s.label not in SPEECH:
            continue
        at = document.paragraph_at(s.start)
        paragraph = document.paragraphs[at]
        if paragraph in inside:
            continue
        sentence = read[at].ends and paragraph not in furniture
        if s.place not in tied or not sentence:
            yield replace(s, score=ASTRAY)


def _knows_article(before: Suggestions) -> bool:
    """Whether it was told which paragraphs are body: a few that were seen before are not all."""
    return any(s.label == "body" and s.suggester != SEEN for s in before.spans)
