"""What a cluster made of files is told: of each so much that one reads it."""

import pytest

from annotate.cli.exits import DONE, FAILED
from annotate.cli.shards import put_shards
from annotate.services.cluster.shards import Shard, Told


def shard(name: str, problems: int) -> Shard:
    told = Told(2, problems=tuple(f"{name}.jsonl:{n}: bad" for n in range(problems)))
    return Shard(f"{name}.jsonl", f"00-{name}", told, ())


def test_of_many_problems_of_a_file_the_first_are_told_and_where_all_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shards = [shard("a", 12), shard("b", 10), shard("c", 0)]
    assert put_shards(shards, DONE, quiet=False) == FAILED
    assert capsys.readouterr().err.splitlines() == [
        *(f"a.jsonl:{n}: bad" for n in range(10)),
        "and 2 more problems in a.jsonl, which 00-a.json names",
        *(f"b.jsonl:{n}: bad" for n in range(10)),
        "6 records of 3 files",
    ]
