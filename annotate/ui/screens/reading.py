"""Pages that are only read: every key of a screen, and the guidelines."""

from collections.abc import Iterable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from annotate.core.display import display
from annotate.core.scheme import Scheme
from annotate.ui.keyboard import TypedScreen


class Reading(TypedScreen[None]):
    """A page of text; Esc leaves it."""

    CSS_PATH = "reading.tcss"
    BINDINGS = [
        Binding("escape,q,question_mark,g", "leave", "back", id="leave"),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, to be scrolled."""
        with VerticalScroll():
            yield Static(self._text, markup=False)

    def action_scroll(self, lines: int) -> None:
        """Move the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()


def help_page(keys: Iterable[tuple[str, str, str]]) -> Text:
    """Every key, what it does and what there is to know about it; from a screen's bindings."""
    page = Text().append("Keys\n\n", style="bold")
    for key, what, more in keys:
        page.append(f"  {key:>14}   ", style="bold")
        page.append(display(f"{what:<18} "))
        page.append(display(more if more != what else "") + "\n", style="dim")
    page.append("\nRemap them in annotate.toml, under [keys]: docs/keys.md. Esc goes back.\n")
    return page


def guidelines_page(scheme: Scheme, guidelines: str) -> Text:
    """What each label is for, and the project's own guidelines."""
    page = Text().append("Labels\n\n", style="bold")
    for label in scheme.labels:
        page.append(display(f"  {label.key}  {label.name:<14}"), style="bold")
        page.append(display(label.help) + "\n")
    page.append("\nLinks\n\n", style="bold")
    for relation in scheme.relations:
        page.append(display(f"  {relation.label:<17}"), style="bold")
        page.append(display(relation.help) + "\n")
    page.append("\n")
    for line in guidelines.splitlines():
        page.append(display(line) + "\n", style="bold" if line.startswith("#") else "")
    return page
