"""`python -m benchmarks [NAME…]`: the machine's facts, then a table for each benchmark."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from tempfile import TemporaryDirectory

from benchmarks.machine import facts
from benchmarks.ratio import heading

BENCHMARKS = {
    "import": "benchmarks.importing",
    "export": "benchmarks.exporting",
    "formats": "benchmarks.formats",
    "parquet": "benchmarks.parquet",
    "pages": "benchmarks.pages",
    "neardup": "benchmarks.neardup",
    "gesture": "benchmarks.gesture",
    "agreement": "benchmarks.agreement",
    "queue": "benchmarks.queue",
    "fold": "benchmarks.folding",
    "suggest": "benchmarks.suggesting",
    "text": "benchmarks.text",
    "start": "benchmarks.start",
    "keys": "benchmarks.keys",
    "hub": "benchmarks.hub",
    "cluster": "benchmarks.cluster",
    "idle": "benchmarks.idle",
    "growth": "benchmarks.growth",
    "growth-screens": "benchmarks.growth_screens",
    "keys-with-suggestions": "benchmarks.keys_with_suggestions",
}
"""Each name's module, which has `figures()`: an iterator of Figure."""


def main(names: Sequence[str]) -> int:
    """Run the benchmarks of these names, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {unknown[0]!r}: there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    print(facts())
    with TemporaryDirectory() as folder:
        # somebody new: what they chose is not measured, nor what a benchmark chooses kept
        os.environ["XDG_CONFIG_HOME"] = folder
        for name in names or BENCHMARKS:
            print(f"\n## {name}\n\n{heading()}", flush=True)
            for figure in import_module(BENCHMARKS[name]).figures():
                print(figure.row(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
