"""Ctrl-C in long work: heeded between two steps, never within one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self


class Steps:
    """While open, Ctrl-C lets the step under way end first; once heeded, it is not again."""

    def __init__(self) -> None:
        self._within = self._asked = self._heeded = False
        main = threading.current_thread() is threading.main_thread()
        # whoever handles, or ignores, the signal already goes on doing so
        self._ours = main and signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def __enter__(self) -> Self:
        if self._ours:
            signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Something to be done whole. Raises KeyboardInterrupt when it is done, if asked to."""
        self._within = True
        try:
            yield
        finally:
            self._within = False
        if self._asked:
            self._heed()

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._within:
            self._asked = True
        elif not self._heeded:
            self._heed()

    def _heed(self) -> None:
        self._heeded = True
        raise KeyboardInterrupt
