"""Doing something in a process of its own, which may lack rights or room, or be killed."""

import os
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
NOBODY = 65534


def in_child(work: Callable[[], Answer], *, prepare: Callable[[], None] | None = None) -> Answer:
    """What `work` returns, or raises, in a copy of this process that `prepare` limits first."""
    out, into = os.pipe()
    child = fork()
    if not child:
        _answer(work, prepare, into)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    failed, answer = pickle.loads(said)
    if failed:
        raise answer
    result: Answer = answer
    return result


def fork() -> int:
    """`os.fork`; newer Pythons warn of threads, of which the test runner has idle ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _answer(work: Callable[[], object], prepare: Callable[[], None] | None, into: int) -> None:
    """Never returns: the copy of the test run ends here."""
    try:
        if prepare:
            prepare()
        answer = pickle.dumps((False, work()))
    except BaseException as error:
        answer = pickle.dumps((True, error))
    finally:
        with os.fdopen(into, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)


def without_rights() -> None:
    """Be a user who owns nothing; whoever runs the tests as root may do anything otherwise."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def open_up(folder: Path) -> None:
    """Let anybody get to a folder of this test."""
    for parent in (folder, *folder.parents):
        if parent.owner() == Path.home().owner() and "pytest" in str(parent):
            parent.chmod(0o777)
