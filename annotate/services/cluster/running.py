"""Letting a Ray cluster do a piece of work on each of many files: the one place that knows Ray."""

import logging
import pickle
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from annotate.core.errors import AnnotateError, ProjectError
from annotate.formats.places import Place
from annotate.services.cluster.shards import Manifest, Shard, Task, Work, do
from annotate.services.sources import Sources

BLOCKS = 10_000
"""Into how many parts the files are divided at most: the cluster keeps something of each."""
AGAIN = "run it again: what is done is not done again"


def run(work: Work, paths: Sequence[Place], format: str | None) -> Iterator[Shard]:
    """Do the work on each file, and give what became of each as it comes; the manifest last.

    The cluster is the one that RAY_ADDRESS names, else this machine. Raises InputError for a path
    that is not there, ProjectError without Ray, where nothing can be written, or where the
    cluster goes.
    """
    sources = Sources(paths, format)
    sources.check()
    data = _ray()
    tasks = [
        Task(work.name(nth, source), read, source)
        for nth, (read, source) in enumerate(sources.each())
    ]
    found = {}
    for shard in _done_by(data, work, tasks):
        found[shard.name] = shard
        yield shard
    Manifest(tuple(found[task.name] for task in tasks)).save(work.out)


def _ray() -> Any:
    """Ray Data, told to be quiet."""
    try:
        import ray.data
    except ImportError as error:
        hint = "pip install 'annotate-news[ray]'"
        raise ProjectError("a cluster needs Ray", hint=hint) from error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return ray.data


def _done_by(data: Any, work: Work, tasks: Sequence[Task]) -> Iterator[Shard]:
    """What became of each of the tasks, done on any machine."""
    from ray.exceptions import RayError

    if not tasks:
        return
    try:
        _connect()
        rows = [{"task": pickle.dumps(task)} for task in tasks]
        given = data.from_items(rows, override_num_blocks=min(len(rows), BLOCKS))
        for row in given.map(_do, fn_args=(pickle.dumps(work),)).iter_rows():
            yield _shard(row)
    except (RayError, ConnectionError) as error:
        raise ProjectError("the Ray cluster is gone, or broke off", hint=AGAIN) from error


def _connect() -> None:
    import ray

    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.CRITICAL, include_dashboard=False)
    ray.data.DataContext.get_current().enable_progress_bars = False


def _do(row: dict[str, Any], work: bytes) -> dict[str, Any]:
    """One task, on one machine; both were packed by this program, a moment ago."""
    try:
        shard = do(pickle.loads(work), pickle.loads(row["task"]))
    except AnnotateError as error:
        return {"shard": b"", "error": str(error)}
    return {"shard": msgspec.json.encode(shard), "error": ""}


def _shard(row: dict[str, Any]) -> Shard:
    if row["error"]:
        raise ProjectError(row["error"])
    return msgspec.json.decode(row["shard"], type=Shard)
