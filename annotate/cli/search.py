"""`annotate search`: full-text search over the project."""

import click

from annotate.cli.exits import DONE
from annotate.cli.options import json_option, most_option, shared_options
from annotate.cli.output import put, put_json, say
from annotate.cli.settings import Settings
from annotate.storage.search import Found, search


@click.command("search", epilog="Example: annotate search harbour master")
@click.argument("words", nargs=-1, required=True)
@most_option
@json_option
@shared_options
@click.pass_obj
def command(settings: Settings, words: tuple[str, ...], most: int, as_json: bool) -> int:
    """Find articles by the words in them.

    Shows those that hold all WORDS, best first; accents and capitals do not matter. The last word
    may be the beginning of one. The index is built when it is first used.
    """
    with settings.open(to_read=True) as project:
        found = search(project.store, " ".join(words), most)
    if as_json:
        put_json(found)
    elif found:
        put(*(line for each in found for line in _lines(each)))
    else:
        say("nothing found")
    return DONE


def _lines(found: Found) -> tuple[str, str]:
    return f"{found.id}  {found.title}", f"    {' '.join(found.snippet.split())}"
