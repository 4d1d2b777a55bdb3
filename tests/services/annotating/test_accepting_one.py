"""Accepting one by one: by a label’s key, reached, corrected; also what nobody was sure of."""

import pytest
from msgspec.structs import replace

from annotate.core.errors import GestureError
from annotate.core.suggestion import Suggestions
from annotate.services.annotating import adjusting, labelling, linking, marking
from annotate.storage.acceptance import Acceptance, acceptance
from annotate.storage.store import Store
from tests.services.annotating.making import AD, ATTRIBUTION, CAPTION, links, spans
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import (
    ALL_LINKS,
    BODIES,
    EVERYTHING,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
    found,
    offered,
    open_now,
    statuses,
)

# --- one by one --------------------------------------------------------------------------------


def test_a_label_key_accepts_the_suggestion_of_that_label(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [SAID]
    assert statuses(article) == ["unseen"] * 5
    labelling.label(article, Q)
    assert links(article) == [("attributes", SAID[1], SECOND[1])]
    labelling.label(article, Q)
    assert spans(article) == [QUOTE, SAID, SECOND]


def test_without_one_it_takes_the_natural_unit(store: Store) -> None:
    article = offered(store, TEXT, SAID)
    labelling.label(article, Q)
    assert spans(article) == [QUOTE]
    assert article.content.spans[0].origin is None


def test_tab_goes_over_labels_and_suggestions_in_order_and_back(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.label(article, ATTRIBUTION)
    article.cursor.go(0)
    reached = []
    for _ in range(4):
        article.tab(1)
        reached.append(article.document.text[slice(*article.cursor.shape.range)])
    assert reached == [QUOTE[1], SAID[1], SECOND[1], BODIES[0][1]]
    assert article.cursor.paragraph == 1
    article.tab(-1)
    article.tab(-1)
    assert article.active
    assert article.active.label == "attribution"


def test_another_label_key_on_a_reached_one_accepts_it_as_that(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.tab(1)
    assert labelling.label(article, CAPTION) == "caption"
    assert spans(article) == [("caption", QUOTE[1])]
    assert open_now(article) == [SAID, SECOND]
    assert acceptance(store) == [Acceptance("rules: a rule", 1, 1, 1)]


def test_one_that_was_corrected_and_then_removed_was_rejected_once_at_each_place(
    store: Store,
) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.tab(1)
    adjusting.move_edge(article, "end", "left")
    labelling.remove(article)
    assert spans(article) == []
    assert acceptance(store) == [Acceptance("rules: a rule", 1, 0, 2)]


def test_what_an_accepted_one_was_linked_to_is_said(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    assert labelling.label(article, Q) == "quote"
    assert labelling.label(article, ATTRIBUTION) == f"attribution · linked to {QUOTE[1]}"


def test_a_quotations_key_on_a_paragraphs_reached_one_accepts_the_quotation(store: Store) -> None:
    paragraph = TEXT.partition("\n")[0]
    article = offered(store, TEXT, *EVERYTHING, ("body", paragraph))
    article.tab(1)
    assert article.cursor.offer
    assert article.cursor.offer.label == "body"
    labelling.label(article, Q)
    assert spans(article) == [QUOTE]
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [QUOTE, SAID]
    assert open_now(article) == [("body", paragraph), SECOND]


def test_what_enter_accepts_in_the_last_paragraph_stays_reached_as_the_span_it_is(
    store: Store,
) -> None:
    text = "“It was dark.”"
    article = offered(store, text, ("quote", text), ("attribution", "“It"))
    article.tab(1)
    marking.done(article)
    assert article.cursor.offer is None
    assert article.cursor.reached
    assert labelling.remove(article) == "quote removed"
    assert spans(article) == [("attribution", "“It")]


def test_adjusting_a_reached_one_accepts_it_corrected_with_its_links(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=[(SAID, SECOND)])
    labelling.label(article, Q)
    labelling.label(article, Q)
    article.cursor.go(0)
    article.tab(1)
    article.tab(1)
    said = adjusting.extend(article, "left")
    assert said == "attribution · linked to “We saw nothing.”"
    assert spans(article) == [QUOTE, ("attribution", "said Ana"), SECOND]
    assert links(article) == [("attributes", "said Ana", SECOND[1])]
    assert article.active
    assert article.active.origin == "rules: a rule"
    assert open_now(article) == []
    adjusting.extend(article, "right")
    assert spans(article) == [QUOTE, SAID, SECOND]


def test_a_corrected_one_is_found_by_the_links_of_what_comes_later(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    article.tab(1)
    article.tab(1)
    adjusting.extend(article, "left")
    marking.done(article)
    assert links(article) == [("attributes", "said Ana", q) for q in (QUOTE[1], SECOND[1])]


def test_a_link_that_the_new_label_may_not_have_is_not_made(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    labelling.label(article, Q)
    article.cursor.go(0)
    article.tab(1)
    article.tab(1)
    labelling.label(article, AD)
    assert spans(article) == [QUOTE, ("ad", SAID[1])]
    assert links(article) == []


def test_adjusting_that_would_leave_nothing_is_refused(store: Store) -> None:
    article = offered(store, "“A” b", ("quote", "A"))
    article.tab(1)
    with pytest.raises(GestureError, match="a span needs a character"):
        adjusting.move_edge(article, "end", "left")
    assert spans(article) == []


# --- what is not suggested, but may be meant ---------------------------------------------------


def test_what_is_hidden_is_taken_by_its_link_too_right_after_a_quotation(store: Store) -> None:
    ann, bob, quoted = ("attribution", "Ann said"), ("attribution", "He said"), ("quote", "“no”")
    article = offered(store, "Ann said, at the end of May, “no” to it. He said in a note: yes.")
    known = found(article.document, ann, bob, quoted, links=[(ann, quoted)])
    article.offer(replace(known, spans=(), candidates=known.spans))
    labelling.label(article, Q)
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [ann, quoted]
    assert links(article) == [("attributes", ann[1], quoted[1])]


def test_the_attribution_key_takes_what_nobody_was_sure_enough_of(store: Store) -> None:
    article = offered(store, TEXT, QUOTE)
    weak = found(article.document, SAID, score=0.4)
    article.offer(Suggestions(article.offers.found.spans, candidates=weak.spans))
    assert open_now(article) == [QUOTE]
    assert labelling.label(article, ATTRIBUTION) == "attribution"
    assert spans(article) == [SAID]
    assert article.content.spans[0].score == 0.4
    labelling.remove(article)
    assert article.offers.candidates_in(0, article.index) == ()


def test_enter_does_not_take_it(store: Store) -> None:
    article = offered(store, TEXT, QUOTE)
    weak = found(article.document, SAID, score=0.4)
    article.offer(Suggestions(article.offers.found.spans, candidates=weak.spans))
    marking.done(article)
    assert spans(article) == [QUOTE]


def test_a_link_that_leads_too_far_to_be_made_by_key_is_taken_away_by_key(store: Store) -> None:
    text = "“One.”\n\nA.\n\nB.\n\nAna Ruiz said so."
    ends = ("attribution", "Ana Ruiz said"), ("quote", "“One.”")
    article = offered(store, text, *ends, links=[ends])
    for _ in range(4):
        marking.done(article)
    assert links(article) == [("attributes", "Ana Ruiz said", "“One.”")]
    article.tab(1)
    assert linking.link(article) == "link removed: “One.”"
    assert links(article) == []


def test_after_one_that_tab_reached_the_next_label_key_labels_what_comes_next(
    store: Store,
) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    article.tab(1)
    labelling.label(article, Q)
    assert labelling.label(article, ATTRIBUTION) == f"attribution · linked to {QUOTE[1]}"
    assert labelling.label(article, Q).startswith("quote")
    assert spans(article) == [QUOTE, SAID, SECOND]


def test_after_one_that_tab_reached_and_that_was_corrected_too(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.tab(1)
    adjusting.move_edge(article, "end", "left")
    adjusting.move_edge(article, "end", "left")
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("quote", "“It was dark"), SAID]


def test_tab_goes_on_from_what_it_reached_and_was_accepted_to_what_that_holds(
    store: Store,
) -> None:
    inner = "attribution", "was dark"
    article = offered(store, "“It was dark.” It rained.", ("quote", "“It was dark.”"), inner)
    article.tab(1)
    labelling.label(article, Q)
    article.tab(1)
    assert article.cursor.offer
    assert article.cursor.offer.range == (4, 12)
