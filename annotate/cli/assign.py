"""`annotate assign`: who is to label which articles."""

from collections.abc import Iterator

import click
from click.core import ParameterSource

from annotate.cli.exits import DONE
from annotate.cli.options import SHARE, json_option, shared_options
from annotate.cli.output import progress, put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.plural import plural
from annotate.services.assigning import Given, Wish
from annotate.services.project import Project
from annotate.services.syncing import directing
from annotate.storage import assignments
from annotate.storage.assignments import Standing

COLUMNS = ("done", "taken", "late", "free", "articles", "batch, and who")
ROW = "{:>7}  {:>7}  {:>7}  {:>7}  {:>8}  {}"
GIVING, FREEING = ("overlap", "calibration"), ("release", "end")
WHICH = ("people", "count", "share", "sources", "order", "seed", "again", "lease", "name")
"""What is of giving out only."""


@click.command("assign", epilog="Example: annotate assign ana ben eva --overlap 2 --count 100")
@click.argument("people", metavar="[NAME]...", nargs=-1)
@click.option(
    "--overlap", metavar="K", type=click.IntRange(1), help="Give out: to so many each article."
)
@click.option("--calibration", is_flag=True, help="Give out: every article to all who are named.")
@click.option("--count", metavar="N", type=click.IntRange(1), help="At most so many articles.")
@click.option("--share", metavar="P", type=SHARE, default=1.0, help="A share, drawn by lot.")
@click.option("--source", "sources", metavar="S", multiple=True, help="Only of that source.")
@click.option(
    "--order",
    type=click.Choice(["import", "random", "uncertain", "differing"]),
    default="import",
    show_default=True,
    help="Which come first.",
)
@click.option("--seed", metavar="N", type=int, default=0, help="Another lot.")
@click.option("--again", is_flag=True, help="Also what was given out before.")
@click.option(
    "--lease",
    metavar="DAYS",
    type=click.IntRange(0),
    default=7,
    show_default=True,
    help="How long a taken article waits for somebody who stays away; 0 is for ever.",
)
@click.option("--name", metavar="BATCH", default="", help="What it is called; else batch 1, 2, …")
@click.option("--release", metavar="NAME", help="Free what somebody has taken and not finished.")
@click.option("--end", metavar="BATCH", help="Give out no more of a batch.")
@click.option(
    "--hub",
    metavar="URL",
    envvar="ANNOTATE_HUB",
    help="Give out there; else what ANNOTATE_HUB names.",
)
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    people: tuple[str, ...],
    overlap: int | None,
    calibration: bool,
    release: str | None,
    end: str | None,
    hub: str | None,
    lease: int,
    as_json: bool,
    **which: object,
) -> int:
    """Give articles out to annotators.

    Without options it shows how far each batch is. Who opens the project takes some that are free,
    and more when those are done. What somebody took and left goes to the others after a while.
    With a hub places are taken there, at each sync.
    """
    changes = _is_change()
    with settings.open(to_read=not changes) as project:
        if release is not None:
            _say_freed(directing.release(project, hub, release), f"that {release} had taken")
        elif end is not None:
            _say_freed(directing.end(project, hub, end), f"of {end}; it gives out no more")
        elif changes:
            wish = _wish(overlap, people, calibration=calibration, lease=lease, **which)
            if wish.order == "uncertain":
                _measure(project)
            _say_given(directing.give_out(project, hub, wish))
        found = assignments.standing(project.store)
    if as_json:
        put_json({"assignments": found})
    else:
        put(*_table(found))
    return DONE


def _measure(project: Project) -> None:
    """Find out how uncertain what is suggested of each article is, where that is not known."""
    from annotate.services.uncertainty import measure_all  # with all rules, for this order alone

    with progress("measuring", quiet=False) as tell:
        measure_all(project, tell)


def _is_change() -> bool:
    """Whether anything is to change. Raises UsageError for what would go unheard."""
    giving, freeing, which = map(_given, (GIVING, FREEING, WHICH))
    if giving + freeing > 1:
        raise click.UsageError("--overlap, --calibration, --release and --end exclude each other")
    if which and freeing:
        raise click.UsageError("--release and --end go without NAME and options of giving out")
    if which and not giving:
        raise click.UsageError("to give out, say --overlap K or --calibration")
    return bool(giving or freeing)


def _given(names: tuple[str, ...]) -> int:
    """How many of these the command line says."""
    source = click.get_current_context().get_parameter_source
    return sum(source(name) is ParameterSource.COMMANDLINE for name in names)


def _wish(
    overlap: int | None, people: tuple[str, ...], *, calibration: bool, lease: int, **which: object
) -> Wish:
    return Wish(
        overlap=overlap or 1,
        people=people,
        calibration=calibration,
        lease=lease or None,
        **which,  # type: ignore[arg-type]  # the options by the names of its fields
    )


def _say_freed(places: int, what: str) -> None:
    say(f"freed {plural(places, 'place')} {what}")


def _say_given(given: Given) -> None:
    articles = plural(given.documents, "article")
    say(f"{given.batch}: {articles}, {plural(given.places, 'place')} on them")


def _table(found: list[Standing]) -> Iterator[str]:
    """All of a batch, and below it its annotators; names come last, whatever they are made of."""
    if not found:
        yield "nothing is given out: everybody has all articles"
        return
    yield ROW.format(*COLUMNS)
    for each in found:
        name = f"  {each.annotator}" if each.annotator else each.batch
        free = "" if each.annotator else f"{each.free:,}"
        counts = (f"{number:,}" for number in (each.done, each.taken, each.late))
        yield ROW.format(*counts, free, f"{each.documents:,}", name)
