"""`annotate status`: how far everybody is."""

from collections.abc import Iterator

import click
import msgspec

from annotate.cli.exits import DONE
from annotate.cli.options import json_option, shared_options
from annotate.cli.output import path_text, put, put_json, say
from annotate.cli.settings import Settings
from annotate.core.plural import plural
from annotate.services.bygone import bygone
from annotate.services.guidelines import guided
from annotate.services.project import Project
from annotate.storage import documents, progress
from annotate.storage.acceptance import Acceptance, acceptance
from annotate.storage.progress import Progress

COLUMNS = ("done", "set aside", "begun", "paragraphs", "spans", "flags", "layer")
RULE = "{:>9}  {:>9}  {:>9}  {:>5}  {}"
ROW = "{:>7}  {:>9}  {:>7}  {:>10}  {:>9}  {:>5}  {}"


@click.command("status", epilog="Example: annotate status --json")
@click.option(
    "--suggesters",
    is_flag=True,
    help="How the suggestions of each rule fared, and what all do to the work.",
)
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, suggesters: bool, as_json: bool) -> int:
    """Show how far each annotator is.

    Counts articles that are done, set aside (with a skipped paragraph) and begun, and in all of
    them the paragraphs gone through, the spans and the flags.
    """
    with settings.open(to_read=True) as project:
        if suggesters:
            _put_suggesters(project, as_json)
            return DONE
        show = _put_json if as_json else _put
        show(project, documents.count(project.store), progress.of_layers(project.store))
    return DONE


def _put_suggesters(project: Project, as_json: bool) -> None:
    """How often each rule was right, in the eyes of those who answered; what all of them do."""
    # how far everybody is, is told without numpy
    from annotate.cli.influence_table import NONE, influence_table
    from annotate.services.influence import influence

    found = acceptance(project.store)
    done = influence(project.store, project.scheme, project.file.suggestions)
    if as_json:
        rules = [msgspec.structs.asdict(a) | {"rate": a.rate} for a in found]
        put_json({"suggesters": rules, "influence": done})
        return
    if found:
        put(RULE.format("accepted", "standing", "rejected", "rate", "suggester: rule"))
        put(*map(_rule, found))
    else:
        put("no suggestion was answered yet")
    if done.share or done.without.readings:
        put("", *influence_table(done))
    else:
        say(NONE)


def _rule(a: Acceptance) -> str:
    counts = (f"{count:,}" for count in (a.accepted, a.standing, a.rejected))
    return RULE.format(*counts, f"{a.rate:.0%}", a.origin)


def _put_json(project: Project, articles: int, layers: list[Progress]) -> None:
    put_json(
        {
            "name": project.file.name,
            "folder": path_text(project.folder.resolve()),
            "documents": articles,
            "layers": layers,
            "bygone": bygone(project.store, project.scheme),
            "guidelines": guided(project.store),
        }
    )


def _put(project: Project, articles: int, layers: list[Progress]) -> None:
    """The names come last, so that the columns stand whatever the names are made of."""
    where = path_text(project.folder.resolve())
    put(f"{project.file.name or 'project'}: {plural(articles, 'article')}, {where}")
    if layers:
        put("", ROW.format(*COLUMNS), *map(_row, layers))
    else:
        put("nobody has labelled anything yet")
    put(*_rest(project))


def _rest(project: Project) -> Iterator[str]:
    """What is to be said beside the layers, a blank line before it."""
    old = (b for b in bygone(project.store, project.scheme) if b.is_there)
    lines = [*map(str, old), *map(str, guided(project.store))]
    yield from ("", *lines) if lines else ()


def _row(p: Progress) -> str:
    counts = (p.done, p.skipped, p.open, p.paragraphs, p.spans, p.flags)
    return ROW.format(*(f"{count:,}" for count in counts), p.layer)
