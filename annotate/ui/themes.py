"""The themes: what colours each has, for our own lines and for what Textual draws itself."""

from msgspec import Struct
from textual.theme import Theme

ACCENTS = {
    "green": "#7ee2a0",
    "amber": "#f2c063",
    "blue": "#7fb4f5",
    "red": "#ef8a8f",
    "grey": "#a3acba",
    "violet": "#bda4f5",
    "cyan": "#6fd6d6",
    "orange": "#f0a06a",
    "pink": "#f09ac8",
    "olive": "#c3c86a",
    "teal": "#5cc8b0",
    "brown": "#c9a17a",
}
"""What the scheme's names of colours are on a dark ground."""


class Colours(Struct, frozen=True):
    """A theme's colours as #rrggbb; `plain` ones are not used for labels."""

    name: str
    dark: bool
    background: str
    panel: str
    text: str
    dim: str
    faint: str
    accent: str
    ok: str
    warn: str
    selection: str
    plain: bool = False


DARK = Colours(
    name="annotate-dark",
    dark=True,
    background="#16181d",
    panel="#1b1e26",
    text="#e3e7ee",
    dim="#939ca9",
    faint="#7e8795",
    accent="#f0a35e",
    ok="#7ee2a0",
    warn="#f2c063",
    selection="#35537f",
)
LIGHT = Colours(
    name="annotate-light",
    dark=False,
    background="#fbfaf7",
    panel="#f1efe9",
    text="#1d2129",
    dim="#535a67",
    faint="#656c79",
    accent="#a8480a",
    ok="#187746",
    warn="#8a5a00",
    selection="#bcd3f2",
)
PLAIN = Colours(
    name="annotate-plain",
    dark=True,
    background="#000000",
    panel="#000000",
    text="#ffffff",
    dim="#d8d8d8",  # what is dim is drawn a third darker than this, and faint likewise
    faint="#c4c4c4",
    accent="#ffffff",
    ok="#ffffff",
    warn="#ffffff",
    selection="#ffffff",
    plain=True,
)
PLAIN_CURSOR = {
    "block-cursor-blurred-background": PLAIN.text,
    "block-cursor-blurred-foreground": PLAIN.background,
}
"""What is chosen in Textual's own lists, also where there are but few greys."""
THEMES = {colours.name: colours for colours in (DARK, LIGHT, PLAIN)}


def textual_theme(colours: Colours) -> Theme:
    """The same colours for what Textual draws itself: dialogs, inputs, the palette."""
    return Theme(
        name=colours.name,
        primary=colours.accent,
        secondary=colours.dim,
        accent=colours.accent,
        foreground=colours.text,
        background=colours.background,
        surface=colours.panel,
        panel=colours.panel,
        success=colours.ok,
        warning=colours.warn,
        error=colours.warn,
        dark=colours.dark,
        variables={"text-disabled": colours.faint, **(PLAIN_CURSOR if colours.plain else {})},
    )
