"""What a person does at a command that stays open: sees that it is there, and leaves."""

import os
import sys

import pexpect  # type: ignore[import-untyped]  # it has no types

from tests.cli.program import COMMAND
from tests.end_to_end.terminal import KEYBOARD

PATIENCE = 60.0
"""Seconds to wait for what must come."""
INTERRUPTED = 130


def leave(words: list[str]) -> int:
    """Run `annotate` in a terminal until it is there, and leave; its exit code."""
    serving = "serve" in words
    child = pexpect.spawn(
        str(COMMAND),
        [*words, *(["--port", "0"] if serving else [])],
        timeout=PATIENCE,
        dimensions=(40, 120),
        env=os.environ | {"TERM": "xterm-256color"},
    )
    if serving:
        child.logfile_read = sys.stdout.buffer
    child.expect_exact([b"/#" if serving else KEYBOARD])
    child.send("\x03" if serving else "\x11")
    child.expect(pexpect.EOF)
    child.wait()
    if not serving:
        sys.stdout.buffer.write(child.before)
    return 0 if serving and child.exitstatus == INTERRUPTED else int(child.exitstatus or 0)


if __name__ == "__main__":
    sys.exit(leave(sys.argv[1:]))
