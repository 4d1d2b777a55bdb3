"""`manifest.json` of a dataset folder: what is in it, by count and by hash."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from annotate import __version__
from annotate.core.division import Splits
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record
from annotate.core.scheme import Scheme
from annotate.core.wanted import Wanted
from annotate.formats.base import Loss

NAME = "manifest.json"
STEP = 1 << 18
"""Bytes of a file that are read at once."""


class File(Struct, frozen=True):
    """One file of the dataset: its path in the folder, its size in bytes, its hash."""

    path: str
    bytes: int
    sha256: str


class Counts(Struct, frozen=True):
    """How much there is of everything; `layers`, `status` and `guideline_versions` count records.

    `left_out` are documents that nobody, or too few, finished, or none of the layers asked for;
    `gold_changed` those whose gold is here, though versions it settled have changed since.
    """

    documents: int
    left_out: int
    gold_changed: int
    records: int
    spans: int
    relations: int
    labels: dict[str, int]
    relation_labels: dict[str, int]
    layers: dict[str, int]
    status: dict[str, int]
    guideline_versions: dict[str, int]


class Manifest(Struct, frozen=True):
    """All that a dataset says of itself. It holds no time: the same content, the same bytes.

    Without `splits` it was not divided; `offset_unit` is there where it was asked for.
    """

    format: str
    version: str
    wanted: Wanted
    scheme: Scheme
    counts: Counts
    files: tuple[File, ...]
    loss: Loss
    splits: Splits | UnsetType = UNSET
    offset_unit: OffsetUnit | UnsetType = UNSET

    def save(self, folder: Path) -> None:
        """Write it into the dataset's folder."""
        text = msgspec.json.format(msgspec.json.encode(self), indent=2)
        (folder / NAME).write_bytes(text + b"\n")


class _Files(Struct, frozen=True):
    """What is read of a manifest, of whatever version."""

    files: tuple[File, ...] = ()


_decode = msgspec.json.Decoder(_Files).decode


def files_named(content: bytes) -> tuple[File, ...]:
    """The files that a manifest names; none where it is no manifest."""
    try:
        return _decode(content).files
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return ()


class Tally:
    """Counts records while they go by."""

    def __init__(self, scheme: Scheme) -> None:
        self._labels = Counter({label.name: 0 for label in scheme.labels})
        self._relations = Counter({relation.label: 0 for relation in scheme.relations})
        self._layers: Counter[str] = Counter()
        self._guidelines: Counter[str] = Counter()
        self._status = Counter({"done": 0, "skipped": 0, "open": 0})
        self._documents = self._records = 0
        self._last: str | None = None

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, each counted; those of one document come one after the other."""
        for record in records:
            self._count(record)
            yield record

    @property
    def records(self) -> int:
        """How many went by so far."""
        return self._records

    def _count(self, record: Record) -> None:
        self._records += 1
        self._documents += record.sha256 != self._last
        self._last = record.sha256
        if record.layer:
            self._layers[record.layer] += 1
            self._status[record.status or "open"] += 1
            if record.guidelines is not None:
                self._guidelines[record.guidelines] += 1
        for span in record.spans or ():
            self._labels[span.label] += 1
        for relation in record.relations or ():
            self._relations[relation.label] += 1

    def add(self, other: "Tally") -> None:
        """Count what another counted, of other documents."""
        for ours, theirs in (
            (self._labels, other._labels),
            (self._relations, other._relations),
            (self._layers, other._layers),
            (self._guidelines, other._guidelines),
            (self._status, other._status),
        ):
            ours.update(theirs)
        self._documents += other._documents
        self._records += other._records

    def counts(self, left_out: int = 0, gold_changed: int = 0) -> Counts:
        """What went by so far, how many documents did not, and of how many gold has changed."""
        return Counts(
            documents=self._documents,
            left_out=left_out,
            gold_changed=gold_changed,
            records=self._records,
            spans=self._labels.total(),
            relations=self._relations.total(),
            labels=dict(self._labels),
            relation_labels=dict(self._relations),
            layers=dict(sorted(self._layers.items())),
            status=dict(self._status),
            guideline_versions=dict(sorted(self._guidelines.items())),
        )


def describe(
    folder: Path,
    *,
    format: str,
    wanted: Wanted,
    scheme: Scheme,
    counts: Counts,
    loss: Loss,
    splits: Splits | None = None,
    unit: OffsetUnit | None = None,
    known: Iterable[File] = (),
) -> Manifest:
    """The manifest of a folder that holds a dataset's files and nothing else.

    Those that are `known` are not read again.
    """
    files = hashed(folder, {file.path: file for file in known})
    version = f"annotate {__version__}"
    rare = splits or UNSET, unit or UNSET
    return Manifest(format, version, wanted, scheme, counts, files, loss, *rare)


def hashed(folder: Path, known: Mapping[str, File]) -> tuple[File, ...]:
    """The files of a folder, in order of their paths; those that are known are not read."""
    buffer = memoryview(bytearray(STEP))  # one for each would take longer than to read most files
    paths = ["/".join(parts) for parts in sorted(_files(folder))]
    return tuple([known.get(path) or _file(path, folder, buffer) for path in paths])


def _files(folder: Path) -> Iterator[tuple[str, ...]]:
    """The parts of each file's path in a folder."""
    for inner, _, names in os.walk(folder):
        parts = Path(inner).relative_to(folder).parts
        yield from ((*parts, name) for name in names)


def _file(path: str, folder: Path, buffer: memoryview) -> File:
    read = Hashing()
    with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  there may be very many
        while size := file.readinto(buffer):
            read.add(buffer[:size])
    return read.file(path)


class Hashing:
    """The size and the hash of a file, of what was read or written of it so far."""

    def __init__(self) -> None:
        self._bytes, self._digest = 0, sha256()

    def add(self, content: memoryview) -> None:
        """What follows in the file."""
        self._bytes += len(content)
        self._digest.update(content)

    def file(self, path: str) -> File:
        """What a manifest says of the file at that path."""
        return File(path, self._bytes, self._digest.hexdigest())
