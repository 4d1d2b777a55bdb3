"""Garbage while the program starts, and after."""

import gc
from collections.abc import Iterator

import pytest

from annotate.ui import heap


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_there_after_the_start_is_never_looked_through_again() -> None:
    heap.grow()
    assert not gc.isenabled()
    heap.keep()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_a_program_that_never_began_so_goes_on_as_it_was() -> None:
    heap.keep()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
