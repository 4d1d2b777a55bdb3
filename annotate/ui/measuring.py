"""Measuring, in the background, how uncertain the suggestions for each article are."""

import time
from contextlib import suppress

from textual import work
from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from annotate.core.errors import AnnotateError
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.project import Project
from annotate.services.uncertainty import of_project
from annotate.storage import uncertainty
from annotate.storage.store import Store

REST = 0.01
"""Seconds without work before each article, so that keys are answered as ever."""


class MeasuringApp(App[None]):
    """An app that can do so while its UI is open."""

    class Measured(Message):
        """A few more articles have a value."""

    @work(thread=True, exclusive=True, group="uncertainty")
    def measure(self, project: Project, settings: SuggestionSettings, layer: str) -> None:
        """Off the path of the keys, on a connection of its own; what is left is done next time."""
        worker = get_current_worker()

        def wanted() -> bool:
            time.sleep(REST)
            return not worker.is_cancelled

        value, on = of_project(project, settings)
        with suppress(AnnotateError), Store.open(project.store.path, create=False) as store:
            for _ in uncertainty.fill(store, layer, on, value, wanted):
                self.post_message(self.Measured())
