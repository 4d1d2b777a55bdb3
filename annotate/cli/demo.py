"""`annotate demo`: the UI on a copy of the sample project that is thrown away afterwards."""

import click

from annotate.cli.opening import open_folder, refuse_without_terminal
from annotate.cli.options import annotator_option
from annotate.cli.settings import Settings
from annotate.services.sample import throw_away


@click.command("demo", epilog="Example: annotate demo")
@click.option("--tutorial", is_flag=True, help="Begin with the tutorial: the ten keys.")
@annotator_option
@click.pass_obj
def command(settings: Settings, *, tutorial: bool) -> int:
    """Try it on a throw-away copy of the sample project."""
    refuse_without_terminal()
    with throw_away() as folder:
        return open_folder(folder, settings.person(), tutorial=tutorial)
