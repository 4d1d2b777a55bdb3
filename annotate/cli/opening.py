"""Opening the UI: the one place where the command line meets it."""

import codecs
import os
import sys
from collections.abc import Callable
from pathlib import Path

from annotate.cli.served import end_with_server, is_served
from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError
from annotate.services.project import Project


def open_ui(settings: Settings) -> int:
    """Open the project in the UI until it is left; its exit code."""
    refuse_without_terminal()
    return open_folder(settings.folder(), settings.person())


def open_in_step(settings: Settings, where: str, *, leads: bool, hold: int | None) -> int:
    """The same, with an exchange with a hub or a folder in its background."""
    refuse_without_terminal()
    from annotate.services.syncing.watching import Watch

    person = whoever_sits(settings)
    watch = Watch(settings.folder(), where, person, leads=leads, hold=hold)
    try:
        return open_folder(settings.folder(), person, lambda: watch.state)
    finally:
        watch.close()


def whoever_sits(settings: Settings) -> str:
    """Who annotates; raises ProjectError where nobody is known, as one who syncs is not asked."""
    if (person := settings.person()) is None:
        raise ProjectError("who annotates?", hint="say --annotator NAME")
    return person


def open_adjudication(settings: Settings) -> int:
    """Open the project in the UI at adjudication; its exit code."""
    refuse_without_terminal()
    with Project.open(settings.folder()) as project:
        from annotate.ui import heap

        heap.grow()
        from annotate.ui.adjudicating import run

        return run(project, settings.person())


def open_folder(
    folder: Path,
    annotator: str | None,
    team: Callable[[], str] = str,
    *,
    tutorial: bool = False,
) -> int:
    """Open the project of a folder in the UI, after the tutorial if that is wanted.

    `team` says how an exchange with others goes.
    """
    with Project.open(folder) as project:
        # Textual is imported only by whoever wants to see it
        from annotate.ui import heap

        heap.grow()
        from annotate.ui.app import run

        return run(project, annotator, team, "begin" if tutorial else "offer")


def refuse_without_terminal() -> None:
    """Raise ProjectError where there is no keyboard, or nothing that can be drawn on."""
    if is_served():
        end_with_server()
        return
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream and stream.isatty() for stream in streams):
        hint = "open it in one, or see `annotate --help` for what works without"
        raise ProjectError("no terminal to draw on", hint=hint)
    if os.environ.get("TERM") in ("dumb", "unknown"):
        hint = "open it in another, or set TERM to what it is"
        raise ProjectError("this terminal cannot be drawn on", f"TERM={os.environ['TERM']}", hint)
    if codecs.lookup(sys.stderr.encoding).name != "utf-8":
        hint = "set LANG to one in UTF-8, say C.UTF-8"
        raise ProjectError("this terminal is not in UTF-8", sys.stderr.encoding, hint)
