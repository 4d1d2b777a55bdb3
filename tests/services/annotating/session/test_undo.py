"""Undo and redo: what they take and bring back, where, over restarts, and what they say."""

from collections.abc import Callable

import pytest

from annotate.core.errors import GestureError
from annotate.services.annotating import accepting, adjusting, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import documents
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, links, spans, tag
from tests.services.annotating.offering import QUOTE as WORDS
from tests.services.annotating.offering import TEXT, offered
from tests.services.annotating.session.sitting import sit_down


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
