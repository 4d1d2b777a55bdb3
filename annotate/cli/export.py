"""`annotate export`: the project's labels as a dataset folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click

from annotate.cli.exits import DONE, STRICT
from annotate.cli.map_file import read_map
from annotate.cli.options import (
    PLACE,
    json_option,
    map_option,
    quiet_option,
    read_by,
    shared_options,
)
from annotate.cli.output import path_text, progress, put_json, say
from annotate.cli.settings import Settings
from annotate.cli.streams import STANDARD
from annotate.core.division import Splits
from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.plural import plural
from annotate.core.wanted import GOLD, Wanted, parse_window
from annotate.corpus.splits import Plan, Shares, read_shares
from annotate.formats import FORMATS
from annotate.formats.base import Loss
from annotate.formats.manifest import NAME, Manifest
from annotate.formats.places import Place
from annotate.services.asked_layers import THEIRS, has_namesake
from annotate.services.exporting import check_text, export
from annotate.services.exporting.telling import About
from annotate.storage.to_read import is_read_only

WRITABLE = [name for name, member in FORMATS.items() if member.write]


@click.command("export", epilog="Example: annotate export jsonl --out dataset")
@click.argument("format", metavar="FORMAT", type=click.Choice(WRITABLE))
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@click.option("--on", "cluster", type=click.Choice(["ray"]), help="Files, over a Ray cluster.")
@click.option(
    "--out",
    metavar="DIR",
    type=PLACE,
    help="The folder to write, or its address; else exports/FORMAT in the project.",
)
@click.option(
    "--layer",
    "layers",
    metavar="L",
    multiple=True,
    help="Only that layer: an annotator's name, or gold (adjudicated); may be repeated.",
)
@click.option(
    "--unfinished", is_flag=True, help="Also what is not finished, or labelled by nobody."
)
@click.option(
    "--majority",
    metavar="K",
    type=click.IntRange(min=1),
    help="A layer of what K annotators who finished agree on, instead of theirs.",
)
@click.option("--votes", is_flag=True, help="A layer of all their spans, with who has which.")
@click.option("--labels", metavar="A,B", help="Only those labels.")
@click.option(
    "--window",
    metavar="N[c][:S]",
    callback=read_by(parse_window),
    help="Long articles in pieces of N words (c: characters), each S further.",
)
@click.option(
    "--split",
    "shares",
    metavar="NAME=SHARE,…",
    callback=read_by(read_shares),
    help="Divide the articles: train=80,validation=10,test=10. Near-copies stay together.",
)
@click.option("--stratify", type=click.Choice(["source"]), help="In these shares of each source.")
@click.option("--seed", type=click.IntRange(min=0), help="Divide by another chance; else 0.")
@click.option("--without-text", is_flag=True, help="Where the labels are, and no word of the text.")
@click.option(
    "--offset-unit",
    type=click.Choice(get_args(OffsetUnit)),
    help="What offsets count; else what the format's own programs expect.",
)
@map_option
@click.option("--licence", metavar="L", help="What the card says; else licence under [project].")
@click.option("--name-annotators", is_flag=True, help="Name them in the card.")
@click.option("--strict", is_flag=True, help="Exit 3 if anything is lost, or leaks.")
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    format: str,
    paths: tuple[Place, ...],
    cluster: str | None,
    out: Place | None,
    offset_unit: OffsetUnit | None,
    map_file: Path | None,
    licence: str | None,
    name_annotators: bool,
    shares: Shares | None,
    stratify: str | None,
    seed: int | None,
    strict: bool,
    quiet: bool,
    as_json: bool,
    **what: Any,
) -> int:
    """Write the labels of finished articles as a dataset folder.

    With its files go README.md, croissant.json and manifest.json: counts, hashes, the scheme, and
    what could not be carried. With --on ray the records of files (PATH) go out instead of a
    project's, as parquet or jsonl, in a file for each; one that is done is not done again.
    """
    if cluster or paths:
        from annotate.cli.export_shards import put_export

        return put_export(settings, format, paths, out, on=bool(cluster), quiet=quiet)
    if out == STANDARD:
        raise click.UsageError("a dataset is a folder: it cannot go to standard output")
    wanted, plan = _wanted(**what), _plan(shares, stratify, seed)
    _check_text(format, wanted, offset_unit)
    with settings.open(to_read=True) as project:
        folder = out or project.exports / format
        with progress("exporting", quiet=quiet) as tell:
            manifest = export(
                project.store,
                project.scheme,
                format,
                folder,
                wanted,
                names=read_map(map_file, project.scheme),
                unit=offset_unit,
                about=About(
                    project.file.name, licence or project.file.project.licence, name_annotators
                ),
                plan=plan,
                progress=tell,
            )
        if GOLD in wanted.layers and has_namesake(project.store) and not quiet:
            say(f"gold is what was adjudicated; {THEIRS}")
    if not quiet:
        say(*_summary(manifest, folder))
        if plan and is_read_only(project.store.path):
            say("the splits are not remembered: the project is on read-only media")
    if as_json:
        put_json(manifest)
    return STRICT if strict and not _holds(manifest) else DONE


def _wanted(labels: str | None, majority: int | None, without_text: bool, **what: Any) -> Wanted:
    """What is asked for. Raises UsageError for what cannot be."""
    named = tuple(name.strip() for name in (labels or "").split(",") if name.strip())
    if labels is not None and not named:
        raise click.UsageError("--labels names no label: leave it out for all")
    wanted = Wanted(labels=named, majority=majority or 0, text=not without_text, **what)
    if wanted.together and wanted.unfinished:
        raise click.UsageError("only those who finished an article vote: leave out --unfinished")
    return wanted


def _check_text(format: str, wanted: Wanted, unit: OffsetUnit | None) -> None:
    """Raise UsageError for what is nothing without the text."""
    try:
        check_text(format, wanted, unit)
    except InputError as error:
        raise click.UsageError(f"--without-text: {error}") from error


def _plan(shares: Shares | None, stratify: str | None, seed: int | None) -> Plan | None:
    """How to divide. Raises UsageError for a way of dividing where nothing is divided."""
    if shares is None and (stratify or seed is not None):
        raise click.UsageError("--stratify and --seed say how to --split")
    return Plan(shares, seed or 0, stratify == "source") if shares else None


def _summary(manifest: Manifest, folder: Place) -> Iterator[str]:
    counts = manifest.counts
    unit = "window" if manifest.wanted.window else "article"
    records, documents = plural(counts.records, "record"), plural(counts.documents, unit)
    yield f"{records} of {documents} in {_place(folder)}"
    if not counts.records:
        yield "the dataset is empty" + ("" if counts.left_out else ": there is no article yet")
    if counts.left_out:
        left_out = plural(counts.left_out, "article")
        yield f"{left_out} left out: {_why_left_out(manifest.wanted)}"
    if counts.gold_changed:
        changed = plural(counts.gold_changed, "article")
        yield f"{changed} in gold as settled, though annotators changed their labels since"
    if manifest.splits:
        yield _splits(manifest.splits)
    yield _loss(manifest.loss)


def _place(folder: Place) -> str:
    return path_text(folder) if isinstance(folder, Path) else str(folder)


def _why_left_out(wanted: Wanted) -> str:
    if wanted.together:
        return f"finished by fewer than {plural(max(wanted.majority, 1), 'annotator')}"
    what = "nothing in these layers" if wanted.unfinished else "not finished"
    return what if wanted.unfinished else f"{what} (--unfinished takes them too)"


def _loss(loss: Loss) -> str:
    counts = {"split": loss.split, "flattened": loss.flattened, "dropped": loss.dropped}
    lost = ", ".join(f"{len(what):,} {how}" for how, what in counts.items() if what)
    return f"loss: {lost}, each is named in {NAME}" if lost else "loss: none"


def _splits(splits: Splits) -> str:
    """How many articles are where, and whether near-copies are apart."""
    counts = ", ".join(f"{split} {n.articles:,}" for split, n in splits.counts.items())
    leaks = plural(len(splits.leaks), "pair")
    told = f"{leaks} of near-copies apart, named in {NAME}" if splits.leaks else "none"
    return f"splits: {counts}; leaks: {told}"


def _holds(manifest: Manifest) -> bool:
    """Whether nothing is lost, and nothing leaks."""
    loss, splits = manifest.loss, manifest.splits
    return not (loss.split or loss.flattened or loss.dropped or (splits and splits.leaks))
