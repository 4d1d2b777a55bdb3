"""Suggestions for a corpus beyond one machine: all shards together are what one machine prints."""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from annotate.formats.base import Problem, Reader, Source
from annotate.formats.encodings import check_encoding
from annotate.formats.places import Place
from annotate.services.cluster.running import run
from annotate.services.cluster.shards import Shard, Told, Work, make
from annotate.services.suggesting_stream import How, suggest_source
from annotate.suggesters import get_suggester

FILE_NAME = "suggestions.jsonl"


def suggest_on_ray(
    paths: Sequence[Place],
    how: How,
    out: Place,
    *,
    format: str | None = None,
    encoding: str | None = None,
) -> Iterator[Shard]:
    """Answer each file that is not answered in `out` yet; what became of each.

    Raises what `suggest_paths` does, and what `run` does.
    """
    for name in how.off:
        get_suggester(name)
    check_encoding(encoding)
    act = partial(suggest_file, how, encoding)
    yield from run(Work(act, make(out), _digest(how, encoding)), paths, format)


def _digest(how: How, encoding: str | None) -> str:
    """What is asked; a model by its content, as it may be learned anew under the same name."""
    model = sha256(how.model.read_bytes()).hexdigest() if how.model else ""
    said = ["suggest", how.off, how.threshold, how.without_text, how.scheme, model, encoding]
    return sha256(msgspec.json.encode(said)).hexdigest()


def suggest_file(
    how: How, encoding: str | None, read: Reader, source: Source, folder: Path
) -> Told:
    """The answers to one file."""
    answered, without, problems = 0, 0, list[str]()
    with (folder / FILE_NAME).open("wb") as file:
        for answer in suggest_source(read, source, how, encoding):
            if isinstance(answer, Problem):
                problems.append(str(answer))
            elif answer:
                file.write(answer if answer.endswith(b"\n") else answer + b"\n")
                answered += 1
            else:
                without += 1
    return Told(answered, without, tuple(problems))
