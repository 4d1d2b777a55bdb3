"""Parsing a page, however malformed, without letting it take memory or time beyond its size."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from annotate.core.errors import InputError
from annotate.formats.extras import library
from annotate.formats.html_elements import NEVER_CLOSED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

FORMATTING = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/])"
    r"(?:[^=>]|=\s*(?:\"[^\"]*\"|'[^']*')?)*+(?:>|\Z)",
    re.IGNORECASE,
)
"""Tags that go on over the ends of blocks: each block anew, for each that has other attributes."""
DEEPEST = 30_000
"""Elements within each other that are parsed: the time for more grows with the square."""
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
MOST_ATTRIBUTES = 20_000
"""Attributes of an element that are parsed: the time for more grows with the square."""
OPENING = re.compile(r"<[a-zA-Z](?:[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+")
"""A whole tag, whatever is in its attributes."""
VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)")
BEFORE_ATTRIBUTE = re.compile(r"[\s/=]+")


def parsed(page: str) -> "LexborHTMLParser":
    """The page as a browser's parser sees it; its formatting has lost its attributes.

    Raises ProjectError where selectolax is not installed, InputError for a page that is too deep,
    or has too many attributes.
    """
    lexbor = library("selectolax.lexbor", "html")
    _refuse_depth(page)
    _refuse_attributes(page)
    # without events, which take a time that grows with the square of a list's options
    options = lexbor.LexborDocumentOptions.WO_EVENTS
    tree: LexborHTMLParser = lexbor.LexborHTMLParser(FORMATTING.sub(_bare, page), options=options)
    return tree


def _bare(tag: re.Match[str]) -> str:
    return f"<{tag[1]} hidden>" if "hidden" in tag[0] else f"<{tag[1]}>"


def _refuse_depth(page: str) -> None:
    """Raise InputError where more elements lie within each other than are parsed."""
    if page.count("<") <= DEEPEST:
        return
    open_tags: Counter[str] = Counter()
    depth = 0
    for slash, name in TAG.findall(page):
        tag = name.lower()
        if tag in NEVER_CLOSED:
            continue
        if not slash:
            open_tags[tag] += 1
            depth += 1
        elif open_tags[tag]:
            open_tags[tag] -= 1
            depth -= 1
        if depth > DEEPEST:
            raise InputError(f"more than {DEEPEST:,} elements within each other", hint="no page")


def _refuse_attributes(page: str) -> None:
    """Raise InputError where its attributes would take longer than the most of one element."""
    long = (tag[0] for tag in OPENING.finditer(page) if len(tag[0]) > 1000)
    counts = (len(BEFORE_ATTRIBUTE.findall(VALUE.sub("=", tag))) for tag in long)
    if sum(count**2 for count in counts) > MOST_ATTRIBUTES**2:
        raise InputError(f"more than {MOST_ATTRIBUTES:,} attributes of an element", hint="no page")
