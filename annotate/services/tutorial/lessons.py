"""What is learned, in which order, and how it shows that somebody has done it."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.services.tutorial import article as told
from annotate.storage import gestures

ONWARD = "{done} ends this paragraph; the next step is in paragraph %d"
BACK = "{previous-paragraph} leads back to paragraph %d: the next step is there"
ANYWHERE = "No key does harm here, whatever it is."


class Lesson(Struct, frozen=True):
    """One step: what to press, why, and whether it was `learned`, by whichever keys.

    In the texts stand, in braces, the ids of bindings and the names of labels, for their keys. `at`
    is the paragraph where it is learned, None for anywhere.
    """

    press: str
    why: str
    learned: Callable[[Session], bool]
    at: int | None = None


class Course:
    """Lessons in their order, and how far somebody is with them. Nothing in it is ever waited for.

    A step that was taken before it came up is passed over.
    """

    def __init__(self, session: Session, lessons: Sequence[Lesson]) -> None:
        self._session, self._lessons = session, lessons
        self._number = 0

    @property
    def lesson(self) -> Lesson | None:
        """The step that comes now; None after the last."""
        rest = self._lessons[self._number :]
        taken = next((n for n, step in enumerate(rest) if not step.learned(self._session)), None)
        self._number += len(rest) if taken is None else taken
        return None if taken is None else rest[taken]

    @property
    def place(self) -> str:
        """Which step of how many that is; "" where there is only one."""
        number = len(self._lessons)
        return f"{self._number + 1}/{number}" if number > 1 else ""

    def leave(self) -> None:
        """Come to the end of it."""
        self._number = len(self._lessons)

    def says(self) -> tuple[str, str]:
        """What to press, and why; for somebody who is elsewhere, the way; "" after the last."""
        lesson, article = self.lesson, self._session.article
        if lesson is None or article is None:
            return "", ""
        here = article.cursor.paragraph
        if lesson.at is None or here == lesson.at:
            return lesson.press, lesson.why
        return (ONWARD if here < lesson.at else BACK) % (lesson.at + 1), ANYWHERE


# --- how a step shows --------------------------------------------------------------------------


def _article(session: Session) -> Article:
    assert session.article, "whoever practises has it open"
    return session.article


def _moved(session: Session) -> bool:
    return _article(session).cursor.paragraph > 0


def _done(*paragraphs: int) -> Callable[[Session], bool]:
    return lambda session: all(
        _article(session).content.status_of(paragraph) == "done" for paragraph in paragraphs
    )


def _labelled(paragraph: int, *labels: str) -> Callable[[Session], bool]:
    """Whether a paragraph has spans of all these labels."""

    def learned(session: Session) -> bool:
        article = _article(session)
        here = article.index.overlapping(*article.document.paragraphs[paragraph])
        return {*labels} <= {span.label for span in here}

    return learned


def _linked(session: Session) -> bool:
    """Whether in the paragraph of two suggestions there is a link."""
    article = _article(session)
    here = article.index.overlapping(*article.document.paragraphs[told.UNLINKED])
    return any(article.index.links(span.id) for span in here)


def _reached(session: Session) -> bool:
    """Whether Tab has reached what is wrong, or that is settled already."""
    article = _article(session)
    stop = article.cursor.offer or (article.active if article.cursor.reached else None)
    return _rejected(session) or (stop is not None and stop.range == told.place_of(told.WRONG))


def _rejected(session: Session) -> bool:
    wrong = (*told.place_of(told.WRONG), told.QUOTE)
    return wrong in [r.place for r in _article(session).content.rejections]


def _undone(session: Session) -> bool:
    return gestures.latest_undone(session.store, session.annotator) is not None


def _finished(session: Session) -> bool:
    return not _article(session).open_paragraphs


LESSONS = (
    Lesson(
        "{next-paragraph} goes to the next paragraph, {previous-paragraph} to the one before",
        "The bright one is where the keys act. Moving changes nothing.",
        _moved,
    ),
    Lesson(
        "{done} accepts what is suggested in the paragraph, and that is done",
        "The {body} in the margin suggests: a paragraph of the article itself.",
        _done(0),
        at=0,
    ),
    Lesson(
        "{run} does the same, and goes on over all that is as plain",
        "It stops where something wants your eyes.",
        _done(told.PLAIN, told.PLAIN + 1),
        at=told.PLAIN,
    ),
    Lesson(
        "{quote} labels the quotation",
        "Nothing is suggested here: you say it. Where it ends is found for you.",
        _labelled(told.CALLED, told.QUOTE),
        at=told.CALLED,
    ),
    Lesson(
        "{attribution} labels who said it, the attribution",
        "It is linked to the quotation by itself: see the line in the margin.",
        _labelled(told.CALLED, told.ATTRIBUTION),
        at=told.CALLED,
    ),
    Lesson(
        "{done}: this paragraph is done",
        "Nothing needs saving: what you do is on the disk at once.",
        _done(told.CALLED),
        at=told.CALLED,
    ),
    Lesson(
        "{quote} and {attribution} accept what is suggested, too: press both",
        "Underlined words are suggestions: no labels until you accept them.",
        _labelled(told.UNLINKED, told.QUOTE, told.ATTRIBUTION),
        at=told.UNLINKED,
    ),
    Lesson(
        "{link} links the attribution to the quotation beside it",
        "A sentence ends between them, so nobody did. Again: the next, or none.",
        _linked,
        at=told.UNLINKED,
    ),
    Lesson(
        f"{{next-span}} goes to the next label or suggestion: here to {told.WRONG}",
        "Nobody says that: the suggestion is wrong.",
        _reached,
        at=told.DOUBTFUL,
    ),
    Lesson(
        "{remove} rejects it, for good",
        "On something that is labelled, it removes the label.",
        _rejected,
        at=told.DOUBTFUL,
    ),
    Lesson(
        "{undo} takes the last key back: try it",
        "Whatever it did, in whichever article, and after a restart too.",
        _undone,
    ),
    Lesson(
        "{redo} does it again",
        "So whatever you try can be taken back.",
        lambda session: not _undone(session),
    ),
    Lesson(
        "{grow} selects a word, once more the clause; then {quote} labels that",
        "No quotation marks, so select by hand. {shrink} takes a step back.",
        _labelled(told.BARE, told.QUOTE),
        at=told.BARE,
    ),
    Lesson(
        "{caption} labels the whole paragraph: a picture’s caption",
        "Likewise {body} for the article itself.",
        _labelled(told.PICTURE, told.CAPTION),
        at=told.PICTURE,
    ),
    Lesson(
        "{done} to the end; {next-open} goes to what is still open",
        "An article is finished when each of its paragraphs is done.",
        _finished,
    ),
    Lesson(
        "That is all it takes. {tutorial} leads to your own articles",
        "{help} shows every key, {palette} finds it by name, {guidelines}: the guidelines.",
        lambda session: False,
    ),
)
OFFER = (
    Lesson(
        "New here? {tutorial} teaches the ten keys in two minutes",
        "On an article of its own, of which nothing is kept. {back} passes.",
        lambda session: bool(session.today.number),
    ),
)
"""What somebody who was never in a project is told, until they take it, pass or label."""
