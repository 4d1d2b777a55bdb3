"""The list of what is to be settled: the articles that two or more have finished."""

from collections.abc import Sequence
from typing import overload

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.storage import adjudication
from annotate.storage.adjudication import Shared
from annotate.ui.header import cut
from annotate.ui.palette import Palette
from annotate.ui.screens.documents import Keys
from annotate.ui.screens.rowed import RowedScreen
from annotate.ui.widgets.bars import Bar, Piece
from annotate.ui.widgets.rows import Row, padded

TITLE, SOURCE = 48, 18
HINTS = ["queue-open", "queue-unsettled", "agreement", "annotator", "help"]
NONE = "No article was finished by two annotators yet."
OPEN: Piece = ("·", "faint")
SETTLED: Piece = ("✓", "ok")
CHANGED: Piece = ("↻", "warn")
"""Somebody changed what was settled: it is to be settled again."""


class QueueScreen(RowedScreen):
    """Those on which annotators differ most come first; the cursor is on the one that was open."""

    KEYS = "queue"

    def __init__(self, session: Reviewing, palette: Palette, keys: Keys) -> None:
        super().__init__(palette)
        self._session, self._keys = session, keys

    def on_mount(self) -> None:
        """Show the queue as it is now."""
        place, number = self._session.place()
        rows = Queued(self._session) if number else [Row([(NONE, "text")])]
        self._rows.put(rows, max(0, place - 1))

    def _lay_bars(self, header: Bar, footer: Bar) -> None:
        session = self._session
        articles = plural(len(session.queue), "article")
        settled = adjudication.settlements(session.store, session.annotator)
        pieces: list[Piece] = [(articles, "text"), ("  to settle, the most first", "dim")]
        header.lay(self._palette, pieces, (f"{settled} settled · {session.annotator}", "dim"))
        footer.lay_keys(self._palette, map(self._keys, HINTS), (self._said, "warn"))

    async def action_open(self) -> None:
        """Settle the chosen article."""
        shared = self._rows.behind
        if isinstance(shared, Shared):
            await self.run_action(f"app.open_document({shared.key})")

    async def action_unsettled(self) -> None:
        """Settle the next that is not settled."""
        try:
            key = self._session.next_unfinished().key
        except AnnotateError as error:
            self._said = str(error)
            self._lay()
        else:
            await self.run_action(f"app.open_document({key})")

    async def action_back(self) -> None:
        """Back to the article."""
        if self._session.article:
            await self.run_action(f"app.open_document({self._session.article.key})")


class Queued(Sequence[Row]):
    """The queue as rows; whether an article is settled is found out when its row is looked at."""

    def __init__(self, session: Reviewing) -> None:
        self._session = session
        self._known: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._session.queue)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if at not in self._known:
            self._known[at] = self._row(self._session.queue[at])
        return self._known[at]

    def _row(self, shared: Shared) -> Row:
        title = padded(cut(display(shared.title or shared.id), TITLE - 1), TITLE)
        source = padded(cut(display(shared.source), SOURCE - 1), SOURCE)
        differ = f"{plural(shared.contested, 'span')} to settle"
        people = plural(shared.versions, "annotator")
        told: list[Piece] = [(f" {title}", "text"), (source, "dim")]
        return Row([self._state(shared), *told, (f"{differ}, {people}", "dim")], shared)

    def _state(self, shared: Shared) -> Piece:
        session = self._session
        if adjudication.settled(session.store, shared.key, session.annotator) is None:
            return OPEN
        return SETTLED if session.is_settled(shared.key) else CHANGED
