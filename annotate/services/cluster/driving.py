"""The process that uses a Ray cluster: the one place that knows Ray."""

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from annotate.core.errors import AnnotateError, ProjectError
from annotate.services.cluster.shards import Shard, Task, Work, do

BLOCKS = 10_000
"""Into how many parts the files are divided at most: the cluster keeps something of each."""
CONNECTED, END = "connected", "end"
Message = Shard | AnnotateError | str


def drive(tells: Connection, work: Work, tasks: Sequence[Task]) -> None:
    """Have all tasks done and tell of it; whatever Ray itself prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        data = _connected()
        tells.send(CONNECTED)
        for shard in _done_by(data, work, tasks):
            tells.send(shard)
        tells.send(END)
    except AnnotateError as error:
        tells.send(error)


def _connected() -> Any:
    """Ray Data, with the cluster that there is, or one on this machine."""
    try:
        import ray.data
    except ImportError as error:
        hint = "pip install 'annotate-news[ray]'"
        raise ProjectError("a cluster needs Ray", hint=hint) from error
    ray.init(log_to_driver=False, logging_level=logging.CRITICAL, include_dashboard=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray.data


def _done_by(data: Any, work: Work, tasks: Sequence[Task]) -> Iterator[Shard]:
    """What became of each of the tasks, done on any machine."""
    rows = [{"task": pickle.dumps(task)} for task in tasks]
    given = data.from_items(rows, override_num_blocks=min(len(rows), BLOCKS))
    for row in given.map(_do, fn_args=(pickle.dumps(work),)).iter_rows():
        if row["error"]:
            raise ProjectError(row["error"])
        yield msgspec.json.decode(row["shard"], type=Shard)


def _do(row: dict[str, Any], work: bytes) -> dict[str, Any]:
    """One task, on one machine; both were packed by this program, a moment ago."""
    try:
        shard = do(pickle.loads(work), pickle.loads(row["task"]))
    except AnnotateError as error:
        return {"shard": b"", "error": str(error)}
    return {"shard": msgspec.json.encode(shard), "error": ""}
