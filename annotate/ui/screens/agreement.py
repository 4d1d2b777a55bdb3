"""The agreement screen: figures with plots, the disagreements behind them, and the way to each."""

from contextlib import closing
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.services.adjudicating.versions import drawn
from annotate.services.measuring.disagreements import Disagreement, disagreements
from annotate.services.measuring.measure import measure
from annotate.services.measuring.report import Agreement
from annotate.services.project import Project
from annotate.storage import adjudication, finished
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from annotate.ui.agreement_rows import ANNOTATOR, REVIEWER, Behind, figures
from annotate.ui.disagreement_rows import Listed
from annotate.ui.naming import Naming
from annotate.ui.palette import Palette
from annotate.ui.screens.keyed import Keys
from annotate.ui.screens.rowed import RowedScreen
from annotate.ui.widgets.bars import Bar, Piece

MOST = 2000
"""Disagreements that are listed at a time."""
HINTS = ["agreement-open", "agreement-reveal", "agreement-back", "help"]
COMPARED = "agreement-reviewers"
"""Among them where there are two reviewers to be compared."""
TOO_FEW = "two reviewers are compared, and {} settled articles"


class Sight(Struct):
    """What the screen shows: with it another goes on where one was left.

    `place` is the row of the figures that `listed` lies behind, `chosen` the one the cursor is on.
    `reviewers` are the layers that are compared, where they are not those of annotators.
    """

    report: Agreement | None = None
    behind: Behind | None = None
    listed: list[Disagreement] | None = None
    place: int = 0
    chosen: int = 0
    revealed: bool = False
    reviewers: tuple[str, ...] = ()


