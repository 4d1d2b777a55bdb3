"""`python -m benchmarks.agreement_coverage`: how often the 95 % intervals hold what they should.

Articles are made up at random, each as hard as chance will have it; two annotators find what is
there, move ends, miss and mistake labels. The true figure is that of very many articles.
"""

import sys
from collections.abc import Sequence

import numpy as np

from annotate.agreement import MEASURES
from annotate.agreement.counting.arrays import ints
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counting.count import count
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import Bootstrap, Method, figure

LABELS, ANNOTATORS = ("quote", "attribution", "body"), ("ana", "ben", "cho")
FIGURES = ("alpha", "f1_exact", "ac1")
SIZES = (5, 8, 10, 20, 60)
MANY = 20_000
"""Articles whose figures pass for the truth."""
UNITS, ROOM = 10, 80
"""Places for a span in an article, and characters each."""

Span = tuple[int, int, int, int]
"""Reading, start, end, label."""


def articles(number: int, random: np.random.Generator) -> Counts:
    """So many random articles, counted."""
    spans: list[Span] = []
    for article in range(number):
        hard, common = random.beta(2, 6), random.beta(3, 3)
        for place in range(UNITS):
            if random.random() < common:
                start, label = place * ROOM + int(random.integers(20)), int(random.integers(3))
                end = start + int(random.integers(10, 50))
                for slot in range(len(ANNOTATORS)):
                    spans += _marked((article * 3 + slot, start, end, label), hard, random)
    return count(_batch(number, spans), LABELS, ANNOTATORS)


def _marked(span: Span, hard: float, random: np.random.Generator) -> list[Span]:
    """What one annotator makes of a span."""
    reading, start, end, label = span
    missed, mistaken, moved = random.random(3) < (hard / 2, hard / 3, hard)
    if missed:
        return []
    label = (label + 1) % 3 if mistaken else label
    return [(reading, start, end + int(random.integers(1, 9)) * int(moved), label)]


def _batch(number: int, spans: Sequence[Span]) -> Batch:
    length = UNITS * ROOM
    return Batch(
        ids=[str(article) for article in range(number)],
        lengths=ints([length] * number),
        paragraphs=ints(
            [(a, p * ROOM, (p + 1) * ROOM) for a in range(number) for p in range(UNITS)], 3
        ),
        readings=ints([(a, slot) for a in range(number) for slot in range(3)], 2),
        spans=ints(spans, 4),
        links=ints([], 4),
    )


def coverage(rounds: int, seed: int = 1) -> None:
    """Print the share of intervals that hold the truth, by figure, articles and method."""
    random = np.random.default_rng(seed)
    many = articles(MANY, random)
    truth = {name: figure(MEASURES[name], many).value for name in FIGURES}
    methods: dict[str, Method | None] = {"jackknife": None, "bootstrap": Bootstrap(500)}
    print("| articles | method | " + " | ".join(FIGURES) + " |")
    print("| ---: | --- |" + " ---: |" * len(FIGURES))
    for size in SIZES:
        samples = [articles(size, random) for _ in range(rounds)]
        for method, how in methods.items():
            held = (_held(samples, name, truth[name] or 0, how) for name in FIGURES)
            print(f"| {size} | {method} | " + " | ".join(f"{share:.3f}" for share in held) + " |")


def _held(samples: Sequence[Counts], name: str, truth: float, method: Method | None) -> float:
    """The share of intervals that hold it, of those that there are."""
    found = [figure(MEASURES[name], sample, method=method) for sample in samples]
    ends = [(f.lower_end, f.upper_end) for f in found]
    there = [low <= truth <= high for low, high in ends if low is not None and high is not None]
    return float(np.mean(there))


if __name__ == "__main__":
    coverage(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
