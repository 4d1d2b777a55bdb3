"""The report of agreement as a table for people."""

from collections.abc import Iterator

from annotate.core.plural import plural
from annotate.services.measuring.pairs import Pair
from annotate.services.measuring.report import Agreement, DocumentRank
from annotate.services.measuring.rows import Row, by_agreement, unused, used
from annotate.services.measuring.wording import (
    NAMES,
    awaited_text,
    interval_text,
    left_out_text,
    near_copies_text,
    nothing_text,
    value_text,
    verdict,
)

FIGURE = "{:>6}  {:<16}  {:<26}  {}"
PAIR = "{:>6}  {:>6}  {:>8}  {:>8}  {:>6}  {:>6}  {:>8}  {:>6}  {:>6}  {:>6}  {}"
PAIR_HEAD = ("alpha", "kappa", "F1 exact", "overlap", "same", "label", "boundary", "both")
PARTS = "{:>6}  {:>6}  {:>8}  {:>8}  {}"
RANK = "{:>9}  {:>6}  {}"
ANNOTATOR = "{:>6}  {:<16}  {:>8}  {:>7}  {:>8}  {}"
MOST = 10
"""Documents that are listed."""


def table(found: Agreement) -> Iterator[str]:
    """Everything, in parts; names come last, so that the columns stand whatever they hold."""
    names = plural(len(found.annotators), "annotator")
    yield f"{plural(found.documents, 'article')} done by two or more, {names}"
    if copies := near_copies_text(found.documents, found.independent):
        yield copies
    if found.awaited:
        yield awaited_text(found.awaited)
    if not found.documents:
        yield nothing_text(found)
        return
    if found.left_out:
        yield left_out_text(found.left_out)
    yield verdict(found.alpha.pooled)
    yield from _figures(found)
    yield from _pairs(found.pairs)
    yield from _annotators(found)
    yield from _documents(found.by_document)
    yield from _drift(found)


def _figures(found: Agreement) -> Iterator[str]:
    yield ""
    yield FIGURE.format("value", "95 %", "measure", "label")
    yield from map(_row, used(found))
    if labels := unused(found):
        _, why = interval_text(found.alpha.labels[labels[0]])
        yield FIGURE.format("–", "", "nobody used", f"{', '.join(labels)}; {why}")


def _row(row: Row) -> str:
    """One figure; what one should know beside it comes last."""
    interval, why = interval_text(row.figure)
    beside = "; ".join(filter(None, (row.label, why, row.figure.note)))
    return FIGURE.format(value_text(row.figure), interval, NAMES[row.measure], beside).rstrip()


def _pairs(pairs: list[Pair]) -> Iterator[str]:
    yield from ("", "pairs: figures, and spans matched one to one")
    yield PAIR.format(*PAIR_HEAD, "only a", "only b", "a · b")
    for pair in pairs:
        figures = map(value_text, (pair.alpha, pair.kappa, pair.f1_exact, pair.f1_overlap))
        d = pair.differences
        spans = (d.same, d.other_label, d.other_boundary, d.both, d.only_first, d.only_second)
        yield PAIR.format(*figures, *(f"{n:,}" for n in spans), f"{pair.a} · {pair.b}")
    yield from ("", "pairs: what 1 − alpha is made of, by characters")
    yield PARTS.format("1 − α", "label", "boundary", "missing", "a · b")
    yield from map(_parts, pairs)


def _parts(pair: Pair) -> str:
    """The parts of 1 − alpha add up to it."""
    c = pair.characters
    name, parts = f"{pair.a} · {pair.b}", (c.label, c.boundary, c.missing)
    if pair.alpha.value is None:
        return PARTS.format("–", "–", "–", "–", name)
    rest, whole = 1 - pair.alpha.value, max(sum(parts), 1)  # 1 where nothing differs
    return PARTS.format(f"{rest:.3f}", *(f"{rest * part / whole:.3f}" for part in parts), name)


def _annotators(found: Agreement) -> Iterator[str]:
    yield from (
        "",
        "annotators, those who agree least with the others first; and alpha without them",
    )
    yield ANNOTATOR.format("alpha", "95 %", "articles", "without", "articles", "annotator")
    for each in by_agreement(found):
        interval, why = interval_text(each.alpha_with)
        beside = "; ".join(filter(None, (each.annotator, why, each.alpha_with.note)))
        yield ANNOTATOR.format(
            value_text(each.alpha_with),
            interval,
            f"{each.documents:,}",
            value_text(each.alpha_without),
            f"{each.documents_without:,}",
            beside,
        )


def _documents(ranked: list[DocumentRank]) -> Iterator[str]:
    yield from ("", "articles with most to settle")
    yield RANK.format("differ", "alpha", "article")
    for each in ranked[:MOST]:
        yield RANK.format(f"{each.disagreement:,.0f}", value_text(each.alpha), each.id)


def _drift(found: Agreement) -> Iterator[str]:
    yield from ("", "drift: periods against the first, in standard errors")
    yield RANK.format("z", "alpha", "period")
    for each in found.drift:
        z = "–" if each.z is None else f"{each.z:+.2f}"
        beside = "; ".join(filter(None, (each.period, plural(each.documents, "article"), each.why)))
        yield RANK.format(z, value_text(each.alpha), beside)
