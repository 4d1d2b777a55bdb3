"""`annotate feedback`: an annotator's own labels against gold."""

import click

from annotate.cli.exits import DONE
from annotate.cli.options import json_option, shared_options
from annotate.cli.output import put, put_json
from annotate.cli.settings import Settings
from annotate.services.asked_names import article_asked, check_annotator_asked
from annotate.services.project import Project
from annotate.storage.positions import people


@click.command("feedback", epilog="Example: annotate feedback --annotator ana")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, /, *, articles: tuple[str, ...], as_json: bool) -> int:
    """Show your labels against gold.

    Of the articles that you have finished and whose gold is settled: by label, and a line each; of
    those that are named every place.
    """
    with settings.open() as project:  # that gold was shown is kept
        _show(project, settings.whose(), articles, as_json=as_json)
    return DONE


def _show(project: Project, annotator: str, articles: tuple[str, ...], *, as_json: bool) -> None:
    from annotate.cli.feedback_table import table  # with numpy, for this alone
    from annotate.services.feedback import available, by_label, feedback

    store, scheme = project.store, project.scheme
    check_annotator_asked(annotator, people(store))
    keys = [article_asked(store, id) for id in articles] or available(store, annotator)
    found = [feedback(store, scheme, annotator, key) for key in keys]
    figures = by_label(store, scheme, annotator, keys)
    if as_json:
        put_json({"annotator": annotator, "figures": figures, "articles": found})
    else:
        put(*table(figures, found, whole=bool(articles)))
