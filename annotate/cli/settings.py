"""What every command is told: which project, and who annotates."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.core.errors import ProjectError

if TYPE_CHECKING:  # imported where used: help, version and completion do without
    from annotate.services.project import Project
    from annotate.storage.store import Store


class Settings:
    """`--project` and `--annotator`, as far as they were given, before or after the command."""

    def __init__(self, project: Path | None = None, annotator: str | None = None) -> None:
        self.project, self.annotator = project, annotator

    def folder(self) -> Path:
        """The project's folder. Raises ProjectError where there is none."""
        from annotate.services.project import find

        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            raise ProjectError("this folder is gone", hint="change to another one") from error
        return find(self.project, os.environ, here)

    def open(self, *, to_read: bool = False) -> "Project":
        """The project, open; raises what Project.open does."""
        from annotate.services.project import Project

        return Project.open(self.folder(), to_read=to_read)

    def store(self, *, to_read: bool = False) -> "Store":
        """The project's database alone, so that a broken scheme is not in its way."""
        from annotate.storage.store import FILE_NAME, Store

        open_it = Store.to_read if to_read else Store.open
        return open_it(self.folder() / FILE_NAME, create=False)

    def person(self) -> str | None:
        """Who annotates, if that was given, or is known from before."""
        from annotate.services import person

        return person.find(self.annotator, os.environ)

    def whose(self) -> str:
        """Whose labels are those that name nobody: the annotator's, else the login name's."""
        from annotate.services import person

        return self.person() or person.checked(_login())


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise ProjectError("who annotates?", hint="say --annotator NAME") from error
