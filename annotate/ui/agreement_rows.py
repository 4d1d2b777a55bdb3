"""The figures of agreement as rows with plots of characters, and the disagreements behind them."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotate.agreement.base import Figure
from annotate.core.display import display
from annotate.core.plural import plural
from annotate.services.measuring.disagreements import Disagreement, Kind
from annotate.services.measuring.pairs import Pair
from annotate.services.measuring.report import Agreement
from annotate.services.measuring.rows import by_agreement
from annotate.services.measuring.wording import (
    NAMES,
    NOTHING,
    RELIABLE,
    TENTATIVE,
    value_text,
    verdict,
)
from annotate.ui.header import cut
from annotate.ui.plots import BAR, NAME, Plots
from annotate.ui.widgets.bars import Piece
from annotate.ui.widgets.rows import Row, padded

WHO, WORDS = 26, 38
"""Cells of who has which label, and of the words, in a row for a disagreement."""
MOST = 20
"""Articles that are listed."""
SHADES = " ░▒▓█"
"""From alpha 0 up, in steps of a fifth."""
MATRIX = 8
"""Annotators up to whom the pairs are a matrix, too."""
KINDS: dict[Kind, str] = {
    "label": "other label",
    "boundary": "other boundary",
    "both": "label and boundary",
    "missing": "only one has it",
}
LINKS = {"links_exact", "attachment"}
"""Measures behind which lie disagreements in links."""
Name = Callable[[str], str]
"""From an annotator to the name or letter that is shown."""


class Behind(Struct, frozen=True):
    """Which disagreements lie behind a row; what is empty is no condition."""

    said: str
    label: str = ""
    kind: Kind | None = None
    annotators: tuple[str, ...] = ()
    document: str = ""


def signs(annotators: Sequence[str]) -> dict[str, str]:
    """P1, P2 … in the place of names; letters are the versions of one article."""
    return {name: f"P{number}" for number, name in enumerate(annotators, 1)}


def figures(found: Agreement, name: Name, width: int) -> Iterator[Row]:
    """Everything that is measured, in parts, in so many cells."""
    plots = Plots(width)
    if not found.documents:
        yield Row([(NOTHING, "text")])
        return
    found = _called(found, name)
    yield Row([(verdict(found.alpha.pooled), "text")])
    yield from _labels(found, plots)
    yield from _others(found, plots)
    yield from _pairs(found, name, plots)
    yield from _differences(found.pairs)
    yield from _annotators(found, name, plots)
    yield from _documents(found)
    yield from _drift(found, plots)


def _called(found: Agreement, name: Name) -> Agreement:
    """The same, with what is said beside a label's figure by the names that are shown."""
    labels = {label: _noted(f, found.annotators, name) for label, f in found.alpha.labels.items()}
    return replace(found, alpha=replace(found.alpha, labels=labels))


def _noted(figure: Figure, annotators: Sequence[str], name: Name) -> Figure:
    note = figure.note
    for annotator in annotators:
        note = note.replace(f"{annotator} marked ", f"{name(annotator)} marked ")
    return replace(figure, note=note)


def _heading(words: str) -> Iterator[Row]:
    yield Row([])
    yield Row([(words, "dim")])


def _labels(found: Agreement, plots: Plots) -> Iterator[Row]:
    yield from _heading(f"alpha by label, with 95 %; ┊ at {TENTATIVE} and {RELIABLE}")
    yield plots.figure("all labels", found.alpha.pooled, Behind("all labels"))
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
        behind = Behind(said, kind="link") if measure in LINKS else None
        yield plots.figure(said, figure, behind, judged=False)


def _pairs(found: Agreement, name: Name, plots: Plots) -> Iterator[Row]:
    yield from _heading("pairs: alpha, and F1 of overlapping spans")
    place = {name: number for number, name in enumerate(found.annotators)}
    pairs = {tuple(sorted((p.a, p.b), key=place.__getitem__)): p for p in found.pairs}
    for (one, other), pair in sorted(pairs.items(), key=lambda p: [place[n] for n in p[0]]):
        both = f"{name(one)} · {name(other)}"
        behind = Behind(both, annotators=(pair.a, pair.b))
        after = f"  F1 {value_text(pair.f1_overlap)}"
        yield plots.figure(both, pair.alpha, behind, after=after)
    if 2 < len(found.annotators) <= MATRIX:
        yield from _matrix(found, name)


def _matrix(found: Agreement, name: Name) -> Iterator[Row]:
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
        yield _count(KINDS[kind], number, most, Behind(KINDS[kind], kind=kind))


def _count(said: str, number: int, most: int, behind: Behind | None = None) -> Row:
    bar = "━" * round(BAR * number / most)
    return Row([(padded(said, NAME), "text"), (f"{number:>7,} ", "text"), (bar, "dim")], behind)


def _annotators(found: Agreement, name: Name, plots: Plots) -> Iterator[Row]:
    yield from _heading("annotators, those who agree least with the others first; alpha of each")
    for each in by_agreement(found):
        said = name(each.annotator)
        behind = Behind(said, annotators=(each.annotator,))
        after = f"  {plural(each.documents, 'article')}"
        if not plots.is_narrow:
            after += f"; without {value_text(each.alpha_without)}"
        yield plots.figure(said, each.alpha_with, behind, after=after)


def _documents(found: Agreement) -> Iterator[Row]:
    yield from _heading("articles with most to settle, in characters; their alpha")
    for each in found.by_document[:MOST]:
        yield _ranked(each.id, each.disagreement, each.alpha, Behind(each.id, document=each.id))
    if (more := len(found.by_document) - MOST) > 0:
        yield Row([(f"and {plural(more, 'article')} more", "faint")])


def _ranked(said: str, differ: float, figure: Figure, behind: Behind) -> Row:
    name = padded(cut(display(said), 44), 45)
    return Row([(name, "text"), (f"{differ:>8,.0f}  {value_text(figure):>6}", "dim")], behind)


def _drift(found: Agreement, plots: Plots) -> Iterator[Row]:
    yield from _heading("drift: each period against the first, in standard errors")
    for each in found.drift:
        z = each.why if each.z is None else f"z {each.z:+.2f}"
        yield plots.figure(each.period, each.alpha, after=f"  {z}")


def listed(found: Sequence[Disagreement], name: Name) -> Iterator[Row]:
    """A row for each disagreement: what differs, where, who has which label, on which words."""
    if not found:
        yield Row([("No disagreement lies behind this figure.", "text")])
    for each in found:
        said = " · ".join(
            f"{name(who)} {place[2] if place else '–'}"
            for who, place in ((each.a, each.first), (each.b, each.second))
        )
        words = display(" ".join((each.first_text or each.second_text).split()))
        pieces: list[Piece] = [
            (padded(each.kind, 10), "dim"),
            (padded(cut(display(said), WHO - 1), WHO), "accent"),
            (padded(cut(words, WORDS), WORDS + 2), "text"),
            (display(each.title or each.document), "dim"),
        ]
        yield Row(pieces, each)
