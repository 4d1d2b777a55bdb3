"""Colours and attributes: how each thing is drawn, in each theme.

Nothing is told by colour alone: labels also have their letter, and in the theme without colour
spans are underlined, selections reversed and neighbours dimmed by attributes of the terminal.
Whatever colours a project chooses, all text can be read on its ground.
"""

from functools import cache, cached_property
from typing import Literal

from rich.cells import cell_len
from rich.style import Style

from annotate.core.display import display
from annotate.core.scheme import Scheme
from annotate.ui.contrast import BLACK, SEEN, legible, mix
from annotate.ui.themes import ACCENTS, Colours

Tone = Literal["text", "dim", "faint", "accent", "ok", "warn"]


class Palette:
    """How things are drawn in one theme, for the labels of one scheme."""

    def __init__(self, colours: Colours, scheme: Scheme) -> None:
        self.colours = colours
        self._keys = {label.name: label.key for label in scheme.labels}
        self._accents = {label.name: self._accent(label.colour) for label in scheme.labels}
        self.key = cache(self._key)
        self.span = cache(self._span)
        self.offer = cache(self._offer)
        self.hint = cache(self._hint)
        self.chip = cache(self._chip)
        self.lane = cache(self._lane)
        self.tone = cache(self._tone)

    def _key(self, label: str) -> str:
        """The letter of a label; one that the scheme does not name has "?"."""
        key = display(self._keys.get(label, "?"))
        return key if cell_len(key) == 1 else "?"

    def accent(self, label: str) -> str:
        """The colour of a label as #rrggbb."""
        return self._accents.get(label, self.colours.dim)

    def _accent(self, colour: str) -> str:
        known = ACCENTS.get(colour, colour)
        return self._seen(known if self.colours.dark else mix(known, BLACK, 0.55))

    def _seen(self, colour: str) -> str:
        """A colour, so that it is read on the page and on the panel, where there is less contrast.

        So is the page's own on it.
        """
        return legible(colour, self.colours.panel)

    def _tone(self, tone: Tone, *, bold: bool = False, panel: bool = False) -> Style:
        """Text of the page or, with `panel`, of what stands beside it."""
        ground = self.colours.panel if panel else self.colours.background
        dim = self.colours.plain and tone in ("dim", "faint")
        return Style(color=getattr(self.colours, tone), bgcolor=ground, bold=bold, dim=dim)

    def _span(self, label: str, *, focused: bool, marked: bool) -> Style:
        """Text that has a label; `marked` is the active span, or what is linked to it."""
        c = self.colours
        if c.plain:
            return Style(
                color=c.text if focused else c.dim,
                bgcolor=c.background,
                underline=True,
                bold=marked,
                dim=not focused,
            )
        accent = self.accent(label)
        ground = mix(accent, c.background, (0.30 if marked else 0.22) if focused else 0.13)
        colour = mix(accent, c.text, 0.7) if focused else mix(accent, c.dim, 0.35)
        return Style(color=legible(colour, ground), bgcolor=ground, bold=focused, underline=marked)

    def _offer(self, label: str, *, focused: bool, marked: bool) -> Style:
        """Text for which a label is suggested: no ground, an underline in its dimmed colour."""
        c = self.colours
        if c.plain:
            italic = Style(color=c.text if focused else c.dim, bgcolor=c.background, italic=True)
            return italic + Style(underline=True, bold=marked, dim=not focused)
        colour = mix(self.accent(label), c.dim if focused else c.faint, 0.75 if focused else 0.45)
        ground = mix(self.accent(label), c.background, 0.12) if marked else c.background
        read = legible(self._seen(colour), ground)
        return Style(color=read, bgcolor=ground, underline=True, bold=marked)

    def _hint(self, label: str, *, focused: bool) -> Style:
        """The cell with the letter of a label that is suggested: a dark tile, and no underline."""
        c = self.colours
        if c.plain:
            letter = Style(underline=False, italic=False, bold=True)
            return self.offer(label, focused=focused, marked=False) + letter
        ground = mix(self.accent(label), c.background, 0.18 if focused else 0.12)
        colour = mix(self.accent(label), c.dim, 0.9 if focused else 0.6)
        return Style(color=legible(colour, ground), bgcolor=ground, bold=True)

    def _chip(self, label: str, *, focused: bool) -> Style:
        """The cell with a label's letter."""
        c = self.colours
        if c.plain:
            return self._reversed + Style(bold=True, dim=not focused)
        accent = self.accent(label)
        ground = accent if focused else self._seen(mix(accent, c.background, 0.6))
        return Style(color=c.background, bgcolor=ground, bold=True)

    def _lane(self, label: str, *, focused: bool) -> Style:
        """A link, in the colour of the label that it starts from."""
        c = self.colours
        accent = c.text if c.plain else self.accent(label)
        far = legible(mix(accent, c.background, 0.5), c.background, SEEN)
        return Style(color=accent if focused else far, bgcolor=c.background)

    @cached_property
    def ground(self) -> Style:
        """Nothing at all."""
        return Style(bgcolor=self.colours.background)

    @cached_property
    def panel(self) -> Style:
        """Nothing, beside the page."""
        return Style(bgcolor=self.colours.panel)

    @property
    def _reversed(self) -> Style:
        """Text and ground exchanged by the terminal, which needs no colour for it."""
        return Style(color=self.colours.text, bgcolor=self.colours.background, reverse=True)

    @cached_property
    def selection(self) -> Style:
        """What is selected."""
        if self.colours.plain:
            return self._reversed
        return Style(color=self.colours.text, bgcolor=self.colours.selection, bold=True)

    @cached_property
    def cursor(self) -> Style:
        """The character that the bare cursor stands on."""
        if self.colours.plain:
            return self._reversed
        return Style(color=self.colours.background, bgcolor=self.colours.text)

    @cached_property
    def match(self) -> Style:
        """What a search has found."""
        if self.colours.plain:
            return self._reversed + Style(underline=True)
        return Style(color=self.colours.background, bgcolor=self.colours.warn)
