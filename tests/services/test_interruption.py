"""Ctrl-C between two steps, never within one."""

import signal
import threading

import pytest

from annotate.services.interruption import Steps


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_a_step_under_way_ends_before_it_is_heeded() -> None:
    done = []

    def work() -> None:
        with Steps() as steps:
            with steps.step():
                press()
                done.append("the rest of the step")
            done.append("another step")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["the rest of the step"]


def test_between_two_steps_it_is_heeded_at_once() -> None:
    done = []

    def work() -> None:
        with Steps():
            press()
            done.append("more")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert not done


def test_once_heeded_it_does_not_disturb_the_tidying_up() -> None:
    tidied = []

    def work() -> None:
        with Steps():
            try:
                press()
            finally:
                press()
                tidied.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert tidied


def test_an_error_in_a_step_is_not_hidden() -> None:
    def work() -> None:
        with Steps() as steps, steps.step():
            press()
            raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        work()


def test_afterwards_it_is_what_it_was() -> None:
    with Steps():
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_ignores_it_goes_on_doing_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Steps() as steps, steps.step():
            press()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def test_another_thread_leaves_it_alone() -> None:
    done = []

    def work() -> None:
        with Steps() as steps, steps.step():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
