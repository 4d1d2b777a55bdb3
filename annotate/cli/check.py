"""`annotate check`: proving the project's database sound."""

from pathlib import Path

import click

from annotate.cli.exits import DONE, FAILED
from annotate.cli.options import json_option, shared_options
from annotate.cli.output import put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.services import suggesting
from annotate.services.bygone import bygone
from annotate.services.project import read_file
from annotate.services.suggesting import silent
from annotate.storage import check, project
from annotate.storage.store import Store

HINT = "to mend spans, status or progress: annotate check --rebuild; else: annotate restore FILE"


@click.command("check", epilog="Example: annotate check")
@click.option("--rebuild", is_flag=True, help="First make all that follows from the log anew.")
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, rebuild: bool, as_json: bool) -> int:
    """Prove the database sound.

    Looks at its pages, texts and log, and whether all labels are what the log adds up to. Each
    problem is a line; the exit code is then 1.
    """
    with settings.store(to_read=not rebuild) as store:
        if rebuild:
            say(f"rebuilt: {plural(check.rebuild(store), 'layer')} of articles")
        problems = list(check.check(store))
        scheme = None if problems else project.scheme(store)
        old = [str(b) for b in bygone(store, scheme, thorough=True) if b.is_there] if scheme else []
        mute = _silent(settings.folder(), store)
    if as_json:
        put_json({"sound": not problems, "problems": problems})
    else:
        put(*problems)
    say(*old, *mute)
    say(f"{plural(len(problems), 'problem')}; {HINT}" if problems else "sound")
    return FAILED if problems else DONE


def _silent(folder: Path, store: Store) -> list[str]:
    """Which suggesters say nothing in this scheme, or are not there to be off.

    Whoever opens a wrong file is told so.
    """
    try:
        file = read_file(folder)
    except AnnotateError:
        return []
    lines = list(silent(file.scheme, file.suggestions))
    try:
        suggesting.check(store, file.suggestions)
    except AnnotateError as error:
        lines.append(str(error))
    return lines
