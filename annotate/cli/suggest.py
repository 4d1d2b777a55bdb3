"""`annotate suggest`: suggestions for articles of any number, as JSONL on standard output."""

from pathlib import Path

import click

from annotate.cli.exits import DONE, FAILED
from annotate.cli.options import PATH, PLACE, shared_options
from annotate.cli.output import put_line, say
from annotate.cli.settings import Settings
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.formats import FORMATS
from annotate.formats.base import Problem
from annotate.formats.places import Place
from annotate.services.models import members, read_header
from annotate.services.suggesting_stream import suggest_paths
from annotate.suggesters.learning.model import NAME, check

READABLE = [name for name, member in FORMATS.items() if member.read]


@click.command("suggest", epilog="Example: annotate suggest articles/ > suggested.jsonl")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@click.option("--format", type=click.Choice(READABLE), help="Else told by each file's name.")
@click.option("--encoding", metavar="NAME", help="Of the files; else UTF-8, or found out.")
@click.option("--off", metavar="S", multiple=True, help="Without that suggester; repeatable.")
@click.option(
    "--threshold",
    metavar="X",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="None less sure than that, 0 to 1.",
)
@click.option(
    "--model",
    metavar="FILE",
    type=PATH,
    help="What `train` learned; without a PATH, the project's own.",
)
@click.option("--without-text", is_flag=True, help="Leave the articles' text out.")
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(1),
    help="How many share the work; else one a core.",
)
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    paths: tuple[Place, ...],
    format: str | None,
    encoding: str | None,
    off: tuple[str, ...],
    threshold: float,
    model: Path | None,
    without_text: bool,
    processes: int | None,
) -> int:
    """Print suggestions for articles, a line of JSON each.

    Reads files, folders and standard input (-); without a PATH the project's own corpora. Needs
    no project if paths are given, and changes nothing.
    """
    own = None if paths or model else _own_model(settings.folder())
    model, code = _usable(model or own, settings if own else None)
    without = 0
    answers = suggest_paths(
        paths or [settings.folder() / "corpora"],
        format=format,
        encoding=encoding,
        off=off,
        threshold=threshold,
        model=model,
        without_text=without_text,
        processes=processes,
    )
    for answer in answers:
        if isinstance(answer, Problem):
            say(str(answer))
            code = FAILED
        elif answer:
            put_line(answer)
        else:
            without += 1
    if without:
        say(f"{plural(without, 'record')} without a text passed over")
    return code


def _own_model(folder: Path) -> Path | None:
    return folder / NAME if (folder / NAME).exists() else None


def _usable(model: Path | None, project: Settings | None) -> tuple[Path | None, int]:
    """The model and the exit code so far: one that is of no use is named, and the rules go on.

    A project's own model is to fit its scheme as well.
    """
    try:
        if model:
            members(model)
        if model and project:
            _check(model, project)
    except AnnotateError as error:
        say(f"{error}; the rules go on without it")
        return None, FAILED
    return model, DONE


def _check(model: Path, settings: Settings) -> None:
    with settings.open() as project:
        check(read_header(model), project.scheme, str(model))
