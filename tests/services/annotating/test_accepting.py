"""Accepting by the paragraph: with what belongs together linked, and why it was suggested."""

from functools import partial

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY
from annotate.core.errors import GestureError
from annotate.core.suggestion import Suggestions
from annotate.services.annotating import accepting, adjusting, labelling, marking
from annotate.storage import check
from annotate.storage.acceptance import Acceptance, acceptance
from annotate.storage.store import Store
from tests.services.annotating.making import AD, ATTRIBUTION, links, opened, select, spans
from tests.services.annotating.making import QUOTE as Q
from tests.services.annotating.offering import (
    ALL_LINKS,
    EVERYTHING,
    LAST,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
    found,
    offered,
    statuses,
    undone,
)

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
    run, reading = partial(accepting.accept_run, last=4), partial(marking.read_on, unseen=30)
    for key in (marking.done, labelling.clear, run, reading):
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


def test_the_key_after_a_quotation_takes_who_said_it_and_not_who_says_more_after_it(
    store: Store,
) -> None:
    text = "Ann Lee said “no” and “never.” Nothing more will come, Bob Ray said."
    said, other = ("attribution", "Ann Lee said"), ("attribution", "Bob Ray said")
    first, second = ("quote", "“no”"), ("quote", "“never.”")
    article = opened(store, text)
    words, ties = (said, other, first, second), [(said, first), (said, second)]
    article.offer(found(article.document, *words, links=ties))
    for label in (Q, ATTRIBUTION, Q, ATTRIBUTION):
        labelling.label(article, label)
    assert spans(article) == [said, first, second, other]
    assert links(article) == [("attributes", "Ann Lee said", q) for q in ("“no”", "“never.”")]


def test_and_the_key_after_who_said_it_takes_what_was_said(store: Store) -> None:
    text = "“No,” said Ann Lee. “Aye!”"
    said, quote, other = ("attribution", "said Ann Lee"), ("quote", "“No,”"), ("quote", "“Aye!”")
    article = opened(store, text)
    article.offer(found(article.document, said, quote, other, links=[(said, quote)]))
    for label in (ATTRIBUTION, Q):
        labelling.label(article, label)
    assert spans(article) == [quote, said]


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


def test_why_says_nothing_of_how_sure_one_is_that_came_without_a_score(store: Store) -> None:
    article = opened(store, TEXT)
    article.offer(found(article.document, SAID, score=1.0))
    article.tab(1)
    assert accepting.why(article) == "attribution? rules: a rule"


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


def test_why_tells_what_was_too_unsure_to_be_shown(store: Store) -> None:
    article = opened(store, TEXT)
    weak = found(article.document, QUOTE, score=0.4)
    article.offer(replace(weak, spans=(), candidates=weak.spans))
    with pytest.raises(GestureError, match="not shown: quote, right 40 in 100"):
        accepting.why(article)
    marking.done(article)
    article.cursor.go(0)
    with pytest.raises(GestureError, match="nothing is suggested here"):
        accepting.why(article)
