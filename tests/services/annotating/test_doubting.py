"""Which suggestion x and w mean where one has only come to a paragraph: the least sure in it."""

import pytest

from annotate.core.suggestion import Suggestion, Suggestions, suggestion_order
from annotate.services.annotating import accepting, adjusting, labelling
from annotate.services.annotating.article import Article
from annotate.services.annotating.doubting import doubted
from annotate.storage.store import Store
from tests.services.annotating.making import AD, at, opened, spans
from tests.services.annotating.making import BODY as BODY_KEY
from tests.services.annotating.offering import Words, open_now, place

TEXT = "They fear a “flood.” “We do,” said Ana Ruiz.\n\nIt rained."
BODY = "body", "They fear a “flood.” “We do,” said Ana Ruiz."
FALSE, TRUE, SAID = ("quote", "“flood.”"), ("quote", "“We do,”"), ("attribution", "said Ana Ruiz")
SURE: dict[Words, float] = {BODY: 0.9, FALSE: 0.7, TRUE: 0.98, SAID: 0.85}


def met(store: Store, text: str = TEXT, sure: dict[Words, float] = SURE) -> Article:
    """An article that one has just opened, with suggestions that are so sure."""
    article = opened(store, text)
    found = [
        Suggestion(*place(article.document, words), "a rule", score, "rules")
        for words, score in sure.items()
    ]
    article.offer(Suggestions(tuple(sorted(found, key=suggestion_order))))
    return article


def test_x_rejects_the_least_sure_ones_in_turn_and_the_whole_paragraphs_label_at_last(
    store: Store,
) -> None:
    article = met(store)
    said = [labelling.remove(article) for _ in SURE]
    assert said == [
        "quote rejected · “flood.”",
        "attribution rejected · said Ana Ruiz",
        "quote rejected · “We do,”",
        "body rejected",
    ]
    assert open_now(article) == []


def test_w_says_why_of_what_x_means(store: Store) -> None:
    article = met(store)
    assert accepting.why(article) == "quote? rules: a rule · right 70 in 100"
    article.tab(1)
    assert accepting.why(article) == "body? rules: a rule · right 90 in 100"


def test_the_cursor_stays_at_the_start(store: Store) -> None:
    article = met(store)
    labelling.remove(article)
    assert at(article) == "They fea"
    assert open_now(article) == [BODY, TRUE, SAID]


def test_of_those_as_sure_it_is_the_first(store: Store) -> None:
    article = met(store, sure={FALSE: 0.9, TRUE: 0.9, SAID: 0.9})
    assert labelling.remove(article) == "quote rejected · “flood.”"


def test_where_the_cursor_was_moved_to_it_is_what_is_there(store: Store) -> None:
    article = met(store)
    article.cursor.to(TEXT.index("We do"))
    assert doubted(article) is None
    assert labelling.remove(article) == "quote rejected"
    assert open_now(article) == [BODY, FALSE, SAID]
    article.cursor.word("left")
    assert labelling.remove(article) == "quote rejected"


def test_x_again_rejects_the_next_one_there_and_the_whole_paragraphs_label_at_last(
    store: Store,
) -> None:
    article = met(store)
    article.cursor.to(TEXT.index("We do"))
    assert labelling.remove(article) == "quote rejected"
    assert accepting.why(article) == "attribution? rules: a rule · right 85 in 100"
    assert labelling.remove(article) == "attribution rejected · said Ana Ruiz"
    assert labelling.remove(article) == "quote rejected · “flood.”"
    assert at(article) == "“We do,”"
    assert labelling.remove(article) == "body rejected"


def test_a_label_there_is_removed_before_that(store: Store) -> None:
    article = met(store)
    labelling.label(article, BODY_KEY)
    article.cursor.to(TEXT.index("We do"))
    assert labelling.remove(article) == "quote rejected"
    assert labelling.remove(article) == "body removed"


def test_what_tab_reached_comes_first(store: Store) -> None:
    article = met(store)
    article.tab(1)
    assert labelling.remove(article) == "body rejected"
    assert open_now(article) == [FALSE, TRUE, SAID]


def test_so_does_what_starts_where_the_paragraph_does(store: Store) -> None:
    text = "“We do,” said Ana Ruiz."
    article = met(store, text, {("body", text): 0.97, TRUE: 0.98, SAID: 0.85})
    assert labelling.remove(article) == "quote rejected"
    assert open_now(article) == [("body", text), SAID]


def test_so_does_a_label(store: Store) -> None:
    article = met(store)
    labelling.label(article, AD)
    article.cursor.go(0)
    assert labelling.remove(article) == "ad removed"
    assert spans(article) == []
    assert FALSE in open_now(article)


@pytest.mark.parametrize("key", [adjusting.grow, lambda a: adjusting.extend(a, "right")])
def test_nothing_is_meant_so_while_something_is_selected(store: Store, key: object) -> None:
    article = met(store)
    assert callable(key)
    key(article)
    assert doubted(article) is None


def test_in_a_paragraph_of_which_only_the_whole_is_suggested_it_is_that(store: Store) -> None:
    article = met(store, sure={BODY: 0.9})
    assert labelling.remove(article) == "body rejected"
