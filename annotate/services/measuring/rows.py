"""The report as rows, one a figure: for tables, and for CSV."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate.agreement.base import Figure
from annotate.services.measuring.pairs import FIGURES
from annotate.services.measuring.report import Agreement, AnnotatorRank, Breakdown, SpanFigures

ALL = ""
"""In the place of a label: over all of them."""


class Row(NamedTuple):
    """A figure, and of what it is: a label or all, two annotators or all."""

    measure: str
    figure: Figure
    label: str = ALL
    a: str = ""
    b: str = ""

    def csv(self) -> tuple[object, ...]:
        """As CSV_HEAD names it; what there is not is None."""
        f = self.figure
        ends = f.value, f.lower_end, f.upper_end
        return (self.measure, self.label, self.a, self.b, *ends, f.why, f.note)


CSV_HEAD = ("measure", "label", "a", "b", "value", "low", "high", "why", "note")


def rows(found: Agreement) -> Iterator[Row]:
    """All figures of the report, those of everyone first."""
    yield from overall(found)
    for pair in found.pairs:
        for name in FIGURES:
            yield Row(name, getattr(pair, name), ALL, pair.a, pair.b)
            for label, figures in pair.labels.items():
                yield Row(name, getattr(figures, name), label, pair.a, pair.b)
    if found.gamma:
        yield from (Row("gamma", each.gamma, ALL, each.a, each.b) for each in found.gamma.pairs)


def used(found: Agreement) -> Iterator[Row]:
    """The figures of all annotators together, without those of labels that nobody used."""
    without = unused(found)
    yield from (row for row in overall(found) if row.label not in without)


def unused(found: Agreement) -> tuple[str, ...]:
    """The labels that nobody used: F1 has no span of them to count."""
    labels = found.span_f1.exact.labels
    return tuple(name for name, f1 in labels.items() if f1.value is None)


def overall(found: Agreement) -> Iterator[Row]:
    """The figures of all annotators together."""
    yield from _broken_down("alpha", found.alpha)
    yield Row("alpha_set", found.alpha_set)
    yield from _broken_down("unitizing_alpha", found.unitizing_alpha)
    yield from _spans("f1_exact", found.span_f1.exact)
    yield from _spans("f1_overlap", found.span_f1.overlap)
    yield Row("links_exact", found.relations.f1_exact)
    yield Row("links_overlap", found.relations.f1_overlap)
    yield Row("attachment", found.relations.attachment)
    yield Row("paragraph_alpha", found.paragraphs.alpha)
    yield Row("ac1", found.paragraphs.ac1)
    yield Row("fleiss_kappa", found.paragraphs.fleiss_kappa)
    yield Row("percent", found.paragraphs.percent)
    if found.gamma:
        yield Row("gamma", found.gamma.mean)


def by_agreement(found: Agreement) -> list[AnnotatorRank]:
    """The annotators, those who agree least with the others first, whatever they share."""

    def least(each: AnnotatorRank) -> float:
        alpha = each.alpha_with.value
        return 1.0 if alpha is None else alpha

    return sorted(found.by_annotator, key=least)


def _broken_down(measure: str, figures: Breakdown) -> Iterator[Row]:
    yield Row(measure, figures.pooled)
    yield from _labels(measure, figures.labels.items())


def _spans(measure: str, figures: SpanFigures) -> Iterator[Row]:
    yield Row(measure, figures.all)
    yield Row(f"{measure}_unlabelled", figures.unlabelled)
    yield from _labels(measure, figures.labels.items())


def _labels(measure: str, figures: Iterable[tuple[str, Figure]]) -> Iterator[Row]:
    for label, figure in figures:
        yield Row(measure, figure, label)
