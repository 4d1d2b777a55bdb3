"""The list of what is to be settled: the articles that two or more have finished."""

from contextlib import suppress

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.services.adjudicating.reviewing import Reviewing, settled_and_changed
from annotate.storage import adjudication, documents, log
from annotate.storage.contested import Shared
from annotate.storage.store import Store
from annotate.ui.header import cut
from annotate.ui.palette import Palette
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.screens.keyed import Keys
from annotate.ui.screens.rowed import RowedScreen
from annotate.ui.widgets.bars import Bar, Piece
from annotate.ui.widgets.rows import LazyRows, Row, padded

SOURCE, TOLD, BRIEFLY = 18, 35, 29
"""Cells of a source, where there is room for one, and of what is to be settled, or that briefly."""
LONGEST, ROOM = 72, 100
"""Cells of a title at most, and columns from which the source is shown."""
PULSE = 2.0
"""Seconds after which what others did meanwhile is looked for."""
HINTS = ["queue-open", "queue-unsettled", "queue-gold", "agreement", "annotator", "help"]
NONE = "No article was finished by two annotators yet."
OPEN: Piece = ("·", "faint")
SETTLED: Piece = ("✓", "ok")
CHANGED: Piece = ("↻", "warn")
"""Somebody changed what was settled: it is to be settled again."""


class QueueScreen(RowedScreen):
    """Those on which annotators differ most come first; the cursor is on the one that was open."""

    class Counted(Message):
        """How many are settled, and how many were changed since, is known."""

        def __init__(self, settled: int, changed: int) -> None:
            super().__init__()
            self.settled, self.changed = settled, changed

    KEYS = "queue"

    def __init__(self, session: Reviewing, palette: Palette, keys: Keys) -> None:
        super().__init__(palette)
        self._session, self._keys = session, keys
        self._settled = ""
        self._moment = 0, 0

    def on_mount(self) -> None:
        """Show the queue as it is now, and from time to time what others did."""
        self._moment = self._now()
        self._put(max(0, self._session.place()[0] - 1))
        self._count()
        self.set_interval(PULSE, self.look_again)

    def on_resize(self) -> None:
        """What a row has room for is another."""
        if not self._is_left:
            self._put(self._rows.chosen)
        super().on_resize()

    def _put(self, place: int) -> None:
        queue = self._session.queue
        rows = Queued(self._session, self.app.size.width) if queue else [Row([(NONE, "text")])]
        self._rows.put(rows, place)

    def on_screen_resume(self) -> None:
        """Something may have happened while another screen was in front."""
        self.look_again()

    def look_again(self) -> None:
        """Draw the queue up anew if it may be another by now; the cursor stays where it is."""
        with suppress(AnnotateError):
            now = self._now()
            if now != self._moment:
                self._moment, chosen = now, self._rows.behind
                self._session.look_again()
                keys = [shared.key for shared in self._session.queue]
                here = isinstance(chosen, Shared) and chosen.key in keys
                self._put(keys.index(chosen.key) if here else self._rows.chosen)
                self._count()
                self._lay()

    def _now(self) -> tuple[int, int]:
        """What is another number where anybody did anything, or an article was removed."""
        store = self._session.store
        return log.newest(store), documents.count(store)

    @work(thread=True, exclusive=True, group="settled")
    def _count(self) -> None:
        """Off the path of the keys: each version of each settled article is read."""
        session, worker = self._session, get_current_worker()
        keys = [shared.key for shared in session.queue]
        with suppress(AnnotateError), Store.open(session.store.path, create=False) as store:
            found = settled_and_changed(store, keys, session.annotator)
            if not worker.is_cancelled:
                self.post_message(self.Counted(*found))

    def on_queue_screen_counted(self, message: Counted) -> None:
        """Say it above."""
        changed = f", {message.changed} changed since" if message.changed else ""
        self._settled = f"{message.settled} settled{changed} · "
        self._lay()

    def _lay_bars(self, header: Bar, footer: Bar) -> None:
        session = self._session
        articles = plural(len(session.queue), "article")
        pieces: list[Piece] = [(articles, "text"), ("  the most contested first", "dim")]
        header.lay(self._palette, pieces, (f"{self._settled}{session.annotator}", "dim"))
        footer.lay_keys(self._palette, map(self._keys, HINTS), (self._said, "warn"))

    async def action_open(self) -> None:
        """Settle the chosen article."""
        shared = self._rows.behind
        if isinstance(shared, Shared):
            await self.run_action(f"app.open_document({shared.key})")

    async def action_unsettled(self) -> None:
        """Settle the next that is not settled."""
        try:
            said = self._session.next_unfinished()
        except AnnotateError as error:
            self._said = str(error)
            self._lay()
        else:
            await self.action_back()
            if said and isinstance(self.app.screen, ArticleScreen):
                self.app.screen.say(said)

    def action_gold(self) -> None:
        """Let the next reviewer's adjudication be gold of the chosen article."""
        shared = self._rows.behind
        if isinstance(shared, Shared):
            try:
                self._said = self._session.next_gold(shared.key)
            except AnnotateError as error:
                self._said = str(error)
            self._lay()

    async def action_back(self) -> None:
        """Back to the article."""
        if self._session.article:
            await self.run_action(f"app.open_document({self._session.article.key})")


class Queued(LazyRows):
    """The queue as rows; whether an article is settled is found out when its row is looked at."""

    def __init__(self, session: Reviewing, width: int) -> None:
        """To be shown in so many cells."""
        super().__init__()
        self._session, self._width = session, width

    def __len__(self) -> int:
        return len(self._session.queue)

    def _row(self, at: int) -> Row:
        shared, wide = self._session.queue[at], self._width >= ROOM
        differ: Piece = (_differ(shared, wide), "dim")
        return Row([self._state(shared), *self._named(shared.key, wide), differ], shared)

    def _named(self, key: int, wide: bool) -> list[Piece]:
        """The title, and the source where there is room for it."""
        told, source = (TOLD, SOURCE) if wide else (BRIEFLY, 0)
        room = max(8, min(LONGEST, self._width - told - source - 4))
        title, whence = documents.title_and_source(self._session.store, key)
        title = padded(cut(display(title), room - 1), room)
        whence = padded(cut(display(whence), source - 1), source) if source else ""
        return [(f" {title}", "text"), (whence, "dim")]

    def _state(self, shared: Shared) -> Piece:
        session = self._session
        if adjudication.settled(session.store, shared.key, session.annotator) is None:
            return OPEN
        return SETTLED if session.is_settled(shared.key) else CHANGED


def _differ(shared: Shared, wide: bool) -> str:
    """How many spans are contested, and among how many."""
    contested = shared.contested
    spans = plural(contested, "contested span") if wide else f"{contested} contested"
    return f"{spans}, {plural(shared.versions, 'annotator')}"
