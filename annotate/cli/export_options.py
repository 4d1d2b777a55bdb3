"""What may be asked of `annotate export`: its options, and their values together."""

from pathlib import Path
from typing import get_args

import click
from msgspec import Struct

from annotate.cli.options import PATH, PLACE, all_of, map_option, quiet_option, read_by
from annotate.cli.streams import STANDARD
from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.wanted import Wanted, Window, parse_window
from annotate.corpus.splits import Plan, Shares, read_shares
from annotate.formats.places import Place
from annotate.services.exporting import check_text


class Asked(Struct, frozen=True, kw_only=True):
    """The values of all options, by the names that they have here."""

    format: str
    paths: tuple[Place, ...]
    cluster: str | None
    out: Place | None
    layers: tuple[str, ...]
    unfinished: bool
    majority: int | None
    votes: bool
    labels: str | None
    window: Window | None
    shares: Shares | None
    stratify: str | None
    seed: int | None
    like: Path | None
    without_text: bool
    offset_unit: OffsetUnit | None
    map_file: Path | None
    licence: str | None
    name_annotators: bool
    pseudonyms: bool
    processes: int | None
    strict: bool
    quiet: bool
    as_json: bool

    def wanted(self) -> Wanted:
        """What is to go out. Raises UsageError for what cannot."""
        wanted = Wanted(
            layers=self.layers,
            unfinished=self.unfinished,
            majority=self.majority or 0,
            votes=self.votes,
            labels=self._named_labels(),
            window=self.window,
            text=not self.without_text,
            pseudonyms=self.pseudonyms,
        )
        if self.pseudonyms and self.name_annotators:
            raise click.UsageError("--pseudonyms or --name-annotators, not both")
        if wanted.together and wanted.unfinished:
            raise click.UsageError(
                "only those who finished an article vote: leave out --unfinished"
            )
        self._check_text(wanted)
        return wanted

    def plan(self) -> Plan | None:
        """How to divide. Raises UsageError for a way of dividing where nothing is divided."""
        if self.shares is None and (self.stratify or self.like or self.seed is not None):
            raise click.UsageError("--stratify, --seed and --like say how to --split")
        return Plan(self.shares, self.seed or 0, self.stratify == "source") if self.shares else None

    def check(self) -> None:
        """Raise UsageError where a dataset cannot be put."""
        if self.out == STANDARD:
            raise click.UsageError("a dataset is a folder: it cannot go to standard output")

    def _named_labels(self) -> tuple[str, ...]:
        named = tuple(name.strip() for name in (self.labels or "").split(",") if name.strip())
        if self.labels is not None and not named:
            raise click.UsageError("--labels names no label: leave it out for all")
        return named

    def _check_text(self, wanted: Wanted) -> None:
        try:
            check_text(self.format, wanted, self.offset_unit)
        except InputError as error:
            raise click.UsageError(f"--without-text: {error}") from error


OPTIONS = (
    click.option("--on", "cluster", type=click.Choice(["ray"]), help="Files, over a Ray cluster."),
    click.option(
        "--out",
        metavar="DIR",
        type=PLACE,
        help="The folder to write, or its address; else exports/FORMAT in the project.",
    ),
    click.option(
        "--layer",
        "layers",
        metavar="L",
        multiple=True,
        help="Only that layer: an annotator's name, or gold (adjudicated); may be repeated.",
    ),
    click.option(
        "--unfinished", is_flag=True, help="Also what is not finished, or labelled by nobody."
    ),
    click.option(
        "--majority",
        metavar="K",
        type=click.IntRange(min=1),
        help="A layer of what K annotators who finished agree on, instead of theirs.",
    ),
    click.option("--votes", is_flag=True, help="A layer of all their spans, with who has which."),
    click.option("--labels", metavar="A,B", help="Only those labels."),
    click.option(
        "--window",
        metavar="N[c][:S]",
        callback=read_by(parse_window),
        help="Long articles in pieces of N words (c: characters), each S further.",
    ),
    click.option(
        "--split",
        "shares",
        metavar="NAME=SHARE,…",
        callback=read_by(read_shares),
        help="Divide the articles: train=80,validation=10,test=10. Near-copies stay together.",
    ),
    click.option(
        "--stratify", type=click.Choice(["source"]), help="In these shares of each source."
    ),
    click.option("--seed", type=click.IntRange(min=0), help="Divide by another chance; else 0."),
    click.option(
        "--like", metavar="DATASET", type=PATH, help="Articles are where they are in that dataset."
    ),
    click.option(
        "--without-text", is_flag=True, help="Where the labels are, and no word of the text."
    ),
    click.option(
        "--offset-unit",
        type=click.Choice(get_args(OffsetUnit)),
        help="What offsets count; else what the format's own programs expect.",
    ),
    map_option,
    click.option(
        "--licence", metavar="L", help="What the card says; else licence under [project]."
    ),
    click.option("--name-annotators", is_flag=True, help="Name them in the card."),
    click.option("--pseudonyms", is_flag=True, help="Name no annotator anywhere in the dataset."),
    click.option(
        "--processes",
        metavar="N",
        type=click.IntRange(1),
        help="How many share the work where a format can be written so; else one a core.",
    ),
    click.option(
        "--strict", is_flag=True, help="Exit 3 if anything is lost or leaks, or nothing is there."
    ),
    quiet_option,
)

asking = all_of(OPTIONS)
"""Gives the command all of these."""