class AgreementScreen(RowedScreen):
    """Figures first; Enter goes to the disagreements behind one, and from there to the article.

    Annotators are P1, P2 … by lot, reviewers R1, R2 …, until their names are asked for. What is
    measured is read on a connection of its own, off the path of the keys.
    """

    class Known(Message):
        """Figures, or the disagreements behind one of them, of these `layers` are there."""

        def __init__(self, layers: tuple[str, ...], found: Agreement | list[Disagreement]) -> None:
            super().__init__()
            self.layers, self.found = layers, found

    class Chosen(Message):
        """A disagreement is to be settled; with this sight one comes back."""

        def __init__(self, found: Disagreement, sight: Sight) -> None:
            super().__init__()
            self.found, self.sight = found, sight

    class Failed(Message):
        """It could not be read."""

        def __init__(self, error: AnnotateError) -> None:
            super().__init__()
            self.error = error

    KEYS = "agreement"

    def __init__(
        self,
        project: Project,
        layer: str,
        palette: Palette,
        keys: Keys,
        sight: Sight | None = None,
    ) -> None:
        """With what is settled in that layer marked."""
        super().__init__(palette)
        self._project, self._layer, self._keys = project, layer, keys
        self._sight = sight or Sight()
        self._reviewers: tuple[str, ...] = ()

    @property
    def sight(self) -> Sight:
        """What is shown now."""
        return replace(self._sight, chosen=self._rows.chosen)

    def on_mount(self) -> None:
        """Show what was shown before, and begin to measure."""
        self._show(self._sight.chosen)
        self._measure(self._sight.reviewers)

    def on_resize(self) -> None:
        """What the rows have room for is another."""
        self.call_after_refresh(self._show)

    def on_screen_resume(self) -> None:
        """Labels may be others by now."""
        if self._sight.report is not None and self._sight.behind is None:
            self._measure(self._sight.reviewers)

    # --- what is read --------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="agreement")
    def _measure(self, layers: tuple[str, ...]) -> None:
        project, worker = self._project, get_current_worker()
        try:
            with Store.open(project.store.path, create=False) as store:
                found = measure(store, project.scheme, Choice(layers)).agreement
                self._reviewers = finished.of_reviewers(store)
        except AnnotateError as error:
            self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Known(layers, found))

    @work(thread=True, exclusive=True, group="disagreements")
    def _list(self, layers: tuple[str, ...], behind: Behind) -> None:
        worker = get_current_worker()
        try:
            found = self._found(layers, behind)
        except AnnotateError as error:
            self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Known(layers, found))

    def _found(self, layers: tuple[str, ...], behind: Behind) -> list[Disagreement]:
        """The first disagreements behind a figure, in the order of the articles."""
        whose = behind.annotators if len(behind.annotators) > 1 else layers
        choice = Choice(layers=whose, documents=(behind.document,) if behind.document else ())
        labels = [behind.label] if behind.label else []
        with Store.open(self._project.store.path, create=False) as store:
            every = disagreements(
                store,
                self._project.scheme,
                choice,
                labels=labels,
                kinds=behind.kinds,
                during=behind.week,
            )
            wanted = set(behind.annotators)
            with closing(every):
                return [*islice((d for d in every if wanted <= {d.a, d.b}), MOST)]

    def on_agreement_screen_known(self, message: Known) -> None:
        """Show it, unless one has gone elsewhere meanwhile."""
        if message.layers != self._sight.reviewers:
            return
        if isinstance(message.found, Agreement):
            self._sight.report = self._in_order_of_the_lot(message.found)
            self._show()
        elif self._sight.behind is not None:
            self._sight.listed = message.found
            self._show(0)

    def _in_order_of_the_lot(self, found: Agreement) -> Agreement:
        order = drawn(self._project.store, found.annotators)
        done = found.finished or {}
        lot = {name: done[name] for name in drawn(self._project.store, done)}
        return replace(found, annotators=order, finished=lot)

    def on_agreement_screen_failed(self, message: Failed) -> None:
        """Say why, in one line."""
        self._said = display(str(message.error))
        self._lay()

    # --- showing -------------------------------------------------------------------------------

    @property
    def _naming(self) -> Naming:
        report, sign = self._sight.report, "R" if self._sight.reviewers else "P"
        people = (report.annotators or [*(report.finished or ())]) if report else ()
        return Naming(people, self._sight.revealed, sign)

    @property
    def _who(self) -> str:
        """Who is compared."""
        return REVIEWER if self._sight.reviewers else ANNOTATOR

    def _is_settled(self, key: int) -> bool:
        """Whether the reviewer settled an article as its versions are now."""
        return adjudication.is_settled(self._project.store, key, self._layer)

    def _show(self, place: int | None = None) -> None:
        """The rows of this moment, the cursor where it was or at that place."""
        if self._is_left:
            return
        rows, sight, width = self._rows, self._sight, self.app.size.width
        at = rows.chosen if place is None else place
        if sight.behind is not None:
            found = sight.listed
            given = self._naming, width, self._is_settled
            rows.put([] if found is None else Listed(found, *given), at)
        elif sight.report is not None:
            rows.put([*figures(sight.report, self._naming, width, self._who)], at)
        self._lay()

    def _lay_bars(self, header: Bar, footer: Bar) -> None:
        about: list[Piece] = [("agreement", "text"), (f"  {self._about()}", "dim")]
        header.lay(self._palette, about, (self._place(), "dim"))
        more = [COMPARED] if len(self._reviewers) > 1 else []
        hints = [*HINTS[:-1], *more, *HINTS[-1:]]
        footer.lay_keys(self._palette, map(self._keys, hints), (self._said, "warn"))

    def _about(self) -> str:
        sight = self._sight
        if sight.behind is not None:
            said = sight.behind.said or self._naming.together(sight.behind.annotators)
            return f"{display(said)} · {self._number()}"
        if sight.report is None:
            return "measuring …"
        people = plural(len(sight.report.annotators), self._who)
        return f"{plural(sight.report.documents, 'article')} done by two or more, {people}"

    def _number(self) -> str:
        """How many disagreements are listed."""
        listed = self._sight.listed
        if listed is None:
            return "reading …"
        return plural(len(listed), "disagreement") + (" and more" if len(listed) == MOST else "")

    def _place(self) -> str:
        """Which of the disagreements the cursor is on."""
        listed, behind = self._sight.listed, self._rows.behind
        if not listed or not isinstance(behind, Disagreement):
            return ""
        return f"{listed.index(behind) + 1:,} of {len(listed):,}"

    # --- keys ----------------------------------------------------------------------------------

    async def action_open(self) -> None:
        """To the disagreements behind a figure, or to the article of one."""
        behind = self._rows.behind
        if isinstance(behind, Behind):
            self._sight.behind, self._sight.listed = behind, None
            self._sight.place = self._rows.chosen
            self._list(self._sight.reviewers, behind)
            self._lay()
        elif isinstance(behind, Disagreement):
            self.post_message(self.Chosen(behind, self.sight))

    def action_reveal(self) -> None:
        """Names, or letters again."""
        self._sight.revealed = not self._sight.revealed
        self._show()

    def action_reviewers(self) -> None:
        """Those who settled the same, one against another; or annotators again."""
        sight = self._sight
        layers = () if sight.reviewers else finished.of_reviewers(self._project.store)
        if not sight.reviewers and len(layers) < 2:
            self._said = TOO_FEW.format("only one has" if layers else "nobody has")
            self._lay()
            return
        self._sight = Sight(revealed=sight.revealed, reviewers=layers)
        self._rows.put([], 0)
        self._lay()
        self._measure(layers)

    def action_back(self) -> None:
        """From the disagreements to the figures, from these to where one was."""
        sight = self._sight
        if sight.behind is None:
            self.dismiss()
            return
        sight.behind = sight.listed = None
        self._show(sight.place)
