"""What a program opens, makes, moves, runs and connects to, beyond the folders that it may."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from os import O_CREAT, O_RDWR, O_WRONLY, fsdecode
from pathlib import Path
from typing import Any

WRITING = O_WRONLY | O_RDWR | O_CREAT
MAKING = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate", "os.rmdir"}
REACHING = {"subprocess.Popen", "os.system", "os.exec", "socket.connect", "socket.getaddrinfo"}
_watched: list["Watch"] = []


class Watch:
    """Notes what is done outside of a folder; what belongs to Python itself may be read."""

    def __init__(self, folder: Path) -> None:
        self.seen: list[str] = []
        self._folder = folder.resolve()
        roots = sys.prefix, sys.base_prefix, "/usr", Path(__file__).parents[2], "/proc/self"
        self._readable = [Path(root).resolve() for root in roots]

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """One event that Python audits."""
        if event in REACHING:
            self.seen.append(f"{event} {args}")
        elif event == "open" and isinstance(args[0], str | bytes):
            self._opened(Path(fsdecode(args[0])).resolve(), bool(args[2] & WRITING))
        elif event in MAKING and not self._within(args[0]):
            self.seen.append(f"{event} {args}")

    def _opened(self, path: Path, writes: bool) -> None:
        readable = not writes and any(path.is_relative_to(root) for root in self._readable)
        if not readable and not path.is_relative_to(self._folder):
            self.seen.append(f"{'write' if writes else 'read'} {path}")

    def _within(self, path: Any) -> bool:
        return isinstance(path, str | bytes) and Path(fsdecode(path)).resolve().is_relative_to(
            self._folder
        )


def _hook(event: str, args: tuple[Any, ...]) -> None:
    """Idle outside of `watching`."""
    if _watched:
        watch = _watched.pop()  # what the watch itself asks is not watched
        try:
            watch.note(event, args)
        finally:
            _watched.append(watch)


@cache
def _listen() -> None:
    """From the first use on, since no hook can be taken away again and each costs all that runs."""
    sys.addaudithook(_hook)


@contextmanager
def watching(folder: Path) -> Iterator[Watch]:
    """Watch until the end of the block."""
    _listen()
    watch = Watch(folder)
    _watched.append(watch)
    try:
        yield watch
    finally:
        _watched.remove(watch)
