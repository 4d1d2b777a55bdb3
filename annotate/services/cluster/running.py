"""Letting a cluster do a piece of work on each of many files."""

import os
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from annotate.core.errors import AnnotateError, InputError, ProjectError
from annotate.formats.places import Place
from annotate.services.cluster.driving import CONNECTED, END, Message, drive
from annotate.services.cluster.shards import Manifest, Shard, Task, Work, refuse_others
from annotate.services.sources import Sources

CONNECT = 60.0
"""Seconds in which a cluster answers."""
BEGIN = 600.0
"""Seconds in which one on this machine begins: the busier it is, the longer that takes."""
PATIENCE = 5.0
"""Seconds in which a cluster on this machine is to end."""


def run(work: Work, paths: Sequence[Place], format: str | None) -> Iterator[Shard]:
    """Do the work on each file, and give what became of each as it comes; the manifest last.

    The cluster is the one that RAY_ADDRESS names, else this machine. Raises InputError for a path
    that is not there, StorageError where a file of somebody's own is in the way, ProjectError
    without Ray, where nothing can be written, or where the cluster goes.
    """
    sources = Sources(paths, format)
    sources.check()
    tasks = [
        Task(work.name(nth, source), read, source)
        for nth, (read, source) in enumerate(sources.each())
    ]
    for problem in sources.unread.values():
        raise InputError(problem.reason, problem.file)
    refuse_others(work.out)
    found = {}
    for shard in _apart(work, tasks) if tasks else ():
        found[shard.name] = shard
        yield shard
    Manifest(tuple(found[task.name] for task in tasks)).save(work.out)


def _apart(work: Work, tasks: Sequence[Task]) -> Iterator[Shard]:
    """What a process of its own hears of the cluster: Ray ends the one that uses it as it goes."""
    heard, tells = Pipe(duplex=False)
    driver = get_context("spawn").Process(target=drive, args=(tells, work, tasks))
    driver.start()
    tells.close()
    try:
        yield from _shards(heard)
    finally:
        _end(driver)


def _shards(heard: Connection) -> Iterator[Shard]:
    connected = False
    while (message := _next(heard, connected=connected)) != END:
        if isinstance(message, AnnotateError):
            raise message
        if isinstance(message, Shard):
            yield message
        connected = connected or message == CONNECTED


def _next(heard: Connection, *, connected: bool) -> Message:
    """What is said next. Raises ProjectError where nobody is there to say anything."""
    if not (connected or heard.poll(CONNECT if _address() else BEGIN)):
        raise _gone(connected=False)
    try:
        message: Message = heard.recv()
    except (EOFError, OSError) as error:
        raise _gone(connected=connected) from error
    return message


def _address() -> str:
    """Of the cluster; "" for one on this machine, which begins and ends with the work."""
    address = os.environ.get("RAY_ADDRESS", "")
    return "" if address == "local" else address


def _gone(*, connected: bool) -> ProjectError:
    where = _address()
    if connected:
        hint = "run it again: what is done is not done again"
        return ProjectError("the Ray cluster is gone, or broke off", where, hint)
    if not where:
        hint = "see whether it has room in memory and in its folder for temporary files"
        return ProjectError("Ray does not begin on this machine", hint=hint)
    hint = "is it up, is RAY_ADDRESS right? one with a token wants RAY_AUTH_MODE=token too"
    return ProjectError("no Ray cluster answers", where, hint)


def _end(driver: BaseProcess) -> None:
    """Let it end by itself, as it does with a cluster of its own or at Ctrl-C; else make it."""
    driver.join(PATIENCE)
    if driver.is_alive():
        driver.kill()
        driver.join()
