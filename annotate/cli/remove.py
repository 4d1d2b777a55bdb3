"""`annotate remove`: documents out of the project, for good or not, and back in."""

import shlex
import sys

import click

from annotate.cli.exits import DONE, FAILED
from annotate.cli.options import shared_options
from annotate.cli.output import say
from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError
from annotate.core.plural import plural
from annotate.services.asked_names import article_asked
from annotate.storage import documents
from annotate.storage.store import Store


@click.command(
    "remove", epilog="Example: annotate remove harbour-gazette/2025-11-19-desalination-strike"
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--restore", is_flag=True, help="Bring them back instead.")
@click.option("--purge", is_flag=True, help="Destroy their text too; that cannot be undone.")
@click.option("--yes", is_flag=True, help="Purge without asking.")
@shared_options
@click.pass_obj
def command(settings: Settings, ids: tuple[str, ...], restore: bool, purge: bool, yes: bool) -> int:
    """Take articles out, or bring them back.

    A removed article is in no list, count or export; its labels stay, unseen. `annotate search` and
    `annotate log` show ids.
    """
    if restore and purge:
        raise click.UsageError("--restore and --purge exclude each other")
    with settings.open() as project:
        keys = _keys(project.store, ids)
        if purge and not yes and not _confirmed(ids):
            say("nothing was purged")
            return FAILED
        act = documents.restore if restore else documents.purge if purge else documents.remove
        changed = [id for id, key in keys.items() if act(project.store, key)]
    say(_told(changed, len(keys) - len(changed), restore, purge))
    return DONE


def _keys(store: Store, ids: tuple[str, ...]) -> dict[str, int]:
    """All of them, before anything is done to the first."""
    return {id: article_asked(store, id, removed=True) for id in ids}


def _confirmed(ids: tuple[str, ...]) -> bool:
    """Ask; where nobody can answer, raise ProjectError."""
    if not sys.stdin or not sys.stdin.isatty():
        raise ProjectError("purging cannot be undone", hint="say --yes if you mean it")
    what = plural(len(set(ids)), "article")
    return click.confirm(f"Destroy the text of {what} for good?", err=True)


def _told(ids: list[str], others: int, restore: bool, purge: bool) -> str:
    """What was done to some articles, and for how many others there was nothing to do."""
    what = plural(len(ids), "article")
    if restore:
        return f"brought back {what}{_others(others, 'had not been removed')}"
    before = _others(others, f"{'purged' if purge else 'removed'} before")
    if purge:
        backups = "backups, and exports until they are made anew, still have the text"
        return f"purged {what}{before}; {backups}"
    back = f"; to bring back: annotate remove --restore {shlex.join(ids)}" if ids else ""
    return f"removed {what}{before}{back}"


def _others(number: int, why: str) -> str:
    return f", {number:,} {why}" if number else ""
