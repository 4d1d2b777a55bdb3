"""Going on: to the next conflict, from a paragraph that is done to the next, to the settled end."""

from collections.abc import Collection

from annotate.core.conflicts import Conflict
from annotate.core.errors import GestureError
from annotate.core.suggestion import Place
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.draft import Draft
from annotate.services.adjudicating.standing import AnyConflict
from annotate.services.adjudicating.taking import agreed_in, undoubted
from annotate.services.annotating import marking

SETTLED = "article settled"


def onward(case: Adjudication, last: int | None = None) -> str:
    """To the paragraph's next open conflict; where none is left it is done, and on to the next.

    Paragraphs over which a question goes end together, up to the `last` in sight, if that is given.
    With the last paragraph the article is settled, in the same gesture.
    """
    here = case.paragraph
    if case.of_paragraph(here, only_open=True):
        return _to_next_open(case)
    draft = _ending(case, _ending_here(case, last))
    still_open = _asks(draft, here)
    if not still_open:
        draft.settle()
    following = here if still_open else _next_place(case, draft)
    draft.commit(following)
    return SETTLED if following is None else _enter(case, following)


def is_finished(case: Adjudication) -> bool:
    """Whether nothing is left to do in the article."""
    return case.is_settled and not case.standing.open and not case.open_paragraphs


def read_on(case: Adjudication, unseen: int | None) -> str:
    """Go to where the paragraph is `unseen`, and say so; "" where `onward` takes nothing there."""
    if unseen is None or not goes_on(case, unseen):
        return ""
    return marking.go_to_unseen(case, unseen)


def goes_on(case: Adjudication, unseen: int | None) -> bool:
    """Whether there is more of the paragraph to see, from `unseen` on, before `onward` ends it."""
    here = case.paragraph
    if unseen is None or is_finished(case) or case.of_paragraph(here, only_open=True):
        return False
    # what ends one that is not done marks it so, or adds what then is asked anew
    is_open = case.content.status_of(here) != "done"
    return is_open or not _ending(case, range(here, here + 1)).is_empty


def _ending(case: Adjudication, paragraphs: range) -> Draft:
    """What ends some paragraphs: what all agree on there; they are done unless that asks anew."""
    draft = Draft(case)
    draft.renew(undoubted(case, paragraphs))
    draft.add(agreed_in(case, draft, paragraphs))
    draft.follow_links(paragraphs)
    if not _asks(draft, paragraphs[0]):
        draft.done(paragraphs)
    return draft


def _asks(draft: Draft, paragraph: int) -> bool:
    """Whether something is open in a paragraph."""
    return any(draft.standing.paragraph_of(c) == paragraph for c in draft.standing.open)


def _ending_here(case: Adjudication, last: int | None) -> range:
    """The paragraph, and those after it that have no question but those which begin in it."""
    here, standing = case.paragraph, case.standing
    ends = (c.end for c in case.of_paragraph(here) if isinstance(c, Conflict))
    limits = [case.document.paragraph_at(max(ends, default=0) - 1)]
    limits += [p - 1 for c in standing.conflicts if (p := standing.paragraph_of(c)) > here]
    limits += [] if last is None else [last]
    return range(here, max(here, min(limits)) + 1)


def _to_next_open(case: Adjudication) -> str:
    """To the next open conflict of the paragraph, going round."""
    conflicts, at = case.of_paragraph(case.paragraph), case.at_hand
    place = conflicts.index(at) if at else -1
    beyond = [*conflicts[place + 1 :], *conflicts[:place]]
    following = next((c for c in beyond if c in case.standing.open), None)
    if following is None:
        raise GestureError("still open here", hint="a digit takes a version, {take-none} none")
    case.go_to(following)
    return case.place_of(following)


def _next_place(case: Adjudication, draft: Draft) -> int | None:
    """The next paragraph, going round, that is not done or has an open conflict."""
    here, number = case.paragraph, len(case.document.paragraphs)
    loud = {draft.standing.paragraph_of(c) for c in draft.standing.open}
    onward_from_here = [*range(here + 1, number), *range(here)]
    wanted = (p for p in onward_from_here if p in loud or draft.content.status_of(p) != "done")
    return next(wanted, None)


def _enter(case: Adjudication, paragraph: int) -> str:
    """To a paragraph, and in it to its first open conflict."""
    case.cursor.go(paragraph)
    conflicts = case.of_paragraph(paragraph, only_open=True)
    if not conflicts:
        return ""
    case.go_to(conflicts[0])
    return case.place_of(conflicts[0])


def to_first(case: Adjudication) -> str:
    """To the first open conflict of the article, if there is one."""
    if not case.standing.open:
        return ""
    case.go_to(case.standing.open[0])
    return case.place_of(case.standing.open[0])


def to_place(case: Adjudication, said: Collection[Place]) -> None:
    """To where it is settled what versions said, or to what is settled there, or to the place.

    What is open comes first; a link is said as in `Disagreement`.
    """
    standing, offset = case.standing, min(start for start, _, _ in said)
    here = [c for c in standing.conflicts if standing.is_at(c, offset)]
    if here:
        case.go_to(min(here, key=lambda c: (not _is_about(c, said), c not in standing.open)))
    else:
        case.cursor.to(offset)


def _is_about(conflict: AnyConflict, said: Collection[Place]) -> bool:
    """Whether something that was said is among a conflict's answers."""
    if isinstance(conflict, Conflict):
        return not set(conflict.places).isdisjoint(said)
    return any(link.label == label for link in conflict.links for _, _, label in said)


# --- what the guidelines leave open ------------------------------------------------------------


def reason_here(case: Adjudication) -> str:
    """Why the guideline was found unclear in this paragraph; "" if it was not."""
    here = case.cursor.paragraph
    return next((n.text for n in case.content.notes if n.paragraph == here), "")


def unclear(case: Adjudication, reason: str) -> str:
    """Mark that the guideline is unclear here, and why; with "" it is not. The settlement says so.

    It is a flag with a note on the paragraph of the gold layer.
    """
    here, reason = case.cursor.paragraph, reason.strip()
    if not reason and not any(f.paragraph == here for f in case.content.flags):
        raise GestureError("say what is unclear", hint="{unclear} asks again")
    draft = Draft(case)
    draft.remark(here, reason)
    if case.is_settled:
        draft.settle()
    draft.commit()
    return "guideline unclear" if reason else "guideline clear"
