"""Somebody at the program's plain classes: keys are pressed, committed and counted."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme_file import SuggestionSettings
from annotate.services.annotating import accepting, adjusting, jumping, labelling, linking, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.services.suggesting import Suggesting
from annotate.services.training.models import ProjectModel
from annotate.storage.bulk import BulkImport
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.palette import Palette
from annotate.ui.themes import DARK
from annotate.ui.widgets.page import Page, page_of
from benchmarks.planning.gold import Gold
from benchmarks.planning.reaching import MOVES, sought

ANNOTATOR = "ana"
SIZE = 84, 38
"""Columns and lines for the article on a terminal of 120 × 40, its panel shown."""
GESTURES: dict[str, Callable[[Article], object]] = {
    **MOVES,
    "enter": marking.done,
    "x": labelling.remove,
    "X": labelling.clear,
    "r": linking.link,
    "R": lambda a: linking.link(a, 1),
    "e": adjusting.grow,
    "E": adjusting.shrink,
    "shift+right": lambda a: adjusting.extend(a, "right"),
    "shift+left": lambda a: adjusting.extend(a, "left"),
    "full_stop": lambda a: adjusting.move_edge(a, "end", "right"),
    "comma": lambda a: adjusting.move_edge(a, "end", "left"),
    "greater_than_sign": lambda a: adjusting.move_edge(a, "start", "right"),
    "less_than_sign": lambda a: adjusting.move_edge(a, "start", "left"),
    "right_curly_bracket": lambda a: adjusting.start_by_word(a, "right"),
    "left_curly_bracket": lambda a: adjusting.start_by_word(a, "left"),
}
JUMPS = {"apostrophe": jumping.to_word, "quotation_mark": jumping.reach_word}
"""The keys that wait for a letter."""


class Desk:
    """One article in a project of its own; `pressed` are the keys so far."""

    def __init__(
        self, store: Store, gold: Gold, settings: SuggestionSettings, model: Path | None
    ) -> None:
        learned = ProjectModel(model, gold.scheme) if model else None
        suggest = Suggesting(store, gold.scheme, settings, ANNOTATOR, learned)
        session = Session(store, gold.scheme, ANNOTATOR, suggest)
        self.article = session.open(1)
        task = suggest.learned(self.article.document) or suggest(self.article.document)
        self.article.offer(task())
        self._page: Page = page_of(self.article, Palette(DARK, gold.scheme), SIZE, 0)
        self._labels = {label.key: n for n, label in enumerate(gold.scheme.labels)}
        self.pressed: list[str] = []
        self._words: str | None = None
        self._jump: Callable[[Article, str], object] | None = None
        self._page.follow()

    @property
    def last_in_sight(self) -> int:
        """The last paragraph that is wholly in sight."""
        return self._page.last_in_sight

    def press(self, keys: Iterable[str]) -> None:
        """Press keys, one after the other."""
        for key in keys:
            if self._jump:
                self._jump(self.article, key)
                self._jump = None
            elif key in JUMPS:
                self._jump = JUMPS[key]
            elif self._words is not None or key == "slash":
                self._search(key)
            elif key in ("enter", "space") and marking.read_on(self.article, self._page.unseen):
                pass
            elif key == "space":
                accepting.accept_run(self.article, self.last_in_sight)
            elif key in self._labels:
                labelling.label(self.article, self._labels[key])
            else:
                GESTURES[key](self.article)
            self.pressed.append(key)
            self._page.follow()

    def _search(self, key: str) -> None:
        """The keys from the slash to the one that ends it are a search in the article."""
        if key == "enter":
            offset = sought(self.article, self._words or "")
            assert offset is not None
            self.article.cursor.to(offset)
            self._words = None
        else:
            letter = " " if key == "space" else key
            self._words = "" if self._words is None else self._words + letter


@contextmanager
def at_desk(gold: Gold, settings: SuggestionSettings, model: Path | None = None) -> Iterator[Desk]:
    """Somebody who opens an article for the first time; `model` is the folder of a learned one."""
    with TemporaryDirectory() as folder, Store.open(Path(folder, FILE_NAME)) as store:
        store.connection.execute("PRAGMA synchronous = OFF")  # keys are counted, not timed
        with BulkImport(store, ANNOTATOR) as bulk:
            bulk.document(gold.document)
        yield Desk(store, gold, settings, model)
