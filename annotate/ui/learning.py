"""Taking in, in the background, what was decided before, and learning from the labels anew."""

from contextlib import suppress
from functools import partial
from time import sleep

from textual import work
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from annotate.core.errors import AnnotateError
from annotate.services.project import Project
from annotate.services.training.retraining import Retraining
from annotate.storage import decisions, log
from annotate.storage.store import Store

PULSE = 1.0
"""Seconds after which it is looked whether learning has ended."""
REST = 0.01
"""Seconds for the keys after each step: about as long as that takes."""
TakenIn = tuple[str, int]
"""Whose decisions were taken in, up to which operation."""


class LearningApp(App[None]):
    """An app that can do so while its UI is open."""

    class Learned(Message):
        """More is known of what was decided before."""

    class Begun(Message):
        """The program learns anew from the labels."""

        def __init__(self, retraining: Retraining) -> None:
            super().__init__()
            self.retraining = retraining

    class Told(Message):
        """How that goes, in a few words."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    _watch: Timer | None = None
    _taken_in: TakenIn = "", 0

    def learn(self, project: Project, retraining: Retraining, annotator: str) -> None:
        """Take in what somebody decided of furniture, where anything was done since."""
        # a cache: what cannot be taken in now is taken in another time
        with suppress(AnnotateError):
            now = annotator, log.newest(project.store)
            if now != self._taken_in:
                self._learn(project, retraining, now)

    @work(thread=True, exclusive=True, group="decisions")
    def _learn(self, project: Project, retraining: Retraining, now: TakenIn) -> None:
        """Off the path of the keys, on a connection of its own."""
        worker = get_current_worker()

        def wanted() -> bool:
            sleep(REST)
            return not worker.is_cancelled

        with suppress(AnnotateError), Store.open(project.store.path, create=False) as store:
            store.commit_at_once()
            if decisions.refresh(store, now[0], wanted):
                self.post_message(self.Learned())
            if retraining.look(store):
                self.post_message(self.Begun(retraining))
            if not worker.is_cancelled:
                self._taken_in = now

    def on_learning_app_begun(self, message: Begun) -> None:
        """Say so, and from time to time look whether it has ended."""
        self.post_message(self.Told("learning anew in the background"))
        self._watch_no_more()
        self._watch = self.set_interval(PULSE, partial(self._look, message.retraining))

    def _look(self, retraining: Retraining) -> None:
        if words := retraining.outcome():
            self._watch_no_more()
            self.post_message(self.Told(words))

    def _watch_no_more(self) -> None:
        if self._watch:
            self._watch.stop()
