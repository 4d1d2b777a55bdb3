"""What is measured of each tool, and the articles that all of them are given."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from annotate.core.record import encode_record, to_record
from benchmarks import corpus

ARTICLES = 1_000


class Taken(Struct, frozen=True):
    """Seconds of the processor; None for what a tool does not do apart from the rest.

    `start` until it can be worked with, with the articles there; `taking_in` and `giving_out` of
    all of them with their labels.
    """

    start: float
    taking_in: float | None = None
    giving_out: float | None = None


class Given(Struct, frozen=True):
    """Articles of 8 kB with the labels of one person.

    As native JSONL, as doccano's, and as a folder with Label Studio's tasks and configuration.
    """

    records: Path
    doccano: Path
    label_studio: Path


Measured = Callable[[Path, Given, Path], Taken]
"""Of the programs in a folder, with these articles, in a new folder."""


def write_records(path: Path) -> None:
    """The articles as native JSONL."""
    made = (corpus.article(number) for number in range(ARTICLES))
    records = (to_record(a.document, "ana", corpus.labels(a, "ana")) for a in made)
    corpus.write(path, (encode_record(record) + b"\n" for record in records))
