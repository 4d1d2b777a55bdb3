"""The report: all figures of agreement, as one value that is also the shape of the JSON."""

from collections.abc import Sequence

import numpy as np
from msgspec import UNSET, Struct, UnsetType

from annotate.agreement import MEASURES
from annotate.agreement.base import Figure
from annotate.agreement.counts import Counts
from annotate.agreement.drift import drift
from annotate.agreement.intervals import Method, figure
from annotate.agreement.rankings import annotators, document_figure, documents
from annotate.services.measuring.counted import Measured
from annotate.services.measuring.pairs import Pair, marked_beside, pairs
from annotate.services.measuring.weeks import DAY, week

NONE = "none"
"""In the confusion: no match, nothing marked."""


class Breakdown(Struct, frozen=True):
    """A figure over all labels, and that of each."""

    pooled: Figure
    labels: dict[str, Figure]


class SpanFigures(Struct, frozen=True):
    """F1 of all spans, of all whatever their labels, and of each label's."""

    all: Figure
    unlabelled: Figure
    labels: dict[str, Figure]


class SpanF1(Struct, frozen=True):
    """Exact, and overlapping."""

    exact: SpanFigures
    overlap: SpanFigures


class Confusion(Struct, frozen=True):
    """Which label one has where another has which: rows and columns are `labels`, the last none.

    A pair of matched spans, or a character, is in both mirrored cells.
    """

    labels: tuple[str, ...]
    spans: list[list[int]]
    characters: list[list[int]]


class Relations(Struct, frozen=True):
    """F1 of links, and of those at matched heads."""

    f1_exact: Figure
    f1_overlap: Figure
    attachment: Figure


class Paragraphs(Struct, frozen=True):
    """Agreement on the label that covers most of each paragraph."""

    alpha: Figure
    ac1: Figure
    fleiss_kappa: Figure
    percent: Figure


class DocumentRank(Struct, frozen=True):
    """One document; `disagreement` is in characters, over all labels."""

    id: str
    alpha: Figure
    disagreement: float


class AnnotatorRank(Struct, frozen=True):
    """One annotator; `disagreement` likewise, with all others.

    `alpha_with` is of their pairs, on their `documents`; `alpha_without` of all others, on the
    `documents_without`.
    """

    annotator: str
    documents: int
    disagreement: float
    alpha_with: Figure
    alpha_without: Figure
    documents_without: int


class DriftPeriod(Struct, frozen=True):
    """A period; `z` compares it with the first, `why` says why there is none."""

    period: str
    documents: int
    alpha: Figure
    z: float | None
    why: str


class PairGamma(Struct, frozen=True):
    """Gamma of two annotators."""

    a: str
    b: str
    gamma: Figure


class Gamma(Struct, frozen=True):
    """The mean of the pairs that have units, and those pairs."""

    mean: Figure
    pairs: list[PairGamma]


class Agreement(Struct, frozen=True):
    """The whole report, of so many documents; gamma only where it was wanted.

    `independent` counts near-copies of one another once. `left_out` are spans by label that the
    scheme no longer gives, `awaited` by annotator articles of a named second pass that are not done
    yet, where there are any; where there is no document, `finished` says how many each annotator
    has, and `narrowed` that only some articles, or one annotator, were asked for.
    """

    documents: int
    independent: int
    annotators: list[str]
    alpha: Breakdown
    alpha_set: Figure
    unitizing_alpha: Breakdown
    pairs: list[Pair]
    span_f1: SpanF1
    confusion: Confusion
    relations: Relations
    paragraphs: Paragraphs
    by_document: list[DocumentRank]
    by_annotator: list[AnnotatorRank]
    drift: list[DriftPeriod]
    gamma: Gamma | UnsetType = UNSET
    left_out: dict[str, int] | UnsetType = UNSET
    awaited: dict[str, int] | UnsetType = UNSET
    finished: dict[str, int] | UnsetType = UNSET
    narrowed: bool | UnsetType = UNSET


class _Figures:
    """Figures of some counts by the names of their measures, by one method."""

    def __init__(self, counts: Counts, method: Method | None) -> None:
        self.counts, self.method = counts, method

    def all(self, name: str) -> Figure:
        """Over all labels."""
        return figure(MEASURES[name], self.counts, method=self.method)

    def labels(self, name: str) -> dict[str, Figure]:
        """Of each label."""
        return {
            label: figure(MEASURES[name], self.counts, index, self.method, self._note(name, index))
            for index, label in enumerate(self.counts.labels)
        }

    def breakdown(self, name: str) -> Breakdown:
        """Over all, and of each."""
        return Breakdown(self.all(name), self.labels(name))

    def f1(self, name: str) -> SpanFigures:
        """F1 of spans."""
        return SpanFigures(self.all(name), self.all(f"{name}_unlabelled"), self.labels(name))

    def _note(self, name: str, label: int) -> str:
        return marked_beside(self.counts, label) if name.endswith("alpha") else ""


def report(
    measured: Measured, method: Method | None = None, *, every: int | None = None
) -> Agreement:
    """All figures; intervals by the jackknife or another method, drift by the week.

    With `every` drift is by so many documents, in the order in which they were finished.
    """
    counts = measured.counts
    of = _Figures(counts, method)
    return Agreement(
        documents=len(counts.ids),
        independent=counts.independent,
        annotators=[counts.annotators[index] for index in counts.present],
        alpha=of.breakdown("alpha"),
        alpha_set=of.all("alpha_set"),
        unitizing_alpha=of.breakdown("unitizing_alpha"),
        pairs=pairs(counts, method),
        span_f1=SpanF1(of.f1("f1_exact"), of.f1("f1_overlap")),
        confusion=_confusion(counts),
        relations=Relations(of.all("links_exact"), of.all("links_overlap"), of.all("attachment")),
        paragraphs=Paragraphs(
            of.all("paragraph_alpha"), of.all("ac1"), of.all("fleiss_kappa"), of.all("percent")
        ),
        by_document=_by_document(counts),
        by_annotator=[AnnotatorRank(*each) for each in annotators(counts, method)],
        drift=[DriftPeriod(*each) for each in drift(counts, _periods(measured, every))],
    )


def _confusion(counts: Counts) -> Confusion:
    spans, characters = counts.span_confusion, counts.character_confusion
    return Confusion((*counts.labels, NONE), spans.tolist(), characters.tolist())


def _by_document(counts: Counts) -> list[DocumentRank]:
    """Those that differ most first."""
    found = documents(counts)
    order = np.argsort(-found.disagreement, kind="stable")
    columns = order.tolist(), found.alpha[order].tolist(), found.disagreement[order].tolist()
    return [
        DocumentRank(counts.ids[d], document_figure(alpha), disagreement)
        for d, alpha, disagreement in zip(*columns, strict=True)
    ]


def _periods(measured: Measured, every: int | None) -> Sequence[str]:
    """The period of each document: the week, or a run of so many."""
    if every is None:
        days, place = np.unique(measured.times // DAY, return_inverse=True)
        weeks = [week(day) for day in days.tolist()]
        return [weeks[index] for index in place.tolist()]
    order = measured.times.argsort(kind="stable")
    places = order.argsort(kind="stable") // every
    width = len(str(len(places)))
    return [
        f"{place * every + 1:0{width}}–{min((place + 1) * every, len(places)):0{width}}"
        for place in places.tolist()
    ]
