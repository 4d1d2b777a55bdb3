"""What may be asked of `annotate import`: its options, and their values together."""

from pathlib import Path
from typing import get_args

import click
from msgspec import Struct

from annotate.cli.options import PLACE, all_of, map_option, quiet_option
from annotate.cli.reading_options import encoding_option, format_option
from annotate.core.normalisation import OffsetUnit
from annotate.formats.places import Place


class Asked(Struct, frozen=True, kw_only=True):
    """The values of all options, by the names that they have here."""

    paths: tuple[Place, ...]
    format: str | None
    encoding: str | None
    offset_unit: OffsetUnit | None
    map_file: Path | None
    text_from: tuple[Place, ...]
    strict: bool
    replace: bool
    undone: tuple[str, ...]
    quiet: bool
    as_json: bool

    def check(self) -> None:
        """Raise UsageError for what is of reading files where nothing is to be read."""
        if self.undone and self.paths:
            raise click.UsageError("--undo takes ids; name no PATH beside it")
        if self.undone and (self.as_json or self.strict or self.replace):
            raise click.UsageError("--json, --strict and --replace are not for --undo")


OPTIONS = (
    format_option,
    encoding_option,
    click.option(
        "--offset-unit",
        type=click.Choice(get_args(OffsetUnit)),
        help="What offsets count; else code points, or found by the spans' texts"
        " in others' formats.",
    ),
    map_option,
    click.option(
        "--text-from",
        "text_from",
        metavar="PATH",
        type=PLACE,
        multiple=True,
        help="A file, folder or project with the texts of records without; may be repeated.",
    ),
    click.option("--strict", is_flag=True, help="If anything is bad, take nothing in and exit 3."),
    click.option(
        "--replace", is_flag=True, help="Exchange a layer's labels for others given of it."
    ),
    click.option(
        "--undo",
        "undone",
        metavar="ID",
        multiple=True,
        help="Take an import back, or a whole log of them, by the id that `annotate log` shows.",
    ),
    quiet_option,
)

asking = all_of(OPTIONS)
"""Gives the command all of these."""
