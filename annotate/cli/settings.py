"""What every command is told: which project, and who annotates."""

import getpass
import os
from pathlib import Path

from msgspec import Struct

from annotate.core.errors import ProjectError
from annotate.services import person
from annotate.services.project import Project, find
from annotate.storage.store import FILE_NAME, Store


class Settings(Struct):
    """`--project` and `--annotator`, as far as they were given, before or after the command."""

    project: Path | None = None
    annotator: str | None = None

    def folder(self) -> Path:
        """The project's folder. Raises ProjectError where there is none."""
        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            raise ProjectError("this folder is gone", hint="change to another one") from error
        return find(self.project, os.environ, here)

    def open(self) -> Project:
        """The project, open; raises what Project.open does."""
        return Project.open(self.folder())

    def store(self) -> Store:
        """The project's database alone, so that a broken scheme is not in its way."""
        return Store.open(self.folder() / FILE_NAME, create=False)

    def person(self) -> str | None:
        """Who annotates, if that was given, or is known from before."""
        return person.find(self.annotator, os.environ)

    def whose(self) -> str:
        """Whose labels are those that name nobody: the annotator's, else the login name's."""
        return self.person() or person.checked(_login())


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise ProjectError("who annotates?", hint="say --annotator NAME") from error
