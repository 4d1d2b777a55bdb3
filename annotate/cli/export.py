"""`annotate export`: the project's labels as a dataset folder."""

from collections.abc import Iterator
from typing import Any

import click

from annotate.cli.exits import DONE, STRICT
from annotate.cli.export_options import Asked, asking
from annotate.cli.export_summary import failures, holds, summary
from annotate.cli.map_file import read_map
from annotate.cli.options import PLACE, json_option, shared_options
from annotate.cli.output import progress, put_json, say
from annotate.cli.settings import Settings
from annotate.core.wanted import GOLD, Wanted
from annotate.corpus.splits import Plan
from annotate.formats import FORMATS
from annotate.formats.manifest import Manifest
from annotate.formats.places import Place
from annotate.services.asked_layers import THEIRS, has_namesake
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.services.project import Project
from annotate.storage.to_read import is_read_only

WRITABLE = [name for name, member in FORMATS.items() if member.write]


@click.command("export", epilog="Example: annotate export jsonl --out dataset")
@click.argument("format", metavar="FORMAT", type=click.Choice(WRITABLE))
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@asking
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> int:
    """Write the labels of finished articles as a dataset folder.

    With its files go README.md, croissant.json and manifest.json: counts, hashes, the scheme, and
    what could not be carried. With --on ray the records of files (PATH) go out instead of a
    project's, as parquet or jsonl, in a file for each; one that is done is not done again.
    """
    asked = Asked(**given)
    if asked.cluster or asked.paths:
        return _put_files(settings, asked)
    asked.check()
    wanted, plan = asked.wanted(), asked.plan()
    with settings.open(to_read=True) as project:
        folder = asked.out or project.exports / asked.format
        manifest = _export(project, asked, wanted, plan, folder)
        noted = [*_of_gold(project, wanted), *summary(manifest, folder), *_of_plan(project, plan)]
    fails = asked.strict and not holds(manifest)
    if not asked.quiet:
        say(*noted)
    elif fails:
        say(*failures(manifest))
    if asked.as_json:
        put_json(manifest)
    return STRICT if fails else DONE


def _put_files(settings: Settings, asked: Asked) -> int:
    """Write the records of files, which are in no project; the exit code."""
    from annotate.cli.export_shards import put_export

    on = bool(asked.cluster)
    return put_export(settings, asked.format, asked.paths, asked.out, on=on, quiet=asked.quiet)


def _export(
    project: Project, asked: Asked, wanted: Wanted, plan: Plan | None, folder: Place
) -> Manifest:
    licence = asked.licence or project.file.project.licence
    with progress("exporting", quiet=asked.quiet) as tell:
        return export(
            project.store,
            project.scheme,
            asked.format,
            folder,
            wanted,
            names=read_map(asked.map_file, project.scheme),
            unit=asked.offset_unit,
            about=About(project.file.name, licence, asked.name_annotators),
            plan=plan,
            like=asked.like,
            processes=asked.processes,
            progress=tell,
        )


def _of_gold(project: Project, wanted: Wanted) -> Iterator[str]:
    if GOLD in wanted.layers and has_namesake(project.store):
        yield f"gold is what was adjudicated; {THEIRS}"


def _of_plan(project: Project, plan: Plan | None) -> Iterator[str]:
    if plan and is_read_only(project.store.path):
        yield "the splits are not remembered: the project cannot be written"
