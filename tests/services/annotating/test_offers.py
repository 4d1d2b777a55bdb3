"""What is suggested stays open until it is labelled, rejected or overtaken, and is no label."""

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Suggestions, suggestion_order
from annotate.services.annotating import adjusting, labelling, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import progress
from annotate.storage.store import Store
from tests.services.annotating.making import AD, ATTRIBUTION, BODY, opened, select, spans
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import (
    BODIES,
    CAPTION,
    EVERYTHING,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
    found,
    offered,
    open_now,
)


def test_what_is_suggested_is_no_label(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert open_now(article) == [QUOTE, SAID, SECOND]
    assert article.content == EMPTY
    assert article.index.counts == {}
    assert progress.of_layers(store) == []
    assert store.value("SELECT count(*) FROM operations") == 0


def test_each_is_in_the_paragraph_where_it_starts(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert [open_now(article, p) for p in range(1, 5)] == [
        [BODIES[0]],
        [BODIES[1]],
        [CAPTION],
        [BODIES[2]],
    ]


@pytest.mark.parametrize("key", [marking.done, marking.skip])
def test_nothing_is_open_in_a_paragraph_that_is_done_or_skipped(store: Store, key: object) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert callable(key)
    key(article)
    assert open_now(article, 0) == []
    assert open_now(article, 1) == [BODIES[0]]


def test_a_label_of_about_the_same_place_overtakes_one(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    select(article, "It was dark")
    labelling.label(article, Q)
    assert open_now(article) == [SAID, SECOND]


def test_a_label_of_a_small_part_of_it_does_not(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    select(article, "It")
    labelling.label(article, Q)
    assert open_now(article) == [QUOTE, SAID, SECOND]


@pytest.mark.parametrize("words", ["Marta", "said"])
def test_one_that_starts_or_ends_with_it_is_it_cut_otherwise(store: Store, words: str) -> None:
    text = "“No,” Marta Quill, who has steered the ferry since it came to the island, said."
    said = ("attribution", text[text.index("Marta") : -1])
    article = offered(store, text, said)
    select(article, words)
    labelling.label(article, ATTRIBUTION)
    assert open_now(article) == []


def test_another_label_of_the_same_place_does_not(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    select(article, QUOTE[1])
    labelling.label(article, AD)
    assert QUOTE in open_now(article)


def test_what_a_paragraph_is_overtakes_what_else_it_might_be(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.cursor.go(3)
    labelling.label(article, AD)
    assert open_now(article) == []
    assert spans(article) == [("ad", CAPTION[1])]


def test_two_labels_for_one_paragraph_are_never_both_open(store: Store) -> None:
    article = opened(store, TEXT)
    sure = found(article.document, CAPTION)
    unsure = found(article.document, ("body", CAPTION[1]), score=0.6)
    article.offer(replace(sure, spans=(*unsure.spans, *sure.spans)))
    assert open_now(article, 3) == [CAPTION]


def test_of_two_suggesters_the_surer_one_speaks_and_has_the_links(store: Store) -> None:
    article = opened(store, TEXT)
    rules = found(article.document, QUOTE, SAID, links=[(SAID, QUOTE)], score=0.7)
    short = "attribution", "Ana Ruiz"
    model = found(article.document, short, suggester="model")
    both = (rules.spans[0], *rules.spans[1:], *model.spans)
    article.offer(replace(rules, spans=both))
    assert open_now(article) == [QUOTE, short]
    marking.done(article)
    (link,) = article.content.relations
    head = article.content.span(link.head)
    assert head
    assert article.document.text[head.start : head.end] == "Ana Ruiz"


def test_one_suggester_may_mean_a_quotation_within_a_quotation(store: Store) -> None:
    inner = "quote", "‘Go below now’"
    article = offered(
        store, "“He said ‘Go below now’”", ("quote", "“He said ‘Go below now’”"), inner
    )
    assert len(open_now(article)) == 2


def test_of_two_of_one_label_with_one_start_or_one_end_only_the_surer_is_open(
    store: Store,
) -> None:
    text = "“Go,” the mate said, adding that Ana Ruiz, who says so, agreed."
    short, long = ("attribution", "the mate said"), ("attribution", "the mate said, adding")
    article = opened(store, text)
    within = ("attribution", "who says"), ("attribution", "Ana Ruiz, who says so, agreed")
    sure = found(article.document, short, *within, ("quote", "“Go,”"))
    unsure = found(article.document, long, score=0.7)
    article.offer(Suggestions(tuple(sorted((*sure.spans, *unsure.spans), key=suggestion_order))))

    assert sorted(open_now(article)) == sorted([("quote", "“Go,”"), short, *within])


def test_a_rejected_one_stays_so_after_a_restart_whoever_suggests_it(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert labelling.remove(article) == "quote rejected"
    article = Session(store, DEFAULT_SCHEME, "ana").open(1)
    article.offer(found(article.document, QUOTE, SECOND, suggester="another"))
    assert open_now(article) == [SECOND]


def test_somebody_elses_rejection_is_their_own(store: Store) -> None:
    labelling.remove(offered(store, TEXT, *EVERYTHING))
    article = opened(store, TEXT, name="ben")
    article.offer(found(article.document, QUOTE))
    assert open_now(article) == [QUOTE]


def test_x_rejects_what_tab_reached_even_on_a_label(store: Store) -> None:
    article = offered(store, TEXT, QUOTE)
    select(article, QUOTE[1])
    labelling.label(article, AD)
    article.cursor.go(0)
    article.tab(1)
    article.tab(1)
    assert article.cursor.offer
    labelling.remove(article)
    assert spans(article) == [("ad", QUOTE[1])]
    assert open_now(article) == []


def test_x_removes_a_label_before_it_rejects_what_is_there(store: Store) -> None:
    article = offered(store, TEXT, QUOTE)
    select(article, QUOTE[1])
    labelling.label(article, AD)
    article.cursor.go(0)
    assert labelling.remove(article) == "ad removed"
    assert open_now(article) == [QUOTE]


def test_clearing_removes_and_rejects_all_of_the_paragraph_and_one_undo_brings_it_back(
    store: Store,
) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, ATTRIBUTION)
    assert labelling.clear(article) == "1 removed · 2 rejected"
    assert open_now(article) == []
    assert spans(article) == []
    assert open_now(article, 1) == [BODIES[0]]
    session = Session(store, DEFAULT_SCHEME, "ana")
    session.undo()
    assert session.article
    assert spans(session.article) == [SAID]


def test_clearing_mere_suggestions_says_that_they_are_rejected(store: Store) -> None:
    article = offered(store, TEXT, QUOTE, SECOND)
    assert labelling.clear(article) == "2 rejected"


def test_an_accepted_one_that_is_removed_is_not_suggested_again(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, Q)
    labelling.remove(article)
    assert open_now(article) == [SAID, SECOND]


def test_nor_is_one_that_was_corrected_before_it_was_removed(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, Q)
    adjusting.move_edge(article, "end", "left")
    labelling.remove(article)
    assert spans(article) == []
    assert open_now(article) == [SAID, SECOND]


def test_nor_is_one_that_got_another_label(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, Q)
    article.cursor.go(0)
    article.tab(1)
    labelling.label(article, BODY)
    assert spans(article) == [("body", QUOTE[1])]
    assert open_now(article) == [SAID, SECOND]


def test_nor_is_one_that_was_moved_elsewhere(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, Q)
    for _ in range(3):
        adjusting.extend(article, "left")
    assert spans(article) == [("quote", "“It")]
    assert open_now(article) == [SAID, SECOND]


def test_one_that_is_only_shaped_is_not_rejected(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, Q)
    adjusting.move_edge(article, "end", "left")
    assert article.content.rejections == ()


def test_one_that_is_offered_no_longer_is_let_go(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.tab(1)
    article.offer(found(article.document, SECOND))
    assert not reached(article)
    article.tab(1)
    article.offer(found(article.document, SECOND))
    assert reached(article)


def test_one_that_another_program_accepted_is_let_go(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.tab(1)
    assert reached(article)
    other = Session(store, DEFAULT_SCHEME, "ana").open(1)
    other.offer(found(other.document, *EVERYTHING))
    labelling.label(other, Q)
    assert article.refresh()
    assert not reached(article)


def reached(article: Article) -> bool:
    return article.cursor.offer is not None
