"""What a paragraph looks like: its text and nothing else, letters, selection and cursor."""

import unicodedata
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.annotation_set import Span
from annotate.core.display import display
from annotate.core.document import Range
from annotate.core.graphemes import grapheme_start
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Suggestion
from annotate.ui import layout
from annotate.ui.widgets.gutter import Link
from annotate.ui.widgets.paragraph import View
from tests.core.texts import HOSTILE
from tests.ui.painting import (
    PALETTE,
    PLAIN_HEAD,
    cells,
    marked,
    painter,
    seen,
    spans,
    styled,
    whole,
)

TEXT = "“One two,” said Ann Lee."
QUOTE = PALETTE.span("quote", focused=True, marked=False)
KEYS = {label.name: label.key for label in DEFAULT_SCHEME.labels}
labels = st.sampled_from([*KEYS, "unknown"])
ROWS = st.integers(-1, 12)

# --- the text ----------------------------------------------------------------------------------


def test_a_paragraph_is_its_rows_and_an_empty_one() -> None:
    assert seen("One two three.", 8) == ["   1▸·      One two", "            three.", ""]


def test_a_letter_stands_in_the_blank_before_its_label() -> None:
    assert seen(TEXT, spans=spans(TEXT, ("said Ann", "attribution"))) == [
        "   1▸·      “One two,”asaid Ann Lee.",
        "",
    ]


def test_at_a_rows_start_it_stands_in_the_margin() -> None:
    labelled = spans(TEXT, ("“One two,”", "quote"), ("said", "attribution"))
    assert seen(TEXT, 11, spans=labelled) == [
        "   1▸·     q“One two,”",
        "           asaid Ann",
        "            Lee.",
        "",
    ]


def test_without_a_blank_the_first_character_is_the_mark_and_the_letter_at_the_rows_end() -> None:
    labelled = spans(TEXT, ("One", "quote"))
    assert seen(TEXT, spans=labelled) == [f"   1▸·      {TEXT} q", ""]
    assert styled(TEXT, PALETTE.chip("quote", focused=True), spans=labelled) == "Oq"
    assert styled(TEXT, QUOTE, spans=labelled) == "ne"


def test_of_two_labels_in_one_place_one_has_the_blank_and_the_other_the_character() -> None:
    labelled = spans(TEXT, ("said Ann", "caption"), ("said", "attribution"))
    assert seen(TEXT, spans=labelled)[0].endswith("”csaid Ann Lee. a")
    assert styled(TEXT, PALETTE.chip("attribution", focused=True), spans=labelled) == "sa"


def test_letters_at_a_rows_end_are_in_the_order_of_their_labels() -> None:
    labelled = spans(TEXT, ("Ann", "attribution"), ("wo", "ad"), ("One", "quote"), ("id", "body"))
    offers = suggested(("ee", "caption"), ("“One", "quote"), ("“One two", "body"))
    rows = seen(TEXT, 23, spans=labelled, offers=offers)
    assert rows == ["   1▸·     q“One two,” saidaAnn bqdb", "            Lee. c", ""]
    assert styled(TEXT, PALETTE.hint("caption", focused=True), offers=offers) == "c"


def test_what_is_suggested_where_a_label_has_the_blank_has_its_letter_there_too() -> None:
    labelled, offers = spans(TEXT, ("said", "caption")), suggested(("said Ann", "attribution"))
    assert seen(TEXT, spans=labelled, offers=offers)[0].endswith("”csaid Ann Lee. a")
    same = suggested(("said Ann", "caption"))
    assert seen(TEXT, spans=labelled, offers=same)[0].endswith("”csaid Ann Lee.")


def test_they_hide_nothing_where_there_is_no_room() -> None:
    labelled = spans(TEXT, ("One", "quote"), ("wo", "ad"))
    assert seen(TEXT, 24, spans=labelled) == [f"   1▸·      {TEXT}", ""]
    assert seen(TEXT, spans=labelled, cursor=len(TEXT))[0].endswith("Lee. qd")


def test_labelling_never_moves_a_character() -> None:
    before = [row.rstrip() for row in seen(TEXT, 11)]
    for words in ("“One", "two,” said", "said Ann", "Ann Lee.", TEXT):
        after = seen(TEXT, 11, spans=spans(TEXT, (words, "quote")))
        assert [len(row) for row in after] == [len(row) for row in before]


def test_the_inner_label_is_seen_where_two_lie_over_each_other() -> None:
    labelled = spans(TEXT, (TEXT, "caption"), ("two", "quote"))
    assert styled(TEXT, QUOTE, spans=labelled) == "two"
    caption = PALETTE.span("caption", focused=True, marked=False)
    assert styled(TEXT, caption, spans=labelled) == TEXT.replace(" two", "")


