"""From article to article, over restarts: resuming, undo and redo, today's count, two at once."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import pytest

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.errors import GestureError
from annotate.core.operations import Import
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating import accepting, adjusting, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import check, documents, log
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, at, links, spans, tag
from tests.services.annotating.offering import QUOTE as WORDS
from tests.services.annotating.offering import TEXT, offered
from tests.storage.making import add, commit, document

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def keys(store: Store) -> list[int]:
    """Three articles, the first with two paragraphs."""
    first = "“One,” said Ann.\n\nMore of it."
    return add(
        store,
        document(first, "a/1", title="The first"),
        document("Two.", "a/2", title="The second"),
        document("Three.", "a/3"),
    )


def sit_down(store: Store, name: str = "ana") -> Session:
    return Session(store, DEFAULT_SCHEME, name)


@pytest.fixture
def session(store: Store, keys: list[int]) -> Session:
    """Somebody in the first article."""
    session = sit_down(store)
    session.open(keys[0])
    return session


@pytest.fixture(autouse=True)
def sound(store: Store) -> Iterator[None]:
    """After each test the file is sound, and the tables say what the log says."""
    yield
    assert list(check.check(store)) == []


# --- from article to article -------------------------------------------------------------------


def test_the_first_time_the_first_article_is_opened(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    article = session.resume()
    assert article
    assert article.key == keys[0]
    assert session.place() == (1, 3)


def test_where_there_is_no_article_none_is_opened(store: Store) -> None:
    assert sit_down(store).resume() is None


def test_one_goes_on_where_one_stopped_to_the_word(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    session.open(keys[0]).cursor.to(8)
    session.open(keys[1])
    session.open(keys[0])
    session.leave()
    again = sit_down(store).resume()
    assert again
    assert again.key == keys[0]
    assert at(again) == "aid Ann."


def test_each_article_has_its_place_and_each_annotator_their_own(
    store: Store, keys: list[int]
) -> None:
    ana, ben = sit_down(store), sit_down(store, "ben")
    ana.open(keys[0]).cursor.to(8)
    ben.open(keys[0]).cursor.go(1)
    ana.step(1)
    ben.step(1)
    assert at(ana.step(-1)) == "aid Ann."
    assert at(ben.step(-1)) == "More of "


def test_a_gesture_is_resumed_at_even_where_nothing_was_remembered_at_the_end(
    session: Session, store: Store
) -> None:
    assert session.article
    session.article.cursor.go(1)
    labelling.label(session.article, BODY)
    again = sit_down(store).resume()
    assert again
    assert again.cursor.paragraph == 1


@pytest.mark.parametrize(
    ("gesture", "paragraph"),
    [
        (marking.done, 1),
        (marking.skip, 1),
        (lambda article: accepting.accept_run(article, 0), 1),
        (lambda article: article.cursor.go(1) or marking.done(article), 1),
    ],
)
def test_what_leads_on_is_resumed_where_it_led_to(
    session: Session, store: Store, gesture: Callable[[Article], object], paragraph: int
) -> None:
    assert session.article
    session.article.cursor.to(8)
    gesture(session.article)
    again = sit_down(store).resume()
    assert again
    assert (again.position, again.cursor.paragraph) == (session.article.position, paragraph)


def test_opening_the_open_article_changes_nothing(session: Session, keys: list[int]) -> None:
    article = session.article
    assert article
    article.cursor.to(3)
    assert session.open(keys[0]) is article
    assert article.cursor.selection.cursor == 3


def test_the_articles_before_the_first_and_after_the_last_are_said_not_to_be(
    session: Session, keys: list[int]
) -> None:
    with pytest.raises(GestureError, match="this is the first"):
        session.step(-1)
    assert [session.step(1).key, session.step(1).key] == keys[1:]
    with pytest.raises(GestureError, match="this is the last article"):
        session.step(1)
    assert session.place() == (3, 3)


def test_the_next_unfinished_article_is_sought_round_the_end(
    session: Session, store: Store, keys: list[int]
) -> None:
    second = session.next_unfinished()
    marking.done(second)
    third = session.next_unfinished()
    marking.skip_article(third)
    first = session.next_unfinished()
    assert [second.key, third.key, first.key] == [keys[1], keys[2], keys[0]]
    with pytest.raises(GestureError, match="every other article is finished"):
        session.next_unfinished()


def test_where_all_is_finished_one_still_resumes_somewhere(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    for key in keys:
        marking.skip_article(session.open(key))
    store.connection.execute("DELETE FROM positions")
    article = sit_down(store).resume()
    assert article
    assert article.key == keys[0]


def test_a_removed_article_is_not_resumed_nor_stepped_to(
    session: Session, store: Store, keys: list[int]
) -> None:
    session.step(1)
    session.leave()
    documents.remove(store, keys[1])
    again = sit_down(store)
    article = again.resume()
    assert article
    assert article.key == keys[0]
    assert again.step(1).key == keys[2]


# --- undo and redo -----------------------------------------------------------------------------


def test_undo_takes_gesture_after_gesture_and_redo_brings_each_back(session: Session) -> None:
    article = session.article
    assert article
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann", ATTRIBUTION)
    full = spans(article), links(article)
    assert session.undo() == "undone · attribution said Ann"
    assert (spans(article), links(article)) == ([("quote", "“One,”")], [])
    session.undo()
    assert spans(article) == []
    with pytest.raises(GestureError, match="nothing to undo"):
        session.undo()
    assert session.redo() == "done again · quote “One,”"
    session.redo()
    assert (spans(article), links(article)) == full
    with pytest.raises(GestureError, match="nothing to redo"):
        session.redo()


def test_a_new_gesture_clears_redo(session: Session) -> None:
    article = session.article
    assert article
    tag(article, "One", QUOTE)
    session.undo()
    tag(article, "Ann", QUOTE)
    with pytest.raises(GestureError, match="nothing to redo"):
        session.redo()
    session.undo()
    session.redo()
    assert spans(article) == [("quote", "Ann")]


def test_undo_goes_to_the_article_where_it_was_and_says_so(
    session: Session, keys: list[int]
) -> None:
    first = session.article
    assert first
    tag(first, "More", QUOTE)
    session.step(1)
    assert session.undo() == "undone · quote More · in “The first”"
    assert session.article
    assert (session.article.key, session.article.cursor.paragraph) == (keys[0], 1)
    assert spans(session.article) == []
    session.step(1)
    assert session.redo() == "done again · quote More · in “The first”"
    assert spans(session.article) == [("quote", "More")]


def test_an_article_without_a_title_is_called_by_its_id(session: Session) -> None:
    session.step(1)
    tag(session.step(1), "Three", QUOTE)
    session.step(-1)
    assert session.undo() == "undone · quote Three · in “a/3”"


def test_undo_and_redo_reach_over_a_restart(session: Session, store: Store) -> None:
    assert session.article
    tag(session.article, "More", QUOTE)
    session.leave()
    again = sit_down(store)
    assert again.undo() == "undone · quote More · in “The first”"
    assert again.article
    assert spans(again.article) == []
    third = sit_down(store)
    third.redo()
    assert third.article
    assert spans(third.article) == [("quote", "More")]


def test_what_another_annotator_did_is_not_undone(session: Session, store: Store) -> None:
    assert session.article
    tag(session.article, "More", QUOTE)
    with pytest.raises(GestureError, match="nothing to undo"):
        sit_down(store, "ben").undo()


def test_what_was_done_in_a_removed_article_is_passed_over(
    session: Session, store: Store, keys: list[int]
) -> None:
    assert session.article
    tag(session.article, "More", QUOTE)
    tag(session.step(1), "Two", QUOTE)
    session.step(1)
    documents.remove(store, keys[1])
    assert session.undo() == "undone · quote More · in “The first”"


@pytest.mark.parametrize("what", ["span", "status", "link", "note", "flag", "note on a span"])
def test_undo_goes_to_the_paragraph_where_it_shows(session: Session, what: str) -> None:
    article = session.article
    assert article
    for words, label in (("“One,”", QUOTE), ("said Ann", ATTRIBUTION), ("More", QUOTE)):
        tag(article, words, label)
    article.cursor.go(1)
    if what == "span":
        labelling.label(article, BODY)
    elif what == "status":
        marking.done(article)
    elif what == "flag":
        marking.flag(article)
    elif what == "note":
        marking.note(article, "look")
    elif what == "link":
        article.cursor.to(8)
        linking.link(article)
    else:
        article.tab(1)
        marking.note(article, "look")
    there = 0 if what == "link" else 1
    article.cursor.go(1 - there)
    session.undo()
    assert article.cursor.paragraph == there
    article.cursor.go(1 - there)
    session.redo()
    assert article.cursor.paragraph == there


def test_undoing_an_articles_note_leaves_the_cursor_where_it_is(session: Session) -> None:
    article = session.article
    assert article
    marking.note(article, "all of it", whole=True)
    article.cursor.go(1)
    session.undo()
    assert article.cursor.paragraph == 1


@pytest.mark.parametrize(
    ("gesture", "said"),
    [
        (marking.done, "¶ 1 done"),
        (lambda a: accepting.accept_run(a, 0), "¶ 1 done"),
        (marking.skip_article, "¶ 1–2 skipped"),
        (lambda a: marking.skip_article(a) and marking.skip(a), "¶ 1 open again"),
        (lambda a: tag(a, "said Ann", QUOTE), "quote said Ann"),
        (lambda a: tag(a, "One,” said Ann.\n\nMore of it", QUOTE),
         "quote One,” said Ann. More of…"),
        (lambda a: [tag(a, "One", QUOTE), labelling.remove(a)], "quote removed: One"),
        (lambda a: [tag(a, "One", QUOTE), a.cursor.go(0), a.tab(1), labelling.label(a, BODY)],
         "quote to body"),
        (lambda a: [tag(a, "One", QUOTE), adjusting.move_edge(a, "end", "right")],
         "quote moved: One,"),
        (lambda a: [tag(a, "One", QUOTE), tag(a, "Ann", QUOTE), labelling.clear(a)],
         "2 labels removed"),
        (lambda a: [tag(a, "“One,”", QUOTE), tag(a, "said Ann", ATTRIBUTION), linking.link(a)],
         "link removed"),
        (lambda a: marking.note(a, "look"), "note"),
        (marking.flag, "flag"),
    ],
)  # fmt: skip
def test_undo_and_redo_say_what_it_was(
    session: Session, gesture: Callable[[Article], object], said: str
) -> None:
    assert session.article
    gesture(session.article)
    assert session.undo() == f"undone · {said}"
    assert session.redo() == f"done again · {said}"


def test_undo_says_what_was_rejected(store: Store) -> None:
    article = offered(store, TEXT, WORDS)
    labelling.remove(article)
    session = sit_down(store)
    session.open(article.key)
    assert session.undo() == "undone · quote rejected: “It was dark,”"


# --- today -------------------------------------------------------------------------------------


def test_todays_count_is_of_gestures_that_stand(session: Session) -> None:
    article = session.article
    assert article
    assert session.today.number == 0
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann", ATTRIBUTION)
    marking.done(article)
    assert session.today.number == 3
    session.undo()
    assert session.today.number == 2
    session.redo()
    assert session.today.number == 3


def test_yesterdays_and_other_peoples_gestures_do_not_count(
    session: Session, store: Store, keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    article, now = session.article, log.now
    assert article
    monkeypatch.setattr(log, "now", lambda: now() - DAY)
    tag(article, "One", QUOTE)
    monkeypatch.setattr(log, "now", now)
    tag(article, "Ann", QUOTE)
    tag(sit_down(store, "ben").open(keys[0]), "More", QUOTE)
    assert session.today.number == 1


def test_it_is_counted_as_keys_are_pressed_and_equals_what_the_file_holds(
    session: Session, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, chance = log.now, random.Random(1)
    assert session.article
    monkeypatch.setattr(log, "now", lambda: now() - DAY)
    tag(session.article, "One", QUOTE)
    tag(session.article, "Ann", QUOTE)
    monkeypatch.setattr(log, "now", now)
    for _ in range(200):
        article = session.article
        ways: list[Callable[[], object]] = [
            session.undo,
            session.undo,
            session.redo,
            partial(marking.done, article),
            partial(marking.flag, article),
            partial(labelling.label, article, BODY),
            partial(session.step, chance.choice((-1, 1))),
        ]
        with suppress(GestureError):
            chance.choice(ways)()
        assert session.today.number == Session(store, DEFAULT_SCHEME, "ana").today.number


def test_what_was_imported_was_not_made_by_hand(
    session: Session, store: Store, keys: list[int]
) -> None:
    assert session.article
    commit(store, keys[1], Import(AnnotationSet(spans=(Span(0, 3, "quote", "a"),))))
    session.today.recount()
    assert session.today.number == 0
    session.undo()
    assert session.today.number == 0
    session.redo()
    assert session.today.number == 0


def test_a_new_day_begins_with_none(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert session.article
    tag(session.article, "One", QUOTE)
    assert session.today.number == 1
    tomorrow = time.localtime(time.time() + 26 * 60 * 60)
    monkeypatch.setattr(time, "localtime", lambda *_: tomorrow)
    assert session.today.number == 0


# --- two at once -------------------------------------------------------------------------------


def test_two_runs_of_one_person_on_one_file_see_and_keep_each_others_labels(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        mine, theirs = session.article, sit_down(elsewhere).open(keys[0])
        assert mine
        tag(mine, "“One,”", QUOTE)
        tag(theirs, "More", QUOTE)
        tag(theirs, "said Ann", ATTRIBUTION)
        assert links(theirs) == [("attributes", "said Ann", "“One,”")]
        assert mine.refresh()
        assert not mine.refresh()
        assert mine.content == theirs.content
        assert len(spans(mine)) == 3


def test_undo_takes_the_latest_of_both_and_each_sees_it(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        other = sit_down(elsewhere)
        mine, theirs = session.article, other.open(keys[0])
        assert mine
        tag(mine, "One", QUOTE)
        tag(theirs, "More", QUOTE)
        session.undo()
        assert spans(mine) == [("quote", "One")]
        theirs.refresh()
        assert spans(theirs) == [("quote", "One")]
        other.redo()
        mine.refresh()
        assert spans(mine) == spans(theirs) == [("quote", "One"), ("quote", "More")]


def test_both_labelling_the_same_at_once_is_one_span(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        mine, theirs = session.article, sit_down(elsewhere).open(keys[0])
        assert mine
        tag(mine, "“One,”", QUOTE)
        tag(theirs, "“One,”", QUOTE)
        tag(theirs, "said Ann", ATTRIBUTION)
        mine.refresh()
        assert mine.content == theirs.content
        assert links(mine) == [("attributes", "said Ann", "“One,”")]
        assert len(spans(mine)) == 2
