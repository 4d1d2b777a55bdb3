"""What suggestions do to the work, as a table."""

from collections.abc import Iterator

from annotate.agreement.intervals import LEAST
from annotate.core.plural import plural
from annotate.services.influence import GOLD, LABELS, MEASURES, SECONDS, Influence, Measured

ROW = "{:<28}  {:>24}  {:>24}  {:>22}"
COLUMNS = ("finished, by hand", "with suggestions", "without", "difference, 95 %")
NAMES = {
    SECONDS: "seconds a paragraph",
    LABELS: "labels an article",
    GOLD: "agreement with gold, F1 %",
}
NONE = (
    "all articles are shown with suggestions: to measure what they do, "
    "set without under [suggestions] in annotate.toml, say to 0.1"
)


def influence_table(found: Influence) -> Iterator[str]:
    """A line a figure, and what is to be known of it."""
    shown, without = found.with_suggestions, found.without
    yield ROW.format(*COLUMNS)
    for what in ("readings", "paragraphs"):
        yield ROW.format(what, f"{getattr(shown, what):,}", f"{getattr(without, what):,}", "")
    for name in MEASURES:
        times = 100 if name == GOLD else 1
        both = (_figure(getattr(group, name), times) for group in (shown, without))
        yield ROW.format(NAMES[name], *both, _range(found.difference[name], times))
    yield from _remarks(found)


def _remarks(found: Influence) -> Iterator[str]:
    dash = f"a dash: fewer than {LEAST} articles, or none with gold"
    yield f"{found.share:.0%} of the articles are shown without; {dash}"
    if found.left_out:
        why = "drawn to be without, but with accepted suggestions: the share was another then"
        yield f"left out: {plural(found.left_out, 'reading')} {why}"


def _figure(each: Measured, times: int) -> str:
    if each.value is None:
        return "–"
    value = f"{times * each.value:.1f}"
    of = f" of {each.articles:,}"
    return f"{value} ({_range(each, times)}){of}" if each.low is not None else f"{value} (–){of}"


def _range(each: Measured, times: int) -> str:
    if each.low is None or each.high is None:
        return "–"
    return f"{times * each.low:.1f} to {times * each.high:.1f}"
