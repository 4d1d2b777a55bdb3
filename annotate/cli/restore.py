"""`annotate restore`: a backup in the place of a database that is lost, damaged or spoilt."""

from pathlib import Path

import click

from annotate.cli.exits import DONE
from annotate.cli.options import PATH, shared_options
from annotate.cli.output import path_text, say
from annotate.cli.settings import Settings
from annotate.cli.streams import given
from annotate.storage.backup import project_of, restore
from annotate.storage.store import FILE_NAME


@click.command("restore", epilog="Example: annotate restore ../harbour-2026-01-08.db")
@click.argument("file", type=PATH)
@shared_options
@click.pass_obj
def command(settings: Settings, file: Path) -> int:
    """Put a backup in the database's place.

    It does not matter what state the database is in, or whether there is one. The database that was
    there is kept beside it. Close other programs that have it open first. FILE may be standard
    input (-).
    """
    database = settings.folder() / FILE_NAME
    with given(file) as copy:
        aside = restore(copy, database)
    say(f"restored {path_text(database)} from {path_text(file)}; to prove it: annotate check")
    if aside:
        say(f"what was there is now {path_text(aside)}")
        _tell_another(aside, database)
    return DONE


def _tell_another(old: Path, new: Path) -> None:
    """Say it where the backup is of another project, which is hardly what was meant."""
    projects = {project_of(path) for path in (old, new)} - {""}
    if len(projects) == 2:
        say(f"mind: that was another project; to have it back: annotate restore {path_text(old)}")
