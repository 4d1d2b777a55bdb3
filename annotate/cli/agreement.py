"""`annotate agreement`: whether the labels can be trusted, and where annotators differ."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import click

from annotate.cli.exits import DONE, STRICT
from annotate.cli.options import json_option, project_option
from annotate.cli.output import put, put_json, say
from annotate.cli.settings import Settings

if TYPE_CHECKING:  # numpy takes its time: help does without
    from annotate.services.measuring.measure import Outcome
    from annotate.services.measuring.report import Agreement
    from annotate.services.measuring.thresholds import Threshold


def _thresholds(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> "list[Threshold]":
    """`alpha=0.667` as a name and a number."""
    return [_threshold(text) for text in values]


def _threshold(text: str) -> "Threshold":
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not MEASURE=NUMBER, as alpha=0.667") from error


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """A date as it is written in the project, or nothing."""
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date, as 2026-01-08") from error


@click.command("agreement", epilog="Example: annotate agreement --threshold alpha=0.667")
@click.option(
    "--annotator",
    "annotators",
    metavar="NAME",
    multiple=True,
    help="Only that annotator, or layer; may be repeated.",
)
@click.option(
    "--label", "labels", metavar="L", multiple=True, help="Only that label; may be repeated."
)
@click.option(
    "--source",
    "sources",
    metavar="S",
    multiple=True,
    help="Only articles of that source; may be repeated.",
)
@click.option("--since", metavar="DATE", callback=_date, help="Only articles published from then.")
@click.option("--until", metavar="DATE", callback=_date, help="Only articles published up to then.")
@click.option(
    "--drift-every",
    "every",
    metavar="N",
    type=click.IntRange(1),
    help="Compare runs of N articles in the order they were done; else weeks.",
)
@click.option(
    "--bootstrap",
    "replicates",
    metavar="N",
    type=click.IntRange(100),
    help="Intervals from N samples of the articles; else from leaving each out.",
)
@click.option(
    "--seed", metavar="N", type=click.IntRange(0), default=0, help="What samples begin from."
)
@click.option("--gamma", "with_gamma", is_flag=True, help="Gamma of each pair too; it takes long.")
@click.option(
    "--threshold",
    "thresholds",
    metavar="MEASURE=X",
    multiple=True,
    callback=_thresholds,
    help="Exit 3 if the interval's lower end is below X, or there is none; may be repeated.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print every figure as a line of CSV.")
@json_option
@project_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    annotators: tuple[str, ...],
    labels: tuple[str, ...],
    sources: tuple[str, ...],
    since: str,
    until: str,
    every: int | None,
    replicates: int | None,
    seed: int,
    with_gamma: bool,
    thresholds: "list[Threshold]",
    as_csv: bool,
    as_json: bool,
) -> int:
    """Show how far annotators agree, and on what.

    Counts articles that at least two have finished. The intervals are of 95 %, and about other
    articles for the same annotators.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    from annotate.agreement.intervals import Bootstrap
    from annotate.services.measuring.measure import measure
    from annotate.storage.finished import Choice

    with settings.open() as project:
        found = measure(
            project.store,
            project.scheme,
            Choice(annotators, sources, since, until),
            labels=labels,
            bootstrap=Bootstrap(replicates, seed) if replicates else None,
            every=every,
            with_gamma=with_gamma,
            thresholds=thresholds,
        )
    _put(found, as_csv, as_json)
    return STRICT if found.missed else DONE


def _put(found: "Outcome", as_csv: bool, as_json: bool) -> None:
    from annotate.cli.agreement_table import table

    if as_json:
        put_json(found.agreement)
    else:
        put(*(_csv if as_csv else table)(found.agreement))
    say(*found.missed)


def _csv(found: "Agreement") -> list[str]:
    """A head, and a line a figure."""
    from annotate.services.measuring.rows import CSV_HEAD, rows

    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    writer.writerows(row.csv() for row in rows(found))
    return file.getvalue().splitlines()
