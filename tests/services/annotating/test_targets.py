"""What a label key takes where nothing is selected."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.operations import Add
from annotate.core.scheme import Label, Scheme
from annotate.core.units import NEAR
from annotate.services.annotating import labelling
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, at, opened, spans, tag
from tests.steps import steps

TWO = "“One,” said Ann Lee. “Two,” said Bob Ray."


def test_a_quotation_is_the_one_at_the_cursor(store: Store) -> None:
    article = opened(store, "“One,” said Ann. “T|wo,” said Bob.")
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“Two,”")]


def test_else_the_next_one_after_it(store: Store) -> None:
    article = opened(store, "“One,” s|aid Ann. “Two,” said Bob. “Three,” said Cy.")
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“Two,”")]


def test_else_the_last_one_before_it(store: Store) -> None:
    article = opened(store, "“One,” said Ann. “Two,” said B|ob.")
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“Two,”")]


def test_the_same_key_goes_from_quotation_to_quotation_and_then_says_that_none_is_left(
    store: Store,
) -> None:
    article = opened(store, TWO)
    labelling.label(article, QUOTE)
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“One,”"), ("quote", "“Two,”")]
    with pytest.raises(GestureError, match="no more quote in this paragraph"):
        labelling.label(article, QUOTE)


def test_a_quotation_within_a_quotation_is_taken_once_the_outer_one_is_labelled(
    store: Store,
) -> None:
    article = opened(store, "He said: “She cried |‘never again’ and left.”")
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "‘never again’")]


def test_one_within_a_labelled_one_is_taken_where_the_cursor_stands_in_it(store: Store) -> None:
    text = "He said: “She cried ‘never again’ and left.” Then he sang."
    article = opened(store, text)
    labelling.label(article, QUOTE)
    with pytest.raises(GestureError, match="no more quote in this paragraph"):
        labelling.label(article, QUOTE)
    article.cursor.to(text.index("never"))
    labelling.label(article, QUOTE)
    assert spans(article)[1:] == [("quote", "‘never again’")]
    article.cursor.to(text.index("never"))
    with pytest.raises(GestureError, match="no more quote in this paragraph"):
        labelling.label(article, QUOTE)


def test_no_quotation_in_the_paragraph_is_said(store: Store) -> None:
    article = opened(store, "Nothing was said.\n\n“Here,” she said.")
    with pytest.raises(GestureError, match="no quotation here"):
        labelling.label(article, QUOTE)


def test_a_quotation_that_runs_on_over_paragraphs_is_one_span(store: Store) -> None:
    text = "He said: “It is over.\n\n“We are going home.\n\n“Tomorrow.” And he left."
    article = opened(store, text)
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", text[text.index("“It") : text.index(" And")])]
    article.cursor.step(1)
    with pytest.raises(GestureError, match="no more quote"):
        labelling.label(article, QUOTE)


def test_one_that_is_never_closed_ends_with_the_paragraph_where_it_was_found(store: Store) -> None:
    article = opened(store, "“It is over.\n\n“We are going home.\n\nHe left.")
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“It is over.")] or spans(article) == [
        ("quote", "“It is over.\n\n“We are going home.")
    ]


def test_an_attribution_is_the_clause_at_the_cursor_outside_quotations(store: Store) -> None:
    article = opened(store, "“One,” |said Ann Lee, a baker.")
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("attribution", "said Ann Lee")]


def test_right_behind_a_clause_one_is_still_at_it(store: Store) -> None:
    article = opened(store, "“One,” said Ann Lee,| a baker.")
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("attribution", "said Ann Lee")]


def test_with_the_cursor_in_a_quotation_it_is_the_clause_after_it(store: Store) -> None:
    article = opened(store, "Early on, “O|ne,” said Ann Lee.")
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("attribution", "said Ann Lee")]


def test_after_the_quotation_was_labelled_the_next_key_takes_who_said_it(store: Store) -> None:
    article = opened(store, TWO)
    for label in (QUOTE, ATTRIBUTION, QUOTE, ATTRIBUTION):
        labelling.label(article, label)
    assert [text for _, text in spans(article)] == [
        "“One,”",
        "said Ann Lee",
        "“Two,”",
        "said Bob Ray",
    ]


def test_an_attribution_stands_beside_a_quotation(store: Store) -> None:
    article = opened(store, "It rained, as ever. “One,” said Ann Lee, a baker, at noon.")
    labelling.label(article, ATTRIBUTION)
    assert spans(article) == [("attribution", "said Ann Lee")]
    with pytest.raises(GestureError, match="no more attribution in this paragraph"):
        labelling.label(article, ATTRIBUTION)


def test_where_nobody_is_quoted_it_is_only_the_clause_that_the_cursor_was_moved_to(
    store: Store,
) -> None:
    article = opened(store, "09 December 2025, TERN ISLAND")
    with pytest.raises(GestureError, match="no attribution here"):
        labelling.label(article, ATTRIBUTION)
    said = opened(store, "It rained, the mayor| said, all day.")
    labelling.label(said, ATTRIBUTION)
    assert spans(said) == [("attribution", "the mayor said")]


def test_a_paragraph_that_is_all_quotation_has_no_attribution(store: Store) -> None:
    article = opened(store, "“All of it.”")
    with pytest.raises(GestureError, match="no attribution here"):
        labelling.label(article, ATTRIBUTION)


def test_a_paragraph_label_takes_all_of_it_and_leaves_the_cursor_where_it_was(store: Store) -> None:
    article = opened(store, "Before.\n\n“One,” s|aid Ann. “Two,” said Bob.\n\nAfter.")
    labelling.label(article, BODY)
    assert spans(article) == [("body", "“One,” said Ann. “Two,” said Bob.")]
    assert at(article) == "aid Ann."
    labelling.label(article, QUOTE)
    assert spans(article)[-1] == ("quote", "“Two,”")


def test_a_label_for_selections_only_says_how_to_select(store: Store) -> None:
    scheme = Scheme((Label("name", "n", unit="selection"),))
    article = opened(store, "Ann Lee.", scheme)
    with pytest.raises(GestureError, match="nothing is selected"):
        labelling.label(article, 0)
    assert tag(article, "Ann", 0).label == "name"


# --- in a line that never ends -----------------------------------------------------------------

RAIN, SAYS = "The rain went on. ", "“No,” said Quill. "
MANY = 4 * NEAR // len(RAIN)


def in_a_long_line(store: Store, sentences: int, words: str = SAYS) -> Article:
    """A line that is not read whole; `words` stand so many sentences after the cursor, or before.

    Where the cursor is, an attribution is labelled.
    """
    apart = RAIN * abs(sentences)
    before, after = (words + apart, "") if sentences < 0 else ("", apart + words)
    article = opened(store, f"{RAIN * MANY}{before}|{RAIN}{after}{RAIN * MANY}".strip())
    at = article.cursor.selection.cursor
    article.commit([Add(at, at + len(RAIN) - 2, "attribution")])
    return article


FAR = NEAR // len(RAIN)
PLACES = [FAR - 4, FAR // 2, 1, -1, -FAR // 2, 4 - FAR]


@pytest.mark.parametrize("sentences", PLACES)
def test_in_a_long_line_what_is_near_is_found_as_in_a_short_one(
    store: Store, sentences: int
) -> None:
    article = in_a_long_line(store, sentences)
    at = article.cursor.selection.cursor
    for label in (QUOTE, ATTRIBUTION):
        labelling.label(article, label)
        article.cursor.to(at)
    assert [s for s in spans(article) if s[1] != RAIN.strip(" .")] == [
        ("quote", "“No,”"),
        ("attribution", "said Quill"),
    ]


@pytest.mark.parametrize("sentences", [FAR + 1, -FAR - 1, 3 * FAR])
def test_what_is_far_away_in_a_long_line_is_not_taken(store: Store, sentences: int) -> None:
    article = in_a_long_line(store, sentences)
    with pytest.raises(GestureError, match="no quotation here"):
        labelling.label(article, QUOTE)
    with pytest.raises(GestureError, match="no more attribution near here"):
        labelling.label(article, ATTRIBUTION)


def test_a_quotation_is_not_cut_where_reading_ends(store: Store) -> None:
    long = f"“{RAIN * MANY}” "
    article = in_a_long_line(store, 1, f"“Aye.” {long}")
    labelling.label(article, QUOTE)
    assert spans(article)[-1] == ("quote", "“Aye.”")
    with pytest.raises(GestureError, match="no more quote near here"):
        labelling.label(article, QUOTE)


def test_one_runs_on_over_paragraphs_that_are_not_read_to_their_end(store: Store) -> None:
    text = f"He said: |“It is over.\n\n“Go.” {RAIN * MANY}"
    article = opened(store, text)
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "“It is over.\n\n“Go.”")]


def test_how_much_is_read_does_not_grow_with_the_line(store: Store) -> None:
    counts = []
    for size in (1, 3):
        article = opened(store, f"{SAYS * MANY * size}|{SAYS * MANY * size}".strip())
        with steps() as ran:
            for label in (QUOTE, ATTRIBUTION):
                labelling.label(article, label)
        counts.append(ran.number)
    assert counts[1] < counts[0] * 1.05


def test_how_much_is_read_does_not_grow_with_the_paragraphs_that_one_runs_over(
    store: Store,
) -> None:
    counts = []
    for size in (2_000, 6_000):
        article = opened(store, "|“It is over.\n\n" + "“We go home now.\n\n" * size + "The end.")
        with steps() as ran:
            labelling.label(article, QUOTE)
        counts.append(ran.number)
    assert counts[1] < counts[0] * 1.05
