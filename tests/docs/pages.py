"""The pages of the documentation, and what stands in them: fenced blocks, links, headings."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("*/README.md")])
SHELL = {"sh", "console"}


class Block(NamedTuple):
    """A fenced block: where it stands, the language it is in ("" if none is said), its text."""

    page: Path
    line: int
    language: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for token in _tokens(page):
        if token.type == "fence" and token.map:
            yield Block(page, token.map[0] + 1, token.info.strip(), token.content)


def outputs(page: Path) -> Iterator[tuple[Block, Block]]:
    """The commands below which stands what they print, in a block without a language."""
    for above, below in pairwise(blocks(page)):
        if not below.language and below.line == above.line + above.text.count("\n") + 3:
            yield above, below


def links(page: Path) -> Iterator[str]:
    """Where a page's links and pictures lead."""
    for token in _inline(page):
        target = token.attrGet("href") or token.attrGet("src")
        if target:
            yield str(target)


def codes(page: Path) -> Iterator[str]:
    """What its sentences have as code."""
    return (token.content for token in _inline(page) if token.type == "code_inline")


def headings(page: Path) -> Iterator[str]:
    """The texts of its headings."""
    for opening, inside in pairwise(_tokens(page)):
        if opening.type == "heading_open":
            yield "".join(token.content for token in inside.children or [])


def tree(page: Path) -> SyntaxTreeNode:
    """A page as the tree of its blocks."""
    return SyntaxTreeNode(_tokens(page))


def words(node: SyntaxTreeNode) -> str:
    """What a block says."""
    return "".join(each.content for each in node.walk() if each.type in {"text", "code_inline"})


def rows(page: Path, head: str) -> list[list[str]]:
    """The rows of the table whose first column has that head."""
    for node in tree(page).walk():
        if node.type == "table" and words(node.children[0].children[0].children[0]) == head:
            return [[words(cell) for cell in row.children] for row in node.children[1].children]
    raise AssertionError(f"no such table: {head}")


def anchor(heading: str) -> str:
    """What a link says behind `#` to lead to a heading, on code hosts and on the site."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("gfm-like").parse(page.read_text(encoding="utf-8"))


def _inline(page: Path) -> Iterator[Token]:
    for token in _tokens(page):
        yield from token.children or []
