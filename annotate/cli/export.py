"""`annotate export`: the project's labels as a dataset folder."""

from pathlib import Path
from typing import get_args

import click

from annotate.cli.exits import DONE, STRICT
from annotate.cli.map_file import read_map
from annotate.cli.options import PATH, json_option, map_option, quiet_option, shared_options
from annotate.cli.output import path_text, progress, put_json, say
from annotate.cli.settings import Settings
from annotate.cli.streams import STANDARD
from annotate.core.normalisation import OffsetUnit
from annotate.core.plural import plural
from annotate.formats import FORMATS
from annotate.formats.base import Loss
from annotate.formats.manifest import NAME, Manifest
from annotate.services.exporting import export

WRITABLE = [name for name, member in FORMATS.items() if member.write]


@click.command("export", epilog="Example: annotate export jsonl --finished --out dataset")
@click.argument("format", metavar="FORMAT", type=click.Choice(WRITABLE))
@click.option(
    "--out",
    metavar="DIR",
    type=PATH,
    help="The folder to write; else exports/FORMAT in the project.",
)
@click.option(
    "--layer",
    "layers",
    metavar="L",
    multiple=True,
    help="Only that layer, say an annotator's name; may be repeated.",
)
@click.option("--finished", is_flag=True, help="Only articles whose every paragraph is done.")
@click.option(
    "--offset-unit",
    type=click.Choice(get_args(OffsetUnit)),
    help="What offsets count; else what the format's own programs expect.",
)
@map_option
@click.option("--strict", is_flag=True, help="Exit 3 if the format could not carry everything.")
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    format: str,
    out: Path | None,
    layers: tuple[str, ...],
    finished: bool,
    offset_unit: OffsetUnit | None,
    map_file: Path | None,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Write the labels as a dataset folder.

    With its files goes manifest.json: counts, hashes, the scheme, and what could not be carried.
    """
    if out == STANDARD:
        raise click.UsageError("a dataset is a folder: it cannot go to standard output")
    with settings.open() as project:
        folder = out or project.exports / format
        with progress("exporting", quiet=quiet) as tell:
            manifest = export(
                project.store,
                project.scheme,
                format,
                folder,
                layers=layers or None,
                finished=finished,
                names=read_map(map_file, project.scheme),
                unit=offset_unit,
                progress=tell,
            )
    if not quiet:
        say(_written(manifest, folder), _loss(manifest.loss))
    if as_json:
        put_json(manifest)
    return STRICT if strict and _lost(manifest.loss) else DONE


def _written(manifest: Manifest, folder: Path) -> str:
    counts = manifest.counts
    records, articles = plural(counts.records, "record"), plural(counts.documents, "article")
    return f"{records} of {articles} in {path_text(folder)}"


def _loss(loss: Loss) -> str:
    counts = {"split": loss.split, "flattened": loss.flattened, "dropped": loss.dropped}
    lost = ", ".join(f"{len(what):,} {how}" for how, what in counts.items() if what)
    return f"loss: {lost}, each is named in {NAME}" if lost else "loss: none"


def _lost(loss: Loss) -> bool:
    return bool(loss.split or loss.flattened or loss.dropped)
