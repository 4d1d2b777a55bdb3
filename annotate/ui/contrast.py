"""Colours as #rrggbb: mixed, and so that what is drawn in them can be read.

Contrast is that of WCAG 2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21.
"""

from functools import cache

from rich.color import Color

READ, SEEN = 4.5, 3.0
"""What text needs at least, and what a line or a mark needs."""
STEPS = 20
BLACK, WHITE = "#000000", "#ffffff"


def mix(colour: str, other: str, share: float) -> str:
    """`share` of one colour and the rest of another."""
    one, two = Color.parse(colour).get_truecolor(), Color.parse(other).get_truecolor()
    parts = (round(a * share + b * (1 - share)) for a, b in zip(one, two, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


@cache
def legible(colour: str, ground: str, least: float = READ) -> str:
    """A colour if it stands out from a ground, else the nearest to it that does.

    That lies on its way to black or to white, whichever is further from the ground.
    """
    far = max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    shares = (step / STEPS for step in range(STEPS + 1))
    nearer = (mix(far, colour, share) for share in shares)
    return next(c for c in nearer if contrast(c, ground) >= least)


def contrast(one: str, other: str) -> float:
    """How far two colours stand out from each other, whichever is the ground."""
    less, more = sorted((_luminance(one), _luminance(other)))
    return (more + 0.05) / (less + 0.05)


def _luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1."""
    parts = [part / 255 for part in Color.parse(colour).get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
