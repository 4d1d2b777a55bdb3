"""The figures of agreement as rows with plots of characters, and what lies behind each."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from textwrap import wrap

from msgspec import Struct
from msgspec.structs import replace

from annotate.agreement.base import Figure
from annotate.core.display import display
from annotate.core.plural import plural
from annotate.services.measuring.disagreements import Kind
from annotate.services.measuring.pairs import Pair
from annotate.services.measuring.report import Agreement
from annotate.services.measuring.rows import by_agreement
from annotate.services.measuring.wording import (
    NAMES,
    RELIABLE,
    TENTATIVE,
    left_out_text,
    nothing_text,
    value_text,
    verdict,
)
from annotate.ui import layout
from annotate.ui.header import cut
from annotate.ui.naming import Naming
from annotate.ui.palette import Tone
from annotate.ui.plots import BAR, NAME, Plots
from annotate.ui.widgets.bars import Piece
from annotate.ui.widgets.rows import Row, padded

MARGIN, ARTICLE, RANKED = 2, 60, 17
"""Cells before a row, of an article's id at most, and of its figures."""
MOST = 20
"""Articles that are listed."""
SHADES = " ░▒▓█"
"""From alpha 0 up, in steps of a fifth."""
MATRIX = 8
"""Annotators up to whom the pairs are a matrix, too."""
ANNOTATOR, REVIEWER = "annotator", "reviewer"
"""Who is compared."""
KINDS: dict[Kind, str] = {
    "label": "other label",
    "boundary": "other boundary",
    "both": "label and boundary",
    "missing": "only one has it",
}
SPANS: tuple[Kind, ...] = ("label", "boundary", "both", "missing")
APART: tuple[Kind, ...] = ("label", "both", "missing")
LINKS: tuple[Kind, ...] = ("link",)
PARAGRAPHS: tuple[Kind, ...] = ("paragraph",)
BEHIND: dict[str, tuple[Kind, ...]] = {
    "alpha_set": SPANS,
    "f1_exact": SPANS,
    "f1_overlap": APART,
    "links_exact": LINKS,
    "attachment": LINKS,
    "paragraph_alpha": PARAGRAPHS,
    "ac1": PARAGRAPHS,
}
"""What lies behind a measure of all labels."""


class Behind(Struct, frozen=True):
    """Which disagreements lie behind a row; what is empty is no condition.

    `said` names the row, unless that is by its annotators.
    """

    said: str = ""
    label: str = ""
    kinds: tuple[Kind, ...] = ()
    annotators: tuple[str, ...] = ()
    document: str = ""
    week: str = ""


def figures(found: Agreement, name: Naming, width: int, who: str = ANNOTATOR) -> Iterator[Row]:
    """Everything that is measured of those who are compared, in parts, in so many cells."""
    plots = Plots(width)
    if not found.documents:
        yield from _wrapped(nothing_text(found, name.__call__), "text", width)
        return
    found = _called(found, name)
    yield from _wrapped(verdict(found.alpha.pooled), "text", width)
    if found.left_out:
        yield from _wrapped(left_out_text(found.left_out), "warn", width)
    yield from _labels(found, plots)
    yield from _others(found, plots)
    yield from _pairs(found, name, plots)
    yield from _differences(found.pairs)
    yield from _people(found, name, plots, who)
    yield from _documents(found, width)
    yield from _drift(found, plots)


def _wrapped(words: str, tone: Tone, width: int) -> Iterator[Row]:
    """Words on as many lines as they take."""
    return (Row([(line, tone)]) for line in wrap(display(words), max(1, width - MARGIN)))


def _called(found: Agreement, name: Naming) -> Agreement:
    """The same, with what is said beside a label's figure by the names that are shown."""
    labels = {
        label: replace(figure, note=_noted(figure.note, name))
        for label, figure in found.alpha.labels.items()
    }
    return replace(found, alpha=replace(found.alpha, labels=labels))


def _noted(note: str, name: Naming) -> str:
    """`ana marked 0, ben marked 12` by those names, in the order of the lot."""
    for two in permutations(name.annotators, 2):
        said = re.fullmatch(", ".join(rf"{re.escape(n)} marked (\d+)" for n in two), note)
        if said:
            marked = dict(zip(two, said.groups(), strict=True))
            return ", ".join(f"{name(n)} marked {marked[n]}" for n in name.ordered(two))
    return note


def _heading(words: str) -> Iterator[Row]:
    yield Row([])
    yield Row([(words, "dim")])


def _labels(found: Agreement, plots: Plots) -> Iterator[Row]:
    yield from _heading(f"alpha by label, with 95 %; ┊ at {TENTATIVE} and {RELIABLE}")
    yield plots.figure("all labels", found.alpha.pooled, Behind("all labels", kinds=SPANS))
    for label, figure in found.alpha.labels.items():
        yield plots.figure(label, figure, Behind(label, label=label))


