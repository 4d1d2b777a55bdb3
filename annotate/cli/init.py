"""`annotate init`: a new project."""

from pathlib import Path

import click

from annotate.cli.exits import DONE
from annotate.cli.options import PATH
from annotate.cli.output import path_text, say
from annotate.services import project


@click.command("init", epilog="Example: annotate init harbour-news")
@click.argument("folder", metavar="DIR", type=PATH)
def command(folder: Path) -> int:
    """Make a new project in DIR.

    It holds annotate.toml (labels, relations, keys), corpora/ for articles, and exports/.
    """
    project.init(folder)
    where = path_text(folder)
    say(f"made the project {where}", "put articles into its corpora/, then: annotate import")
    return DONE
