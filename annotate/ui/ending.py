"""How a run of the UI ends: left by its keys, told to by a signal, or by an unforeseen error."""

import asyncio
import signal
from functools import partial

from rich.console import RenderableType
from textual.worker import WorkerFailed

from annotate.core.errors import ProjectError
from annotate.ui.project_app import ProjectApp

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
GRACE = 3
"""Seconds that leaving may take; on a terminal that is gone it might never end."""


class EndingApp(ProjectApp):
    """An app that gives the terminal back when a signal ends it, and reports no variables."""

    failure: Exception | None = None
    """The error that ended it, to be raised once the terminal is as it was."""

    def run_to_end(self) -> int:
        """Run it; the exit status. Raises what ended it."""
        self.run()
        self.leave()
        if self.failure:
            raise self.failure
        return self.return_code or 0

    def on_load(self) -> None:
        """From now on signals end it as its own key does."""
        for number in SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, partial(self._told, number))

    def _told(self, number: signal.Signals) -> None:
        signal.alarm(GRACE)
        self.exit(return_code=128 + number)

    def panic(self, *_: RenderableType) -> None:
        """What Textual's thread for the keyboard does when it cannot go on."""
        self._handle_exception(ProjectError("the keyboard cannot be read"))

    def _handle_exception(self, error: Exception) -> None:
        """In the place of Textual's own, whose report prints local variables."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.failure is None and isinstance(cause, Exception):
            self.failure = cause
            # a test with a pilot looks here
            self._exception = cause
            self._exception_event.set()
        self.exit(return_code=1)
