"""How a command tells what a cluster made of each file."""

from collections.abc import Iterable, Iterator

from annotate.cli.exits import FAILED
from annotate.cli.output import say
from annotate.core.plural import plural
from annotate.services.cluster.shards import Shard, beside

NAMED = 10
"""Problems of a file that are told; what lies beside its records has all."""


def put_shards(shards: Iterable[Shard], code: int, *, quiet: bool) -> int:
    """Say what was wrong with each, and what there is in all; the exit code."""
    files = records = without = 0
    for shard in shards:
        say(*_problems(shard))
        code = FAILED if shard.told.problems else code
        files, records = files + 1, records + shard.told.records
        without += shard.told.without_text
    if not quiet:
        say(f"{plural(records, 'record')} of {plural(files, 'file')}")
    if without and not quiet:
        say(f"{plural(without, 'record')} without a text passed over")
    return code


def _problems(shard: Shard) -> Iterator[str]:
    """What was wrong in a file: of a corpus there may be a line for each record."""
    found = shard.told.problems
    yield from found[:NAMED]
    if (more := len(found) - NAMED) > 0:
        where = f"{shard.source}, which {beside(shard.name)} names"
        yield f"and {plural(more, 'more problem')} in {where}"
