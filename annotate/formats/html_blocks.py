"""The visible text of a page, block by block in reading order, each with where it stands."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotate.formats.html_elements import BLOCKS, LANDMARKS, UNSEEN, WITHIN_TEXT

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NEAREST = 3
"""Elements of a hint: a paragraph's own and those around it; one landmark further out is added."""
LONGEST = 80
"""Characters of a tag, and of all classes of an element, that a hint keeps."""
SPACES = re.compile(r"[ \t\n\r\f]+")
LINE_ENDS = re.compile(r"\r\n?|\f")
BLANK_LINES = re.compile(r"\n\n+")
NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
INVISIBLE = "\ufeff\u200b\u2060\xad"
"""What may stand alone where nothing is to be seen."""


class Block(NamedTuple):
    """A paragraph of a page: its text, and the chain of elements and classes that led to it."""

    text: str
    hint: str


class _Element:
    """An open element: how a hint names it, what it lies in, the nearest landmark from it on."""

    __slots__ = ("_hint", "around", "block", "landmark", "name", "tag", "verbatim")

    def __init__(self, tag: str, classes: str | None, around: "_Element | None") -> None:
        self.tag, self.around = tag, around
        self.name = _named(tag, classes)
        self.block = _is_block(tag, around)
        self.verbatim: bool = tag == "pre" or (around is not None and around.verbatim)
        self.landmark: _Element | None = around.landmark if around else None
        if tag in LANDMARKS:
            self.landmark = self
        self._hint = ""

    @property
    def hint(self) -> str:
        if not self._hint:
            self._hint = " > ".join(reversed(list(self._chain())))
        return self._hint

    def _chain(self) -> Iterator[str]:
        """The names from the element itself outwards."""
        element: _Element | None = self
        for _ in range(NEAREST):
            if element is None:
                return
            yield element.name
            element = element.around
        if element and element.landmark:
            yield element.landmark.name


def _named(tag: str, classes: str | None) -> str:
    name, kept = tag[:LONGEST], LONGEST
    for word in (classes or "").split():
        kept -= len(word)
        if kept >= 0 and word != ">":
            name += f".{word}"
    return name


def _is_block(tag: str, around: _Element | None) -> bool:
    """Whether a block begins here; elements of a site's own do so, but not within a line."""
    return tag in BLOCKS or ("-" in tag and not (around and around.tag in WITHIN_TEXT))


def blocks(body: "LexborNode") -> Iterator[Block]:
    """The blocks of a page, from its outermost element on; no depth is too deep for it."""
    page = _Page()
    path: list[LexborNode] = []
    node: LexborNode | None = body
    while node is not None:
        inner = page.meet(node)
        if inner is not None:
            path.append(node)
            node = inner
        else:
            while (after := node.next) is None and path:
                node = path.pop()
                page.leave()
            node = after if path else None
        if page.ready:
            yield from page.take()
    page.end()
    yield from page.take()


class _Page:
    """Gathers text while the nodes of a page go by."""

    def __init__(self) -> None:
        self.ready: list[Block] = []
        self._open: list[_Element] = []
        self._blocks: list[_Element] = []
        self._parts: list[str] = []

    def take(self) -> list[Block]:
        """The blocks that are whole."""
        ready, self.ready = self.ready, []
        return ready

    def meet(self, node: "LexborNode") -> "LexborNode | None":
        """Take in what a node is; its first child, if that is to be seen."""
        tag = node.tag or "-"
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "br":
            self._parts.append("\n")
        elif tag not in UNSEEN:
            return self._enter(node, tag)
        return None

    def _enter(self, node: "LexborNode", tag: str) -> "LexborNode | None":
        attributes = node.attributes
        child = node.first_child
        if tag == "hr" or child is None or _hidden(tag, attributes):
            if tag in BLOCKS:
                self.end()
            return None
        element = _Element(tag, attributes.get("class"), self._open[-1] if self._open else None)
        if element.block:
            self.end()
            self._blocks.append(element)
        self._open.append(element)
        return child

    def leave(self) -> None:
        """The innermost element that is open ends."""
        if self._open.pop().block:
            self.end()
            self._blocks.pop()

    def _text(self, text: str) -> None:
        verbatim = self._open and self._open[-1].verbatim
        self._parts.append(LINE_ENDS.sub("\n", text) if verbatim else SPACES.sub(" ", text))

    def end(self) -> None:
        """What was gathered is a block; lines that were left empty part it into several."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts = []
        if not text.strip() or not self._blocks:
            return
        hint = self._blocks[-1].hint
        self.ready += [Block(part, hint) for part in _paragraphs(text)]


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a block's text: with single spaces, and nothing at the edges."""
    single = SPACES.sub(_one if "\n" in text else " ", text)
    for part in BLANK_LINES.split(single) if "\n\n" in single else (single,):
        if seen := part.strip().strip(INVISIBLE).strip():
            yield seen


def _one(spaces: re.Match[str]) -> str:
    """A run of whitespace as it is seen: a space, or the line ends in it."""
    return "\n" * spaces[0].count("\n") or " "


def _hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether the page itself says that an element is not displayed."""
    if not attributes:
        return tag == "dialog"
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return bool(style and NOT_DISPLAYED.search(style))
