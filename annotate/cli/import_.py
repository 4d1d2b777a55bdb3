"""`annotate import`: documents, and the annotations that they carry, into the project."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click

from annotate.cli.exits import DONE, FAILED, STRICT
from annotate.cli.import_unknown import more_unknown, not_kept, problems, read_as, unknown
from annotate.cli.map_file import read_map
from annotate.cli.options import (
    PATH,
    PLACE,
    encoding_option,
    json_option,
    map_option,
    quiet_option,
    shared_options,
)
from annotate.cli.output import progress, put_json, say, shortened
from annotate.cli.settings import Settings
from annotate.core.normalisation import OffsetUnit
from annotate.core.plural import plural
from annotate.formats import FORMATS
from annotate.formats.places import Place
from annotate.services.copies import Copy, refresh, told
from annotate.services.import_report import ImportReport
from annotate.services.importing import Interrupted, import_paths
from annotate.services.taking_back import take_back
from annotate.services.texts import Texts
from annotate.storage.store import Store

READABLE = [name for name, member in FORMATS.items() if member.read]
NAMED = 3
"""Files in one encoding that are named; more are counted."""
COPIES = 10
"""Near-copies that are named."""
ID, LINE = 120, 600
"""Characters of an article's id, and of a problem, that are told; --json has all."""


@click.command("import", epilog="Example: annotate import articles/ labels.jsonl")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@click.option("--format", type=click.Choice(READABLE), help="Else told by each file's name.")
@encoding_option
@click.option(
    "--offset-unit",
    type=click.Choice(get_args(OffsetUnit)),
    help="What offsets count; else code points, or found by the spans' texts in others' formats.",
)
@map_option
@click.option(
    "--text-from",
    "text_from",
    metavar="PATH",
    type=PATH,
    multiple=True,
    help="A file, folder or project with the texts of records without; may be repeated.",
)
@click.option("--strict", is_flag=True, help="If anything is bad, take nothing in and exit 3.")
@click.option("--replace", is_flag=True, help="Exchange a layer's labels for others given of it.")
@click.option(
    "--undo",
    "undone",
    metavar="ID",
    multiple=True,
    help="Take an import back, or a whole log of them, by the id that `annotate log` shows.",
)
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    paths: tuple[Place, ...],
    undone: tuple[str, ...],
    map_file: Path | None,
    text_from: tuple[Path, ...],
    strict: bool,
    quiet: bool,
    as_json: bool,
    **how: Any,
) -> int:
    """Take in articles, and the labels they carry.

    Reads files, folders, addresses (s3://, https://) and standard input (-), also compressed;
    without a PATH, the project's corpora/. What is known already is not taken in again. What is
    bad is named by file, line and reason, and the rest goes in; the exit code is then 1. Labels
    that name nobody are the annotator's.
    """
    annotator = settings.whose()
    if undone:
        return _undo(settings, annotator, paths, undone)
    with settings.open() as project, Texts(text_from) as texts:
        try:
            with progress("importing", quiet=quiet) as tell:
                report = import_paths(
                    project.store,
                    project.scheme,
                    paths or [project.corpora],
                    annotator=annotator,
                    names=read_map(map_file, project.scheme),
                    texts=texts if text_from else None,
                    strict=strict,
                    corpora=project.corpora,
                    progress=tell,
                    **how,
                )
        except Interrupted as error:
            _tell(error.report, quiet)
            if as_json:
                put_json(error.report)
            raise
        _tell(report, quiet)
        try:
            report.copies = _copies(project.store, quiet)
        finally:  # whatever becomes of that, this much is in
            if as_json:
                put_json(report)
    if strict:
        return STRICT if report.is_bad else DONE
    return FAILED if report.problems else DONE


def _undo(
    settings: Settings, annotator: str, paths: tuple[Place, ...], names: tuple[str, ...]
) -> int:
    if paths:
        raise click.UsageError("--undo takes ids; name no PATH beside it")
    with settings.open() as project:
        say(f"took back {plural(take_back(project.store, annotator, names), 'import')}")
    return DONE


def _tell(report: ImportReport, quiet: bool) -> None:
    say(*(shortened(line, LINE) for line in problems(report)), *not_kept(report))
    if not quiet:
        say(*_summary(report), *read_as(report), *unknown(report))


def _copies(store: Store, quiet: bool) -> list[Copy]:
    """Find the near-copies among what is new, and tell of a few."""
    with progress("looking for copies", quiet=quiet) as tell:
        found = told(store, refresh(store, tell))
    if found and not quiet:
        say(f"near-copies: {len(found):,} of the new articles")
        say(
            *(
                f"  {shortened(copy.id, ID)}: copy of {shortened(copy.of, ID)},"
                f" {copy.share * 100:.0f} %"
                for copy in found[:COPIES]
            )
        )
        if len(found) > COPIES:
            say(f"  and {len(found) - COPIES:,} more, which --json names")
    return found


def _summary(report: ImportReport) -> Iterator[str]:
    """What the import did, in one line for each kind of thing."""
    if not report.documents + report.appearances + report.records + report.suggestions:
        yield "nothing new"
    lines = {
        "articles": {
            "new": report.documents,
            "known": report.known,
            "found in another place too": report.appearances,
        },
        "records of labels": {
            "new": report.records - report.replaced,
            "in the place of others": report.replaced,
            "the same as before": report.same,
            "refused": report.refused,
        },
        "records of suggestions": {"taken": report.suggestions},
        "labels": {
            "left out, as the map says": report.left_out,
            "twice in their record, kept once": report.merged,
        },
        "files": {"of no known format": report.passed_over},
        "records of archives": {"are no pages": report.no_pages},
        "dates": {"not as YYYY-MM-DD, kept as they came": report.odd_dates},
        "problems": {
            "named above": len(report.problems) - more_unknown(report),
            "more with unknown names": more_unknown(report),
        },
    }
    for what, counts in lines.items():
        if any(counts.values()):
            yield f"{what}: {', '.join(f'{n:,} {how}' for how, n in counts.items() if n)}"
    yield from _encodings(report)


def _encodings(report: ImportReport) -> Iterator[str]:
    """Which files were in which encoding, where that was not UTF-8."""
    files = defaultdict(list)
    for file, encoding in report.encodings.items():
        files[encoding].append(file)
    for encoding, names in files.items():
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        yield f"read as {encoding}: {', '.join(names[:NAMED])}{more}"
