"""`annotate merge`: what another file of the project has and this one has not."""

from pathlib import Path

import click

from annotate.cli.exchanged import tell
from annotate.cli.options import PATH, json_option, quiet_option, shared_options
from annotate.cli.output import progress
from annotate.cli.settings import Settings
from annotate.services.copies import refresh
from annotate.services.syncing.merging import merge


@click.command("merge", epilog="Example: annotate merge /media/ana/annotations.db")
@click.argument("file", type=PATH)
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, file: Path, quiet: bool, as_json: bool) -> int:
    """Take in what another FILE of the project has.

    Labels, articles, removals. It may be a copy from another device or another person's, or the
    folder it lies in; it is only read. In whatever order files are merged, and however often, the
    outcome is the same.
    """
    with settings.open() as project, progress("merging", quiet=quiet or as_json) as bar:
        done = merge(project, file, bar)
        if done.documents:
            refresh(project.store)
    return tell(done, as_json=as_json, quiet=quiet)
