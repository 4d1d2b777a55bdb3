"""What stands above an article: its title, and as much about it as there is room for."""

from annotate.core.display import display
from annotate.core.document import Document
from annotate.storage.queue import Filter, Order, State
from annotate.ui import layout

ORDERED: dict[Order, str] = {
    "import": "by import",
    "title": "by title",
    "source": "by source",
    "published": "by date",
    "progress": "by progress",
    "uncertain": "by uncertainty",
    "assigned": "as given out",
}
NAMES: dict[State, str] = {
    "": "all",
    "unfinished": "unfinished",
    "done": "done",
    "skipped": "set aside",
    "flagged": "flagged",
}
SHOWN = {"begins": "syncing", "in step": "synced"}
"""How an exchange with others that goes well is shown; anything else says what is wrong."""
LEAST_TITLE = 12
"""Cells of a title that are shown in any case."""
MOST_COPY = 24
"""Cells of the title of what an article is a near-copy of."""
MOST_WORDS = 14
"""Cells of what was looked for in titles and sources."""
AROUND = 4
"""Cells that stay empty: at both edges, and between the title and what is said about it."""


def place(number: int, total: int, listed: Filter) -> str:
    """Which article of how many this is; what it was counted by, unless that is the import.

    A `number` of 0 is of one that is not among them. All are counted; where the list shows but
    some, to which one goes from here, it says which.
    """
    only = f" · {shown}" if (shown := _only(listed)) else ""
    if not number:
        return f"not in the list of {total}{only}"
    by = "" if listed.order in ("import", "assigned") else f" {ORDERED[listed.order]}"
    return f"article {number} of {total}{by}{only}"


def _only(listed: Filter) -> str:
    """Which articles a list shows; "" where it is all of them."""
    state = NAMES[listed.state] if listed.state else ""
    words = f"“{cut(display(listed.text), MOST_WORDS)}”" if listed.text else ""
    shown = " ".join(part for part in (state, words) if part)
    return f"only {shown}" if shown else ""


def header(
    document: Document, place: str, annotator: str, width: int, copy: str = ""
) -> tuple[str, str]:
    """The title and the details, in so many cells: the source goes first, then the date.

    `copy` says what it is a near-copy of, and goes last.
    """
    title = display(document.title or document.id)
    about = [document.source, document.published, copy, place, annotator]
    for dropped in range(4):
        details = " · ".join(part for part in about[dropped:] if part)
        room = width - layout.cells(display(details)) - AROUND
        if layout.cells(title) <= room:
            return title, details
    return cut(title, max(LEAST_TITLE, room)), details


def among(annotator: str, team: str) -> str:
    """Who labels, and in two words how the exchange with others goes."""
    return f"{annotator} · {'not synced' if told(team) else SHOWN[team]}" if team else annotator


def told(team: str) -> bool:
    """Whether the exchange does not go as it should, and must be told of."""
    return bool(team) and team not in SHOWN


def near_copy(title: str, share: float) -> str:
    """Of which article it is a near-copy, and how much of it."""
    return f"copy of {cut(display(title), MOST_COPY)} {100 * share:.0f} %"


def cut(shown: str, width: int) -> str:
    """What is shown, in so many cells at most; dots stand for what is left out."""
    if layout.cells(shown) <= width:
        return shown
    return shown[: max(0, layout.offset_at(shown, (0, len(shown)), width - 1))] + "…"
