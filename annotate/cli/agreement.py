"""`annotate agreement`: whether the labels can be trusted, and where annotators differ."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.agreement_csv import STANDARD, figures
from annotate.cli.agreement_csv import write as write_disagreements
from annotate.cli.exits import DONE, STRICT
from annotate.cli.options import PATH, json_option, project_option
from annotate.cli.output import path_text, put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.errors import AnnotateError

if TYPE_CHECKING:  # numpy takes its time: help does without
    from annotate.services.measuring.measure import Outcome
    from annotate.services.measuring.report import Agreement
    from annotate.services.measuring.thresholds import Threshold
    from annotate.services.project import Project


def _thresholds(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> "list[Threshold]":
    """`alpha=0.667` as a name and a number."""
    return [_threshold(text) for text in values]


def _threshold(text: str) -> "Threshold":
    name, _, number = text.partition("=")
    try:
        least = float(number)
    except ValueError:
        least = nan
    if not isfinite(least):  # nothing is below nan
        raise click.BadParameter(f"{text!r} is not MEASURE=NUMBER, as alpha=0.667")
    return name, least


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
@click.option(
    "--document",
    "documents",
    metavar="ID",
    multiple=True,
    help="Only that article; may be repeated.",
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
@click.option("--html", "page", metavar="FILE", type=PATH, help="Also write a page with plots.")
@click.option(
    "--disagreements",
    "listed",
    metavar="FILE",
    type=PATH,
    help="Also write every single disagreement as a line of CSV; - prints them instead.",
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
    documents: tuple[str, ...],
    since: str,
    until: str,
    every: int | None,
    replicates: int | None,
    seed: int,
    with_gamma: bool,
    thresholds: "list[Threshold]",
    page: Path | None,
    listed: Path | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """Show how far annotators agree, and on what.

    Counts articles that at least two have finished. The intervals are of 95 %, and about other
    articles for the same annotators.
    """
    printed = {"--csv": as_csv, "--json": as_json, "--disagreements -": listed == STANDARD}
    if sum(printed.values()) > 1:
        names = " and ".join(name for name, wanted in printed.items() if wanted)
        raise click.UsageError(f"{names} exclude each other")
    from annotate.agreement.intervals import Bootstrap
    from annotate.services.measuring.disagreements import disagreements
    from annotate.services.measuring.measure import measure
    from annotate.storage.finished import Choice

    choice = Choice(annotators, sources, since, until, documents)
    with settings.open() as project:
        found = measure(
            project.store,
            project.scheme,
            choice,
            labels=labels,
            bootstrap=Bootstrap(replicates, seed) if replicates else None,
            every=every,
            with_gamma=with_gamma,
            thresholds=thresholds,
        )
        if page:
            _write(page, found.agreement, project)
        if listed:
            listing = disagreements(project.store, project.scheme, choice, labels=labels)
            with closing(listing) as each:  # before the database is, if nobody reads on
                write_disagreements(each, listed)
    if listed != STANDARD:
        _put(found, as_csv=as_csv, as_json=as_json)
    say(*found.missed)
    return STRICT if found.missed else DONE


def _put(found: "Outcome", *, as_csv: bool, as_json: bool) -> None:
    from annotate.cli.agreement_table import table

    if as_json:
        put_json(found.agreement)
    elif as_csv:
        put(*figures(found.agreement))
    else:
        put(*table(found.agreement))


def _write(file: Path, found: "Agreement", project: "Project") -> None:
    from annotate.services.measuring.page import agreement_page

    try:
        page = agreement_page(found, project.scheme, project.file.name)
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        what = f"the page could not be written ({error.strerror or error})"
        raise AnnotateError(what, path_text(file)) from error
    say(f"page: {path_text(file)}")
