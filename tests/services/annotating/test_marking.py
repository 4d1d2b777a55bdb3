"""Status, notes and flags, and going to those."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.gestures import MARKS, undone_gestures
from annotate.core.operations import Undo
from annotate.services.annotating import marking
from annotate.services.annotating.article import Article
from annotate.storage import log
from annotate.storage.store import Store
from tests.services.annotating.making import QUOTE, opened, tag

TEXT = "One.\n\nTwo.\n\nThree."


def written(article: Article, store: Store) -> int:
    return len(log.of(store, article.key, "ana"))


def test_done_marks_the_paragraph_and_goes_on(store: Store) -> None:
    article = opened(store, TEXT)
    assert marking.done(article) == ""
    assert (article.content.status, article.cursor.paragraph) == ("d", 1)


def test_the_last_one_says_how_many_are_left_or_that_the_article_is_done(store: Store) -> None:
    article = opened(store, TEXT)
    article.cursor.go(2)
    assert marking.done(article) == "2 paragraphs still open"
    article.cursor.go(0)
    marking.done(article)
    marking.done(article)
    assert marking.done(article) == "article done"
    assert article.content.finished(3)


def test_who_comes_back_to_what_was_left_open_hears_that_the_article_is_done(
    store: Store,
) -> None:
    article = opened(store, TEXT)
    for paragraph in (0, 2):
        article.cursor.go(paragraph)
        marking.done(article)
    article.cursor.go(1)
    assert marking.done(article) == "article done"
    article.cursor.go(0)
    assert marking.done(article) == ""  # it was: nothing was done by this key


def test_one_paragraph_left_is_said_as_one(store: Store) -> None:
    article = opened(store, "One.\n\nTwo.")
    article.cursor.go(1)
    assert marking.done(article) == "1 paragraph still open"


def test_a_done_paragraph_is_only_passed(store: Store) -> None:
    article = opened(store, TEXT)
    marking.done(article)
    article.cursor.go(0)
    marking.done(article)
    assert (written(article, store), article.cursor.paragraph) == (1, 1)


def test_a_skipped_paragraph_is_set_aside_and_comes_back(store: Store) -> None:
    article = opened(store, TEXT)
    assert marking.skip(article) == "skipped"
    assert (article.content.status, article.cursor.paragraph) == ("s", 1)
    article.cursor.go(0)
    assert marking.skip(article) == "no longer skipped"
    assert (article.content.status, article.cursor.paragraph) == ("", 0)


def test_done_after_skipped_is_done(store: Store) -> None:
    article = opened(store, TEXT)
    marking.skip(article)
    article.cursor.go(0)
    marking.done(article)
    assert article.content.status == "d"


def test_what_was_done_before_it_was_skipped_is_done_again(store: Store) -> None:
    article = opened(store, TEXT)
    marking.done(article)
    for status in ("s", "d"):
        article.cursor.go(0)
        marking.skip(article)
        assert article.content.status == status


def undo(article: Article) -> None:
    """Take back the gesture that was made last and is not undone."""
    undone = undone_gestures(article._annotations.operations)
    made = [o for o in article._annotations.operations if o.kind not in MARKS]
    last = next(o for o in reversed(made) if o.gesture_id not in undone)
    article.commit([Undo(last.gesture_id)])


def test_what_was_done_and_undone_is_not_done_again(store: Store) -> None:
    article = opened(store, TEXT)
    marking.done(article)
    article.cursor.go(0)
    marking.skip(article)
    undo(article)
    undo(article)
    assert article.content.status == ""
    marking.skip_article(article)
    article.cursor.go(0)
    marking.skip(article)
    assert article.content.status_of(0) == "unseen"


def test_what_was_done_since_it_was_once_skipped_is_done_again(store: Store) -> None:
    article = opened(store, TEXT)
    for gesture in (marking.skip, marking.skip, marking.done, marking.skip_article, marking.skip):
        article.cursor.go(0)
        gesture(article)
    assert article.content.status == "dss"


def test_an_article_is_set_aside_whole_and_comes_back(store: Store) -> None:
    article = opened(store, TEXT)
    assert marking.skip_article(article) == "article set aside"
    assert (article.content.status, article.open_paragraphs) == ("sss", 0)
    assert marking.skip_article(article) == "article no longer set aside"
    assert (article.content.status, article.open_paragraphs) == ("", 3)
    assert written(article, store) == 2


def test_what_was_done_before_an_article_was_set_aside_is_done_again(store: Store) -> None:
    article = opened(store, TEXT)
    marking.done(article)
    marking.skip(article)
    for _ in range(2):
        marking.skip_article(article)
        assert article.content.status == "sss"
        marking.skip_article(article)
        assert article.content.status == "ds"


def test_of_an_article_that_was_set_aside_by_its_paragraphs_all_are_open_again(
    store: Store,
) -> None:
    article = opened(store, "One.\n\nTwo.")
    marking.skip(article)
    marking.skip(article)
    assert marking.skip_article(article) == "article no longer set aside"
    assert article.content.status == ""


def test_a_note_is_on_the_paragraph_the_active_span_or_the_article(store: Store) -> None:
    article = opened(store, TEXT)
    assert marking.note(article, "here") == "noted"
    span = tag(article, "Two", QUOTE)
    marking.note(article, "on the span")
    marking.note(article, "all of it", whole=True)
    on = {n.text: (n.span, n.paragraph) for n in article.content.notes}
    assert on == {
        "here": (None, 0),
        "on the span": (span.id, None),
        "all of it": (None, None),
    }
    assert marking.note_here(article) == "on the span"
    assert marking.note_here(article, whole=True) == "all of it"
    article.cursor.go(0)
    assert marking.note_here(article) == "here"


def test_a_note_is_changed_and_taken_away(store: Store) -> None:
    article = opened(store, TEXT)
    marking.note(article, "one")
    marking.note(article, "two")
    assert [n.text for n in article.content.notes] == ["two"]
    before = written(article, store)
    assert marking.note(article, "two") == ""
    assert written(article, store) == before
    assert marking.note(article, "") == "note removed"
    assert article.content.notes == ()


def test_a_flag_is_raised_and_lowered_on_each_of_the_three(store: Store) -> None:
    article = opened(store, TEXT)
    assert marking.flag(article, whole=True) == "article flagged"
    assert marking.flag(article) == "paragraph flagged"
    tag(article, "Two", QUOTE)
    assert marking.flag(article) == "span flagged"
    assert len(article.content.flags) == 3
    assert marking.flag(article) == "span no longer flagged"
    assert marking.flag(article, whole=True) == "article no longer flagged"
    assert [(f.span, f.paragraph) for f in article.content.flags] == [(None, 0)]


def test_notes_and_flags_are_gone_to_in_order(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "Three", QUOTE)
    marking.flag(article)
    article.cursor.go(0)
    marking.note(article, "here")
    marking.flag(article, whole=True)
    seen = [article.cursor.paragraph]
    for step in (1, -1):
        marking.next_remark(article, step)
        seen.append(article.cursor.paragraph)
    assert seen == [0, 2, 0]
    with pytest.raises(GestureError, match="no further note or flag"):
        marking.next_remark(article, -1)


def test_a_note_on_a_paragraph_that_the_text_does_not_have_is_not_gone_to(store: Store) -> None:
    from annotate.core.operations import SetFlag

    article = opened(store, TEXT)
    article.commit([SetFlag(True, None, 7)])
    with pytest.raises(GestureError, match="no further note or flag"):
        marking.next_remark(article, 1)


def test_the_next_open_paragraph_is_neither_done_nor_skipped_and_after_the_last_comes_the_first(
    store: Store,
) -> None:
    article = opened(store, "One.\n\nTwo.\n\nThree.\n\nFour.")
    for paragraph, mark in ((1, marking.done), (2, marking.skip)):
        article.cursor.go(paragraph)
        mark(article)
    article.cursor.go(0)
    assert (marking.next_open(article), article.cursor.paragraph) == ("", 3)
    assert (marking.next_open(article), article.cursor.paragraph) == ("from the first again", 0)
    article.cursor.go(3)
    marking.done(article)
    article.cursor.go(0)
    with pytest.raises(GestureError, match="no other paragraph is open"):
        marking.next_open(article)
