"""An annotator's work in one run of the program: from article to article, undo over all of them."""

from collections.abc import Callable
from contextlib import suppress

from annotate.core.document import Document
from annotate.core.errors import BusyError, GestureError, StorageError
from annotate.core.operations import Redo, Undo
from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.core.suggestion import NONE, Silence, Suggestions
from annotate.services.annotating.article import Article
from annotate.services.annotating.changes import changed_paragraph, what_was_done
from annotate.services.annotating.cursor import Cursor
from annotate.services.annotating.today import Today
from annotate.storage import assignments, controls, documents, gestures, positions, queue, repeats
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.positions import Position
from annotate.storage.queue import Filter
from annotate.storage.setting_up import PATIENCE
from annotate.storage.store import Store

Suggest = Callable[[Document], Callable[[], Suggestions]]
"""From a document to the task that makes its suggestions, which may run in any thread."""
Improve = Callable[[Document], Callable[[], Suggestions] | None]
"""From a document to the task that makes better ones and takes a while, if there are any."""
Team = Callable[[], str]
"""How an exchange with others goes; "" where there is none."""
ALL_OF_THEM = "{documents-back} there shows all"
LEAVING = 2.0
"""Seconds that leaving waits for another program that writes: where one was is worth no more."""
ROUND = "from the first article again"
"""What is said where what lies beyond the last article is sought from the first on."""


def _nothing(document: Document) -> Callable[[], Suggestions]:
    """No suggestions."""
    return lambda: NONE


def _no_better(document: Document) -> None:
    """None better."""


def _silent(document: Document) -> None:
    """Nothing is kept back."""


