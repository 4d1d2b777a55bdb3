"""How `annotate suggest --on ray` tells what became of each shard."""

from collections.abc import Iterable

from annotate.cli.exits import FAILED
from annotate.cli.output import say
from annotate.core.plural import plural
from annotate.services.suggesting_cluster import Shard


def put_shards(shards: Iterable[Shard], code: int, *, quiet: bool) -> int:
    """Say what was wrong with each, and what there is in all; the exit code."""
    files = articles = without = 0
    for shard in shards:
        say(*shard.problems)
        code = FAILED if shard.problems else code
        files, articles = files + 1, articles + shard.articles
        without += shard.without_text
    if not quiet:
        say(f"{plural(articles, 'article')} in {plural(files, 'file')}")
    if without and not quiet:
        say(f"{plural(without, 'record')} without a text passed over")
    return code
