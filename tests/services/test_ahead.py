"""Reading and counting at the same time: in order, whatever fails."""

from collections.abc import Iterator

import pytest

from annotate.core.errors import InputError
from annotate.services.measuring.ahead import ahead


def test_results_come_in_order() -> None:
    assert list(ahead(lambda n: n * n, range(5))) == [0, 1, 4, 9, 16]
    assert list(ahead(lambda n: n, [])) == []


def test_the_next_is_read_while_one_is_worked_on() -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for n in range(3):
            read.append(n)
            yield n

    results = ahead(lambda n: n, items())
    assert (next(results), read) == (0, [0, 1])


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_what_fails_in_working_is_raised(failing: int) -> None:
    def work(n: int) -> int:
        return 1 // (n - failing)

    with pytest.raises(ZeroDivisionError):
        list(ahead(work, range(3)))


def test_what_fails_in_reading_is_raised() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise InputError("no such layer")

    with pytest.raises(InputError, match="no such layer"):
        list(ahead(lambda n: n, items()))
