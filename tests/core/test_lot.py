"""Chance that is the same every time."""

import pytest

from annotate.core.lot import drawn


def test_what_was_drawn_stays_so_over_versions_of_the_program() -> None:
    """What is withheld or repeated is drawn anew each time that it is asked."""
    assert drawn(7, "ana", "text") == pytest.approx(0.5464508852794688, abs=1e-15)


def test_each_part_counts_and_where_it_ends() -> None:
    assert len({drawn("a", "bc"), drawn("ab", "c"), drawn("abc"), drawn(1, "abc")}) == 4


def test_a_share_is_as_large_as_asked_for() -> None:
    share = sum(drawn(0, number) < 0.2 for number in range(10_000)) / 10_000
    assert share == pytest.approx(0.2, abs=0.02)
