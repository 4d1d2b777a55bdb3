"""`annotate agreement`: whether the labels can be trusted, and where annotators differ."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.agreement_csv import figures
from annotate.cli.agreement_csv import write as write_disagreements
from annotate.cli.agreement_options import Asked, asking
from annotate.cli.exits import DONE, STRICT
from annotate.cli.options import json_option, project_option
from annotate.cli.output import progress, put, put_json, put_page, say
from annotate.cli.settings import Settings

if TYPE_CHECKING:  # numpy takes its time: help does without
    from annotate.services.copies import Progress
    from annotate.services.measuring.measure import Outcome
    from annotate.services.measuring.report import Agreement
    from annotate.services.project import Project
    from annotate.storage.finished import Choice


@click.command("agreement", epilog="Example: annotate agreement --threshold alpha=0.667")
@asking
@json_option
@project_option
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> int:
    """Show how far annotators agree, and on what.

    Counts articles that at least two have finished. The intervals are of 95 %, and about other
    articles for the same annotators.
    """
    asked = Asked(**given)
    asked.check()
    with settings.open(to_read=True) as project:
        found = _measured(project, asked)
        if asked.page:
            _write(asked.page, found.agreement, project)
        if asked.listed:
            _list(project, asked, asked.listed)
    if not asked.prints_list:
        _put(found.agreement, asked)
    say(*found.missed)
    return STRICT if found.missed else DONE


def _measured(project: "Project", asked: Asked) -> "Outcome":
    from annotate.agreement.intervals import Bootstrap
    from annotate.services.measuring.measure import measure

    bootstrap = Bootstrap(asked.replicates, asked.seed) if asked.replicates else None
    with _waiting(asked) as (looking, aligning):
        return measure(
            project.store,
            project.scheme,
            _choice(asked),
            labels=asked.labels,
            bootstrap=bootstrap,
            every=asked.every,
            with_gamma=asked.with_gamma,
            thresholds=asked.thresholds,
            progress=looking,
            aligning=aligning,
        )


@contextmanager
def _waiting(asked: Asked) -> "Iterator[tuple[Progress | None, Progress | None]]":
    """A bar for what takes longest of what is asked for: looking for copies, or gamma."""
    if asked.with_gamma:
        with progress("aligning", quiet=asked.as_json) as tell:
            yield None, tell
    elif asked.replicates:
        with progress("looking for copies", quiet=asked.as_json) as tell:
            yield tell, None
    else:
        yield None, None


def _choice(asked: Asked) -> "Choice":
    from annotate.storage.finished import Choice

    return Choice(asked.annotators, asked.sources, asked.since, asked.until, asked.documents)


def _list(project: "Project", asked: Asked, file: Path) -> None:
    from annotate.services.measuring.disagreements import disagreements

    choice, labels = _choice(asked), asked.labels
    found = disagreements(project.store, project.scheme, choice, labels=labels)
    with closing(found) as each:  # before the database is, if nobody reads on
        write_disagreements(each, file)


def _put(found: "Agreement", asked: Asked) -> None:
    from annotate.cli.agreement_table import table

    if asked.as_json:
        put_json(found)
    elif asked.as_csv:
        put(*figures(found))
    else:
        put(*table(found))


def _write(file: Path, found: "Agreement", project: "Project") -> None:
    from annotate.services.measuring.page import agreement_page

    put_page(file, agreement_page(found, project.scheme, project.file.name))
