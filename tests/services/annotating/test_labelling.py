"""Labelling, relabelling and removing: what a key does to the labels, and what it says."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.services.annotating import labelling
from annotate.storage import check
from annotate.storage.store import Store
from tests.services.annotating.making import (
    AD,
    ATTRIBUTION,
    BODY,
    CAPTION,
    QUOTE,
    at,
    links,
    opened,
    select,
    spans,
    tag,
)

TEXT = "“One,” said Ann Lee.\n\nThe end of it.\n\nMore."


def test_a_selection_is_labelled_as_it_is(store: Store) -> None:
    article = opened(store, TEXT)
    select(article, "said Ann")
    assert labelling.label(article, CAPTION) == "caption"
    assert spans(article) == [("caption", "said Ann")]


def test_a_selection_may_run_over_paragraphs(store: Store) -> None:
    article = opened(store, TEXT)
    select(article, "Lee.\n\nThe end")
    labelling.label(article, AD)
    assert spans(article) == [("ad", "Lee.\n\nThe end")]
    assert article.cursor.paragraph == 0


def test_after_labelling_the_cursor_is_behind_the_label_and_nothing_is_selected(
    store: Store,
) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    assert at(article) == " said An"
    assert article.cursor.selection.is_empty
    assert not article.cursor.reached


def test_the_same_place_and_label_twice_is_refused_and_writes_nothing(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "said Ann", QUOTE)
    before = article.next_number()
    select(article, "said Ann")
    with pytest.raises(GestureError, match="that is quote already"):
        labelling.label(article, QUOTE)
    assert article.next_number() == before


def test_two_labels_may_have_one_place(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "The end of it.", QUOTE)
    tag(article, "The end of it.", BODY)
    assert spans(article) == [("body", "The end of it."), ("quote", "The end of it.")]


def test_a_paragraphs_other_label_gives_way(store: Store) -> None:
    article = opened(store, "Before.\n\nThe |end of it.")
    labelling.label(article, BODY)
    assert labelling.label(article, AD) == "body is ad now"
    assert spans(article) == [("ad", "The end of it.")]


def test_one_undo_brings_a_paragraphs_other_label_back(store: Store) -> None:
    article = opened(store, "The |end of it.")
    labelling.label(article, BODY)
    span = article.content.spans[0]
    labelling.label(article, AD)
    assert article.content.spans[0].id == span.id


def test_what_tab_reached_is_relabelled(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    article.cursor.go(0)
    article.tab(1)
    assert labelling.label(article, CAPTION) == "quote is caption now"
    assert spans(article) == [("caption", "“One,”")]
    assert article.cursor.reached


def test_what_was_just_labelled_is_not_relabelled_by_the_next_key(store: Store) -> None:
    article = opened(store, TEXT)
    labelling.label(article, QUOTE)
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("quote", "“One,”"), ("attribution", "said Ann Lee")]


def test_a_quotations_key_on_a_paragraphs_label_takes_the_quotation_in_it(store: Store) -> None:
    article = opened(store, TEXT)
    labelling.label(article, BODY)
    article.cursor.go(0)
    article.tab(1)
    assert labelling.label(article, QUOTE) == "quote"
    assert labelling.label(article, ATTRIBUTION) == "attribution · linked to “One,”"
    body = ("body", "“One,” said Ann Lee.")
    assert spans(article) == [body, ("quote", "“One,”"), ("attribution", "said Ann Lee")]


def test_where_there_is_no_quotation_in_it_nothing_is_changed(store: Store) -> None:
    article = opened(store, "The |end of it.")
    labelling.label(article, BODY)
    article.tab(-1)
    with pytest.raises(GestureError, match="no quotation here"):
        labelling.label(article, QUOTE)
    assert article.active == article.span_at((0, 14), "body")
    assert labelling.label(article, AD) == "body is ad now"


def test_a_label_without_a_unit_of_its_own_relabels_a_paragraph_too(store: Store) -> None:
    labels = (DEFAULT_SCHEME.labels[BODY], Label("topic", "t", unit="selection"))
    article = opened(store, TEXT, Scheme(labels, ()))
    labelling.label(article, 0)
    article.cursor.go(0)
    article.tab(1)
    assert labelling.label(article, 1) == "body is topic now"


def test_relabelling_with_the_same_label_is_refused(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    article.cursor.go(0)
    article.tab(1)
    with pytest.raises(GestureError, match="that is quote already"):
        labelling.label(article, QUOTE)


def test_a_quotation_that_fills_its_paragraph_is_acted_on_a_paragraphs_label_is_not(
    store: Store,
) -> None:
    article = opened(store, "“|One.”\n\nMore.")
    labelling.label(article, QUOTE)
    assert article.active == article.span_at((0, 6), "quote")
    labelling.label(article, BODY)
    assert article.span_at((0, 6), "body")
    assert article.active is None


def test_relabelling_into_a_label_that_has_this_place_already_is_refused(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    tag(article, "“One,”", CAPTION)
    article.cursor.go(0)
    article.tab(1)
    assert article.active
    assert article.active.label == "caption"
    with pytest.raises(GestureError, match="that is quote already"):
        labelling.label(article, QUOTE)
    assert len(article.content.spans) == 2


def test_relabelling_drops_the_links_that_the_new_label_may_not_have(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann Lee", ATTRIBUTION)
    assert links(article) == [("attributes", "said Ann Lee", "“One,”")]
    article.cursor.go(0)
    article.tab(1)
    labelling.label(article, CAPTION)
    assert links(article) == []


def test_relabelling_keeps_the_links_that_the_new_label_may_have(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann Lee", ATTRIBUTION)
    article.cursor.go(0)
    article.tab(1)
    labelling.label(article, BODY)
    assert links(article) == [("attributes", "said Ann Lee", "“One,”")]


def test_a_label_that_the_scheme_lacks_is_refused(store: Store) -> None:
    article = opened(store, TEXT)
    with pytest.raises(GestureError, match="the scheme has 5 labels"):
        labelling.label(article, len(DEFAULT_SCHEME.labels))


def test_removing_takes_the_span_that_was_labelled_last(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    tag(article, "The end", QUOTE)
    assert labelling.remove(article) == "quote removed"
    assert spans(article) == [("quote", "“One,”")]
    assert at(article) == "The end "


def test_else_the_innermost_at_the_cursor(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,” said Ann", CAPTION)
    tag(article, "“One,”", QUOTE)
    article.cursor.to(2)
    labelling.remove(article)
    assert spans(article) == [("caption", "“One,” said Ann")]


def test_else_the_only_one_of_the_paragraph(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "Ann", CAPTION)
    article.cursor.go(0)
    labelling.remove(article)
    assert spans(article) == []


def test_nothing_to_remove_is_said(store: Store) -> None:
    article = opened(store, TEXT)
    with pytest.raises(GestureError, match=r"no span here$"):
        labelling.remove(article)


def test_so_is_that_there_is_one_further_on(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "end", QUOTE)
    article.cursor.go(0)
    with pytest.raises(GestureError, match=r"no span here, {next-span} goes to the next one$"):
        labelling.remove(article)


def test_clearing_removes_every_span_that_starts_in_the_paragraph(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "Ann Lee.\n\nThe", CAPTION)
    tag(article, "end", QUOTE)
    tag(article, "of it", QUOTE)
    tag(article, "More", QUOTE)
    article.cursor.go(1)
    assert labelling.clear(article) == "2 removed"
    assert spans(article) == [("caption", "Ann Lee.\n\nThe"), ("quote", "More")]
    with pytest.raises(GestureError, match="no span in this paragraph"):
        labelling.clear(article)


def test_the_tables_say_the_same_after_all_of_it(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    tag(article, "said Ann Lee", ATTRIBUTION)
    article.cursor.go(0)
    article.tab(1)
    labelling.label(article, CAPTION)
    labelling.clear(article)
    assert list(check.check(store)) == []
