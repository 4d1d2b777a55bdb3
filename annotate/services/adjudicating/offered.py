"""The contested spans of all versions as what is offered: keys act on them as on suggestions."""

from collections.abc import Sequence

from annotate.core.content_index import ContentIndex
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Suggestion, Suggestions, place_order
from annotate.services.adjudicating.standing import Ground, refused
from annotate.services.adjudicating.versions import Version, origin_of, share_of
from annotate.services.annotating.offers import Offers


class Offered(Offers):
    """Every contested span that is not answered yet, whoever else has another one there."""

    def __init__(self, ground: Ground, scheme: Scheme, versions: Sequence[Version]) -> None:
        super().__init__(ground.document, scheme, _suggestions(ground, versions))

    def _spoken(self, found: Suggestions) -> Suggestions:
        """All of them: nobody speaks for anybody else."""
        return found

    def open_in(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """What is still open in a paragraph, be it done or not: a version may be newer."""
        found = self._by_paragraph.get(paragraph, ())
        return tuple(s for s in found if not self._is_answered(s, content))

    def _is_answered(self, suggestion: Suggestion, content: ContentIndex) -> bool:
        there = {s.place for s in content.overlapping(*suggestion.range)}
        return suggestion.place in there | refused(content.content)


def _suggestions(ground: Ground, versions: Sequence[Version]) -> Suggestions:
    places = sorted(ground.contested, key=place_order)
    offers = (Suggestion(*p, "", share_of(p, versions), origin_of(p, versions)) for p in places)
    return Suggestions(tuple(offers))
