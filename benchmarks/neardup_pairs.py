"""How many near-duplicates are found, by kind: `python -m benchmarks.neardup_pairs FILE`.

FILE is JSON lines of pairs: `a` and `b` name two texts, `text_a` and `text_b` hold them, `bucket`
is the kind, by which pairs of COPIES are near-duplicates and others are not. All texts are one
corpus. Precision is by the pairs that the file has: what it does not name is counted apart.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.neardup_ways import Pairs, ways

COPIES = ("identical", "near_identical", "edited", "contained")


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    texts = {p[side]: p[f"text_{side}"] for p in pairs for side in ("a", "b")}
    places = {name: place for place, name in enumerate(texts)}
    found, seconds = {}, {}
    for name, way in ways().items():
        start = perf_counter()
        found[name] = way(list(texts.values()))
        seconds[name] = perf_counter() - start
    print(f"{len(texts)} texts; " + ", ".join(f"{n} {s:.2f} s" for n, s in seconds.items()))
    print(f"\n| bucket | pairs | {' | '.join(found)} |\n{'| --- ' * (2 + len(found))}|")
    for bucket, inside in _by_bucket(pairs, places).items():
        shares = (f"{len(inside & got) / len(inside):.3f}" for got in found.values())
        print(f"| {bucket} | {len(inside)} | {' | '.join(shares)} |")
    precise = (_precision(pairs, places, got) for got in found.values())
    print(f"| precision | | {' | '.join(precise)} |")
    return 0


def _by_bucket(pairs: Sequence[dict[str, Any]], places: dict[str, int]) -> dict[str, Pairs]:
    counts = Counter(pair["bucket"] for pair in pairs)
    order = [*(b for b in COPIES if b in counts), *sorted(counts.keys() - set(COPIES))]
    return {
        bucket: {_place(pair, places) for pair in pairs if pair["bucket"] == bucket}
        for bucket in order
    }


def _precision(pairs: Sequence[dict[str, Any]], places: dict[str, int], found: Pairs) -> str:
    """Of those found that the file names, the part that are copies; and how many it does not."""
    kinds = {_place(pair, places): pair["bucket"] in COPIES for pair in pairs}
    named = [kinds[pair] for pair in found if pair in kinds]
    return f"{sum(named) / len(named):.3f} ({len(found) - len(named)} not named)"


def _place(pair: dict[str, Any], places: dict[str, int]) -> tuple[int, int]:
    first, second = sorted((places[pair["a"]], places[pair["b"]]))
    return first, second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
