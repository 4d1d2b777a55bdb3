"""Whatever a text holds, what goes to the terminal for it is text, colours, and nothing else."""

import random
import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from textual.strip import Strip

from annotate.core.display import display
from annotate.ui.header import header
from annotate.ui.widgets import bars, panel_text
from annotate.ui.widgets.lines import line
from annotate.ui.widgets.paragraph import View
from tests.campaign import campaign
from tests.fuzz.seeds import LARGE
from tests.storage.making import document
from tests.ui.conftest import Make
from tests.ui.painting import PALETTE, PLAIN_HEAD, painter, whole
from tests.ui.payloads import PAYLOADS, harm
from tests.ui.running import WIDE, running

PLANES = st.integers(0, 16).flatmap(lambda n: st.integers(n << 16, (n << 16) + 0xFFFF)).map(chr)
"""Any code point; each plane as often as another."""
TROUBLE = st.one_of(
    st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Zs"]),
    st.characters(categories=["Mn", "Me", "Mc"]),
    st.characters(categories=["Cs"]),
)
"""What turns, joins, breaks lines, is obeyed, or is no character alone."""
TEXTS = st.lists(PLANES | TROUBLE | st.sampled_from(PAYLOADS) | st.sampled_from("ab \n"))
ANY = TEXTS.map("".join)
UNSTORABLE = re.compile("[\0\r\ud800-\udfff]")
DRAWN = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f"
    "\U000e0020-\U000e007f]"
)
"""Signs of scripts, and what flags are made of: format characters that a terminal draws."""
STORED = ANY.map(lambda text: UNSTORABLE.sub("", text).strip()).filter(bool)
"""Texts as an article may be: without NUL and surrogates, and with something to be seen."""
COLOURS = re.compile(r"\x1b\[[\d;]*m")
KEYS = [
    "down",
    "tab",
    "e",
    "q",
    "w",
    "home",
    "a",
    "right_square_bracket",
    "e",
    "c",
    "slash",
    "escape",
    "question_mark",
    "escape",
    "m",
]
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=200)
JOINERS = "\u200c\u200d"
OBEYED = {"Cc", "Cs", "Zl", "Zp"}


def assert_only_drawn(strips: Sequence[Strip]) -> None:
    """What is sent for these lines holds colours, and otherwise nothing that is obeyed."""
    for strip in strips:
        assert not any(segment.control for segment in strip)
        assert not any(segment.style and segment.style.link for segment in strip)
        sent = COLOURS.sub("", strip.render(CONSOLE))
        assert not {unicodedata.category(c) for c in sent} & OBEYED


@settings(max_examples=campaign(200, LARGE * 10))
@given(ANY)
def test_one_code_point_is_shown_as_one(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    assert not {unicodedata.category(c) for c in shown} & OBEYED
    assert shown == "".join(map(display, text))
    assert not [
        c for c in DRAWN.sub("", shown) if unicodedata.category(c) == "Cf" and c not in JOINERS
    ]


@settings(max_examples=campaign(60, LARGE))
@given(STORED, st.integers(1, 60), st.booleans())
def test_of_an_article_only_its_text_is_drawn(text: str, width: int, focused: bool) -> None:
    drawn = painter(text, width)
    for number in range(len(drawn.document.paragraphs)):
        view = View(PLAIN_HEAD._replace(number=number), focused=focused, matches=((0, len(text)),))
        assert_only_drawn(whole(drawn, view))


@settings(max_examples=campaign(60, LARGE))
@given(ANY, ANY, st.integers(1, 120))
def test_of_what_stands_around_it_too(first: str, second: str, width: int) -> None:
    known = {"title": first, "source": second, "published": second}
    title, details = header(document("x", "x", **known), first, second, width)
    pieces = ((title, "text"), (first, "accent"))
    assert_only_drawn([bars._strip(PALETTE, pieces, (details, "dim"), width)])
    both = panel_text.both_ends(first, 0, len(first), width)
    assert_only_drawn([line([panel_text.segment(both, PALETTE)], width, PALETTE.ground)])


@pytest.mark.parametrize("seed", range(campaign(1, 20)))
async def test_and_of_whole_screens(make: Make, seed: int) -> None:
    chance = random.Random(seed)
    async with running(make(*(_hostile(chance) for _ in range(4))), size=WIDE) as desk:
        for key in KEYS:
            await desk.press(key)
            assert desk.app.failure is None
            assert list(harm(desk.app)) == []
            assert_only_drawn(desk.app.screen._compositor.render_strips())


def _hostile(chance: random.Random) -> str:
    """An article of characters of all planes, and of what somebody means harm by."""
    drawn = (chr(chance.randrange(chance.randrange(1, 0x110000))) for _ in range(200))
    pieces = [*drawn, *chance.sample(PAYLOADS, 4), "“No,” said Ana.\n\n", "\n\n"]
    chance.shuffle(pieces)
    return DRAWN.sub("", UNSTORABLE.sub("", "".join(pieces)))
