"""`annotate backup`: a consistent copy of the project's database."""

from pathlib import Path

import click

from annotate.cli.exits import DONE
from annotate.cli.options import PATH, shared_options
from annotate.cli.output import path_text, say
from annotate.cli.settings import Settings
from annotate.cli.streams import wanted
from annotate.storage.backup import backup


@click.command("backup", epilog="Example: annotate backup ../harbour-2026-01-08.db")
@click.argument("file", type=PATH)
@shared_options
@click.pass_obj
def command(settings: Settings, file: Path) -> int:
    """Copy the database to a FILE, or to standard output (-).

    The copy is whole and of one moment, even while others work on the project. All labels, texts
    and the log are in it. To put it back: annotate restore FILE.
    """
    with settings.store(to_read=True) as store, wanted(file) as path:
        backup(store, path)
    say(f"copied to {path_text(file)}")
    return DONE
