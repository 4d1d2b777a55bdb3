"""A program in a real pseudo-terminal: started, given keys, and timed to the last byte it draws.

The terminal says that it knows synchronised output, so that a program marks where each of its
frames ends. What a key does has ended with the last frame after which nothing came for a while.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Self

ROWS, COLUMNS = 40, 120
QUIET = 0.025
"""Seconds without a byte after which nothing more is expected: a frame and a half."""
PATIENCE = 30.0
"""Seconds after which something must have gone wrong."""
ASKED, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_END = b"\x1b[?2026l"
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
LEFT_OUT = {"COLUMNS", "LINES", "NO_COLOR"}


class Terminal:
    """A program on a terminal of its own; a context manager that ends it."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        self.started = perf_counter()
        self.pid, self._file = pty.fork()
        if not self.pid:
            _become(list(map(str, command)))
        self._seen = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def until(self, text: str) -> float:
        """Seconds from the program's start to the piece of output that completed a text."""
        return self._shown(text) - self.started

    def after(self, key: str, text: str) -> float:
        """Seconds from a key to the piece of output that completed a text."""
        self._seen.clear()
        pressed = perf_counter()
        os.write(self._file, key.encode())
        return self._shown(text) - pressed

    def settle(self, seconds: float = 0.4) -> None:
        """Wait until nothing has come for so long."""
        while self._read(seconds) is not None:
            self._seen.clear()

    def type(self, *keys: str) -> None:
        """Press keys, whatever they do, one after the other."""
        for key in keys:
            os.write(self._file, key.encode())
            self.settle(2 * QUIET)

    def press(self, key: str) -> float:
        """Seconds from a key to the last byte of the last frame that it caused."""
        self._seen.clear()
        pressed = perf_counter()
        os.write(self._file, key.encode())
        ended = self._read(PATIENCE)
        while ended and (at := self._read(QUIET if self._is_whole else PATIENCE)):
            ended = at
        if not ended or not self._is_whole:
            raise TimeoutError(f"{key!r} changed nothing")
        return ended - pressed

    @property
    def memory(self) -> int:
        """Bytes of memory that the program now holds."""
        status = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    @property
    def worked(self) -> float:
        """Seconds that the processor has worked in the program, in all of its threads."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    @property
    def _is_whole(self) -> bool:
        """Whether what has come so far ends where a frame ends."""
        return self._seen.endswith(FRAME_END)

    def _shown(self, text: str) -> float:
        """When the piece of output came that completed a text."""
        while (at := self._read(PATIENCE)) is not None:
            if text.encode() in self._seen:
                return at
        raise TimeoutError(f"{text!r} was never shown")

    def _read(self, seconds: float) -> float | None:
        """Take in what comes next, and when that was; None if nothing comes for so long."""
        if not select.select([self._file], [], [], seconds)[0]:
            return None
        piece, at = os.read(self._file, 1 << 16), perf_counter()
        if ASKED in piece:
            os.write(self._file, ANSWER)
        self._seen += piece
        return at


def _become(command: list[str]) -> None:
    """In the child: be that program, on a terminal of a fixed size."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in LEFT_OUT} | ENVIRONMENT
    try:
        os.execvpe(command[0], command, environment)
    finally:
        os._exit(127)
