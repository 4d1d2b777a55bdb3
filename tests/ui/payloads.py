"""Text that means harm to a terminal or to a widget, and the eye that sees it getting through."""

import unicodedata
from collections.abc import Iterator

from rich.segment import Segment
from textual.app import App

from annotate.core.display import display

CONTROLS = (
    "\x1b[2J\x1b[31mred\x1b[0m",
    "\x1b]0;owned\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1bP1$r0m\x1b\\",
    "\x9b2J\x9d0;owned\x9c",
    "\u202eesrever\u2066\u061c",
    "one\ttwo\u2028three\x0b\x0c\x08\x7f",
    "e" + "\u0301" * 500,
    "\ufeff\u200b\u2060zero",
)
MARKUP = (
    "[/nope]",
    "[@click=app.bell]ring[/]",
    "[link=https://evil.example]here[/link]",
    "[link='https://evil.example']here[/link]",
    "[bold red on white]loud[/]",
    "[[b]] \\[b] [",
)
PAYLOADS = CONTROLS + MARKUP
ALLOWED_FORMATS = {0x200C, 0x200D}
"""The joiners, with which whole scripts are written."""


def harm(app: App[None]) -> Iterator[str]:
    """What is on the screen and ought not to be, a line for each piece of it."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        for segment in strip:
            yield from (f"line {y}: {problem}" for problem in _problems(segment))


def _problems(segment: Segment) -> Iterator[str]:
    text, style = segment.text, segment.style
    if segment.control:
        yield f"a control segment {segment.control!r}"
    if any(map(_obeyed, text)):
        yield f"{text!r} would be obeyed"
    if style and style.link:
        yield f"{text!r} links to {style.link!r}"
    if style and "@click" in (style.meta or {}):
        yield f"{text!r} does {style.meta!r} when it is clicked"


def _obeyed(character: str) -> bool:
    """Whether a terminal does something else with a character than to draw it."""
    category = unicodedata.category(character)
    format = category == "Cf" and ord(character) not in ALLOWED_FORMATS
    return format or category in ("Cc", "Cs", "Zl", "Zp")


def shown(text: str) -> str:
    """How a text stands in a line: as the display boundary makes it, blanks as one."""
    return " ".join(display(text).split())
