"""`annotate import`: documents, and the annotations that they carry, into the project."""

from typing import Any

import click

from annotate.cli.exits import DONE, FAILED, STRICT
from annotate.cli.import_options import Asked, asking
from annotate.cli.import_summary import summary
from annotate.cli.import_undone import undone
from annotate.cli.import_unknown import not_kept, problems, read_as, unknown
from annotate.cli.map_file import read_map
from annotate.cli.options import PLACE, json_option, shared_options
from annotate.cli.output import ID, progress, put_json, say, shortened
from annotate.cli.settings import Settings
from annotate.core.plural import plural
from annotate.services.copies import Copy, refresh, told
from annotate.services.import_report import ImportReport
from annotate.services.importing import Interrupted, import_paths
from annotate.services.project import Project
from annotate.services.taking_back import take_back
from annotate.services.texts import Texts
from annotate.storage.store import Store

COPIES = 10
"""Near-copies that are named."""
LINE = 600
"""Characters of a problem that are told; --json has all."""


@click.command("import", epilog="Example: annotate import articles/ labels.jsonl")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@asking
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> int:
    """Take in articles, and the labels they carry.

    Reads files, folders, addresses (s3://, https://) and standard input (-), also compressed;
    without a PATH, the project's corpora/. What is known already is not taken in again. What is
    bad is named by file, line and reason, and the rest goes in; the exit code is then 1. Labels
    that name nobody are the annotator's.
    """
    asked = Asked(**given)
    asked.check()
    annotator = settings.whose()
    with settings.open() as project:
        if asked.undone:
            return _undo(project, annotator, asked)
        report = _taken(project, annotator, asked)
        try:
            report.copies = _copies(project.store, asked.quiet)
        finally:  # whatever becomes of that, this much is in
            if asked.as_json:
                put_json(report)
    return _code(report, strict=asked.strict)


def _undo(project: Project, annotator: str, asked: Asked) -> int:
    taken = take_back(project.store, annotator, asked.undone)
    if not asked.quiet:
        say(f"took back {plural(taken.imports, 'import')}", *undone(taken))
    return DONE


def _taken(project: Project, annotator: str, asked: Asked) -> ImportReport:
    """Take all in, and tell of it, also of what there is where it is interrupted."""
    try:
        with Texts(asked.text_from) as texts:
            report = _import(project, annotator, asked, texts)
    except Interrupted as error:
        _tell(error.report, asked.quiet)
        if asked.as_json:
            put_json(error.report)
        raise
    _tell(report, asked.quiet)
    return report


def _import(project: Project, annotator: str, asked: Asked, texts: Texts) -> ImportReport:
    with progress("importing", quiet=asked.quiet) as tell:
        return import_paths(
            project.store,
            project.scheme,
            asked.paths or [project.corpora],
            annotator=annotator,
            format=asked.format,
            encoding=asked.encoding,
            offset_unit=asked.offset_unit,
            names=read_map(asked.map_file, project.scheme),
            texts=texts if asked.text_from else None,
            strict=asked.strict,
            replace=asked.replace,
            corpora=project.corpora,
            progress=tell,
        )


def _code(report: ImportReport, *, strict: bool) -> int:
    if strict:
        return STRICT if report.is_bad else DONE
    return FAILED if report.problems else DONE


def _tell(report: ImportReport, quiet: bool) -> None:
    say(*(shortened(line, LINE) for line in problems(report)), *not_kept(report))
    if not quiet:
        say(*summary(report), *read_as(report), *unknown(report))


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
