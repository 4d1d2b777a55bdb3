"""Colours and attributes: in each theme what differs looks different; in one without any colour."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.constants import DIM_FACTOR

from annotate.core.scheme import COLOURS, DEFAULT_SCHEME, Label, Scheme
from annotate.ui.contrast import contrast, mix
from annotate.ui.palette import Palette
from annotate.ui.themes import ACCENTS, PLAIN, THEMES

PALETTES = [Palette(colours, DEFAULT_SCHEME) for colours in THEMES.values()]
LABELS = [label.name for label in DEFAULT_SCHEME.labels]
each_theme = pytest.mark.parametrize("palette", PALETTES, ids=list(THEMES))


def attributes(style: Style) -> tuple[bool, ...]:
    """What is left of a style on a terminal without colours."""
    names = ("bold", "dim", "italic", "underline", "reverse")
    return tuple(bool(getattr(style, name)) for name in names)


def looks(palette: Palette, *, focused: bool = True) -> dict[str, Style]:
    """What can stand beside each other on a page, and must be told apart."""
    return {
        "text": palette.tone("text" if focused else "dim"),
        "span": palette.span("quote", focused=focused, marked=False),
        "active span": palette.span("quote", focused=focused, marked=True),
        "suggestion": palette.offer("quote", focused=focused, marked=False),
        "suggestion reached": palette.offer("quote", focused=focused, marked=True),
        "selection": palette.selection,
        "match": palette.match,
        "letter": palette.chip("quote", focused=focused),
        "letter of a suggestion": palette.hint("quote", focused=focused),
    }


@each_theme
@pytest.mark.parametrize("focused", [True, False])
def test_what_differs_looks_different(palette: Palette, focused: bool) -> None:
    for (one, look), (other, another) in combinations(looks(palette, focused=focused).items(), 2):
        assert look != another, (one, other)


@pytest.mark.parametrize("focused", [True, False])
def test_in_the_plain_theme_without_any_colour(focused: bool) -> None:
    found = looks(Palette(PLAIN, DEFAULT_SCHEME), focused=focused)
    for (one, look), (other, another) in combinations(found.items(), 2):
        assert attributes(look) != attributes(another), (one, other)


def test_in_the_plain_theme_neighbours_are_dimmed_and_the_cursor_is_seen() -> None:
    palette = Palette(PLAIN, DEFAULT_SCHEME)
    near, far = looks(palette), looks(palette, focused=False)
    for name in ("text", "span", "suggestion", "letter"):
        assert attributes(near[name]) != attributes(far[name])
    assert palette.cursor.reverse


def test_in_the_plain_theme_all_labels_look_alike_but_for_their_letters() -> None:
    palette = Palette(PLAIN, DEFAULT_SCHEME)
    assert len({palette.span(name, focused=True, marked=False) for name in LABELS}) == 1
    assert [palette.key(name) for name in LABELS] == list("qacdb")


@pytest.mark.parametrize("palette", PALETTES[:2], ids=list(THEMES)[:2])
def test_in_the_others_each_label_has_its_colour(palette: Palette) -> None:
    for focused in (True, False):
        grounds = {palette.chip(name, focused=focused).bgcolor for name in LABELS}
        assert len(grounds) == len(LABELS)


@each_theme
def test_every_colour_of_a_scheme_can_be_drawn(palette: Palette) -> None:
    assert set(ACCENTS) == set(COLOURS)
    labels = tuple(Label(c, c[0], colour=c) for c in (*COLOURS, "#123abc"))
    drawn = Palette(palette.colours, Scheme(labels))
    for label in labels:
        assert Color.parse(drawn.accent(label.name))
        assert drawn.span(label.name, focused=True, marked=True)


@each_theme
def test_a_label_that_the_scheme_no_longer_has_is_drawn_too(palette: Palette) -> None:
    assert palette.key("gone") == "?"
    assert palette.chip("gone", focused=True)


@pytest.mark.parametrize("key", ["\u0301", "日", "é", "👍", "\u2028", "\x1b"])
def test_a_letter_takes_one_cell_or_is_a_question_mark(key: str) -> None:
    palette = Palette(PLAIN, Scheme((Label("odd", key),)))
    shown = palette.key("odd")
    assert shown == (key if key == "é" else "⏎" if key == "\u2028" else shown)
    assert len(shown) == 1
    assert shown.isprintable()


SHARP, READ, SEEN = 7.0, 4.5, 3.0
"""What WCAG 2 asks for: of text that is read all day, of all other text, of lines and marks."""
COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@each_theme
@pytest.mark.parametrize("panel", [False, True])
def test_every_tone_is_read_on_the_page_and_beside_it(palette: Palette, panel: bool) -> None:
    assert ratio(palette.tone("text", panel=panel)) >= SHARP
    for tone in ("dim", "faint", "accent", "ok", "warn"):
        assert ratio(palette.tone(tone, panel=panel)) >= READ, tone
    for style in (palette.selection, palette.cursor, palette.match):
        assert ratio(style) >= READ


@each_theme
def test_what_is_less_than_text_is_dimmer_and_what_is_less_still_fainter(palette: Palette) -> None:
    near, dim, faint = (ratio(palette.tone(tone)) for tone in ("text", "dim", "faint"))
    assert near > dim * 2 > faint * 2


def drawn(palette: Palette, label: str) -> Iterator[tuple[Style, float]]:
    """Every way to draw a label, and the contrast that it needs at least."""
    for focused in (True, False):
        for marked in (True, False):
            yield palette.span(label, focused=focused, marked=marked), READ
            yield palette.offer(label, focused=focused, marked=marked), READ
        yield palette.chip(label, focused=focused), READ
        yield palette.hint(label, focused=focused), READ
        yield palette.lane(label, focused=focused), SEEN
    beside = palette.offer(label, focused=True, marked=False) + palette.panel
    yield beside, READ


def is_read(palette: Palette, colour: str) -> None:
    """See that a label of that colour is, however it is drawn."""
    own = Palette(palette.colours, Scheme((Label("own", "o", colour=colour),)))
    for style, least in drawn(own, "own"):
        assert ratio(style) >= least, style


@each_theme
@pytest.mark.parametrize("colour", COLOURS)
def test_every_named_colour_is_read_however_it_is_drawn(palette: Palette, colour: str) -> None:
    is_read(palette, colour)


@each_theme
@given(COLOUR)
@example("#000000")
@example("#ffffff")
@example("#16181d")
@example("#fbfaf7")
@example("#777777")
def test_so_is_whatever_colour_a_project_gives_a_label(palette: Palette, colour: str) -> None:
    is_read(palette, colour)


@each_theme
def test_on_a_terminal_of_256_colours_text_can_still_be_read(palette: Palette) -> None:
    scheme = Scheme(tuple(Label(colour, "o", colour=colour) for colour in COLOURS))
    own = Palette(palette.colours, scheme)
    for colour in COLOURS:
        for style in (style for style, least in drawn(own, colour) if least == READ):
            assert ratio(as_shown(style, ColorSystem.EIGHT_BIT)) >= SEEN, (colour, style)


def test_the_plain_theme_can_be_read_with_16_colours() -> None:
    palette = Palette(PLAIN, DEFAULT_SCHEME)
    tones = [palette.tone(tone) for tone in ("text", "dim", "faint", "accent", "ok", "warn")]
    labels = [style for name in LABELS for style, _ in drawn(palette, name)]
    for style in (*tones, *labels, palette.selection, palette.cursor, palette.match):
        assert ratio(as_shown(style, ColorSystem.STANDARD)) >= READ, style


def test_nor_does_it_need_the_grey_that_many_terminals_have_as_their_ground() -> None:
    palette = Palette(PLAIN, DEFAULT_SCHEME)
    tones = [palette.tone(tone) for tone in ("text", "dim", "faint")]
    labels = [style for name in LABELS for style, _ in drawn(palette, name)]
    used = {c.downgrade(ColorSystem.STANDARD).number for s in (*tones, *labels) for c in ends(s)}
    assert used <= {0, 7, 15}


def as_shown(style: Style, system: ColorSystem) -> Style:
    """A style with the nearest colours that a terminal has."""
    fore, back = (
        Color.from_triplet(colour.downgrade(system).get_truecolor()) for colour in ends(style)
    )
    return Style(color=fore, bgcolor=back)


def ends(style: Style) -> tuple[Color, Color]:
    """The colours of text and ground as Textual sends them: what is dim is mixed beforehand."""
    assert style.color
    assert style.bgcolor
    text, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
    sent = mix(text, ground, DIM_FACTOR) if style.dim else text
    return Color.parse(sent), Color.parse(ground)


def ratio(style: Style) -> float:
    fore, back = (colour.get_truecolor().hex for colour in ends(style))
    return contrast(fore, back)
