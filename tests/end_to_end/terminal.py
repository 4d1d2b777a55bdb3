"""The program in a terminal of its own: keys go in, and what a person would see comes out."""

import os
import re
import signal
import termios
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pexpect  # type: ignore[import-untyped]  # it has no types
import pyte
from pyte.screens import Char

from tests.cli.program import COMMAND

PATIENCE = 60.0
"""Seconds to wait for what must come; a test that passes never waits so long."""
WIDE, NARROW = (120, 40), (80, 24)
LEAVING = b"\x1b[?1049l"
"""What gives the terminal its own screen back."""
KEYBOARD = b"\x1b[?2004h"
"""What is sent once keys come as they are pressed."""
OBEYED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\]22;\w*\x07)")
"""What a terminal obeys of what Textual sends: CSI, and the shape of the mouse's pointer."""
KEYS = {
    "enter": "\r",
    "escape": "\x1b[27u",  # as kitty sends it: a bare one means Alt with what follows it at once
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "f2": "\x1bOQ",
    "ctrl+down": "\x1b[1;5B",
    "ctrl+up": "\x1b[1;5A",
    **{f"ctrl+{chr(code + 0x60)}": chr(code) for code in range(1, 27)},
}
"""What a terminal sends for the keys that are no character."""


class Terminal:
    """A run of `annotate`, and the screen that it draws on; a context manager that ends the run.

    `raw` is every byte that the program has sent.
    """

    def __init__(
        self,
        project: Path,
        annotator: str | None = "ana",
        *,
        size: tuple[int, int] = WIDE,
        variables: Mapping[str, str | None] | None = None,
        command: tuple[str, ...] = (str(COMMAND),),
    ) -> None:
        who = ["--annotator", annotator] if annotator else []
        self.raw = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._ended = False
        with warnings.catch_warnings():
            # the child runs another program at once: what threads there are here is no matter
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                command[0],
                [*command[1:], "--project", str(project), *who],
                dimensions=(size[1], size[0]),
                env=_environment(variables or {}),
            )
        self._child.delaybeforesend = None

    # --- what is seen --------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[Char]]:
        """The screen's characters with their looks, row by row."""
        screen, columns = self._screen, range(self._screen.columns)
        return [[screen.buffer[y][x] for x in columns] for y in range(screen.lines)]

    @property
    def footer(self) -> str:
        """The line below the page."""
        return self.lines[-1]

    @property
    def left(self) -> str:
        """What stands on the terminal's own screen once the program has left its own."""
        _, found, after = self.raw.rpartition(LEAVING)
        return OBEYED.sub(b"", after).decode() if found else ""

    def wait(self, seen: str | Callable[[Self], bool]) -> Self:
        """Until the screen shows a text, or is as it should be."""
        until = time.monotonic() + PATIENCE
        while not self._sees(seen):
            self._receive(0.05)
            problem = "ended" if self._ended else "waited" if time.monotonic() > until else ""
            assert not problem or self._sees(seen), f"{problem}, no {seen!r}:\n{self.text}"
        return self

    def started(self) -> Self:
        """Until the program has the keyboard, whether anything is shown yet or not."""
        return self.wait(lambda terminal: KEYBOARD in terminal.raw)

    def settle(self, quiet: float = 0.3) -> Self:
        """Until nothing new has come for a while: where there is nothing that could be awaited."""
        while self._receive(quiet):
            pass
        return self

    def _sees(self, seen: str | Callable[[Self], bool]) -> bool:
        return seen in self.text if isinstance(seen, str) else seen(self)

    def _receive(self, seconds: float) -> bool:
        """Take in what comes next; whether anything did."""
        try:
            received = self._child.read_nonblocking(1 << 16, seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._ended = True
            return False
        self.raw += received
        self._stream.feed(received)
        return True

    @property
    def modes(self) -> list[Any]:
        """How the terminal treats what passes through it, as termios has it."""
        return termios.tcgetattr(self._child.child_fd)

    # --- what is done --------------------------------------------------------------------------

    def press(self, *keys: str) -> Self:
        """Press keys one after the other, all in one write."""
        return self.write("".join(KEYS.get(key, key) for key in keys))

    def write(self, text: str) -> Self:
        """Send this as it is."""
        data = text.encode()
        assert self._child.send(data) == len(data)
        return self

    def resize(self, columns: int, rows: int) -> Self:
        """Make the window another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)
        return self

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._child.pid)

    def kill(self, number: signal.Signals) -> Self:
        """Send the program a signal."""
        os.kill(self.pid, number)
        return self

    # --- the end -------------------------------------------------------------------------------

    def end(self) -> int:
        """Read to the end of the run; its exit status, or the number of its signal, negative."""
        until = time.monotonic() + PATIENCE
        while not self._ended:
            self._receive(0.05)
            assert time.monotonic() < until, f"it does not end:\n{self.text}"
        self._child.wait()
        return int(
            self._child.exitstatus
            if self._child.signalstatus is None
            else -self._child.signalstatus
        )

    def hang_up(self) -> int:
        """Close the window, and wait for the end; the exit status as `end` gives it."""
        self._child.ptyproc.fileobj.close()
        self._ended = True
        return self.end()

    def quit(self) -> int:
        """Leave with Ctrl+Q; the exit status."""
        return self.press("ctrl+q").end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)


def keys(words: str) -> list[str]:
    """Keys by their names, as one writes them down."""
    return words.split()


def _environment(variables: Mapping[str, str | None]) -> dict[str, str]:
    """The test's own environment in a usual terminal; a variable that is None is not set."""
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    # readline leaves the size of another terminal in the test's own
    together = {**os.environ, "COLUMNS": None, "LINES": None, **usual, **variables}
    return {name: value for name, value in together.items() if value is not None}
