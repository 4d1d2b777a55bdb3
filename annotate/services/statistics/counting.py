"""Going once over the readings of a project, and counting."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from annotate.core.scheme import Scheme
from annotate.core.wanted import GOLD
from annotate.services.asked_layers import check_layer_asked, gold_of, layer_asked
from annotate.services.statistics.timing import times
from annotate.services.statistics.together import Lying, Placed, count_pairs, figures
from annotate.services.statistics.values import (
    Group,
    LabelFigures,
    LinkFigures,
    Spread,
    Statistics,
    spread,
)
from annotate.storage import statistics as stored
from annotate.storage.statistics import Reading
from annotate.storage.store import Store

IDLE = 5.0
"""Minutes without a gesture after which an annotator is taken to have left."""
Row = tuple[Any, ...]


def count(
    store: Store,
    scheme: Scheme,
    *,
    layers: Sequence[str] = (),
    finished: bool = False,
    idle: float = IDLE,
) -> Statistics:
    """All figures of these layers, or of all that are an annotator's; GOLD is what was adjudicated.

    With `finished` only readings whose every paragraph is done; `idle` is in minutes. Raises
    InputError for a layer that there is not.
    """
    for name in layers:
        check_layer_asked(store, name)
    asked = _Asked(store, layers)
    with store.snapshot():
        counted = _Counted(scheme, times(stored.moments(store), round(idle * 60_000)))
        spans, relations = (
            _Groups(rows(store, asked.layers, finished))
            for rows in (stored.spans, stored.relations)
        )
        for reading in stored.readings(store, asked.layers, finished):
            place = reading.document, reading.layer
            found = list(spans.of(place)), list(relations.of(place))
            if asked.means(reading):
                counted.take(reading, *found)
    return counted.statistics(idle)


class _Asked:
    """The layers that were asked for; without any those that are an annotator's."""

    def __init__(self, store: Store, asked: Sequence[str]) -> None:
        self._store = store
        self._named = {layer_asked(name) for name in asked if name != GOLD}
        self._golds = set(stored.adjudicated(store)) if GOLD in asked else set()
        self.layers = [*self._named | self._golds] if asked else stored.layers(store)

    def means(self, reading: Reading) -> bool:
        """Whether it is of a layer that was named, or gold of its document."""
        if reading.layer in self._named or reading.layer not in self._golds:
            return True
        return reading.layer in gold_of(self._store, reading.sha256, self._golds)


class _Groups:
    """Rows that are ordered by their first two columns, asked for in that order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, place: tuple[int, str]) -> Iterator[Row]:
        """The rows that begin with `place`, without it."""
        while self._next is not None and self._next[:2] == place:
            yield self._next[2:]
            self._next = next(self._rows, None)


class _Sums:
    """What is counted for each annotator, source or language."""

    def __init__(self) -> None:
        self.readings, self.finished, self.spans = (Counter[str]() for _ in range(3))
        self.seconds: dict[str, Counter[int]] = {}

    def take(self, name: str, reading: Reading, spans: int, seconds: int | None) -> None:
        self.readings[name] += 1
        self.finished[name] += reading.finished
        self.spans[name] += spans
        if seconds is not None:
            self.seconds.setdefault(name, Counter())[seconds] += 1

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(
                name,
                self.readings[name],
                self.finished[name],
                self.spans[name],
                spread(self.seconds.get(name, Counter())),
            )
            for name in sorted(self.readings)
        )


class _Counted:
    """The counts so far; only as much as there are different values is held."""

    def __init__(self, scheme: Scheme, spent: Counter[tuple[str, int]]) -> None:
        self._scheme, self._former, self._spent = scheme, scheme.former, spent
        self._last, self._articles, self._readings, self._finished = 0, 0, 0, 0
        names = [label.name for label in scheme.labels]
        self._lengths: dict[str, Counter[int]] = {name: Counter() for name in names}
        self._found_in, self._links = Counter[str](), Counter[str]()
        self._per_head = {r.label: Counter[int]() for r in scheme.relations}
        self._together: Lying = Counter()
        self._characters, self._paragraphs, self._spans, self._seconds = (
            Counter[int]() for _ in range(4)
        )
        self._annotators, self._sources, self._languages = _Sums(), _Sums(), _Sums()

    def take(self, reading: Reading, spans: list[Row], relations: list[Row]) -> None:
        """Count one reading: its spans as (start, end, label, id), its links as (label, head)."""
        self._readings += 1
        self._finished += reading.finished
        if reading.document != self._last:
            self._last = reading.document
            self._articles += 1
            self._characters[reading.length] += 1
            self._paragraphs[reading.paragraphs] += 1
        placed = self._placed(spans)
        self._spans[len(placed)] += 1
        count_pairs(placed, self._together)
        self._count_links(spans, relations)
        self._count_groups(reading, len(placed))

    def _placed(self, spans: list[Row]) -> list[Placed]:
        """The spans in the labels' present names; those that this makes equal are one."""
        named = (Placed(s, e, self._present(label)) for s, e, label, _ in spans)
        placed = list(dict.fromkeys(named))
        for span in placed:
            self._lengths.setdefault(span.label, Counter())[span.end - span.start] += 1
        self._found_in.update({span.label for span in placed})
        return placed

    def _present(self, label: str) -> str:
        return self._former.get(label, label)

    def _count_links(self, spans: list[Row], relations: list[Row]) -> None:
        """How many links there are, and how many each span has that may have some."""
        heads = Counter(relations)
        self._links.update(label for label, _ in relations)
        for relation in self._scheme.relations:
            per_head = self._per_head[relation.label]
            for _, _, label, id in spans:
                if self._present(label) in relation.head:
                    per_head[heads[relation.label, id]] += 1

    def _count_groups(self, reading: Reading, spans: int) -> None:
        spent = self._spent.get((reading.layer, reading.document))
        seconds = round(spent / 1000) if spent and reading.finished else None
        if seconds is not None:
            self._seconds[seconds] += 1
        self._annotators.take(reading.layer, reading, spans, seconds)
        self._sources.take(reading.source, reading, spans, seconds)
        self._languages.take(reading.language, reading, spans, seconds)

    def statistics(self, idle: float) -> Statistics:
        """What it all comes to."""
        return Statistics(
            articles=self._articles,
            readings=self._readings,
            finished=self._finished,
            characters=spread(self._characters),
            paragraphs=spread(self._paragraphs),
            spans=sum(counts.total() for counts in self._lengths.values()),
            spans_per_reading=spread(self._spans),
            labels=tuple(self._labels()),
            together=tuple(figures(self._together, self._lengths)),
            links=tuple(self._link_figures()),
            idle_minutes=idle,
            seconds=spread(self._seconds),
            annotators=self._annotators.groups(),
            sources=self._sources.groups(),
            languages=self._languages.groups(),
        )

    def _labels(self) -> Iterator[LabelFigures]:
        for label, lengths in self._lengths.items():
            readings = self._found_in[label]
            yield LabelFigures(label, lengths.total(), readings, spread(lengths))

    def _link_figures(self) -> Iterator[LinkFigures]:
        for label in dict.fromkeys((*self._per_head, *sorted(self._links))):
            per_head = self._per_head.get(label)
            shown = spread(per_head) if per_head else Spread()
            yield LinkFigures(label, self._links[label], shown)
