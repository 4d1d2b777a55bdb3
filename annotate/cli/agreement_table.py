"""The report of agreement as a table for people."""

from collections.abc import Iterator

from annotate.agreement.base import Figure
from annotate.core.plural import plural
from annotate.services.measuring.pairs import Pair
from annotate.services.measuring.report import Agreement, DocumentRank
from annotate.services.measuring.rows import Row, overall

NAMES = {
    "alpha": "alpha",
    "alpha_set": "alpha, sets of labels",
    "unitizing_alpha": "unitizing alpha",
    "kappa": "kappa",
    "f1_exact": "F1 exact",
    "f1_exact_unlabelled": "F1 exact, any label",
    "f1_overlap": "F1 overlapping",
    "f1_overlap_unlabelled": "F1 overlapping, any label",
    "links_exact": "links, F1 exact",
    "links_overlap": "links, F1 overlapping",
    "attachment": "links at matched heads",
    "paragraph_alpha": "paragraphs, alpha",
    "ac1": "paragraphs, AC1",
    "fleiss_kappa": "paragraphs, Fleiss' kappa",
    "percent": "paragraphs, same label",
    "gamma": "gamma",
}
FIGURE = "{:>6}  {:<16}  {:<26}  {}"
PAIR = "{:>6}  {:>6}  {:>8}  {:>8}  {:>6}  {:>6}  {:>8}  {:>6}  {:>6}  {:>6}  {}"
PAIR_HEAD = ("alpha", "kappa", "F1 exact", "overlap", "same", "label", "boundary", "both")
PARTS = "{:>6}  {:>6}  {:>8}  {:>8}  {}"
RANK = "{:>9}  {:>6}  {}"
MOST = 10
"""Documents that are listed."""
TENTATIVE, RELIABLE = 0.667, 0.8
"""K. Krippendorff, Content Analysis (2004), p. 241."""


def table(found: Agreement) -> Iterator[str]:
    """Everything, in parts; names come last, so that the columns stand whatever they hold."""
    names = plural(len(found.annotators), "annotator")
    yield f"{plural(found.documents, 'article')} done by two or more, {names}"
    if not found.documents:
        yield "– no document done by two"
        return
    yield verdict(found.alpha.pooled)
    yield from _figures(found)
    yield from _pairs(found.pairs)
    yield from _annotators(found)
    yield from _documents(found.by_document)
    yield from _drift(found)


def verdict(alpha: Figure) -> str:
    """What one may conclude; judged on the lower end of the interval."""
    low = alpha.lower_end
    if low is None:
        return f"no judgement: alpha has no interval ({alpha.why})"
    if low >= RELIABLE:
        return f"reliable: alpha is at least {RELIABLE}, by the lower end of its interval"
    if low >= TENTATIVE:
        return f"for tentative conclusions: alpha is at least {TENTATIVE}, by the lower end"
    return f"not reliable: alpha may be below {TENTATIVE}"


def _figures(found: Agreement) -> Iterator[str]:
    yield ""
    yield FIGURE.format("value", "95 %", "measure", "label")
    yield from map(_row, overall(found))


def _row(row: Row) -> str:
    """One figure; what one should know beside it comes last."""
    interval, why = _interval(row.figure)
    beside = "; ".join(filter(None, (row.label, why, row.figure.note)))
    return FIGURE.format(value_text(row.figure), interval, NAMES[row.measure], beside).rstrip()


def value_text(figure: Figure) -> str:
    """Three digits, or a dash."""
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _interval(figure: Figure) -> tuple[str, str]:
    """The interval, and why there is none or no value."""
    low, high = figure.lower_end, figure.upper_end
    if low is not None and high is not None:
        return f"{low:.3f} to {high:.3f}", figure.why
    seen = f", observed {figure.observed:.2f}" if isinstance(figure.observed, float) else ""
    return "–" if figure.value is not None else "", figure.why + seen


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
    if pair.alpha.value is None or not sum(parts):
        return PARTS.format(value_text(pair.alpha), "–", "–", "–", name)
    rest = 1 - pair.alpha.value
    shares = (f"{rest * part / sum(parts):.3f}" for part in parts)
    return PARTS.format(f"{rest:.3f}", *shares, name)


def _annotators(found: Agreement) -> Iterator[str]:
    yield from ("", "annotators who differ most, and alpha without them")
    yield RANK.format("differ", "alpha", "annotator")
    for each in found.by_annotator:
        yield RANK.format(
            f"{each.disagreement:,.0f}", value_text(each.alpha_without), each.annotator
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
