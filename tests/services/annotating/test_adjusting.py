"""Giving the selection, or the span that the keys act on, another shape."""

import pytest

from annotate.core.errors import GestureError
from annotate.services.annotating import adjusting, labelling
from annotate.services.annotating.article import Article
from annotate.storage import log
from annotate.storage.store import Store
from tests.services.annotating.making import (
    ATTRIBUTION,
    BODY,
    QUOTE,
    at,
    links,
    opened,
    selected,
    spans,
    tag,
)

TEXT = "“One,” said Ann Lee. More e\u0301 of it.\n\nThe end."


def kinds(article: Article, store: Store) -> list[str]:
    """The kinds of all operations, in order."""
    return [o.kind for _, o in log.of(store, article.key, "ana")]


def test_with_no_span_to_act_on_only_the_selection_changes(store: Store) -> None:
    article = opened(store, "“One,” |said Ann Lee.")
    for _ in range(3):
        adjusting.extend(article, "right")
    assert selected(article) == "said Ann Lee"
    adjusting.move_edge(article, "end", "right")
    adjusting.move_edge(article, "start", "left")
    assert selected(article) == " said Ann Lee."
    assert kinds(article, store) == []


def test_once_nothing_is_selected_any_more_the_cursor_is_in_a_paragraph(store: Store) -> None:
    article = opened(store, "One.|\n\nTwo.")
    adjusting.move_edge(article, "end", "right")
    assert selected(article) == "\n\nT"
    adjusting.move_edge(article, "end", "left")
    assert at(article) == "\n\nTwo."


def test_an_edge_that_leaves_its_paragraph_is_seen_in_the_next(store: Store) -> None:
    article = opened(store, "“|One.”\n\nTwo.")
    labelling.label(article, QUOTE)
    adjusting.move_edge(article, "end", "right")
    assert spans(article) == [("quote", "“One.”\n\nT")]
    adjusting.move_edge(article, "end", "left")
    assert spans(article) == [("quote", "“One.”")]


def test_growing_goes_through_the_units_and_on_to_the_next_paragraphs(store: Store) -> None:
    article = opened(store, "“One, |two,” said Ann.\n\nMore.\n\nThe end.")
    seen = []
    for _ in range(7):
        adjusting.grow(article)
        seen.append(selected(article))
    assert seen[:3] == ["two", "“One, two,”", "“One, two,” said Ann."]
    assert seen[-1] == "“One, two,” said Ann.\n\nMore.\n\nThe end."
    for _ in range(7):
        adjusting.shrink(article)
    assert selected(article) == ""


def test_what_was_labelled_last_is_adjusted_each_time_by_one_change(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "said Ann", ATTRIBUTION)
    adjusting.extend(article, "right")
    assert spans(article) == [("attribution", "said Ann Lee")]
    adjusting.move_edge(article, "end", "right")
    adjusting.move_edge(article, "start", "right")
    assert spans(article) == [("attribution", "aid Ann Lee.")]
    assert kinds(article, store) == ["add", "change", "change", "change"]
    assert len({o.gesture for _, o in log.of(store, article.key, "ana")}) == 4


def test_the_span_keeps_its_id_and_links_when_adjusted(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“One,”", QUOTE)
    before = tag(article, "said Ann", ATTRIBUTION)
    adjusting.extend(article, "right")
    assert article.active
    assert article.active.id == before.id
    assert links(article) == [("attributes", "said Ann Lee", "“One,”")]


def test_an_edge_moves_over_a_whole_grapheme(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "More", QUOTE)
    for _ in range(2):
        adjusting.move_edge(article, "end", "right")
    assert spans(article) == [("quote", "More e\u0301")]


def test_growing_and_shrinking_change_the_active_span_too(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "One", QUOTE)
    adjusting.grow(article)
    assert spans(article) == [("quote", "“One,”")]
    adjusting.shrink(article)
    assert spans(article) == [("quote", "One")]


def test_a_span_never_loses_its_last_character(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "M", QUOTE)
    for edge, direction in (("end", "left"), ("start", "right")):
        with pytest.raises(GestureError, match=r"a span needs a character, {remove} removes it"):
            adjusting.move_edge(article, edge, direction)  # type: ignore[arg-type]  # of a tuple
    with pytest.raises(GestureError, match="a span needs a character"):
        adjusting.shrink(article)
    assert spans(article) == [("quote", "M")]


def test_what_changes_nothing_writes_nothing(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "“", QUOTE)
    before = kinds(article, store)
    adjusting.move_edge(article, "start", "left")
    assert kinds(article, store) == before


def test_a_span_that_becomes_equal_to_another_is_one_with_it_and_the_keys_go_on(
    store: Store,
) -> None:
    article = opened(store, TEXT)
    tag(article, "said Ann Lee", ATTRIBUTION)
    tag(article, "said Ann", ATTRIBUTION)
    assert adjusting.extend(article, "right") == "one with the other attribution"
    assert spans(article) == [("attribution", "said Ann Lee")]
    adjusting.move_edge(article, "end", "right")
    assert spans(article) == [("attribution", "said Ann Lee.")]


def test_moving_lets_go_of_the_span(store: Store) -> None:
    article = opened(store, TEXT)
    tag(article, "said Ann", ATTRIBUTION)
    article.cursor.word("right")
    adjusting.extend(article, "right")
    assert spans(article) == [("attribution", "said Ann")]


def test_what_another_run_of_the_program_changed_is_adjusted_from_what_it_is_now(
    store: Store,
) -> None:
    mine, theirs = opened(store, TEXT), opened(store, TEXT)
    tag(mine, "said Ann", ATTRIBUTION)
    theirs.refresh()
    theirs.tab(1)
    for _ in range(2):
        adjusting.extend(theirs, "right")
    mine.refresh()
    adjusting.move_edge(mine, "end", "left")
    assert spans(mine) == [("attribution", "said Ann Lee. Mor")]


def test_once_another_run_removed_the_span_the_keys_extend_from_the_cursor(store: Store) -> None:
    mine, theirs = opened(store, TEXT), opened(store, TEXT)
    tag(mine, "“One,”", QUOTE)
    theirs.refresh()
    theirs.tab(1)
    labelling.remove(theirs)
    mine.refresh()
    adjusting.extend(mine, "right")
    assert selected(mine) == "said"


def test_a_whole_paragraphs_label_stays_while_words_of_it_are_selected(store: Store) -> None:
    article = opened(store, "One two.\n\nThree.")
    labelling.label(article, BODY)
    adjusting.extend(article, "right")
    assert spans(article) == [("body", "One two.")]
    assert article.cursor.selection.range == (0, 3)


def test_once_tab_reached_it_it_grows_into_the_next_paragraph(store: Store) -> None:
    article = opened(store, "One.\n\nTwo.\n\nThree.")
    labelling.label(article, BODY)
    article.tab(1)
    adjusting.grow(article)
    assert spans(article) == [("body", "One.\n\nTwo.")]
