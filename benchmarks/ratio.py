"""Timing two things in turn, so that a busy machine slows both, and a row of the table for each."""

from collections.abc import Callable
from time import perf_counter, sleep

from msgspec import Struct

Clocked = Callable[[], float]
"""Does something once and returns the seconds that the part to be measured took."""
HEAD = ("what", "measured", "baseline", "ratio p50 / p95", "at most", "verdict")
REST = 0.002
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


class Figure(Struct, frozen=True):
    """One row: what was measured, the baseline of the same run, their ratio at p50 and p95."""

    what: str
    measured: str
    baseline: str = ""
    ratio: tuple[float, float] | None = None
    at_most: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the ratio holds at both; "" where nothing was promised."""
        if self.ratio is None or self.at_most is None:
            return ""
        return "holds" if max(self.ratio) <= self.at_most else "**over**"

    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        ratio = " / ".join(f"{r:.2f}" for r in self.ratio or ())
        at_most = "" if self.at_most is None else f"{self.at_most:g}"
        return _row((self.what, self.measured, self.baseline, ratio, at_most, self.verdict))


def heading() -> str:
    """The first two rows of the table."""
    return f"{_row(HEAD)}\n{_row(tuple('---' for _ in HEAD))}"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def clocked(call: Callable[[], object]) -> Clocked:
    """`call`, with all that it does measured."""

    def run() -> float:
        start = perf_counter()
        call()
        return perf_counter() - start

    return run


def spread(seconds: list[float]) -> str:
    """The median and the 95th percentile, in the unit of the former."""
    middle, high = quantile(seconds, 0.5), quantile(seconds, 0.95)
    size, unit = next((u for u in UNITS if middle >= u[0]), UNITS[-1])
    return f"{three_figures(middle / size)} / {three_figures(high / size)} {unit}"


def three_figures(value: float) -> str:
    """A number as exact as a timing is, and never in powers of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def rested(call: Callable[[], object]) -> Clocked:
    """`call` in a process that has just waited, as for a key: it is not set aside for others."""

    def run() -> float:
        sleep(REST)
        return clocked(call)()

    return run


def compared(
    what: str,
    measured: Clocked,
    baseline: Clocked,
    rounds: int,
    *,
    at_most: float | None = None,
    shown: Callable[[list[float]], str] = spread,
) -> Figure:
    """Both in turn, so many rounds, each round beginning with the other one."""
    ours: list[float] = []
    theirs: list[float] = []
    pair = [(measured, ours), (baseline, theirs)]
    for _ in range(rounds):
        for run, seconds in pair:
            seconds.append(run())
        pair.reverse()
    middle, high = (quantile(ours, share) / quantile(theirs, share) for share in (0.5, 0.95))
    return Figure(what, shown(ours), shown(theirs), (middle, high), at_most)


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies (nearest rank)."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
