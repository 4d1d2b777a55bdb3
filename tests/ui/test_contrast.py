"""Colours, mixed and made legible: against figures that others publish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color

from annotate.ui.contrast import contrast, legible, mix

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, known: float) -> None:
    assert contrast(one, other) == pytest.approx(known, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(COLOUR, COLOUR, st.sampled_from([3.0, 4.5]))
def test_every_colour_can_be_made_legible_on_every_ground(
    colour: str, ground: str, least: float
) -> None:
    made = legible(colour, ground, least)
    assert contrast(made, ground) >= least
    assert (made == colour) == (contrast(colour, ground) >= least)


@given(COLOUR, COLOUR, st.floats(0, 1))
def test_a_mixture_lies_between_its_parts(one: str, other: str, share: float) -> None:
    ends = Color.parse(one).get_truecolor(), Color.parse(other).get_truecolor()
    for part, a, b in zip(Color.parse(mix(one, other, share)).get_truecolor(), *ends, strict=True):
        assert min(a, b) <= part <= max(a, b)
    assert (mix(one, other, 1), mix(one, other, 0)) == (one, other)
