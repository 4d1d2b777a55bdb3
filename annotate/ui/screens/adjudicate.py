"""The screen on which versions of an article are settled into gold."""

from collections.abc import Collection
from functools import partial

from annotate.core.conflicts import Conflict
from annotate.core.suggestion import Place
from annotate.services.adjudicating import finishing, taking
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.services.annotating.article import Article
from annotate.ui import hints
from annotate.ui.dialogs.ask import Ask
from annotate.ui.palette import Palette
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.article import WIDE
from annotate.ui.screens.keyed import Keys
from annotate.ui.widgets.versions_panel import VersionsPanel
from annotate.ui.widgets.versions_view import VersionsView

UNSETTLED = ("agreed", "onward", "next-conflict", "undo", "back", "help")


class AdjudicateScreen(AnnotateScreen):
    """Labelling on the gold layer, and what digits, Enter, Space and Tab do besides."""

    KEYS = "adjudicate"
    CSS_PATH = ["article.tcss", "adjudicate.tcss"]  # type: ignore[assignment]  # several, too

    def __init__(
        self,
        session: Reviewing,
        case: Adjudication,
        palette: Palette,
        keys: Keys,
        sought: str = "",
        *,
        at: Collection[Place] = (),
    ) -> None:
        super().__init__(session, case, palette, keys, sought)
        self._at = at
        self._versions = self._panel = VersionsPanel()
        self._view = VersionsView()

    @property
    def _case(self) -> Adjudication:
        assert isinstance(self._article, Adjudication)
        return self._article

    def on_mount(self) -> None:
        """Begin at the place that was chosen, else where the article begins for a reviewer."""
        if self._at:
            finishing.to_place(self._case, self._at)
        elif not self._sought:
            _begin(self._case)

    def show_panel(self) -> None:
        """Show the versions beside the article, or below it where it is narrow; unless hidden."""
        self.set_class(self.app.size.width < WIDE, "below")
        self._panel.display = self._panel_wanted is not False

    # --- moving ----------------------------------------------------------------------------------

    def action_article(self, step: int) -> None:
        """To the next or previous article."""
        self._do(lambda: _begin(self._session.step(step)))

    def action_unfinished(self) -> None:
        """To the next article that is not settled; while searching, to the match before."""
        if self._sought:
            super().action_unfinished()
        else:
            self._do(self._next_unfinished)

    def _next_unfinished(self) -> str:
        said = self._session.next_unfinished()
        return _begin(self._session.article) or said

    # --- settling ------------------------------------------------------------------------------

    def action_onward(self) -> None:
        """To the next open conflict, paragraph, or, once all is settled, article."""
        self._do(self._onward)

    def _onward(self) -> object:
        case = self._case
        if finishing.is_finished(case):
            return self._next_unfinished()
        said = finishing.read_on(case, self._view.unseen)
        return said or finishing.onward(case, self._view.last_in_sight)

    def action_agreed(self) -> None:
        """Take what all agree on, and go to the first conflict."""
        self._do(self._agreed)

    def _agreed(self) -> str:
        said = taking.take_agreed(self._case)
        finishing.to_first(self._case)
        return finishing.SETTLED if self._case.is_settled else said

    def action_conflict(self, step: int) -> None:
        """To the next or previous conflict."""
        self._do(partial(self._case.step_conflict, step))

    def action_take(self, number: int) -> None:
        """Take a version of the conflict at hand, or none."""
        self._do(partial(taking.take, self._case, number))

    def action_reveal(self) -> None:
        """Show whose the versions are, or letters again."""
        self._versions.revealed = shown = not self._versions.revealed
        self._do(lambda: "names shown" if shown else "names hidden")

    def action_unclear(self) -> None:
        """Ask what the guideline leaves open here."""

        def take(reason: str) -> None:
            self._do(partial(finishing.unclear, self._case, reason))

        known = finishing.reason_here(self._case)
        self.app.push_screen(Ask("What does the guideline leave open?", take, known))

    async def action_back(self) -> None:
        """Out of the selection, the search, the article: the conflict at hand holds nobody back."""
        cursor = self._case.cursor
        if cursor.selection.is_empty:
            cursor.put_near(cursor.selection.start)
        await super().action_back()

    # --- the line below ------------------------------------------------------------------------

    def _hints(self) -> list[hints.Hint]:
        """The keys that make sense here."""
        case, unseen = self._case, self._view.unseen
        usual = [(id, "") for id in self._usual()]
        if unseen is not None and finishing.goes_on(case, unseen):
            usual = hints.reading(case, unseen, usual, "onward")
        return usual[: hints.MOST]

    def _usual(self) -> list[str]:
        """Their ids, as long as one sees what is at hand."""
        conflict = self._case.at_hand
        if conflict is None or not self._case.content.spans:
            return [*UNSETTLED]
        digits = [f"take-{n}" for n in range(1, min(len(conflict.options), 4))]
        edits = ["end-right"] if isinstance(conflict, Conflict) else ["link"]
        return ["onward", *digits, "take-none", *edits, "undo"]


def _begin(article: Article | None) -> str:
    """At the first open conflict, or further on if somebody was there.

    Of what was gone through to the end and was changed since, only that is left.
    """
    assert isinstance(article, Adjudication)
    if article.cursor.paragraph == 0 or not article.open_paragraphs:
        finishing.to_first(article)
    return ""