def test_the_active_span_stands_out() -> None:
    labelled = spans(TEXT, ("two", "quote"), ("Ann", "quote"))
    look: dict[str, Any] = {"spans": labelled, "marked": frozenset([labelled[1].id])}
    assert styled(TEXT, PALETTE.span("quote", focused=True, marked=True), **look) == "Ann"


def test_a_suggestion_has_no_ground_and_a_label_lies_over_it() -> None:
    offers = (Suggestion(0, 10, "quote", "marks", 0.9, "quotations"),)
    offered = PALETTE.offer("quote", focused=True, marked=False)
    assert styled(TEXT, offered, offers=offers) == "“One two,”"
    assert offered.bgcolor == PALETTE.ground.bgcolor
    assert styled(TEXT, offered, offers=offers, spans=spans(TEXT, ("two", "ad"))) == "“One,”"


def suggested(*labelled: tuple[str, str]) -> tuple[Suggestion, ...]:
    """Suggestions for the first places in TEXT where these words stand."""
    there = spans(TEXT, *labelled)
    return tuple(Suggestion(*s.range, s.label, "marks", 0.9, "quotations") for s in there)


def test_the_letter_of_what_is_suggested_stands_in_the_blank_before_it() -> None:
    offers = suggested(("“One two,”", "quote"), ("said Ann", "attribution"))
    assert seen(TEXT, offers=offers)[0] == "   1▸·     q“One two,”asaid Ann Lee."
    hint = PALETTE.hint("attribution", focused=True)
    assert not hint.underline
    assert hint.bgcolor not in (
        PALETTE.ground.bgcolor,
        PALETTE.chip("attribution", focused=True).bgcolor,
    )
    assert styled(TEXT, hint, offers=offers) == "a"


def test_but_not_where_it_would_hide_something() -> None:
    offers = suggested(("One", "quote"), ("said Ann", "attribution"), ("said Ann Lee", "body"))
    labelled = spans(TEXT, ("said", "caption"))
    assert seen(TEXT, offers=offers)[0] == "   1▸·      “One two,”asaid Ann Lee. qb"
    assert "”csaid" in seen(TEXT, offers=offers, spans=labelled)[0]
    chosen = TEXT.index("two"), TEXT.index("Ann")
    assert "” said" in seen(TEXT, offers=offers, selection=chosen)[0]


def test_what_a_search_found_stands_out() -> None:
    assert styled(TEXT, PALETTE.match, matches=((1, 4), (16, 19))) == "OneAnn"


# --- selection and cursor ----------------------------------------------------------------------


def test_the_selection_is_exactly_what_is_selected() -> None:
    assert styled(TEXT, PALETTE.selection, selection=(5, 15)) == TEXT[5:15]


def test_blanks_at_a_rows_end_are_shown_where_they_are_selected() -> None:
    assert styled(TEXT, PALETTE.selection, width=11, selection=(0, 11)) == TEXT[:11]


def test_the_cursor_is_on_the_character_it_stands_before() -> None:
    assert styled(TEXT, PALETTE.cursor, cursor=1) == "O"


def test_the_cursor_after_the_last_character_is_on_a_blank() -> None:
    assert styled(TEXT, PALETTE.cursor, cursor=len(TEXT)) == " "


def test_the_cursor_covers_a_whole_grapheme() -> None:
    assert styled("a e\u0301\u0301 b", PALETTE.cursor, cursor=2) == "e\u0301\u0301"


@pytest.mark.parametrize("width", [1, 5, 11, 40])
def test_the_cursor_is_seen_wherever_it_is(width: int) -> None:
    labelled = spans(TEXT, ("two", "quote"), ("said", "attribution"))
    for cursor in range(len(TEXT) + 1):
        assert len(styled(TEXT, PALETTE.cursor, width=width, cursor=cursor, spans=labelled)) == 1


@given(HOSTILE.filter(str.strip), st.integers(2, 20))
def test_and_in_whatever_text_it_is(text: str, width: int) -> None:
    drawn = painter(text, width)
    start, end = drawn.document.paragraphs[0]
    for first, last, size in layout.graphemes(text[start:end]):
        if set(text[start : start + last][-2:]) <= set(layout.BLANKS):
            continue  # of several blanks at a row's end the later ones may lie off the page
        strips = whole(drawn, View(PLAIN_HEAD, focused=True, cursor=start + first))
        under = marked(strips, PALETTE.cursor)
        assert under
        assert display(text[start + first : start + last]).startswith(under)
        assert (
            size > width or under.rstrip() == display(text[start + first : start + last]).rstrip()
        )


