"""What is worked on while more is read: in order, not far ahead, and no thread is left."""

import threading
from collections.abc import Iterator

import pytest

from annotate.services.measuring.alongside import AHEAD, alongside


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = {*threading.enumerate()}
    yield
    assert {*threading.enumerate()} <= before


def numbers(read: list[int]) -> Iterator[int]:
    for number in range(20):
        read.append(threading.get_ident())
        yield number


def test_all_is_worked_on_in_order_by_one_other_thread() -> None:
    read: list[int] = []
    made = list(alongside(lambda number: (number, threading.get_ident()), numbers(read)))
    assert [number for number, _ in made] == [*range(20)]
    assert set(read) == {threading.get_ident()}
    assert len({whose for _, whose in made} | set(read)) == 2


def test_no_more_is_read_than_a_little_ahead() -> None:
    read: list[int] = []
    for taken, _ in enumerate(alongside(str, numbers(read))):
        assert len(read) <= taken + AHEAD + 1


def test_what_goes_wrong_there_is_raised_here_and_nothing_goes_on() -> None:
    begun: list[int] = []

    def work(number: int) -> float:
        begun.append(number)
        return 1 / (number - 3)

    with pytest.raises(ZeroDivisionError):
        list(alongside(work, range(20)))
    assert max(begun) <= 3 + AHEAD


def test_what_goes_wrong_in_reading_ends_the_other_thread() -> None:
    def broken() -> Iterator[int]:
        yield from range(3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(alongside(str, broken()))


def test_who_takes_no_more_leaves_no_thread() -> None:
    made = alongside(str, range(20))
    assert next(made) == "0"
    made.close()  # type: ignore[attr-defined]  # it is a generator