class Session:
    """Whose labels are made, and which article is open."""

    def __init__(
        self,
        store: Store,
        scheme: Scheme,
        annotator: str,
        suggest: Suggest = _nothing,
        improve: Improve = _no_better,
        *,
        silence: Callable[[Document], Silence | None] = _silent,
        team: Team = str,
    ) -> None:
        """What is known of a document, and of others.

        `silence` says why nothing is suggested of a document, None if it is; `team` how the
        exchange with others goes that is under way, "" if there is none.
        """
        self.store, self.scheme, self.annotator = store, scheme, annotator
        self.suggest, self.improve, self.silence, self.team = suggest, improve, silence, team
        self.listed, self._listed_own = Filter(), False
        self._writer = Writer(annotator)
        self.today = Today(store, annotator)
        self.article: Article | None = None
        self._saved: Position | None = None
        self._left: dict[int, Position] = {}

    # --- from article to article ---------------------------------------------------------------

    def open(self, key: int) -> Article:
        """Open a document where the annotator stopped in it."""
        if self.article and self.article.key == key:
            return self.article
        annotations = Annotations(self.store, key, documents.get(self.store, key), self.annotator)
        article = self._opened(annotations)
        # to read on takes no writing, for which another program or the disk might make one wait
        if self.article:
            self._left[self.article.key] = self.article.position
        if last := self._left.pop(key, None) or positions.get(self.store, self.annotator, key):
            article.cursor = Cursor(article.document, last.paragraph, last.cursor)
        # to be here is worth remembering, even where one was before
        self.article, self._saved = article, None
        return article

    def _opened(self, annotations: Annotations) -> Article:
        """A layer on a document as what is worked on here."""
        return Article(annotations, self._writer, self.scheme, self.today.made)

    def resume(self) -> Article | None:
        """Open the document where the annotator was last, else the first unfinished one."""
        last = positions.latest(self.store, self.annotator)
        self._take_places()
        key = last.document if last else self._next_unfinished(0)
        key = key or queue.following(self.store, self.annotator, 0, self.listed)
        return self.open(key) if key else None

    def step(self, articles: int) -> Article:
        """Open the next document in the list's order, or the previous one (a negative number)."""
        beside = queue.following if articles > 0 else queue.preceding
        here = self.article.key if self.article else 0
        key = beside(self.store, self.annotator, here, self.listed)
        if key is None:
            raise self._at_end("after" if articles > 0 else "before")
        return self.open(key)

    def _at_end(self, way: str) -> GestureError:
        """Why there is nothing before or after; how to see all, where the list shows but some."""
        if self.listed.text or self.listed.state:
            what = f"the list shows none {way} this article"
            return GestureError(what, hint=ALL_OF_THEM)
        return GestureError("this is the last article" if way == "after" else "this is the first")

    def next_unfinished(self) -> str:
        """Open the next unfinished document in the list's order, going round, which it says."""
        here = self.article.key if self.article else 0
        self._take_places()
        key = self._next_unfinished(here)
        if key is None:
            rest = " that was given to you" if self.listed.own else ""
            found = f" with “{self.listed.text}”" if self.listed.text else ""
            hint = self._rest() or ALL_OF_THEM * bool(found)
            raise GestureError(f"every other article{rest}{found} is finished", hint=hint)
        self.open(key)
        before = here and queue.comes_before(self.store, self.annotator, key, here, self.listed)
        return ROUND if before else ""

    def _rest(self) -> str:
        """What there is still to do where nothing else is; "" for nothing."""
        waiting = repeats.waiting(self.store, self.annotator)
        number = plural(waiting, "article")
        return f"{number} to label again: {{second-pass}} in the list" if waiting else ""

    def _next_unfinished(self, after: int) -> int | None:
        return queue.next_unfinished(self.store, self.annotator, after, self.listed)

    def _take_places(self) -> None:
        """Where articles are given out, keep those held here, take more, and list them first."""
        if not assignments.exist(self.store):
            return
        here = {self.article.key} if self.article else set[int]()
        is_left = assignments.still_open(self.store, self.annotator) - here
        # a disk that takes nothing, or others who write, are no reason not to go on with what is
        with suppress(StorageError):
            controls.take(self.store, self.annotator, waits=0 if is_left else PATIENCE)
        if not self._listed_own and assignments.any_for(self.store, self.annotator):
            self.listed, self._listed_own = Filter(order="assigned", own=True), True

    def leave(self) -> None:
        """Close the document, remembering the place."""
        self._remember(LEAVING)
        self.article = None

    def place(self) -> tuple[int, int]:
        """Which document this is of all in the list's order, from 1, and how many there are.

        0 for one that is not in it: where articles are given out, who goes back may be there.
        """
        key = self.article.key if self.article else 0
        every = Filter(order=self.listed.order, own=self.listed.own)
        before = queue.place(self.store, self.annotator, key, every)
        at = queue.page(self.store, self.annotator, every, before, 1) if every.own else []
        is_there = not every.own or [entry.key for entry in at] == [key]
        return before + 1 if is_there else 0, queue.count(self.store, self.annotator, every)

    def remember(self) -> None:
        """Keep where the annotator is, and was in the documents before, if that changed.

        While another program writes nothing is kept, and nothing waits: the next time has it all.
        """
        with suppress(BusyError):
            self._remember(0)

    def _remember(self, waits: float) -> None:
        if self.article is None or (self.article.position == self._saved and not self._left):
            return
        here = self.article.position
        positions.put(self.store, self.annotator, *self._left.values(), here, waits=waits)
        self._saved, self._left = here, {}

    # --- undo over articles and restarts -------------------------------------------------------

    def undo(self) -> str:
        """Take back the latest gesture of this annotator, in whichever article it was."""
        target = gestures.latest_live(self.store, self.annotator)
        if target is None:
            raise GestureError("nothing to undo")
        return "undone" + self._mark(target, Undo)

    def redo(self) -> str:
        """Take back the last undo, if nothing was done since."""
        target = gestures.latest_undone(self.store, self.annotator)
        if target is None:
            raise GestureError("nothing to redo")
        return "done again" + self._mark(target, Redo)

    def _mark(self, target: gestures.Undoable, kind: type[Undo | Redo]) -> str:
        """Mark a gesture in its article, and go to where that shows; the end of the message."""
        elsewhere = self.article is None or self.article.key != target.document
        article = self.open(target.document)
        before = article.content
        article.commit([kind(target.gesture)])
        self.today.marked(target, kind)
        place = changed_paragraph(article.document, before, article.content)
        if place is not None:
            article.cursor.go(place)
        states = (before, article.content) if kind is Redo else (article.content, before)
        name = article.document.title or article.document.id
        words = what_was_done(article.document, *states), f"in “{name}”" if elsewhere else ""
        return "".join(f" · {word}" for word in words if word)
