"""`annotate controls`: known gold in annotators' lists, second passes, and what both tell."""

import click

from annotate.cli.exits import DONE
from annotate.cli.options import SHARE, ShareType, json_option, shared_options
from annotate.cli.output import put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError
from annotate.core.plural import plural
from annotate.services.project import Project
from annotate.storage import controls
from annotate.storage.store import Store


@click.command("controls", epilog="Example: annotate controls --repeat 0.1 ana ben --after 14")
@click.argument("people", metavar="[NAME]...", nargs=-1)
@click.option(
    "--mix",
    "mixed",
    metavar="P",
    type=SHARE,
    help="Mix settled articles into what is taken from now on; 0 ends it.",
)
@click.option("--batch", metavar="BATCH", help="With --mix: only there; else in every batch.")
@click.option(
    "--repeat",
    "repeated",
    metavar="P",
    type=ShareType(0, 1, min_open=True),
    help="Ask those named, or all, to label that share of theirs again.",
)
@click.option(
    "--after",
    "days",
    metavar="DAYS",
    type=click.IntRange(0),
    default=14,
    show_default=True,
    help="With --repeat: what they finished so long ago.",
)
@click.option("--seed", metavar="N", type=int, default=0, help="Another lot.")
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    people: tuple[str, ...],
    mixed: float | None,
    batch: str | None,
    repeated: float | None,
    days: int,
    seed: int,
    as_json: bool,
) -> int:
    """Show annotators against known gold, and against themselves.

    Gold comes up in their lists as controls; second passes are of what they finished. The intervals
    are of 95 %, and about other articles for the same annotator.
    """
    if people and repeated is None:
        raise click.UsageError("names go with --repeat")
    if batch is not None and mixed is None:
        raise click.UsageError("--batch goes with --mix")
    with settings.open(to_read=mixed is None and repeated is None) as project:
        if mixed is not None:
            _mix(project.store, batch, mixed, seed)
        if repeated is not None:
            _repeat(project.store, people, repeated, days=days, seed=seed)
        if mixed is None and repeated is None:
            _show(project, as_json=as_json)
    return DONE


def _mix(store: Store, batch: str | None, share: float, seed: int) -> None:
    free = controls.free(store)
    if batch is not None and batch not in free:
        what = "no batch of that name from which anything is still to be taken"
        raise ProjectError(what, batch, "`annotate assign` lists them")
    if not free:
        hint = "give some out: `annotate assign --overlap 1 --order random`"
        raise ProjectError("no articles are given out", hint=hint)
    names = [batch] if batch is not None else free
    for name in names if share else []:
        if controls.is_in_order_of_import(store, name):
            what = "this batch is in the order of import, in which a control would stand out"
            raise ProjectError(what, name, "give one out with --order random")
    for name in names:
        controls.set_share(store, name, share, seed)
        say(_brings(name, share) if share else f"{name}: none")


def _brings(batch: str, share: float) -> str:
    return f"{batch}: {share:.0%} of what is taken brings a control"


def _repeat(store: Store, people: tuple[str, ...], share: float, *, days: int, seed: int) -> None:
    from annotate.services.controls.repeating import repeat

    given = repeat(store, people, share, days=days, seed=seed)
    articles = plural(given.documents, "article")
    say(f"{given.batch}: {articles}, {plural(given.places, 'place')} on them")


def _show(project: Project, *, as_json: bool) -> None:
    from annotate.cli.controls_table import table  # with numpy, for this alone
    from annotate.services.controls.figures import figures

    found = figures(project.store, project.scheme)
    if as_json:
        put_json({"annotators": found})
    else:
        coming = [_brings(*each) for each in controls.shares(project.store).items()]
        ask = [] if found or coming else ["--mix and --repeat ask for some"]
        put(*table(found), *([""] if found and coming else []), *coming, *ask)
