"""The preferences of somebody new: no picture shows the theme of who takes it, or changes it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def newcomer() -> Iterator[None]:
    """Whoever runs the program in the block has never run it before."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        yield