def _others(found: Agreement, plots: Plots) -> Iterator[Row]:
    yield from _heading("other measures")
    spans, links, paragraphs = found.span_f1, found.relations, found.paragraphs
    chosen = {
        "alpha_set": found.alpha_set,
        "f1_exact": spans.exact.all,
        "f1_overlap": spans.overlap.all,
        "links_exact": links.f1_exact,
        "attachment": links.attachment,
        "paragraph_alpha": paragraphs.alpha,
        "ac1": paragraphs.ac1,
    }
    for measure, figure in chosen.items():
        said = NAMES[measure]
        yield plots.figure(said, figure, Behind(said, kinds=BEHIND[measure]), judged=False)


def _pairs(found: Agreement, name: Naming, plots: Plots) -> Iterator[Row]:
    yield from _heading("pairs: alpha, and F1 of overlapping spans")
    pairs = {tuple(name.ordered((pair.a, pair.b))): pair for pair in found.pairs}
    for two in sorted(pairs, key=lambda two: [*map(name.place, two)]):
        after = f"  F1 {value_text(pairs[two].f1_overlap)}"
        behind = Behind(annotators=two)
        yield plots.figure(_two(name, two, plots.name - 1), pairs[two].alpha, behind, after=after)
    if 2 < len(found.annotators) <= MATRIX:
        yield from _matrix(found, name)


def _two(name: Naming, two: Sequence[str], room: int) -> str:
    """Two names in so many cells, something of each."""
    whole = name.together(two)
    if layout.cells(display(whole)) <= room:
        return whole
    return " · ".join(cut(display(name(one)), (room - 3) // 2) for one in two)


def _matrix(found: Agreement, name: Naming) -> Iterator[Row]:
    """Every two, shaded: the fuller the better."""
    yield Row([])
    shown = {n: cut(display(name(n)), 10) for n in found.annotators}
    yield Row([(padded("", 11) + "".join(padded(s, 11) for s in shown.values()), "faint")])
    values = {(p.a, p.b): p.alpha for p in found.pairs}
    for one in found.annotators:
        cells: list[Piece] = [(padded(shown[one], 11), "faint")]
        for other in found.annotators:
            figure = values.get((one, other)) or values.get((other, one))
            cells.append((padded(_shaded(figure), 11), "text"))
        yield Row(cells)


def _shaded(figure: Figure | None) -> str:
    if figure is None:
        return "·"
    if figure.value is None:
        return "–"
    shade = SHADES[max(0, min(4, int(figure.value * 5)))]
    return f"{value_text(figure)} {shade * 2}"


def _differences(pairs: Sequence[Pair]) -> Iterator[Row]:
    yield from _heading("what differs: spans of all pairs, matched one to one")
    each = [pair.differences for pair in pairs]
    counts: dict[Kind, int] = {
        "label": sum(d.other_label for d in each),
        "boundary": sum(d.other_boundary for d in each),
        "both": sum(d.both for d in each),
        "missing": sum(d.only_first + d.only_second for d in each),
    }
    same = sum(d.same for d in each)
    most = max(same, *counts.values(), 1)
    yield _count("the same", same, most)
    for kind, number in counts.items():
        yield _count(KINDS[kind], number, most, Behind(KINDS[kind], kinds=(kind,)))


def _count(said: str, number: int, most: int, behind: Behind | None = None) -> Row:
    bar = "━" * round(BAR * number / most)
    return Row([(padded(said, NAME), "text"), (f"{number:>7,} ", "text"), (bar, "dim")], behind)


def _people(found: Agreement, name: Naming, plots: Plots, who: str) -> Iterator[Row]:
    yield from _heading(f"{who}s, those who agree least with the others first; alpha of each")
    for each in by_agreement(found):
        behind = Behind(annotators=(each.annotator,))
        after = f"  {plural(each.documents, 'article')}"
        if not plots.is_narrow:
            after += f"; without {value_text(each.alpha_without)}"
        yield plots.figure(name(each.annotator), each.alpha_with, behind, after=after)


def _documents(found: Agreement, width: int) -> Iterator[Row]:
    yield from _heading("articles with most to settle, in characters; their alpha")
    first = found.by_document[:MOST]
    longest = max((layout.cells(display(each.id)) for each in first), default=0)
    room = min(longest, ARTICLE, width - MARGIN - RANKED)
    for each in first:
        ranked = f"  {each.disagreement:>7,.0f}  {value_text(each.alpha):>6}"
        said = padded(cut(display(each.id), room), room)
        yield Row([(said, "text"), (ranked, "dim")], Behind(each.id, document=each.id))
    if (more := len(found.by_document) - MOST) > 0:
        yield Row([(f"and {plural(more, 'article')} more", "faint")])


def _drift(found: Agreement, plots: Plots) -> Iterator[Row]:
    yield from _heading("drift: each period against the first, in standard errors")
    for each in found.drift:
        z = each.why if each.z is None else f"z {each.z:+.2f}"
        behind = Behind(each.period, kinds=SPANS, week=each.period)
        after = f"  {z}; {plural(each.documents, 'article')}"
        yield plots.figure(each.period, each.alpha, behind, after=after)