# --- whatever the text -------------------------------------------------------------------------


@given(HOSTILE.filter(str.strip), st.integers(1, 12), st.data())
def test_whatever_rows_are_asked_for_they_look_as_in_the_whole(
    text: str, width: int, data: st.DataObject
) -> None:
    drawn, view = painter(text, width), View(PLAIN_HEAD)
    lines = drawn.lines(0)
    for _ in range(4):
        view = _changed(data, text, view)
        first = data.draw(st.integers(0, lines - 1))
        rows = range(first, data.draw(st.integers(first + 1, lines)))
        assert drawn.paint(view, rows) == whole(painter(text, width), view)[rows.start : rows.stop]


def _changed(data: st.DataObject, text: str, view: View) -> View:
    """Another view of a text, which differs in some ways."""
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(tuple)
    ids = [s.id for s in view.spans]
    ways: dict[str, st.SearchStrategy[Any]] = {
        "head": st.sampled_from([PLAIN_HEAD, PLAIN_HEAD._replace(status="done", whole=("body",))]),
        "focused": st.booleans(),
        "here": st.booleans(),
        "active": st.sampled_from(["", "body"]),
        "spans": spans_of(text).map(tuple),
        "offers": spans_of(text).map(_as_offers),
        "matches": st.lists(place, max_size=2).map(tuple),
        "links": st.lists(st.builds(Link, st.just(0), labels, ROWS, ROWS)).map(tuple),
        "selection": st.none() | place,
        "cursor": st.none() | st.integers(0, len(text)),
        "marked": st.frozensets(st.sampled_from(ids)) if ids else st.just(frozenset()),
        "reached": st.sampled_from([None, *view.offers]),
    }
    changed = data.draw(st.sets(st.sampled_from(sorted(ways)), min_size=1, max_size=3))
    return view._replace(**{way: data.draw(ways[way]) for way in sorted(changed)})


def spans_of(text: str) -> st.SearchStrategy[list[Span]]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    made = st.tuples(ends, labels).map(lambda s: Span(s[0][0], s[0][1], s[1], f"{s}"))
    return st.lists(made.filter(lambda s: s.start < s.end), max_size=4)


def _as_offers(there: list[Span]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(*s.range, s.label, "marks", 0.9, "quotations") for s in there)


@given(HOSTILE.filter(str.strip), st.integers(1, 30), st.data())
def test_what_is_shown_is_exactly_the_text(text: str, width: int, data: st.DataObject) -> None:
    drawn = painter(text, width)
    there, character = data.draw(spans_of(text)), partial(grapheme_start, text)
    suggested = _as_offers(data.draw(spans_of(text)))
    for number, (start, end) in enumerate(drawn.document.paragraphs):
        view = View(
            PLAIN_HEAD._replace(number=number),
            focused=data.draw(st.booleans()),
            spans=tuple(s for s in there if s.start < end and start < s.end),
            offers=tuple(o for o in suggested if o.start < end and start < o.end),
            selection=_range(data, start, end) if data.draw(st.booleans()) else None,
            matches=(_range(data, start, end),),
            cursor=data.draw(st.none() | st.integers(start, end).map(character)),
        )
        for place, strip in zip(drawn.rows(number), whole(drawn, view), strict=False):
            _is_the_text(text, place, view, [c for c, _ in cells(strip)])
            assert strip.cell_length == drawn.room
            assert sum(layout.cells(s.text) for s in strip) <= drawn.room


def _range(data: st.DataObject, start: int, end: int) -> Range:
    first, last = sorted(data.draw(st.tuples(st.integers(start, end), st.integers(start, end))))
    return first, last


def _is_the_text(text: str, place: Range, view: View, shown: list[str]) -> None:
    """Each character is that of the text, or a label's letter: in the blank before its place, or
    at the end, as many as have none there."""
    start, end = place
    kept = len(text[start:end].rstrip(layout.BLANKS))
    labelled: list[Span | Suggestion] = [*view.spans, *view.offers]
    letters = {grapheme_start(text, s.start) - 1: KEYS.get(s.label, "?") for s in labelled}
    for offset, character in enumerate(display(text[start : start + kept]), start):
        letter = letters.get(offset, "")
        of_text = shown[offset - start + 1]
        assert of_text == character or (letter and of_text in (*KEYS.values(), "?"))
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in shown)
    after = "".join(shown[kept + 1 :]).replace("⏎", " ").strip()
    assert set(after) <= {KEYS.get(s.label, "?") for s in labelled if start <= s.start < end}
