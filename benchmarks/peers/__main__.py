"""`python -m benchmarks.peers [NAME…]`: the tools beside this one, or those named; one table.

Each is installed from the package index the first time, in an environment of its own.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import facts
from benchmarks.peers import ours
from benchmarks.peers.base import ARTICLES, Given, Measured, Taken
from benchmarks.peers.running import NotInstalledError, installed
from benchmarks.ratio import quantile, three_figures

PEERS = ("doccano", "label_studio", "potato", "slate")
ROUNDS = 3
HEAD = (f"{ARTICLES:,} articles", "start", "÷ annotate", "import", "÷ annotate", "export", "÷")


def main(names: Sequence[str]) -> int:
    """Measure the tools of these names, or all."""
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        print(f"no tool {unknown[0]!r}: there are {', '.join(PEERS)}", file=sys.stderr)
        return 2
    print(facts(), "", _row(HEAD), _row(["---"] * len(HEAD)), sep="\n")
    with TemporaryDirectory() as folder:
        given = ours.given(Path(folder))
        for name in names or PEERS:
            print("\n".join(_rows(name, given)), flush=True)
    return 0


def _rows(name: str, given: Given) -> Iterator[str]:
    """A tool, and this one in turn with it."""
    peer = import_module(f"benchmarks.peers.{name}")
    try:
        programs = installed(peer.PACKAGES)
    except NotInstalledError as error:
        yield _row([name, f"not installed: {error}"])
        return
    rounds = [
        (_once(peer.measured, programs, given), _once(ours.measured, programs, given))
        for _ in range(ROUNDS)
    ]
    theirs, own = (_middle(list(taken)) for taken in zip(*rounds, strict=True))
    yield _row([peer.PACKAGES[0], *_cells(theirs, own)])
    yield _row(["annotate", *_cells(own, own)])


def _once(measured: Measured, programs: Path, given: Given) -> Taken:
    with TemporaryDirectory() as folder:
        return measured(programs, given, Path(folder))


def _middle(taken: Sequence[Taken]) -> Taken:
    """The median of each."""
    return Taken(
        quantile([each.start for each in taken], 0.5),
        _median([each.taking_in for each in taken]),
        _median([each.giving_out for each in taken]),
    )


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return quantile(known, 0.5) if known else None


def _cells(taken: Taken, own: Taken) -> Iterator[str]:
    pairs = (
        (taken.start, own.start),
        (taken.taking_in, own.taking_in),
        (taken.giving_out, own.giving_out),
    )
    for value, base in pairs:
        yield f"{three_figures(value)} s" if value is not None else ""
        yield f"{value / base:.1f}" if value is not None and base else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
