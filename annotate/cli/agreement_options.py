"""What may be asked of `annotate agreement`: its options, and their values together."""

from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from annotate.cli.options import PATH, Function, all_of
from annotate.cli.streams import STANDARD
from annotate.core.errors import InputError

if TYPE_CHECKING:  # numpy takes its time: help does without
    from annotate.services.measuring.thresholds import Threshold


class Asked(Struct, frozen=True, kw_only=True):
    """The values of all options, by the names that they have here."""

    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    since: str
    until: str
    every: int | None
    replicates: int | None
    seed: int
    with_gamma: bool
    thresholds: "list[Threshold]"
    page: Path | None
    listed: Path | None
    as_csv: bool
    as_json: bool

    @property
    def prints_list(self) -> bool:
        """Whether the disagreements are printed, and no figures."""
        return self.listed == STANDARD

    def check(self) -> None:
        """Raises UsageError where more than one thing is to be printed, or no day is asked for."""
        printed = {
            "--csv": self.as_csv,
            "--json": self.as_json,
            "--disagreements -": self.prints_list,
        }
        if sum(printed.values()) > 1:
            names = " and ".join(name for name, wanted in printed.items() if wanted)
            raise click.UsageError(f"{names} exclude each other")
        if self.until and self.since > self.until:
            raise click.UsageError(f"no day is since {self.since} and until {self.until}")


def _thresholds(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> "list[Threshold]":
    """`alpha=0.667` as a name and a number that the measure can reach."""
    if not values:
        return []
    from annotate.services.measuring.thresholds import check

    found = [_threshold(text) for text in values]
    try:
        check(found)
    except InputError as error:
        raise click.BadParameter(str(error)) from error
    return found


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


def _several(option: str, name: str, metavar: str, what: str) -> Callable[[Function], Function]:
    """An option that may be repeated, and leaves in what it names."""
    says = f"Only {what}; may be repeated."
    return click.option(option, name, metavar=metavar, multiple=True, help=says)


OPTIONS = (
    _several("--annotator", "annotators", "NAME", "that annotator, or layer"),
    _several("--label", "labels", "L", "that label"),
    _several("--source", "sources", "S", "articles of that source"),
    _several("--document", "documents", "ID", "that article"),
    click.option(
        "--since", metavar="DATE", callback=_date, help="Only articles published from then."
    ),
    click.option(
        "--until", metavar="DATE", callback=_date, help="Only articles published up to then."
    ),
    click.option(
        "--drift-every",
        "every",
        metavar="N",
        type=click.IntRange(1),
        help="Compare runs of N articles in the order they were done; else weeks.",
    ),
    click.option(
        "--bootstrap",
        "replicates",
        metavar="N",
        type=click.IntRange(100),
        help="Intervals from N samples of the articles; else from leaving each out.",
    ),
    click.option(
        "--seed", metavar="N", type=click.IntRange(0), default=0, help="What samples begin from."
    ),
    click.option(
        "--gamma", "with_gamma", is_flag=True, help="Gamma of each pair too; it takes long."
    ),
    click.option(
        "--threshold",
        "thresholds",
        metavar="MEASURE=X",
        multiple=True,
        callback=_thresholds,
        help="Exit 3 if the interval's lower end is below X, or there is none; may be repeated.",
    ),
    click.option("--html", "page", metavar="FILE", type=PATH, help="Also write a page with plots."),
    click.option(
        "--disagreements",
        "listed",
        metavar="FILE",
        type=PATH,
        help="Also write every single disagreement as a line of CSV; - prints them instead.",
    ),
    click.option("--csv", "as_csv", is_flag=True, help="Print every figure as a line of CSV."),
)

asking = all_of(OPTIONS)
"""Gives the command all of these."""
