"""Opening the UI: the one place where the command line meets it."""

import sys
from pathlib import Path

from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError
from annotate.services.project import Project


def open_ui(settings: Settings) -> int:
    """Open the project in the UI until it is left; its exit code."""
    refuse_without_terminal()
    return open_folder(settings.folder(), settings.person())


def open_folder(folder: Path, annotator: str | None) -> int:
    """Open the project of a folder in the UI."""
    with Project.open(folder) as project:
        # Textual is imported only by whoever wants to see it
        from annotate.ui.app import run

        return run(project, annotator)


def refuse_without_terminal() -> None:
    """Raise ProjectError where there is nothing to draw on, or no keyboard."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        hint = "open it in one, or see `annotate --help` for what works without"
        raise ProjectError("no terminal to draw on", hint=hint)
