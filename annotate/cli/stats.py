"""`annotate stats`: what the labels are like, and how long they took."""

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.exits import DONE
from annotate.cli.options import PATH, json_option, shared_options
from annotate.cli.output import put, put_json, put_page
from annotate.cli.settings import Settings

if TYPE_CHECKING:  # help does without
    from annotate.services.project import Project
    from annotate.services.statistics.values import Statistics


def _minutes(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """A number that a span of time can be; what is none is within every range."""
    if isfinite(value):
        return value
    raise click.BadParameter(f"{value} is no number of minutes, as 5")


@click.command("stats", epilog="Example: annotate stats --finished --html stats.html")
@click.option(
    "--layer",
    "layers",
    metavar="L",
    multiple=True,
    help="Only that layer; may be repeated. Else the annotators' own.",
)
@click.option("--finished", is_flag=True, help="Only articles whose every paragraph is done.")
@click.option(
    "--idle",
    metavar="MINUTES",
    type=click.FloatRange(0, min_open=True),
    default=5.0,
    show_default=True,
    callback=_minutes,
    help="What is longer between two keys was a break.",
)
@click.option("--html", "page", metavar="FILE", type=PATH, help="Also write a page with plots.")
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    layers: tuple[str, ...],
    finished: bool,
    idle: float,
    page: Path | None,
    as_json: bool,
) -> int:
    """Show what the labels are like, and how long they took.

    Counts spans and their lengths, how labels lie to each other, links, and time by the log.
    """
    from annotate.services.statistics.counting import count

    with settings.open(to_read=True) as project:
        found = count(project.store, project.scheme, layers=layers, finished=finished, idle=idle)
        if page:
            _write(page, found, project)
    if as_json:
        put_json(found)
    else:
        from annotate.cli.stats_table import table

        put(*table(found))
    return DONE


def _write(file: Path, found: "Statistics", project: "Project") -> None:
    from annotate.services.statistics.page import statistics_page

    put_page(file, statistics_page(found, project.scheme, project.file.name))
