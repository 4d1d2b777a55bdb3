"""Colours of labels on a page."""

COLOURS = {
    "green": "#3f9e68",
    "amber": "#c98f1f",
    "blue": "#4585d6",
    "red": "#d2565d",
    "grey": "#8992a1",
    "violet": "#8c6fdb",
    "cyan": "#2fa3a8",
    "orange": "#d67a33",
    "pink": "#cf5f9c",
    "olive": "#8f9636",
    "teal": "#2f9d86",
    "brown": "#a3734a",
}
"""What the scheme's names of colours are on paper, light or dark."""


def on_paper(colour: str) -> str:
    """The colour that the scheme names, or says as it is."""
    return COLOURS.get(colour, colour)
