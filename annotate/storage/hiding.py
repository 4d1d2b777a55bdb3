"""Libraries that others would load along, though nothing is asked of them: hidden meanwhile."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from threading import get_ident


class _Hiding(MetaPathFinder):
    """Finds nothing by these names for the thread that made it, and leaves others alone."""

    def __init__(self, names: Collection[str]) -> None:
        self._names, self._thread = names, get_ident()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raises ModuleNotFoundError for a name that is hidden."""
        if fullname in self._names and get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is hidden", name=fullname)


@contextmanager
def hidden(*names: str) -> Iterator[None]:
    """Modules that are not loaded yet cannot be by what this thread imports in the block.

    Other threads can import them meanwhile, and this one afterwards.
    """
    finder = _Hiding(names)
    # a thread that goes through the list just then would pass over a finder if it were changed
    sys.meta_path = [finder, *sys.meta_path]
    try:
        yield
    finally:
        sys.meta_path = [other for other in sys.meta_path if other is not finder]
