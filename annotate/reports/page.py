"""A page in HTML: sections of tables and plots, in one file that asks for nothing from outside."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from msgspec import Struct

from annotate.core.display import display

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and no script runs, whatever the page came to hold."""


class Part(Struct, frozen=True):
    """A piece of a section: its caption, and the HTML of what it shows."""

    caption: str
    html: str
    wide: bool = False


class Section(Struct, frozen=True):
    """A heading, a sentence about what follows, and its parts beside one another."""

    title: str
    parts: tuple[Part, ...]
    note: str = ""


def text(value: object) -> str:
    """Anything as the text of a page: nothing of it is markup, or turns the line around."""
    return escape(display(str(value)))


def page(title: str, facts: Sequence[tuple[str, str]], sections: Iterable[Section]) -> str:
    """The whole page; `facts` are (figure, what it counts), shown under the title."""
    figures = "".join(f"<li><b>{text(f)}</b> {text(what)}</li>" for f, what in facts)
    style = STYLE.read_text(encoding="utf-8")
    body = "".join(map(_section, sections))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{text(title)}</h1>\n<ul class="facts">{figures}</ul>\n{body}'
        "</main>\n</body>\n</html>\n"
    )


def note(words: str) -> str:
    """A sentence in the background."""
    return f'<p class="note">{text(words)}</p>\n'


def _section(section: Section) -> str:
    about = note(section.note) if section.note else ""
    parts = "".join(map(_part, section.parts))
    title = f"<h2>{text(section.title)}</h2>\n"
    return f'<section>\n{title}{about}<div class="parts">\n{parts}</div>\n</section>\n'


def _part(part: Part) -> str:
    kind = ' class="wide"' if part.wide else ""
    caption = f"<figcaption>{text(part.caption)}</figcaption>" if part.caption else ""
    return f"<figure{kind}>{caption}{part.html}</figure>\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table whose first column is names, and all others are figures."""
    heads = "".join(f"<th>{text(cell)}</th>" for cell in head)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(value: object) -> str:
    return f"<td>{text(f'{value:,}' if isinstance(value, int) else value)}</td>"
