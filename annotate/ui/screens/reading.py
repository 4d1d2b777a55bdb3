"""Pages that are only read: every key of a screen, and the guidelines."""

from collections.abc import Iterable, Sequence

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Label, Static

from annotate.core.display import display
from annotate.core.scheme import Scheme
from annotate.ui.keyboard import TypedScreen


def page_key(key: str, action: str, description: str, tooltip: str = "") -> Binding:
    """A key of such a page; with a tooltip it is in the palette."""
    return Binding(key, action, description, show=False, tooltip=tooltip or description)


class Reading(TypedScreen[None]):
    """A page of text; Esc leaves it."""

    HINT = "↓ ↑ PgDn PgUp move · Esc goes back"
    CSS_PATH = "reading.tcss"
    BINDINGS = [
        page_key("escape,q,question_mark,g", "leave", "back", "To where you were"),
        page_key("down,j", "scroll(1)", "down", "A line down"),
        page_key("up,k", "scroll(-1)", "up", "A line up"),
        page_key(
            "pagedown,space", "page(1)", "page down", "What comes after the last line in sight"
        ),
        page_key("pageup", "page(-1)", "page up", "What stands before the first line in sight"),
        page_key("home", "edge(0)", "first line"),
        page_key("end", "edge(1)", "last line"),
    ]

    def __init__(self, page: RenderableType) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """The page, to be scrolled, and how."""
        with VerticalScroll(can_focus=False):
            yield Static(self._page, markup=False)
        yield Label(self.HINT, id="hint", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Move the page by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Move it by what is in sight."""
        self.action_scroll(pages * self._scroll.size.height)

    def action_edge(self, edge: int) -> None:
        """To its first line (0) or its last (1)."""
        self._scroll.scroll_to(y=edge * self._scroll.max_scroll_y, animate=False)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()


def help_page(keys: Iterable[tuple[str, str, str]]) -> RenderableType:
    """Every key, what it does and what there is to know about it; from a screen's bindings."""
    rows = ((key, what, more if more != what else "") for key, what, more in keys)
    end = Text("\nRemap them in annotate.toml, under [keys]: docs/keys.md.\n")
    return Group(_heading("Keys"), _table(("bold", "", "dim"), rows, first="right"), end)


def guidelines_page(scheme: Scheme, guidelines: str, missing: str = "") -> RenderableType:
    """What each label is for, and the project's own guidelines, or what is said in their place."""
    from annotate.ui.markdown import markdown_page  # a while to load, and rarely looked at

    labels = ((f"{label.key}  {label.name}", label.help) for label in scheme.labels)
    links = ((relation.label, relation.help) for relation in scheme.relations)
    page: list[RenderableType] = [_heading("Labels"), _table(("bold", ""), labels)]
    if scheme.relations:
        page += [_heading("\nLinks"), _table(("bold", ""), links)]
    own = Text(display(missing), style="bold") if missing else markdown_page(guidelines)
    return Group(*page, Text(), own)


def _heading(text: str) -> Text:
    return Text(f"{text}\n", style="bold")


def _table(
    styles: Sequence[str], rows: Iterable[Sequence[str]], first: JustifyMethod = "left"
) -> Table:
    """Columns in these styles; what is too long for the last goes on below its beginning."""
    table = Table.grid(padding=(0, 3, 0, 0))
    for number, style in enumerate(styles):
        table.add_column(style=style, justify=first if number == 0 else "left")
    for row in rows:
        table.add_row(*(Text(display(cell)) for cell in row))
    return table
