"""Markdown as a page that is only read: headings, emphasis, code, lists, quotes, tables.

The text may be anybody's: what is left of it once it is parsed goes through `display`, entities
that stand for controls too; links are shown and lead nowhere, HTML is text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from annotate.core.display import display

INDENT = 4
"""Cells before code."""
STYLES = {
    "strong": Style(bold=True),
    "em": Style(italic=True),
    "code_inline": Style(reverse=True),
    "link": Style(underline=True),
}
"""Attributes of the terminal, which show without colour too."""
HEADINGS = {"h1": Style(bold=True, underline=True)}
HEADING = Style(bold=True)


def markdown_page(source: str) -> RenderableType:
    """A text in Markdown, as wide as there is room."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _blocks(SyntaxTreeNode(parser.parse(source)).children)


# --- blocks ------------------------------------------------------------------------------------


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> RenderableType:
    """Blocks below each other, with an empty line between them but for those of a tight list."""
    return Group(*_spaced(nodes))


def _spaced(nodes: Sequence[SyntaxTreeNode]) -> Iterator[RenderableType]:
    for number, node in enumerate(nodes):
        if number and not nodes[number - 1].hidden:
            yield Text()
        yield BLOCKS.get(node.type, _text)(node)


def _text(node: SyntaxTreeNode) -> RenderableType:
    return _inline(node)


def _heading(node: SyntaxTreeNode) -> RenderableType:
    return _inline(node, HEADINGS.get(node.tag, HEADING))


def _code(node: SyntaxTreeNode) -> RenderableType:
    lines = node.content.rstrip("\n").split("\n")
    return Padding(Text("\n".join(map(display, lines))), (0, 0, 0, INDENT))


def _list(node: SyntaxTreeNode) -> RenderableType:
    first = int(node.attrs.get("start", 1))
    table = _grid()
    for number, item in enumerate(node.children, first):
        table.add_row(f"{number}." if node.type == "ordered_list" else "•", _blocks(item.children))
        if not _is_tight(item) and item is not node.children[-1]:
            table.add_row()
    return table


def _is_tight(item: SyntaxTreeNode) -> bool:
    return all(block.hidden for block in item.children if block.type == "paragraph")


def _quote(node: SyntaxTreeNode) -> RenderableType:
    return _Quoted(_blocks(node.children))


class _Quoted(NamedTuple):
    """A bar before each line of what is quoted."""

    quoted: RenderableType

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        narrower = options.update_width(max(1, options.max_width - 2))
        for line in console.render_lines(self.quoted, narrower, pad=False):
            yield from (Segment("│ "), *line, Segment.line())


def _rule(_: SyntaxTreeNode) -> RenderableType:
    return Text("─" * 12)


def _table(node: SyntaxTreeNode) -> RenderableType:
    table = _grid()
    for row in (row for part in node.children for row in part.children):
        style = HEADING if row.children and row.children[0].tag == "th" else None
        table.add_row(*(_inline(cell) for cell in row.children), style=style)
    return table


def _grid() -> Table:
    return Table.grid(padding=(0, 2, 0, 0))


BLOCKS: dict[str, Callable[[SyntaxTreeNode], RenderableType]] = {
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "table": _table,
}
"""What is not here is a paragraph."""


# --- within a line -----------------------------------------------------------------------------


def _inline(node: SyntaxTreeNode, style: Style | None = None) -> Text:
    """The words of a block, each in the styles of all that it stands in."""
    text = Text()
    for words, look in _words(node, style or Style.null()):
        text.append(display(words) if words != "\n" else words, look)
    return text


def _words(node: SyntaxTreeNode, style: Style) -> Iterable[tuple[str, Style]]:
    style += STYLES.get(node.type, Style.null())
    if node.type == "softbreak":
        yield " ", style
    elif node.type == "hardbreak":
        yield "\n", style
    elif node.type in ("text", "code_inline"):
        yield node.content, style
    for child in node.children:
        yield from _words(child, style)
    if node.type in ("link", "image"):
        yield f" ({node.attrs.get('href') or node.attrs.get('src')})", style
