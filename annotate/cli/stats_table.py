"""The statistics as tables for people; names come last, so that the columns stand."""

from collections.abc import Iterator, Sequence

from annotate.core.plural import plural
from annotate.services.statistics.timing import RULE
from annotate.services.statistics.values import Group, Spread, Statistics

SPREAD = "{:>8}  {:>8}  {:>8}  {:>8}  {:>8}  {}"
LABEL = "{:>8}  {:>8}  {:>8}  {:>8}  {:>8}  {}"
PAIR = "{:>8}  {:>8}  {:>8}  {:>8}  {}"
LINK = "{:>8}  {:>8}  {:>8}  {:>8}  {}"
GROUP = "{:>8}  {:>8}  {:>8}  {:>9}  {:>8}  {:>8}  {}"
NOBODY = "(none)"


def table(found: Statistics) -> Iterator[str]:
    """Everything, in parts."""
    readings = plural(found.readings, "reading")
    yield (
        f"{plural(found.articles, 'labelled article')}, {readings}"
        f" ({found.finished:,} finished), {plural(found.spans, 'span')}"
    )
    if found.readings:
        yield from _spreads(found)
        yield from _labels(found)
        yield from _together(found)
        yield from _links(found)
        for name in ("annotator", "source", "language"):
            yield from _groups(name, getattr(found, f"{name}s"))
        yield ""
        yield RULE.format(idle=found.idle_minutes)


def _spreads(found: Statistics) -> Iterator[str]:
    yield from ("", SPREAD.format("least", "median", "mean", "90 %", "most", "of"))
    yield _spread(found.spans_per_reading, "spans of a reading")
    yield _spread(found.characters, "characters of an article")
    yield _spread(found.paragraphs, "paragraphs of an article")
    if found.seconds.count:
        yield _spread(found.seconds, "seconds of a finished reading")


def _spread(found: Spread, name: str) -> str:
    numbers = (found.least, found.median, found.mean, found.p90, found.most)
    return SPREAD.format(*(_number(number) for number in numbers), name)


def _number(number: float) -> str:
    return f"{number:,.1f}" if isinstance(number, float) else f"{number:,}"


def _labels(found: Statistics) -> Iterator[str]:
    yield from ("", LABEL.format("spans", "readings", "median", "90 %", "longest", "label"))
    for k in found.labels:
        numbers = (k.spans, k.readings, k.length.median, k.length.p90, k.length.most)
        yield LABEL.format(*map(_number, numbers), k.label)


def _together(found: Statistics) -> Iterator[str]:
    if found.together:
        yield from ("", PAIR.format("inside", "same", "overlap", "touch", "label · other"))
    for p in found.together:
        numbers = (p.inside, p.same, p.overlap, p.touch)
        yield PAIR.format(*map(_number, numbers), f"{p.label} · {p.other}")


def _links(found: Statistics) -> Iterator[str]:
    if found.links:
        yield from ("", LINK.format("links", "heads", "a head", "most", "relation"))
    for k in found.links:
        heads = k.per_head
        yield LINK.format(*map(_number, (k.links, heads.count, heads.mean, heads.most)), k.relation)


def _groups(title: str, groups: Sequence[Group]) -> Iterator[str]:
    head = ("readings", "finished", "spans", "a reading", "minutes", "90 %", title)
    yield from ("", GROUP.format(*head))
    for g in groups:
        numbers = (g.readings, g.finished, g.spans, g.spans / g.readings)
        time = [
            f"{s / 60:.1f}" if g.seconds.count else "–" for s in (g.seconds.median, g.seconds.p90)
        ]
        yield GROUP.format(*map(_number, numbers), *time, g.name or NOBODY)
