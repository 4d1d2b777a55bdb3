"""Counting what is run instead of timing it: lines of Python, each turn of a loop again."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class Steps:
    """How many lines were run."""

    number = 0


@contextmanager
def steps() -> Iterator[Steps]:
    """Count what is run until the end of the block."""
    ran = Steps()

    def count(frame: FrameType, event: str, arg: object) -> Any:
        ran.number += 1
        return count

    before = sys.gettrace()
    gc.disable()  # it comes when it likes, and tells Hypothesis, which runs lines of its own
    sys.settrace(count)
    try:
        yield ran
    finally:
        sys.settrace(before)
        gc.enable()
