"""What stands before a paragraph's text: number, status, flag, note, letter, and links."""

from typing import Any

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.palette import Palette
from annotate.ui.themes import THEMES, Colours
from annotate.ui.widgets.gutter import Link
from annotate.ui.widgets.paragraph import GUTTER, Painter, View
from tests.storage.making import document
from tests.ui.painting import (
    PALETTE,
    PLAIN_HEAD,
    painter,
    seen,
    whole,
)


@pytest.mark.parametrize(
    ("look", "row"),
    [
        ({}, "   1▸·      Hm."),
        ({"focused": False}, "   1 ·      Hm."),
        ({"head": PLAIN_HEAD._replace(status="done")}, "   1▸✓      Hm."),
        ({"head": PLAIN_HEAD._replace(status="done"), "here": False}, "   1 ✓      Hm."),
        ({"head": PLAIN_HEAD._replace(status="skipped")}, "   1▸–      Hm."),
        ({"head": PLAIN_HEAD._replace(flagged=True)}, "   1▸·⚑     Hm."),
        ({"head": PLAIN_HEAD._replace(status="done", flagged=True)}, "   1▸✓⚑     Hm."),
        ({"head": PLAIN_HEAD._replace(flagged=True, whole=("ad",))}, "   1▸·⚑d    Hm."),
        ({"head": PLAIN_HEAD._replace(noted=True)}, "   1▸·  ✎   Hm."),
        ({"head": PLAIN_HEAD._replace(whole=("body",))}, "   1▸· b    Hm."),
        ({"head": PLAIN_HEAD._replace(offered=("ad",))}, "   1▸· d    Hm."),
        ({"head": PLAIN_HEAD._replace(whole=("gone",))}, "   1▸· ?    Hm."),
    ],
)
def test_the_gutter_says_which_paragraph_it_is_and_how_far_it_is(
    look: dict[str, Any], row: str
) -> None:
    assert seen("Hm.", **look)[0] == row


def test_a_note_is_seen_beside_the_label_of_a_whole_paragraph() -> None:
    head = PLAIN_HEAD._replace(noted=True, whole=("body",))
    assert seen("Hm.", head=head)[0] == "   1▸· b✎   Hm."


@pytest.mark.parametrize(
    ("look", "row"),
    [
        ({"whole": ("body",)}, "   1▸·[b]   Hm."),
        ({"offered": ("body",)}, "   1▸·[b]   Hm."),
        ({"whole": ("body", "ad")}, "   1▸·[b]   Hm."),
        ({"whole": ("ad",), "offered": ("body",)}, "   1▸·[b]   Hm."),
        ({"whole": ("body",), "flagged": True}, "   1▸·⚑b]   Hm."),
        ({"whole": ("body",), "noted": True}, "   1▸·[b✎   Hm."),
    ],
)
def test_the_label_of_the_whole_that_keys_act_on_is_in_brackets(
    look: dict[str, Any], row: str
) -> None:
    assert seen("Hm.", head=PLAIN_HEAD._replace(**look), active="body")[0] == row


@pytest.mark.parametrize("colours", THEMES.values(), ids=lambda c: c.name)
def test_between_flag_and_note_it_is_underlined(colours: Colours) -> None:
    head = PLAIN_HEAD._replace(whole=("body",), flagged=True, noted=True)
    drawn = painter("Hm.", palette=Palette(colours, DEFAULT_SCHEME))
    views = View(head, focused=True), View(head, focused=True, here=True, active="body")
    idle, active = (next(s for s in whole(drawn, v)[0] if s.text == "b").style for v in views)
    assert idle
    assert active
    assert (bool(idle.underline), active.underline) == (False, True)


def test_a_number_that_is_too_long_for_its_place_moves_nothing() -> None:
    head = PLAIN_HEAD._replace(number=123_455)
    drawn = Painter(document("Hm."), PALETTE, 40, GUTTER + 41)
    drawn._rows[123_455] = [(0, 3)]
    assert whole(drawn, View(head))[0].text.startswith("…456 ·      Hm.")


def test_links_run_beside_the_rows_from_end_to_end() -> None:
    text = "One two three four."
    assert seen(text, 5, links=(Link(0, "quote", 0, 2),)) == [
        "   1▸·   ╭  One",
        "         │  two",
        "         ╰  three",
        "            four.",
        "",
    ]
    both = (Link(0, "quote", -1, 1), Link(1, "quote", 1, 4))
    assert [row[9:11] for row in seen(text, 5, links=both)] == ["│ ", "╰╭", " │", " │", " ╰"]
