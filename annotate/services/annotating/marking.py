"""Status of paragraphs, notes and flags, and going to those."""

from collections.abc import Iterable

from annotate.core.annotation_set import EMPTY, SKIPPED, Flag, Note, ParagraphStatus
from annotate.core.errors import GestureError
from annotate.core.operations import SetFlag, SetNote, Status
from annotate.services.annotating import accepting
from annotate.services.annotating.article import Article


def read_on(article: Article, unseen: int | None) -> str:
    """Go to where an open paragraph is `unseen`, and say so; "" where there is no more to see.

    Raises GestureError where `done` would.
    """
    if unseen is None or not goes_on(article, unseen):
        return ""
    accepting.surveyable(article.open_offers(article.paragraph))
    return go_to_unseen(article, unseen)


def goes_on(article: Article, unseen: int | None) -> bool:
    """Whether there is more of an open paragraph to see, from `unseen` on, before it is done."""
    return unseen is not None and article.content.status_of(article.paragraph) != "done"


def go_to_unseen(article: Article, unseen: int) -> str:
    """Go on in the paragraph, below what is in sight, or back to where one was in it; say which."""
    here, back = article.paragraph, leads_back(article, unseen)
    article.cursor.go(here)
    article.cursor.put_near(unseen)
    return f"back at ¶ {here + 1}" if back else "the paragraph goes on here"


def leads_back(article: Article, unseen: int) -> bool:
    """Whether what is to be seen is where one was, as the page has moved away from it."""
    return unseen <= article.cursor.selection.start


def done(article: Article) -> str:
    """Accept what is suggested in the paragraph, mark it done and go to the next one."""
    here = article.cursor.paragraph
    if bodies := accepting.done(article):
        article.commit(bodies, then=here + 1)
    if here + 1 < len(article.document.paragraphs):
        article.cursor.step(1)
        article.cursor.just_done = here if bodies else None
        return accepting.ended(article) if bodies else ""
    article.follow()
    return accepting.standing(article)


def skip(article: Article) -> str:
    """Set the paragraph aside and go to the next one; one that is aside is as it was before."""
    here = article.cursor.paragraph
    if article.content.status_of(here) == "skipped":
        before, _ = article.before_skipped([here])
        article.commit([Status((here,), before.status_of(here))])
        return "no longer skipped"
    article.commit([Status((here,), "skipped")], then=here + 1)
    article.cursor.step(1)
    return "skipped"


def skip_article(article: Article) -> str:
    """Set the whole article aside as not usable, or let it be as it was before that.

    Where it was set aside paragraph by paragraph, all of them are open again.
    """
    every = tuple(range(len(article.document.paragraphs)))
    aside = Status(every, "skipped")
    if article.content.status != SKIPPED * len(every):
        article.commit([aside])
        return "article set aside"
    before, ended = article.before_skipped(every)
    before = before if ended == aside else EMPTY
    statuses: tuple[ParagraphStatus, ...] = "done", "unseen"
    were = [Status(tuple(p for p in every if before.status_of(p) == s), s) for s in statuses]
    article.commit([status for status in were if status.paragraphs])
    return "article no longer set aside"


def note_here(article: Article, *, whole: bool = False) -> str:
    """The text of the note on what a note here would be on; "" if there is none."""
    target = _target(article, whole)
    return next((n.text for n in article.content.notes if (n.span, n.paragraph) == target), "")


def note(article: Article, text: str, *, whole: bool = False) -> str:
    """Write the note on the active span, else the paragraph, or the whole article; "" removes."""
    if text == note_here(article, whole=whole):
        return ""
    article.commit([SetNote(text, *_target(article, whole))])
    return "noted" if text else "note removed"


def flag(article: Article, *, whole: bool = False) -> str:
    """Flag the active span, else the paragraph, or the whole article; again: no longer."""
    span, paragraph = _target(article, whole)
    on = not any((f.span, f.paragraph) == (span, paragraph) for f in article.content.flags)
    article.commit([SetFlag(on, span, paragraph)])
    what = "article" if whole else "span" if span else "paragraph"
    return f"{what} flagged" if on else f"{what} no longer flagged"


def next_remark(article: Article, step: int) -> str:
    """Go to the next paragraph with a note or flag, or the previous one with a negative `step`."""
    here = article.cursor.paragraph
    last = len(article.document.paragraphs) - 1
    places = set(_places(article, [*article.content.notes, *article.content.flags]))
    beyond = sorted(p for p in places if (here < p <= last if step > 0 else p < here))
    if not beyond:
        raise GestureError("no further note or flag")
    article.cursor.go(beyond[0] if step > 0 else beyond[-1])
    return ""


def next_open(article: Article) -> str:
    """Go to the next paragraph that is neither done nor skipped, after the last from the first."""
    here, number = article.cursor.paragraph, len(article.document.paragraphs)
    onward = [*range(here + 1, number), *range(here)]
    found = next((p for p in onward if article.content.status_of(p) == "unseen"), None)
    if found is None:
        raise GestureError("no other paragraph is open")
    article.cursor.go(found)
    return "from the first again" if found < here else ""


def _target(article: Article, whole: bool) -> tuple[str | None, int | None]:
    span = None if whole else article.active
    if span:
        return span.id, None
    return None, None if whole else article.cursor.paragraph


def _places(article: Article, remarks: Iterable[Note | Flag]) -> Iterable[int]:
    """The paragraphs that remarks belong to; those on the article have none."""
    for remark in remarks:
        span = article.content.span(remark.span) if remark.span else None
        if span:
            yield article.document.paragraph_at(span.start)
        elif remark.paragraph is not None:
            yield remark.paragraph
