"""Whatever keys are pressed in whatever order: nothing breaks or is lost, all can be undone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import AnnotateError, GestureError
from annotate.core.graphemes import splits_grapheme
from annotate.core.quotations import quotations_of
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import SuggestedLink, Suggestion, Suggestions, merged
from annotate.core.words import words_after
from annotate.services.annotating import accepting, adjusting, jumping, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import annotations, check
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import CAMPAIGN, campaign
from tests.core.texts import HOSTILE
from tests.storage.making import add, document

STEPS = 40
PROSE = [
    "“One,” said Ann Lee, a baker.",
    "“Two,” it went on, “and three.”",
    "Photo: Bob Ray/Agency",
    "He said: “It is over.\n\n“We go home.”",
    "According to the ministry, ‘all is well’.",
    "«Nous partons», dit-elle.",
    "e\u0301\u0301 👩‍👩‍👧 🇩🇪 नमस्ते",
]
texts = st.lists(
    st.tuples(st.sampled_from(PROSE) | HOSTILE, st.sampled_from([" ", "\n\n"])), max_size=8
).map(lambda parts: "Start.\n\n" + "".join(a + b for a, b in parts))


def suggested(article: Document) -> Suggestions:
    """Every paragraph as body, every quotation, and the word after it as what attributes it."""
    found, links = [], []
    for index, (start, end) in enumerate(article.paragraphs):
        found.append(Suggestion(start, end, "body", "a paragraph", 0.9, "body"))
        for quotation in quotations_of(article.text, article.paragraphs, index):
            quote = Suggestion(*quotation[:2], "quote", "marks", 0.7, "quotations")
            found.append(quote)
            word = next(words_after(article.text, start, end, quote.end), None)
            if word and word[0] >= quote.end:
                said = Suggestion(*word, "attribution", "the word after", 0.6, "attributions")
                found.append(said)
                links.append(SuggestedLink("attributes", said.place, quote.place, "near", 0.5))
    return merged(Suggestions(tuple(found), tuple(links)))


class Desk:
    """Where one person sits, with two programs open on the same two articles."""

    def __init__(self, store: Store, suggestions: bool) -> None:
        self._store, self._suggestions = store, suggestions
        self.sessions = [self._sit_down(), self._sit_down()]

    def _sit_down(self) -> Session:
        session = Session(self._store, DEFAULT_SCHEME, "ana")
        session.resume()
        return session

    @property
    def session(self) -> Session:
        return self.sessions[0]

    @property
    def article(self) -> Article:
        article = self.session.article
        assert article
        if self._suggestions:
            article.offer(suggested(article.document))
        return article

    def restart(self) -> None:
        """Kill the program, and start it anew."""
        self.sessions[0] = self._sit_down()

    def turn(self) -> None:
        """Go on in the other program, which looks around first."""
        self.sessions.reverse()
        self.article.refresh()


class Key(NamedTuple):
    """What a key does; its name is for the report of a failure."""

    name: str
    press: Callable[[Desk], object]

    def __repr__(self) -> str:
        return self.name


def on_article(gesture: Callable[..., object], *values: object, **named: object) -> Key:
    name = f"{gesture.__name__}{values}"
    return Key(name, lambda desk: gesture(desk.article, *values, **named))


def on_cursor(name: str, *values: object) -> Key:
    return Key(f"{name}{values}", lambda desk: getattr(desk.article.cursor, name)(*values))


def on_session(name: str, *values: object) -> Key:
    return Key(f"{name}{values}", lambda desk: getattr(desk.session, name)(*values))


def run(article: Article) -> str:
    """Accept what is quiet, with three paragraphs on the screen."""
    return accepting.accept_run(article, min(2, len(article.document.paragraphs) - 1))


def drag(article: Article, *ends: int) -> None:
    """Select with the mouse."""
    length = len(article.document.text)
    article.cursor.select(*(min(end, length) for end in ends))


LABELS = [on_article(labelling.label, n) for n in range(6)]
SHAPES = [
    on_article(adjusting.grow),
    on_article(adjusting.shrink),
    *(on_article(jumping.reach_word, letter) for letter in "as“"),
    *(on_article(adjusting.extend, d) for d in ("left", "right")),
    *(on_article(adjusting.move_edge, e, d) for e in ("start", "end") for d in ("left", "right")),
]
MOVES = [
    *(on_article(jumping.to_word, letter) for letter in "as“"),
    *(on_article(Article.tab, step) for step in (1, -1)),
    *(on_cursor(by, d) for by in ("word", "sentence") for d in ("left", "right")),
    *(on_cursor("step", step) for step in (1, -1, 3)),
    on_cursor("go", 0),
    on_cursor("go", 99),
]
MARKS = [
    on_article(marking.done),
    on_article(marking.skip),
    on_article(marking.skip_article),
    on_article(marking.next_open),
    *(on_article(marking.flag, whole=whole) for whole in (True, False)),
    *(on_article(marking.note, text, whole=w) for text in ("", "look") for w in (True, False)),
    *(on_article(marking.next_remark, step) for step in (1, -1)),
]
OTHERS = [
    *(on_article(linking.link, n) for n in range(3)),
    on_article(labelling.remove),
    on_article(labelling.clear),
    on_article(accepting.why),
    on_article(run),
]
TRAVELS = [
    *(on_session(name) for name in ("undo", "redo", "next_unfinished")),
    *(on_session("step", step) for step in (1, -1)),
    Key("restart", Desk.restart),
    Key("turn", Desk.turn),
]
places = st.integers(0, 300)
mouse = st.builds(on_cursor, st.just("to"), places) | st.builds(
    on_article, st.just(drag), places, places
)
lists = (LABELS, LABELS, SHAPES, MOVES, MARKS, OTHERS, TRAVELS)
keys = st.one_of(*map(st.sampled_from, lists), mouse)
presses = st.lists(keys, min_size=campaign(20, STEPS), max_size=STEPS)


@contextmanager
def at_a_desk(empty: Path, text: str, suggestions: bool) -> Iterator[tuple[Store, Desk]]:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty, Path(folder, FILE_NAME)))
        with Store.open(path) as store:
            add(store, document(text, "a"), document("“No,” said X.\n\nMore.", "b"))
            yield store, Desk(store, suggestions)


def holds(article: Article) -> None:
    """What is true at any time: all that keys made lies in the text, between its characters."""
    text, cursor = article.document.text, article.cursor
    for start, end in (*(s.range for s in article.content.spans), cursor.selection.range):
        assert 0 <= start <= end <= len(text)
        assert not splits_grapheme(text, start)
        assert not splits_grapheme(text, end)
    assert all(s.start < s.end for s in article.content.spans)
    assert 0 <= cursor.paragraph < len(article.document.paragraphs)
    if cursor.selection.is_empty:
        first, last = article.document.paragraphs[cursor.paragraph]
        assert first <= cursor.selection.cursor <= last


def contents(store: Store) -> list[AnnotationSet]:
    return [annotations.read(store, key, "ana") for key in (1, 2)]


def until_refused(gesture: Callable[[], object]) -> int:
    """How often it could be done."""
    number = 0
    try:
        while True:
            gesture()
            number += 1
    except GestureError:
        return number


@settings(max_examples=campaign(40, 500), report_multiple_bugs=CAMPAIGN)
@given(text=texts, pressed=presses, suggestions=st.booleans())
def test_any_sequence_of_keys_keeps_every_promise(
    empty: Path, text: str, pressed: list[Key], suggestions: bool
) -> None:
    with at_a_desk(empty, text, suggestions) as (store, desk):
        for key in pressed:
            with suppress(AnnotateError):
                key.press(desk)
            holds(desk.article)
        before = contents(store)
        assert desk.article.content == before[desk.article.key - 1]
        assert list(check.check(store)) == []
        undone = until_refused(desk.session.undo)
        assert contents(store) == [EMPTY, EMPTY]
        for _ in range(undone):
            desk.session.redo()
        assert contents(store) == before
        assert list(check.check(store)) == []
