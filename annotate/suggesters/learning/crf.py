"""Linear-chain conditional random fields: the one place that knows python-crfsuite."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from msgspec import Struct

from annotate.core.errors import ProjectError

Item = list[str]
"""The features of one element of a sequence."""
OUTSIDE = "O"
"""The tag of what belongs to nothing."""
PARAMETERS = {"c1": 1.0, "max_iterations": 80, "feature.possible_transitions": True}
"""Strong L1 (c1): as good as a model three times the size."""
LONGEST = 1000
"""Elements of a sequence: what is longer is cut, so that no step takes long."""


class Crf(Struct, frozen=True):
    """A field as it was learned: its data, and the features that it gives any weight."""

    data: bytes
    features: frozenset[str]


def learn(
    sequences: Iterable[tuple[Iterable[Item], Sequence[str]]], *, least: int, smoothing: float
) -> Crf | None:
    """The field of some tagged sequences.

    Features seen fewer than `least` times are left out; `smoothing` is the L2 that holds weights
    back (c2). None where no sequence has another tag than OUTSIDE: there is nothing to learn. The
    same sequences give the same field. Raises ProjectError where there is no room for it.
    """
    trainer = _library().Trainer(verbose=False)
    trainer.set_params(PARAMETERS | {"c2": smoothing, "feature.minfreq": least})
    said = False
    for items, tags in sequences:
        said = said or any(tag != OUTSIDE for tag in tags)
        for start, piece in _pieces(items):
            trainer.append(piece, tags[start : start + len(piece)])
    if not said:
        return None
    with TemporaryDirectory(prefix="annotate-train-") as folder:  # it writes nowhere but to files
        file = Path(folder) / "crf"
        trainer.train(str(file))
        try:
            return _read(file.read_bytes())
        except (OSError, ValueError) as error:  # the library does not say that a disk is full
            what = "what was learned could not be kept for a moment"
            raise ProjectError(what, folder, "is there room on that disk? or set TMPDIR") from error


def _read(data: bytes) -> Crf:
    tagger = _library().Tagger()
    tagger.open_inmemory(data)
    return Crf(data, frozenset(tagger.info().attributes))


class Tagger:
    """Tags sequences with a field; may be asked from several threads."""

    def __init__(self, crf: Crf) -> None:
        self._data = crf.data  # the library reads it where it lies
        self._tagger = _library().Tagger()
        self._tagger.open_inmemory(self._data)
        self._knows_outside = OUTSIDE in self._tagger.labels()
        self._lock = Lock()

    def tag(self, items: Iterable[Item]) -> tuple[list[str], list[float]]:
        """The likeliest tags of a sequence, and for each element how sure it is not OUTSIDE."""
        tags: list[str] = []
        sure: list[float] = []
        for _, piece in _pieces(items):
            self._tag(piece, tags, sure)
        return tags, sure

    def _tag(self, items: Sequence[Item], tags: list[str], sure: list[float]) -> None:
        with self._lock:
            found: list[str] = self._tagger.tag(items)
            marginal = self._tagger.marginal
            tags += found
            if self._knows_outside:
                sure += [1 - marginal(OUTSIDE, index) for index in range(len(found))]
            else:  # everything had a label where it was learned
                sure += [1.0] * len(found)


def _pieces(items: Iterable[Item]) -> Iterator[tuple[int, list[Item]]]:
    """A sequence in pieces, each with the index that it starts at."""
    coming = iter(items)
    for start in count(0, LONGEST):
        piece = list(islice(coming, LONGEST))
        if not piece:
            return
        yield start, piece


def check() -> None:
    """Raise ProjectError where the library is not installed."""
    _library()


def _library() -> Any:
    try:
        import pycrfsuite
    except ImportError as error:
        hint = "install it with `pip install 'annotate-news[train]'`"
        raise ProjectError("learned suggestions need python-crfsuite", hint=hint) from error
    return pycrfsuite
