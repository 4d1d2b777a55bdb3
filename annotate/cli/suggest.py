"""`annotate suggest`: suggestions for articles of any number, as JSONL on standard output."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import click

from annotate.cli.exits import DONE, FAILED
from annotate.cli.options import PATH, PLACE, SHARE, quiet_option, shared_options
from annotate.cli.output import Progress, progress, put_line, say
from annotate.cli.reading_options import encoding_option, format_option
from annotate.cli.settings import Settings
from annotate.core.errors import AnnotateError, ProjectError
from annotate.core.plural import plural
from annotate.core.scheme_file import ProjectFile, SuggestionSettings
from annotate.formats.base import Problem
from annotate.formats.places import Place
from annotate.services.project import read_file
from annotate.services.suggesting import check, silent
from annotate.services.suggesting_stream import Answer, How, suggest_paths, suggest_stored
from annotate.services.training.models import members
from annotate.storage.store import FILE_NAME
from annotate.suggesters import SUGGESTERS
from annotate.suggesters.learned import NAME as LEARNED
from annotate.suggesters.learning.model import NAME

PRINTED, PROBLEM, WITHOUT = "printed", "problem", "without"


@click.command("suggest", epilog="Example: annotate suggest articles/ > suggested.jsonl")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@format_option
@encoding_option
@click.option(
    "--off",
    metavar="S",
    type=click.Choice([*SUGGESTERS]),
    multiple=True,
    help="Without that suggester; repeatable.",
)
@click.option(
    "--threshold",
    metavar="X",
    type=SHARE,
    help="None less sure than that, 0 to 1; else as the project says, or 0.5.",
)
@click.option(
    "--model",
    metavar="FILE",
    type=PATH,
    help="What `train` learned; else the project's own.",
)
@click.option("--without-text", is_flag=True, help="Leave the articles' text out.")
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(1),
    help="How many share the work; else one a core.",
)
@click.option("--on", "cluster", type=click.Choice(["ray"]), help="Share it over a Ray cluster.")
@click.option("--out", metavar="DIR", type=PLACE, help="With --on: where the answers go.")
@quiet_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    paths: tuple[Place, ...],
    model: Path | None,
    processes: int | None,
    cluster: str | None,
    out: Place | None,
    format: str | None,
    encoding: str | None,
    quiet: bool,
    **heard: Any,
) -> int:
    """Print suggestions for articles, a line of JSON each.

    Reads files, folders and standard input (-); without a PATH the project's own articles. Speaks
    of a project's labels, with what it learned; if paths are given, no project is needed. Changes
    nothing. On a cluster each file becomes one of answers, and one that is done is not done again.
    """
    if bool(cluster) != bool(out):
        raise click.UsageError("--on and --out go together")
    if not paths and (cluster or format or encoding):
        raise click.UsageError("--on, --format and --encoding are for files: name a PATH")
    folder = _folder(settings, needed=not paths)
    file = read_file(folder) if folder else None
    useful, code = _usable(model or _own_model(folder), file, heard["off"])
    if file and not quiet:
        say(*silent(file.scheme, file.suggestions))
        if paths:  # without, it is an error
            say(*_unknown(settings, file.suggestions))
    how = _how(file, useful, **heard)
    if out:
        return _share(paths, how, out, code, quiet=quiet, format=format, encoding=encoding)
    with _progress(quiet=quiet) as tell, ExitStack() as opened:
        if paths:
            answers = suggest_paths(
                paths, how, format=format, encoding=encoding, processes=processes, progress=tell
            )
        else:
            store = opened.enter_context(settings.store(to_read=True))
            check(store, file.suggestions if file else SuggestionSettings())
            answers = suggest_stored(store, how, processes=processes, progress=tell)
        return _put(answers, code, quiet=quiet)


def _unknown(settings: Settings, asked: SuggestionSettings) -> Iterator[str]:
    """What a project wants off that is not there, and does not keep files from being read."""
    if SUGGESTERS.keys() >= set(asked.off):
        return
    try:
        with ExitStack() as opened:
            there = (settings.folder() / FILE_NAME).exists()
            store = opened.enter_context(settings.store(to_read=True)) if there else None
            check(store, asked)
    except AnnotateError as error:
        yield str(error)


def _how(
    file: ProjectFile | None,
    model: Path | None,
    *,
    off: tuple[str, ...],
    threshold: float | None,
    without_text: bool,
) -> How:
    """Who speaks and what is heard: as the command line says, else as the project does."""
    asked = file.suggestions if file else SuggestionSettings()
    return How(
        off=(*off, *(name for name in asked.off if name in SUGGESTERS)),
        threshold=asked.threshold if threshold is None else threshold,
        without_text=without_text,
        model=model,
        scheme=file.scheme if file else None,
    )


def _share(
    paths: tuple[Place, ...], how: How, out: Place, code: int, *, quiet: bool, **reading: str | None
) -> int:
    """Let a cluster answer each file by one of its own; the exit code."""
    from annotate.cli.shards import put_shards
    from annotate.services.cluster.suggesting import suggest_on_ray

    return put_shards(suggest_on_ray(paths, how, out, **reading), code, quiet=quiet)


def _put(answers: Iterator[Answer], code: int, *, quiet: bool) -> int:
    """Print what there is; the exit code."""
    counts = Counter(_put_one(answer) for answer in answers)
    if counts[PROBLEM]:
        code = FAILED
    if not counts[PRINTED] and code == DONE and not quiet:
        say("no articles there")
    if counts[WITHOUT] and not quiet:
        say(f"{plural(counts[WITHOUT], 'record')} without a text passed over")
    return code


def _put_one(answer: Answer) -> str:
    """Print an answer, or what was wrong; which of the two it is, or that it is neither."""
    if isinstance(answer, Problem):
        say(str(answer))
        return PROBLEM
    if not answer:
        return WITHOUT
    put_line(answer)
    return PRINTED


def _progress(*, quiet: bool) -> AbstractContextManager[Progress | None]:
    """A bar, unless it would stand between the lines that are printed."""
    return progress("suggesting", quiet=quiet or not sys.stdout or sys.stdout.isatty())


def _folder(settings: Settings, *, needed: bool) -> Path | None:
    """The project's folder; files that are named do without one."""
    try:
        return settings.folder()
    except ProjectError:
        if needed:
            raise
        return None


def _own_model(folder: Path | None) -> Path | None:
    return folder / NAME if folder and (folder / NAME).exists() else None


def _usable(
    model: Path | None, file: ProjectFile | None, off: tuple[str, ...]
) -> tuple[Path | None, int]:
    """The model and the exit code so far: one that is of no use is named, and the rules go on.

    It is to fit the scheme as well, if there is one. Of one that is not to speak nothing is said.
    """
    if model is None or LEARNED in (*off, *(file.suggestions.off if file else ())):
        return None, DONE
    try:
        members(model, file.scheme if file else None)
    except AnnotateError as error:
        say(f"{error}; the rules go on without it")
        return None, FAILED
    return model, DONE
