"""Settling conflicts: what all agree on, a version of one, or none."""

from annotate.core.conflicts import Conflict
from annotate.core.errors import GestureError
from annotate.core.link_conflicts import LinkConflict
from annotate.core.plural import plural
from annotate.core.suggestion import Place
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.draft import Draft
from annotate.services.adjudicating.standing import refused
from annotate.services.adjudicating.versions import letters


def take(case: Adjudication, number: int) -> str:
    """Take the version of that number, from 1, of the conflict at hand; 0 says that none is right.

    What was taken there before, or labelled by hand, gives way.
    """
    conflict = case.at_hand
    if conflict is None:
        raise GestureError("nothing differs here", hint="{next-conflict} to where it does")
    if number >= len(conflict.options):
        raise GestureError(f"{plural(len(conflict.options) - 1, 'version')} here")
    draft, option = Draft(case), conflict.options[number - 1]
    if isinstance(conflict, Conflict):
        _take_spans(draft, case, conflict, conflict.options[number - 1].places)
    else:
        _take_links(draft, conflict, number - 1)
    if draft.is_empty:
        return "taken already" if number else "none already"
    draft.commit()
    case.go_to(conflict)
    if not number:
        return "none is right"
    return f"{letters(option.versions)} taken" if option.versions else "kept"


def _take_spans(
    draft: Draft, case: Adjudication, conflict: Conflict, places: tuple[Place, ...]
) -> None:
    others = [p for p in conflict.places if p not in places]
    draft.renew(places)
    draft.remove([s for s in case.answer_to(conflict) if s.place not in places])
    draft.add(places)
    draft.refuse(others)
    draft.follow_links()


def _take_links(draft: Draft, conflict: LinkConflict, number: int) -> None:
    links = conflict.options[number].links
    draft.decline(k for k in conflict.links if k not in links)
    draft.relate(links)


def take_agreed(case: Adjudication) -> str:
    """Take what all versions have, in the whole article; where nothing differs a paragraph is done.

    If nothing differs anywhere, that settles the article.
    """
    draft = Draft(case)
    before = len(case.content.spans)
    draft.renew(undoubted(case, range(len(case.document.paragraphs))))
    draft.add(agreed_in(case, draft, range(len(case.document.paragraphs))))
    draft.follow_links()
    draft.done(quiet_paragraphs(case, draft))
    draft.settle()
    if draft.is_empty:
        return "all that all agree on is there"
    added = len(draft.content.spans) - before
    draft.commit()
    return f"{plural(added, 'span')} of all · {left(case)}"


def agreed_in(case: Adjudication, draft: Draft, paragraphs: range) -> list[Place]:
    """What all have that starts in some paragraphs, unless it was refused or is a question."""
    no = refused(draft.content).union(*(c.places for c in draft.standing.span_conflicts))
    wanted = (p for p in case.ground.comparison.agreed if p not in no)
    return [p for p in wanted if case.document.paragraph_at(p[0]) in paragraphs]


def undoubted(case: Adjudication, paragraphs: range) -> set[Place]:
    """The places of gold's spans that start in some paragraphs and that versions still have."""
    places = (s.place for s in case.content.spans if not case.ground.doubts(s))
    had = filter(case.ground.has, places)
    return {p for p in had if case.document.paragraph_at(p[0]) in paragraphs}


def quiet_paragraphs(case: Adjudication, draft: Draft) -> list[int]:
    """The paragraphs over which no conflict goes."""
    standing, loud = draft.standing, set[int]()
    for conflict in standing.conflicts:
        last = conflict.end - 1 if isinstance(conflict, Conflict) else 0
        first = standing.paragraph_of(conflict)
        loud.update(range(first, max(first, case.document.paragraph_at(last)) + 1))
    return [p for p in range(len(case.document.paragraphs)) if p not in loud]


def left(case: Adjudication) -> str:
    """How much is still to be settled."""
    number = len(case.standing.open)
    return plural(number, "conflict") if number else "nothing left"
