"""How a command tells what a cluster made of each file."""

from collections.abc import Iterable

from annotate.cli.exits import FAILED
from annotate.cli.output import say
from annotate.core.plural import plural
from annotate.services.cluster.shards import Shard


def put_shards(shards: Iterable[Shard], code: int, *, quiet: bool) -> int:
    """Say what was wrong with each, and what there is in all; the exit code."""
    files = records = without = 0
    for shard in shards:
        say(*shard.told.problems)
        code = FAILED if shard.told.problems else code
        files, records = files + 1, records + shard.told.records
        without += shard.told.without_text
    if not quiet:
        say(f"{plural(records, 'record')} of {plural(files, 'file')}")
    if without and not quiet:
        say(f"{plural(without, 'record')} without a text passed over")
    return code
