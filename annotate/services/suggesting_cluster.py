"""Suggestions for a corpus beyond one machine: a Ray cluster answers shard by shard.

Each file that is read is a shard, and becomes a file of answers in a folder that all machines see.
What it holds is what one machine would print. A shard that is done is not done again.
"""

import logging
import pickle
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

import msgspec
from msgspec import Struct

from annotate.core.errors import ProjectError
from annotate.formats.base import Problem, Reader, Source
from annotate.formats.encodings import check_encoding
from annotate.formats.places import Place
from annotate.services.sources import Sources
from annotate.services.suggesting_stream import How, suggest_source
from annotate.suggesters import get_suggester

MANIFEST = "manifest.json"
DIGITS = 16
"""Of a hash that is in a name."""


class Shard(Struct, frozen=True):
    """What became of one file: its answers, their hash, and what was wrong with it, as lines.

    `asked` is a digest of what was asked of whom; `file` is where the answers are.
    """

    source: str
    asked: str
    file: str
    articles: int
    without_text: int
    sha256: str
    problems: tuple[str, ...] = ()


class Task(Struct, frozen=True):
    """One shard as it is given to a machine of the cluster."""

    read: Reader
    source: Source
    how: How
    encoding: str | None
    out: Path
    name: str
    asked: str


def suggest_on_ray(
    paths: Sequence[Place],
    how: How,
    out: Path,
    *,
    format: str | None = None,
    encoding: str | None = None,
) -> Iterator[Shard]:
    """Answer each file that is not answered in `out` yet; all shards, those done before first.

    The cluster is the one that RAY_ADDRESS names, else this machine. Raises InputError as
    `suggest_paths` does, ProjectError without Ray or where `out` cannot be written.
    """
    for name in how.off:
        get_suggester(name)
    check_encoding(encoding)
    sources = Sources(paths, format)
    sources.check()
    _make(out)
    asked = _digest(how, encoding)
    tasks = [
        Task(read, source, how, encoding, out.absolute(), *_named(nth, source, asked))
        for nth, (read, source) in enumerate(sources.each())
    ]
    known = {task.name: shard for task in tasks if (shard := _done(task))}
    yield from known.values()
    found = dict(known)
    for shard in _run([task for task in tasks if task.name not in known]):
        found[Path(shard.file).stem] = shard
        yield shard
    _write(out / MANIFEST, msgspec.json.encode({"shards": [found[task.name] for task in tasks]}))


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"cannot write there ({error.strerror})", str(out)) from error


def _named(nth: int, source: Source, asked: str) -> tuple[str, str]:
    """What the files of a shard are called, and the digest in it of what was asked of what."""
    said = [source.name, source.id, _state(source), asked]
    digest = sha256(msgspec.json.encode(said)).hexdigest()[:DIGITS]
    return f"{nth:06}-{digest}", digest


def _state(source: Source) -> tuple[int, int] | None:
    """What shows that a file was changed; None where that is not known, as of an address."""
    if source.path is None or not source.path.is_file():
        return None
    there = source.path.stat()
    return there.st_size, there.st_mtime_ns


def _digest(how: How, encoding: str | None) -> str:
    """What is asked; a model by its content, as it may be learned anew under the same name."""
    model = sha256(how.model.read_bytes()).hexdigest() if how.model else ""
    said = [how.off, how.threshold, how.without_text, how.scheme, model, encoding]
    return sha256(msgspec.json.encode(said)).hexdigest()


def _done(task: Task) -> Shard | None:
    """What became of a shard in a run before, if its answers are still what they were."""
    try:
        shard = msgspec.json.decode((task.out / f"{task.name}.json").read_bytes(), type=Shard)
        answers = (task.out / shard.file).read_bytes()
    except (OSError, msgspec.DecodeError):
        return None
    return shard if sha256(answers).hexdigest() == shard.sha256 else None


def _run(tasks: Sequence[Task]) -> Iterator[Shard]:
    """Let the cluster do the tasks, each on any machine; what became of each as it comes."""
    if not tasks:
        return
    data = _ray()
    rows = [{"task": pickle.dumps(task)} for task in tasks]
    answered = data.from_items(rows, override_num_blocks=len(rows)).map(_answer)
    for row in answered.iter_rows():
        yield msgspec.json.decode(row["shard"], type=Shard)


def _ray() -> Any:
    """Ray Data, on a cluster that is there or on this machine."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ProjectError(
            "a cluster needs Ray", hint="pip install 'annotate-news[ray]'"
        ) from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    logging.getLogger("ray").setLevel(logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray.data


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    """One shard, on one machine: what there is to say of it; its answers go to its file."""
    task: Task = pickle.loads(row["task"])  # made by this program, a moment ago
    answers, without, problems = list[bytes](), 0, list[str]()
    for answer in suggest_source(task.read, task.source, task.how, task.encoding):
        if isinstance(answer, Problem):
            problems.append(str(answer))
        elif answer:
            answers.append(answer if answer.endswith(b"\n") else answer + b"\n")
        else:
            without += 1
    data, file = b"".join(answers), f"{task.name}.jsonl"
    _write(task.out / file, data)
    shard = Shard(
        source=task.source.name,
        asked=task.asked,
        file=file,
        articles=len(answers),
        without_text=without,
        sha256=sha256(data).hexdigest(),
        problems=tuple(problems),
    )
    encoded = msgspec.json.encode(shard)
    _write(task.out / f"{task.name}.json", encoded)
    return {"shard": encoded}


def _write(file: Path, data: bytes) -> None:
    """Put a file in its place, whole, however often somebody begins."""
    part = file.with_name(f".{file.name}.{token_hex(4)}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ProjectError(f"cannot write there ({error.strerror})", str(file)) from error
