"""What an import takes, counted and never timed: lines that are run, and memory."""

import tracemalloc

from tests.fuzz.seeds import Folder
from tests.fuzz.trial import trial
from tests.steps import steps

STEPS, STEPS_A_BYTE = 200_000, 200
MEMORY, MEMORY_A_BYTE = 24 << 20, 200
"""Bytes; xz asks for room for what it remembers, however little that is."""


def measured(files: Folder, format: str | None) -> None:
    """A trial that must not take more than what goes with the size of the files."""
    size = sum(map(len, files.values()))
    tracemalloc.start()
    try:
        with steps() as ran:
            trial(files, format)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert ran.number <= STEPS + STEPS_A_BYTE * size
    assert peak <= MEMORY + MEMORY_A_BYTE * size
