"""Options of commands that read files: what these are, and how they are encoded."""

import click

from annotate.cli.options import read_by
from annotate.formats import FORMATS
from annotate.formats.encodings import check_encoding

READABLE = [name for name, member in FORMATS.items() if member.read]


def _encoding(name: str) -> str:
    """A name that is an encoding's. Raises InputError for any other."""
    check_encoding(name)
    return name


format_option = click.option(
    "--format", type=click.Choice(READABLE), help="Else told by each file's name."
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=read_by(_encoding),
    help="Of the files; else UTF-8, or found and named.",
)
