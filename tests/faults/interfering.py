"""Running a program under strace, which ends it, or lets the system refuse it, at a chosen call."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

CALLS = (
    "pwrite64,write,fsync,fdatasync,ftruncate,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
"""What changes files, makes them durable, or changes folders."""
CALL = re.compile(r"(\d+) +(\w+)\(")
ONLY_THESE = "--seccomp-bpf"
"""Lets all other calls through without a look at them, which is quicker; but then none kills."""
Command = Sequence[str | Path]


def works() -> bool:
    """Whether strace is there and may look into processes."""
    if not shutil.which("strace"):
        return False
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False)
    return tried.returncode == 0


class Call(NamedTuple):
    """A call by its kind, and which of that kind it is, from 1 on."""

    kind: str
    number: int


class Ended(NamedTuple):
    """How it ended: the exit code, negative for a signal, and what it had printed."""

    code: int
    out: str
    err: str


def calls(command: Command, kinds: str = CALLS) -> list[Call]:
    """The calls of these kinds that the program makes, in order; it must succeed.

    Threads number their calls each for itself: what two of them make as their first is one.
    """
    with NamedTemporaryFile() as trace:
        ended = _run([ONLY_THESE, "-e", f"trace={kinds}", "-o", trace.name], command)
        assert ended.code == 0, ended
        return list(dict.fromkeys(_numbered(trace.read().decode(errors="replace"))))


def _numbered(trace: str) -> Iterator[Call]:
    made = Counter[tuple[str, str]]()
    for match in filter(None, map(CALL.match, trace.splitlines())):
        made[match[1], match[2]] += 1
        yield Call(match[2], made[match[1], match[2]])


def killed(command: Command, at: Call) -> Ended:
    """The program, killed as it is about to make that call."""
    return _run(_injecting(at, "signal=KILL"), command)


def refused(command: Command, at: Call, error: str) -> Ended:
    """The program; that call is refused with an error of that name."""
    return _run([ONLY_THESE, *_injecting(at, f"error={error}")], command)


def _injecting(at: Call, what: str) -> list[str]:
    injected = f"inject={at.kind}:{what}:when={at.number}"
    return ["-e", f"trace={at.kind}", "-e", injected, "-o", "/dev/null"]


def _run(options: Command, command: Command) -> Ended:
    done = subprocess.run(
        ["strace", "-f", "-qq", *options, *command],
        capture_output=True,
        check=False,
        timeout=120,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    return Ended(done.returncode, done.stdout, done.stderr)
