"""Dividing as an earlier dataset is divided: by it other projects know where its articles are."""

from collections.abc import Collection, Iterator
from pathlib import Path

from annotate.core.document import text_hash
from annotate.core.errors import InputError
from annotate.core.normalisation import normalise
from annotate.core.piece import piece_of
from annotate.core.record import Record
from annotate.corpus.splits import Plan
from annotate.formats.base import Incoming, Problem, Reader, Source
from annotate.services.sources import Sources
from annotate.storage import documents, splits
from annotate.storage.store import Store

DATA = "data"
"""The folder that some formats have above those of splits."""


def take_over(store: Store, plan: Plan, dataset: Path) -> None:
    """Remember by a plan where a dataset has the articles that are here, too.

    Raises InputError for what cannot be read there, where nothing there is in a split of the plan,
    and where an article that was put into one before would move.
    """
    if not dataset.is_dir():
        raise InputError("no such folder of a dataset", str(dataset))
    there = dict(_articles(store, dataset, plan.shares))
    if not there:
        names = ", ".join(plan.shares)
        raise InputError(f"none of these articles is in {names} there", str(dataset))
    for key, split in splits.assigned(store, plan.name).items():
        if there.get(key, split) != split:
            where = f"{documents.id_of(store, key)} is in {split} here, in {there[key]} there"
            raise InputError(where, str(dataset), "divide by another --seed")
    splits.put(store, plan.name, there)


def _articles(store: Store, dataset: Path, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """The keys of its articles that are here, each with its split there."""
    sources = Sources([dataset])
    sources.check()
    for read, source in sources.each():
        split = source.path and _split_of(source.path.relative_to(dataset).parts, names)
        if split:
            for record in _records(read, source):
                key = documents.find(store, _hash(record))
                if key is not None:
                    yield key, split


def _split_of(parts: tuple[str, ...], names: Collection[str]) -> str | None:
    """The split that a file in the dataset's folder belongs to, by its path there."""
    folders = [part.partition(".")[0] for part in parts[: 2 if parts[0] == DATA else 1]]
    return next((name for name in reversed(folders) if name in names), None)


def _records(read: Reader, source: Source) -> Iterator[Record]:
    try:
        with source.open() as stream:
            for item in read(source, stream, None):
                if isinstance(item, Problem):
                    raise InputError(str(item), hint="export that dataset anew")
                if isinstance(item, Incoming):
                    yield item.record
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source.name) from error


def _hash(record: Record) -> str:
    """The hash of the article's text, also of one that the record is a piece of."""
    if piece := piece_of(record):
        return piece.sha256
    return record.sha256 or text_hash(normalise(record.text or "")[0])
