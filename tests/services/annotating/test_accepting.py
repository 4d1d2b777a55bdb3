"""Accepting: by paragraph, by run, one by one, corrected; with what belongs together linked."""

from functools import partial

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY
from annotate.core.errors import GestureError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Suggestions
from annotate.services.annotating import accepting, adjusting, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import check
from annotate.storage.acceptance import Acceptance, acceptance
from annotate.storage.store import Store
from tests.services.annotating.making import AD, ATTRIBUTION, CAPTION, links, opened, select, spans
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import (
    BODIES,
    EVERYTHING,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
    Words,
    found,
    offered,
    open_now,
)

ALL_LINKS = [(SAID, QUOTE), (SAID, SECOND)]
LAST = 4


def statuses(article: Article) -> list[str]:
    return [article.content.status_of(p) for p in range(LAST + 1)]


def undone(store: Store) -> Article:
    """The article after one undo."""
    session = Session(store, DEFAULT_SCHEME, "ana")
    session.undo()
    assert session.article
    return session.article


# --- a paragraph -------------------------------------------------------------------------------


def test_enter_accepts_the_paragraph_with_its_links_and_goes_on(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    marking.done(article)
    assert spans(article) == [QUOTE, SAID, SECOND]
    assert links(article) == [("attributes", SAID[1], q) for q in (QUOTE[1], SECOND[1])]
    assert statuses(article) == ["done", *["unseen"] * LAST]
    assert article.cursor.paragraph == 1


def test_one_undo_takes_all_of_it_back(store: Store) -> None:
    marking.done(offered(store, TEXT, *EVERYTHING, links=ALL_LINKS))
    article = undone(store)
    assert (spans(article), links(article), article.content.status) == ([], [], "")


def test_where_a_label_came_from_is_in_the_log(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    marking.done(article)
    assert {(s.origin, s.score) for s in article.content.spans} == {("rules: a rule", 0.9)}
    undone(store)
    assert acceptance(store) == []


def test_how_each_rule_fared_is_counted(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    labelling.remove(article)
    marking.done(article)
    assert acceptance(store) == [Acceptance("rules: a rule", 2, 2, 1)]


def test_one_key_takes_no_more_than_one_can_look_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "MOST", 2)
    article = offered(store, TEXT, *EVERYTHING)
    for key in (marking.done, labelling.clear, partial(accepting.accept_run, last=4)):
        with pytest.raises(GestureError, match="3 suggestions in one paragraph are too many"):
            key(article)
    assert article.content == EMPTY


def test_enter_on_a_paragraph_that_is_done_accepts_nothing(store: Store) -> None:
    article = opened(store, TEXT)
    marking.done(article)
    article.offer(found(article.document, *EVERYTHING))
    article.cursor.go(0)
    marking.done(article)
    assert spans(article) == []


def test_a_link_leads_to_the_label_that_is_there(store: Store) -> None:
    article = offered(store, TEXT, SAID, SECOND, links=ALL_LINKS)
    select(article, "It was dark")
    labelling.label(article, Q)
    marking.done(article)
    assert links(article) == [("attributes", SAID[1], q) for q in ("It was dark", SECOND[1])]


def test_no_link_is_made_to_what_was_rejected(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    labelling.remove(article)
    marking.done(article)
    assert links(article) == [("attributes", SAID[1], SECOND[1])]


def test_a_link_over_paragraphs_is_made_once_both_ends_are_there(store: Store) -> None:
    text = "“One.”\n\nAna Ruiz said so."
    ends = ("attribution", "Ana Ruiz said"), ("quote", "“One.”")
    article = offered(store, text, *ends, links=[ends])
    marking.done(article)
    assert links(article) == []
    marking.done(article)
    assert links(article) == [("attributes", "Ana Ruiz said", "“One.”")]


def test_a_link_leads_to_the_label_that_is_cut_otherwise(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    select(article, "said")
    labelling.label(article, ATTRIBUTION)
    marking.done(article)
    assert links(article) == [("attributes", "said", q) for q in (QUOTE[1], SECOND[1])]


def test_what_goes_on_with_another_is_linked_to_who_said_it_all_the_same(store: Store) -> None:
    article = offered(store, TEXT, QUOTE, SECOND, links=[(QUOTE, SECOND)])
    select(article, SAID[1])
    labelling.label(article, ATTRIBUTION)
    marking.done(article)
    said = [("attributes", SAID[1], q) for q in (QUOTE[1], SECOND[1])]
    assert links(article) == [*said, ("continues", QUOTE[1], SECOND[1])]


def test_a_paragraph_with_a_quotation_is_not_what_is_attributed(store: Store) -> None:
    text = "It rained on, said Ben. And then it went on for days. “It was dark.”"
    article = offered(store, text, ("body", text), ("quote", "“It was dark.”"))
    select(article, "said Ben")
    labelling.label(article, ATTRIBUTION)
    marking.done(article)
    assert links(article) == []


def test_what_no_link_is_suggested_for_is_linked_where_that_is_plain(store: Store) -> None:
    article = offered(store, TEXT, SAID)
    labelling.label(article, Q)
    labelling.label(article, ATTRIBUTION)
    assert links(article) == [("attributes", SAID[1], QUOTE[1])]


# --- a run -------------------------------------------------------------------------------------


def test_space_accepts_and_goes_on_to_the_first_that_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, QUOTE, *BODIES)
    assert accepting.accept_run(article, LAST) == "3 paragraphs done"
    assert spans(article) == [QUOTE, BODIES[0], BODIES[1]]
    assert statuses(article) == ["done"] * 3 + ["unseen"] * 2
    assert article.cursor.paragraph == 3


def test_space_stops_at_the_last_one_in_sight(store: Store) -> None:
    article = offered(store, TEXT, *BODIES)
    accepting.accept_run(article, 1)
    assert statuses(article) == ["done"] * 2 + ["unseen"] * 3
    assert article.cursor.paragraph == 2


def test_space_does_at_least_what_enter_does(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert accepting.accept_run(article, 0) == ""
    assert statuses(article) == ["done"] + ["unseen"] * 4


def test_one_undo_takes_the_run_back_and_goes_to_its_start(store: Store) -> None:
    accepting.accept_run(offered(store, TEXT, *EVERYTHING), LAST)
    article = undone(store)
    assert (spans(article), article.content.status) == ([], "")
    assert article.cursor.paragraph == 0


@pytest.mark.parametrize(
    ("score", "run"), [(accepting.CONFIDENT, 3), (accepting.CONFIDENT - 0.01, 1)]
)
def test_what_is_not_sure_wants_eyes(store: Store, score: float, run: int) -> None:
    article = opened(store, TEXT)
    article.offer(found(article.document, *BODIES, score=score))
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == run


def test_a_paragraph_with_a_label_of_its_own_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    select(article, "58")
    labelling.label(article, Q)
    article.cursor.go(0)
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 2


def test_a_paragraph_with_something_to_be_read_wants_eyes(store: Store) -> None:
    article = offered(store, TEXT, *BODIES, ("quote", "58"))
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 2


@pytest.mark.parametrize("key", [marking.done, marking.skip])
def test_a_paragraph_that_is_done_or_skipped_ends_the_run(store: Store, key: object) -> None:
    article = offered(store, TEXT, *BODIES)
    article.cursor.go(1)
    assert callable(key)
    key(article)
    article.cursor.go(0)
    accepting.accept_run(article, LAST)
    assert article.cursor.paragraph == 1


def test_at_the_end_it_says_how_the_article_stands(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    article.cursor.go(3)
    assert accepting.accept_run(article, LAST) == "2 paragraphs done · 3 paragraphs still open"
    article.cursor.go(0)
    accepting.accept_run(article, 2)
    article.cursor.go(4)
    assert accepting.accept_run(article, LAST) == "article done"


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
    adjusting.extend(article, "left")
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


# --- why ---------------------------------------------------------------------------------------


def test_why_tells_the_rule_of_what_is_suggested_or_was_accepted(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING)
    assert accepting.why(article) == "quote? rules: a rule · right 90 in 100"
    article.tab(1)
    article.tab(1)
    assert accepting.why(article) == "attribution? rules: a rule · right 90 in 100"
    labelling.label(article, ATTRIBUTION)
    assert accepting.why(article) == "attribution · rules: a rule"
    article.offer(Suggestions())
    article.cursor.go(2)
    with pytest.raises(GestureError, match="nothing is suggested here"):
        accepting.why(article)
    labelling.label(article, AD)
    assert accepting.why(article) == "ad · by hand"


def test_why_names_a_rule_of_its_own_in_words_and_the_log_keeps_it(store: Store) -> None:
    article = opened(store, TEXT)
    known = found(article.document, SAID, score=0.5, suggester="attributions")
    [said] = known.spans
    article.offer(replace(known, spans=(replace(said, origin="verb alone"),)))
    article.tab(1)
    assert accepting.why(article) == "attribution? verb of saying alone · right 50 in 100"
    labelling.label(article, ATTRIBUTION)
    assert accepting.why(article) == "attribution · verb of saying alone"
    assert article.content.spans[0].origin == "attributions: verb alone"


def test_all_of_it_leaves_a_sound_file(store: Store) -> None:
    article = offered(store, TEXT, *EVERYTHING, links=ALL_LINKS)
    article.tab(1)
    adjusting.move_edge(article, "end", "left")
    accepting.accept_run(article, LAST)
    labelling.remove(article)
    undone(store)
    assert list(check.check(store)) == []


# --- what is not suggested, but may be meant ---------------------------------------------------


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
    assert linking.link(article) == "link removed"
    assert links(article) == []


# --- nothing at all ----------------------------------------------------------------------------


def surely_nothing(store: Store, *words: Words) -> Article:
    """An article whose second paragraph surely has no label; these are suggested."""
    article = offered(store, TEXT, *words)
    place = article.document.paragraphs[1]
    article.offer(replace(article.offers.found, nothing={place: "left without a label before"}))
    return article


def test_a_run_goes_over_what_surely_is_nothing(store: Store) -> None:
    article = surely_nothing(store, ("caption", "Photo"))
    assert accepting.accept_run(article, LAST) == "2 paragraphs done"
    assert spans(article) == []
    assert article.cursor.paragraph == 2


def test_but_not_where_something_is_suggested_in_it_or_is_there(store: Store) -> None:
    article = surely_nothing(store, ("quote", "captain"))
    assert not accepting.is_quiet(article, 1)
    article = surely_nothing(store)
    assert accepting.is_quiet(article, 1)
    select(article, "captain")
    labelling.label(article, AD)
    assert not accepting.is_quiet(article, 1)


def test_why_nothing_is_suggested_is_told_where_that_is_known(store: Store) -> None:
    article = surely_nothing(store)
    with pytest.raises(GestureError, match="nothing is suggested here"):
        accepting.why(article)
    article.cursor.go(1)
    assert accepting.why(article) == "nothing here · left without a label before"
