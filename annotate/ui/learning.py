"""Taking in, in the background, what was decided before, and learning from the labels anew."""

from contextlib import suppress
from functools import partial

from textual import work
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from annotate.core.errors import AnnotateError
from annotate.services.project import Project
from annotate.services.retraining import Retraining
from annotate.storage import decisions
from annotate.storage.store import Store

PULSE = 1.0
"""Seconds after which it is looked whether learning has ended."""


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

    @work(thread=True, exclusive=True, group="decisions")
    def learn(self, project: Project, retraining: Retraining) -> None:
        """Off the path of the keys, on a connection of its own: what was decided of furniture."""
        worker = get_current_worker()
        # a cache: what cannot be taken in now is taken in another time
        with suppress(AnnotateError), Store.open(project.store.path, create=False) as store:
            if decisions.refresh(store, lambda: not worker.is_cancelled):
                self.post_message(self.Learned())
            if retraining.look(store):
                self.post_message(self.Begun(retraining))

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
