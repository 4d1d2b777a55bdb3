"""Counts of no document: nothing is added by them, and nothing can be said of them."""

from dataclasses import fields

import pytest

from annotate.agreement import MEASURES
from annotate.agreement.adding import nothing, together
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import figure
from tests.agreement.making import Work, counted

WORKS = [
    Work(
        30,
        {"A": [(0, 10, "a"), (12, 20, "b")], "B": [(0, 9, "a"), (12, 20, "b")]},
        {"A": [("attributes", 1, 0)], "B": [("attributes", 1, 0)]},
    ),
    Work(8, {"A": [], "B": [(0, 8, "b")]}),
]
"""Of which every column holds something."""


def plain(counts: Counts) -> dict[str, object]:
    """All that was counted."""
    tables = {"readings": counts.readings, "pairs": counts.pairs}
    found = {
        f"{n}.{f.name}": getattr(t, f.name).tolist() for n, t in tables.items() for f in fields(t)
    }
    single = ("lengths", "paragraphs", "kin", "span_confusion", "character_confusion")
    found |= {name: getattr(counts, name).tolist() for name in single}
    return found | {n: getattr(counts, n) for n in ("labels", "annotators", "ids", "sets")}


def test_nothing_adds_nothing() -> None:
    counts = counted(WORKS)
    none = nothing("ab", "AB")
    assert plain(together([counts, none])) == plain(counts)
    assert plain(together([none, counts])) == plain(counts)
    assert plain(together([none, none])) == plain(none)


@pytest.mark.parametrize("name", MEASURES)
def test_of_nothing_every_measure_says_that_there_is_no_document(name: str) -> None:
    found = figure(MEASURES[name], nothing("ab", "AB"))
    assert (found.value, found.why) == (None, "no document done by two")
