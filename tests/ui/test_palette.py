"""Colours and attributes: in each theme what differs looks different; in one without any colour."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from annotate.core.scheme import COLOURS, DEFAULT_SCHEME, Label, Scheme
from annotate.ui.palette import ACCENTS, PLAIN, THEMES, Palette, mix

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


@each_theme
def test_text_is_read_on_its_ground(palette: Palette) -> None:
    """Contrast as WCAG 2 defines it: 4.5 for what is read, 2 for what only marks a place."""
    for tone, least in (
        ("text", 7.0),
        ("dim", 4.5),
        ("accent", 4.5),
        ("warn", 4.5),
        ("faint", 1.5),
    ):
        assert contrast(palette.tone(tone)) >= least, tone
    for name in LABELS:
        assert contrast(palette.span(name, focused=True, marked=False)) >= 4.5, name
        assert contrast(palette.chip(name, focused=True)) >= 4.5, name


def contrast(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    one, two = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
    return (one + 0.05) / (two + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_lies_between_its_parts(one: str, other: str, share: float) -> None:
    ends = Color.parse(one).get_truecolor(), Color.parse(other).get_truecolor()
    for part, a, b in zip(Color.parse(mix(one, other, share)).get_truecolor(), *ends, strict=True):
        assert min(a, b) <= part <= max(a, b)
    assert (mix(one, other, 1), mix(one, other, 0)) == (one, other)
