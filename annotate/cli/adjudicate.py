"""`annotate adjudicate`: settling where annotators differ, in the UI; or what all agree on."""

import click

from annotate.cli.exits import DONE
from annotate.cli.opening import open_adjudication
from annotate.cli.options import json_option, quiet_option, shared_options
from annotate.cli.output import progress, put, put_json, say
from annotate.cli.settings import Settings


@click.command("adjudicate", epilog="Example: annotate adjudicate --annotator eva")
@click.option(
    "--unanimous", is_flag=True, help="Without the UI: take what all agree on, in every article."
)
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option(
    "--designate",
    "name",
    metavar="REVIEWER",
    help="Without the UI: theirs is gold of those articles, or of all that they settled.",
)
@click.option(
    "--designate-latest", "latest", is_flag=True, help="Gold is again what was settled last."
)
@quiet_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    articles: tuple[str, ...],
    unanimous: bool,
    name: str | None,
    latest: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Settle where annotators differ, in a gold layer.

    Articles that at least two have finished come up, those on which they differ most first.
    """
    if name is not None or latest:
        if unanimous or as_json or (name is not None and latest):
            raise click.UsageError("--designate and --designate-latest go alone")
        return _designate(settings, articles, name or "", quiet=quiet)
    if articles:
        raise click.UsageError("articles are named with --designate")
    if not unanimous:
        if as_json or quiet:
            raise click.UsageError("--json and --quiet go with --unanimous")
        return open_adjudication(settings)
    _take_all(settings, quiet=quiet, as_json=as_json)
    return DONE


def _designate(settings: Settings, articles: tuple[str, ...], name: str, *, quiet: bool) -> int:
    from annotate.core.plural import plural
    from annotate.services.adjudicating.designating import designate

    with settings.open() as project:
        changed = designate(project.store, settings.whose(), name, articles)
    if not quiet:
        what = f"gold/{name}" if name else "what was settled last"
        say(f"{what} is gold of {plural(changed, 'more article')}")
    return DONE


def _take_all(settings: Settings, *, quiet: bool, as_json: bool) -> None:
    from annotate.core.plural import plural
    from annotate.services.adjudicating.unanimous import take_all_agreed

    reviewer = settings.whose()
    with settings.open() as project, progress("taking", quiet=quiet) as tell:
        found = take_all_agreed(project.store, project.scheme, reviewer, tell)
    if as_json:
        put_json(found)
    elif not quiet:
        taken = f"{plural(found.spans, 'span')} and {plural(found.links, 'link')} taken"
        articles = f"{plural(found.documents, 'article')}, {found.settled:,} of them settled"
        left = f"{plural(found.conflicts, 'conflict')} left"
        put(f"gold/{reviewer}: {articles}; {taken}; {left}")
