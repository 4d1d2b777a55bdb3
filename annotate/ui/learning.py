"""Taking in, in the background, what was decided before, and learning from the labels anew."""

from contextlib import suppress

from textual import work
from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from annotate.core.errors import AnnotateError
from annotate.services.project import Project
from annotate.services.retraining import Retraining
from annotate.storage import decisions
from annotate.storage.store import Store


class LearningApp(App[None]):
    """An app that can do so while its UI is open."""

    class Learned(Message):
        """More is known of what was decided before."""

    @work(thread=True, exclusive=True, group="decisions")
    def learn(self, project: Project, retraining: Retraining) -> None:
        """Off the path of the keys, on a connection of its own: what was decided of furniture."""
        worker = get_current_worker()
        # a cache: what cannot be taken in now is taken in another time
        with suppress(AnnotateError), Store.open(project.store.path, create=False) as store:
            if decisions.refresh(store, lambda: not worker.is_cancelled):
                self.post_message(self.Learned())
            retraining.look(store)
