"""The statistics as a page with plots."""

from collections.abc import Iterator, Sequence

from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.reports.colours import on_paper
from annotate.reports.page import Part, Section, page, table
from annotate.reports.plots import Bar, Column, bars, grid, histogram
from annotate.services.statistics.timing import RULE
from annotate.services.statistics.values import Group, Spread, Statistics, Together

NOBODY = "(none)"
"""What an article is listed under that names no source or language."""


def statistics_page(found: Statistics, scheme: Scheme, name: str) -> str:
    """The page, in one file that asks for nothing from outside."""
    facts = [
        (f"{found.articles:,}", "labelled articles"),
        (f"{found.readings:,}", "readings"),
        (f"{found.finished:,}", "finished"),
        (f"{found.spans:,}", "spans"),
        (f"{len(found.annotators):,}", "annotators"),
    ]
    return page(f"{name or 'Project'} · statistics", facts, _sections(found, scheme))


def _sections(found: Statistics, scheme: Scheme) -> Iterator[Section]:
    colours = {k.name: on_paper(k.colour) for k in scheme.labels}
    yield _labels(found, colours)
    yield _lengths(found, colours)
    yield _articles(found)
    if found.together:
        yield _together(found)
    if found.links:
        yield _links(found)
    yield _time(found)
    groups = {"Annotators": found.annotators, "Sources": found.sources}
    yield from (_groups(*pair) for pair in (groups | {"Languages": found.languages}).items())


def _labels(found: Statistics, colours: dict[str, str]) -> Section:
    rows = [Bar(k.label, k.spans, f"{k.spans:,}", colours.get(k.label, "")) for k in found.labels]
    shares = [
        Bar(k.label, k.readings, f"{k.readings / found.readings:.0%}", colours.get(k.label, ""))
        for k in found.labels
        if found.readings
    ]
    note = "A reading is what one annotator says of one article."
    parts = Part("Spans", bars(rows)), Part("Readings with at least one", bars(shares))
    return Section("Labels", parts, note)


def _lengths(found: Statistics, colours: dict[str, str]) -> Section:
    parts = [
        Part(
            f"{k.label} · median {k.length.median:,}",
            histogram(_columns(k.length), "characters", colours.get(k.label, "")),
        )
        for k in found.labels
        if k.spans
    ]
    return Section("How long spans are", tuple(parts))


def _columns(found: Spread, unit: int = 1) -> list[Column]:
    return [Column(b.start / unit, b.end / unit, b.count) for b in found.histogram]


def _articles(found: Statistics) -> Section:
    spreads = {
        "Spans of a reading": (found.spans_per_reading, "spans"),
        "Length of an article": (found.characters, "characters"),
        "Paragraphs of an article": (found.paragraphs, "paragraphs"),
    }
    parts = [
        Part(f"{name} · median {what.median:,}", histogram(_columns(what), unit))
        for name, (what, unit) in spreads.items()
    ]
    return Section("Articles", tuple(parts))


def _together(found: Statistics) -> Section:
    names = list(dict.fromkeys(name for p in found.together for name in (p.label, p.other)))
    order = [k.label for k in found.labels if k.label in names]
    inside = _counts(found.together, order, "inside", both=False)
    ways = {"same": "On the very same place", "overlap": "Overlapping in part", "touch": "Touching"}
    parts = [Part("Row lies inside column", grid(order, order, inside), wide=True)]
    for way, caption in ways.items():
        counts = _counts(found.together, order, way, both=True)
        if any(map(any, counts)):
            parts.append(Part(caption, grid(order, order, counts), wide=True))
    note = "Pairs of spans of one reading. Spans touch with at most one character between them."
    return Section("How labels lie to each other", tuple(parts), note)


def _counts(
    found: Sequence[Together], order: list[str], way: str, *, both: bool
) -> list[list[int]]:
    counts = [[0] * len(order) for _ in order]
    for pair in found:
        row, column = order.index(pair.label), order.index(pair.other)
        counts[row][column] += getattr(pair, way)
        if both and row != column:
            counts[column][row] += getattr(pair, way)
    return counts


def _links(found: Statistics) -> Section:
    parts = [
        Part(
            f"{k.relation} · {plural(k.links, 'link')}",
            bars([Bar(f"{c.start:g}", c.number, f"{c.number:,}") for c in _columns(k.per_head)]),
        )
        for k in found.links
    ]
    note = "How many spans that may be the head of a link have none, one, two …"
    return Section("Links", tuple(parts), note)


def _time(found: Statistics) -> Section:
    columns = _columns(found.seconds, 60)
    caption = f"All annotators · median {minutes(found.seconds.median)} min"
    parts = [Part(caption, histogram(columns, "minutes an article"))]
    rows = [
        Bar(g.name, g.seconds.median, f"{minutes(g.seconds.median)} min")
        for g in found.annotators
        if g.seconds.count
    ]
    if rows:
        parts.append(Part("Median of each annotator", bars(rows)))
    rule = RULE.format(idle=found.idle_minutes)
    return Section("Time", tuple(parts), f"{rule[:1].upper()}{rule[1:]}. Finished articles only.")


def minutes(seconds: float) -> str:
    """Seconds as minutes, for people."""
    return f"{seconds / 60:.1f}"


def _groups(title: str, groups: Sequence[Group]) -> Section:
    head = (title[:-1], "readings", "finished", "spans", "spans a reading", "median minutes")
    rows = (
        (
            g.name or NOBODY,
            g.readings,
            g.finished,
            g.spans,
            f"{g.spans / g.readings:.1f}",
            minutes(g.seconds.median) if g.seconds.count else "–",
        )
        for g in groups
    )
    return Section(title, (Part("", table(head, rows), wide=True),))
