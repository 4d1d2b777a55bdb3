"""Processes that share some work: answers in order, and one line where one of them ends."""

import os
import time
from collections.abc import Callable, Iterator
from errno import ENOSPC
from functools import partial
from multiprocessing import active_children, resource_tracker, spawn
from signal import SIG_IGN, SIGKILL, SIGTERM, signal
from threading import Thread
from typing import Any

import pytest

from annotate.core.errors import AnnotateError, InputError
from annotate.services.sharing import AHEAD, PIECE, answers
from annotate.services.workers import workers

ENDED = AnnotateError("it was ended")


def doubled(number: int) -> int:
    time.sleep(0.05 if number % 3 == 0 else 0)  # so that others overtake it
    return number * 2


def refused(number: int) -> int:
    raise InputError("no such number", str(number))


def failed(_: int) -> int:
    raise OSError(ENOSPC, "No space left on device")


def stubborn(said: str) -> str:
    signal(SIGTERM, SIG_IGN)
    if said == "work":
        time.sleep(3)
        os._exit(0)
    return said


def process_and(said: str) -> tuple[int, str]:
    return os.getpid(), said


def too_large(_: int) -> int:
    raise MemoryError


def each(numbers: Any) -> list[int]:
    return [doubled(number) for number in numbers]


def untold(_: int) -> int:
    raise ValueError(lambda: None)  # which cannot be sent


class NotThere:
    """What is not to be had in another process, as a library for which there is no memory."""

    def __reduce__(self) -> Any:
        return partial(__import__, "annotate.no_such_thing"), ()


def asked(answer: Callable[[Any], Any], *questions: Any, processes: int = 2) -> list[Any]:
    with workers(answer, processes, ENDED) as sharing:
        for question in questions:
            sharing.ask(question)
        return [sharing.fetch() for _ in questions]


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert asked(doubled, *range(10)) == [n * 2 for n in range(10)]
    assert not active_children()


def test_what_goes_wrong_is_raised_where_its_answer_is_fetched() -> None:
    with pytest.raises(InputError, match="no such number, 3"):
        asked(refused, 3)


@pytest.mark.parametrize("answer", [os._exit, too_large, untold, NotThere()])
def test_a_process_that_ends_is_one_error(answer: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AnnotateError, match="it was ended"):
        asked(answer, 1, 2, 3)
    assert not active_children()
    assert capfd.readouterr().err == ""


def test_everyone_answers_once_and_then_whoever_is_idle() -> None:
    with workers(process_and, 3, ENDED) as sharing:
        first, second = (sharing.everyone(question) for question in "ab")
        sharing.ask("c")
        assert sharing.fetch() in [(process, "c") for process, _ in first]
    assert [said for _, said in (*first, *second)] == [*"aaabbb"]
    assert len({process for process, _ in first}) == 3
    assert [process for process, _ in first] == [process for process, _ in second]


@pytest.mark.parametrize("answer", [os._exit, refused, NotThere()])
def test_what_ends_or_goes_wrong_as_everyone_is_asked_is_one_error(answer: Any) -> None:
    said = r"it was ended|no such number"
    with pytest.raises(AnnotateError, match=said), workers(answer, 2, ENDED) as sharing:
        sharing.everyone(1)
    assert not active_children()


def test_a_disk_that_fails_as_everyone_is_asked_is_no_end_of_a_process() -> None:
    with workers(failed, 2, ENDED) as sharing:
        for _ in range(2):  # each time all answers are taken
            with pytest.raises(OSError, match="No space left"):
                sharing.everyone(1)


def test_one_that_is_deaf_to_being_terminated_is_ended_at_once() -> None:
    with workers(stubborn, 1, ENDED) as sharing:
        sharing.ask("listen")
        sharing.fetch()
        (process,) = active_children()
        sharing.ask("work")
    assert process.exitcode == -SIGKILL


def test_so_is_one_that_cannot_be_started() -> None:
    resource_tracker.ensure_running()  # it is of the same executable
    there = spawn.get_executable()
    spawn.set_executable("/no/such/python")
    try:
        with pytest.raises(AnnotateError, match="it was ended"):
            asked(doubled, 1, "x" * 10_000_000)
    finally:
        spawn.set_executable(there)


def test_no_thread_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there may be no more of them, one who waits for its answers would wait for ever."""

    def refuse(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    assert asked(doubled, 1, 2, 3) == [2, 4, 6]


def test_no_more_than_some_pieces_are_read_ahead() -> None:
    read: list[int] = []

    def questions() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    found = answers(questions(), each, 2)
    assert next(found) == 0
    assert len(read) == AHEAD * 2 * PIECE
    assert list(found) == [n * 2 for n in range(1, 1000)]


def test_where_the_reader_breaks_off_they_are_ended() -> None:
    with workers(time.sleep, 2, ENDED) as sharing:
        sharing.ask(100)
        sharing.ask(100)
        assert len(active_children()) == 2
    assert not active_children()
