"""The report of agreement as a page with plots, to be read, printed or sent."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import astuple

from annotate.agreement.base import Figure
from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.reports.colours import on_paper
from annotate.reports.figures import Dot, Parts, Point, course, dots, matrix, stacks
from annotate.reports.page import Part, Section, note, page, table
from annotate.reports.plots import Column, grid, histogram
from annotate.services.measuring.pairs import Pair
from annotate.services.measuring.report import Agreement, DocumentRank
from annotate.services.measuring.rows import by_agreement, overall
from annotate.services.measuring.wording import (
    NAMES,
    RELIABLE,
    TENTATIVE,
    awaited_text,
    interval_text,
    left_out_text,
    near_copies_text,
    nothing_text,
    value_text,
    verdict,
)

BANDS = (TENTATIVE, RELIABLE)
CHARACTERS = ("label", "boundary", "missing")
SPANS = ("label", "boundary", "only first", "only second", "both", "same")
MOST = 20
"""Articles, and pairs, that are listed."""
FEW, MANY = 3, 12
"""Annotators, and periods, that have room beside something else."""
ALL, ANY = "all labels", "whatever the label"
FAR = 2.0
"""Standard errors beyond which a period stands out."""
HELD = ("alpha", "f1_exact", "f1_overlap")
"""Figures that are drawn, and are in no table."""
METHOD = """Intervals are of 95 %: how far the figure would vary over other articles, for these
annotators. Bands from 0.667 (tentative conclusions) and 0.800 (reliable) are judged on the lower
end of the interval."""


def agreement_page(found: Agreement, scheme: Scheme, name: str) -> str:
    """The page, in one file that asks for nothing from outside."""
    title = f"{name or 'Project'} · agreement"
    if not found.documents:
        nothing = Section(nothing_text(found), (), _awaited(found))
        return page(title, [("0", "articles done by two or more")], [nothing])
    return page(title, _facts(found), _sections(found, scheme))


def _facts(found: Agreement) -> list[tuple[str, str]]:
    alpha, f1 = found.alpha.pooled, found.span_f1.exact.all
    return [
        (value_text(alpha), f"alpha, {_beside(alpha)}" if _beside(alpha) else "alpha"),
        (value_text(f1), f"F1 of spans, exact{', ' if _beside(f1) else ''}{_beside(f1)}"),
        (f"{found.documents:,}", "articles done by two or more"),
        (f"{len(found.annotators):,}", plural(len(found.annotators), "annotator").split()[-1]),
    ]


def _about(found: Agreement) -> str:
    """What holds for all of it."""
    copies = near_copies_text(found.documents, found.independent)
    left_out = left_out_text(found.left_out) if found.left_out else ""
    said = copies, left_out, _awaited(found)
    return " ".join((METHOD, *(f"{each}." for each in said if each)))


def _awaited(found: Agreement) -> str:
    return awaited_text(found.awaited) if found.awaited else ""


def _beside(figure: Figure) -> str:
    """The interval, or why there is none, and what one should know."""
    interval, why = interval_text(figure)
    return "; ".join(filter(None, (interval.replace("–", "no interval"), why, figure.note)))


def _sections(found: Agreement, scheme: Scheme) -> Iterator[Section]:
    colours = {label.name: on_paper(label.colour) for label in scheme.labels}
    said = verdict(found.alpha.pooled)
    yield Section(f"{said[:1].upper()}{said[1:]}", tuple(_labels(found, colours)), _about(found))
    yield Section("Other figures", (Part("", _figures(found), wide=True),))
    yield Section("Pairs", tuple(_pairs(found)), "Each two annotators, on what both finished.")
    yield Section("What differs", tuple(_differences(found)), _DIFFERS)
    yield Section("Confusion", tuple(_confusion(found)), _CONFUSION)
    yield Section("Annotators", tuple(_annotators(found)), _ANNOTATORS)
    yield Section("Articles", tuple(_documents(found.by_document)), _DOCUMENTS)
    yield Section("Over time", tuple(_drift(found)), _DRIFT)


_DIFFERS = """Characters: what 1 − alpha is made of. Spans: matched one to one, whatever their
labels; boundary is the same label elsewhere, label another one at the same place."""
_CONFUSION = """Which label one annotator has where another has another; the last is none. Rows and
columns are alike, each pair is in both."""
_ANNOTATORS = """Those who agree least with the others first, however much work they share; and what
alpha is without them: where it rises, they may understand the guidelines otherwise."""
_DOCUMENTS = "Those with most to settle first, by the characters on which annotators differ."
_DRIFT = """Each period against the first, by the chance of the first; z is in standard errors,
beyond ±2 it is likely no accident, above 0 agreement has become worse."""


def _labels(found: Agreement, colours: dict[str, str]) -> Iterator[Part]:
    exact, overlap = found.span_f1.exact, found.span_f1.overlap
    alphas = {ALL: found.alpha.pooled} | found.alpha.labels
    yield Part("Alpha", _dots(alphas, colours, BANDS))
    for caption, f1 in (("exact", exact), ("overlapping", overlap)):
        figures = {ALL: f1.all, ANY: f1.unlabelled} | f1.labels
        yield Part(f"F1 of spans, {caption}", _dots(figures, colours))


def _dots(figures: dict[str, Figure], colours: dict[str, str], marks: Sequence[float] = ()) -> str:
    """The figures drawn, and under them what one should know."""
    rows = [
        Dot(name, f.value, _shown(f), f.lower_end, f.upper_end, colours.get(name, ""))
        for name, f in figures.items()
    ]
    return dots(rows, marks) + "".join(map(note, _known(figures)))


def _shown(figure: Figure) -> str:
    """The value with its interval; why there is none stands below."""
    interval, why = interval_text(figure)
    if figure.value is None:
        return f"– {why}"
    return f"{value_text(figure)} · {interval.replace('–', 'no interval')}"


def _known(figures: dict[str, Figure]) -> Iterator[str]:
    """What is to be known beside figures that have a value, each once with whom it is about."""
    there = {name: f for name, f in figures.items() if f.value is not None}
    about: dict[str, list[str]] = {}
    for name, f in there.items():
        for what in filter(None, (f.why, f.note)):
            about.setdefault(what, []).append(name)
    for what, names in about.items():
        yield what if len(names) == len(there) else f"{', '.join(names)}: {what}"


def _figures(found: Agreement) -> str:
    rows = (
        (NAMES[row.measure], value_text(row.figure), _beside(row.figure))
        for row in overall(found)
        if (not row.label and not row.measure.startswith(HELD)) or row.measure == "alpha_set"
    )
    return table(("measure", "value", "95 %, and what to know"), rows)


def _pairs(found: Agreement) -> Iterator[Part]:
    for caption, name in (("Alpha", "alpha"), ("F1 of spans, exact", "f1_exact")):
        many = len(found.annotators) > FEW
        yield Part(caption, matrix(found.annotators, _matrix(found, name)), wide=many)
    head = ("pair", "articles", "alpha", "95 %", "kappa", "F1 exact", "F1 overlapping")
    shown = _most(found.pairs)
    yield Part(_rest(shown, found.pairs), table(head, map(_pair, shown)), wide=True)


def _most(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """All of them in order; of very many those that differ on most characters."""
    if len(pairs) <= MOST:
        return pairs
    return sorted(pairs, key=lambda pair: -sum(astuple(pair.characters)))[:MOST]


def _rest(shown: Sequence[object], everything: Sequence[object]) -> str:
    """How many of how many are shown, if not all."""
    return "" if len(shown) == len(everything) else f"{len(shown)} of {len(everything):,}"


def _matrix(found: Agreement, name: str) -> list[list[float | None]]:
    values: dict[frozenset[str], float | None] = {
        frozenset((pair.a, pair.b)): getattr(pair, name).value for pair in found.pairs
    }
    return [[values.get(frozenset((a, b))) for b in found.annotators] for a in found.annotators]


def _pair(pair: Pair) -> Sequence[object]:
    figures = map(value_text, (pair.kappa, pair.f1_exact, pair.f1_overlap))
    alpha = value_text(pair.alpha), _beside(pair.alpha)
    return _name(pair), pair.documents, *alpha, *figures


def _name(pair: Pair) -> str:
    return f"{pair.a} · {pair.b}"


def _differences(found: Agreement) -> Iterator[Part]:
    shown = _most(found.pairs)
    yield Part("Characters", stacks(CHARACTERS, [_characters(pair) for pair in shown]))
    yield Part("Spans", stacks(SPANS, [_spans(pair) for pair in shown]))


def _characters(pair: Pair) -> Parts:
    c, alpha = pair.characters, pair.alpha.value
    parts = c.label, c.boundary, c.missing
    if alpha is None or not sum(parts):
        return Parts(_name(pair), f"1 − α {'–' if alpha is None else '0'}", (0, 0, 0))
    shares = [(1 - alpha) * part / sum(parts) for part in parts]
    return Parts(_name(pair), f"1 − α {1 - alpha:.3f}", shares)


def _spans(pair: Pair) -> Parts:
    d = pair.differences
    parts = (d.other_label, d.other_boundary, d.only_first, d.only_second, d.both, d.same)
    return Parts(_name(pair), f"{sum(parts) - d.same:,} of {sum(parts):,} differ", parts)


def _confusion(found: Agreement) -> Iterator[Part]:
    c = found.confusion
    yield Part("Spans", grid(c.labels, c.labels, c.spans), wide=True)
    yield Part("Characters", grid(c.labels, c.labels, c.characters), wide=True)


def _annotators(found: Agreement) -> Iterator[Part]:
    ranked = by_agreement(found)
    each = {f"{a.annotator} · {plural(a.documents, 'article')}": a.alpha_with for a in ranked}
    yield Part("Alpha of each with the others", _dots(each, {}, BANDS))
    without = {
        f"without {a.annotator} · {plural(a.documents_without, 'article')}": a.alpha_without
        for a in ranked
    }
    yield Part("Alpha without each", _dots(without, {}, BANDS))


def _documents(ranked: Sequence[DocumentRank]) -> Iterator[Part]:
    head = ("article", "alpha", "characters that differ")
    shown = ranked[:MOST]
    rows = ((d.id, value_text(d.alpha), f"{d.disagreement:,.0f}") for d in shown)
    yield Part("How alpha spreads", histogram(_spread(ranked), "alpha of an article"))
    yield Part(_rest(shown, ranked), table(head, rows), wide=True)


def _spread(ranked: Iterable[DocumentRank], wide: float = 0.05) -> list[Column]:
    """Articles by their alpha; what is below −1 stands with −1."""
    values = [max(-1.0, d.alpha.value) for d in ranked if d.alpha.value is not None]
    if not values:
        return []
    places = [min(int((1 - value) / wide + 1e-9), int(2 / wide) - 1) for value in values]
    return [
        Column(round(1 - (n + 1) * wide, 2), round(1 - n * wide, 2), places.count(n))
        for n in range(max(places), -1, -1)
    ]


def _drift(found: Agreement) -> Iterator[Part]:
    points = [
        Point(d.period, d.alpha.value, f"{value_text(d.alpha)}, {_z(d.z)}", abs(d.z or 0) > FAR)
        for d in found.drift
    ]
    yield Part("Alpha", course(points), wide=len(points) > MANY)
    head = ("period", "articles", "alpha", "z", "")
    rows = ((d.period, d.documents, value_text(d.alpha), _z(d.z), d.why) for d in found.drift)
    yield Part("", table(head, rows), wide=True)


def _z(z: float | None) -> str:
    return "–" if z is None else f"{z:+.2f}"
