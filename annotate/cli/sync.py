"""`annotate sync`: exchange with a team's hub, or with a shared folder."""

import os
from typing import TYPE_CHECKING

import click

from annotate.cli.exchanged import tell
from annotate.cli.options import json_option, quiet_option, shared_options
from annotate.cli.output import progress
from annotate.cli.settings import Settings
from annotate.core.errors import SyncError
from annotate.services.copies import refresh
from annotate.storage.project import holds_nothing

if TYPE_CHECKING:
    from annotate.services.syncing.report import Exchanged

VARIABLE = "ANNOTATE_HUB"
"""In the environment, where to sync if nothing is said."""


@click.command("sync", epilog="Example: annotate sync postgresql://ana@hub.example.org/harbour")
@click.argument("where", metavar="[URL|FOLDER]", required=False, type=click.UNPROCESSED)
@click.option(
    "--lead",
    is_flag=True,
    help="With a folder: bring articles and the scheme, get everybody's labels.",
)
@click.option(
    "--hold",
    metavar="N",
    type=click.IntRange(0),
    help="Hold so many of the articles that a hub gives out; else annotators 10, others none.",
)
@click.option("--watch", is_flag=True, help="Open the UI, and go on syncing in its background.")
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    where: str | None,
    lead: bool,
    hold: int | None,
    watch: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Exchange with a team's hub, or with a shared folder.

    URL is that of a hub on PostgreSQL; without either it is what ANNOTATE_HUB names. Labels go
    there, and those come that you may see. What was broken off goes on the next time.
    Keep the password in ~/.pgpass or PGPASSWORD rather than in the address.
    """
    place = where or os.environ.get(VARIABLE)
    if not place:
        raise SyncError("sync with what?", hint=f"name a hub or a folder, or set {VARIABLE}")
    if watch:
        return _watch(settings, place, lead=lead, hold=hold, quiet=quiet)
    done = _exchange(settings, place, lead=lead, hold=hold, quiet=quiet or as_json)
    return tell(done, as_json=as_json, quiet=quiet)


def _watch(settings: Settings, place: str, *, lead: bool, hold: int | None, quiet: bool) -> int:
    """Open the UI; a machine that has nothing yet gets all there is before, as nobody waits for it.

    In the background, where keys come first, so much would take a hundred times as long.
    """
    from annotate.cli.opening import open_in_step, refuse_without_terminal, whoever_sits

    refuse_without_terminal()
    whoever_sits(settings)  # before much is fetched for nobody
    with settings.open() as project:
        is_new = holds_nothing(project.store)
    if is_new:
        done = _exchange(settings, place, lead=lead, hold=hold, quiet=quiet)
        tell(done, as_json=False, quiet=quiet)
    return open_in_step(settings, place, leads=lead, hold=hold)


def _exchange(
    settings: Settings, place: str, *, lead: bool, hold: int | None, quiet: bool
) -> "Exchanged":
    """One exchange at full speed, with progress."""
    from annotate.services.syncing.meeting import Terms
    from annotate.services.syncing.meeting_place import sync

    with settings.open() as project, progress("syncing", quiet=quiet) as bar:
        terms = Terms(progress=bar, hold=hold)
        done = sync(project, place, person=settings.person(), leads=lead, terms=terms)
        if done.documents:
            refresh(project.store)
    return done
