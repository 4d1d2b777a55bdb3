"""The dataset card: README.md of a dataset folder, from the project's own facts."""

import re
from collections.abc import Iterable, Iterator, Mapping

from annotate.core.display import display
from annotate.core.division import Splits
from annotate.core.plural import plural
from annotate.core.readings import UNITS
from annotate.reports.facts import Facts, Measured

MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>&~-])")
SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
HEAD = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
NO_LICENCE = "None was given: ask whoever publishes it before you use it."


def card(facts: Facts, readme: str = "") -> str:
    """The card; what a format's own README says stays before it, with the licence in its head."""
    start = _licensed(readme, facts.licence)
    if not HEAD.sub("", start):
        start += f"# {_plain(facts.name or 'Labels')}"
    return "\n".join((start.rstrip("\n"), "", *_sections(facts)))


def _licensed(readme: str, licence: str) -> str:
    """A README whose head in YAML, if it has one, names the licence."""
    if not licence or not HEAD.match(readme):
        return readme
    named = licence.lower() if SPDX.fullmatch(licence) else "other"
    return readme.replace("---\n", f"---\nlicense: {named}\n", 1)


def _sections(facts: Facts) -> Iterator[str]:
    unit = "window" if facts.window else "article"
    text = "" if facts.text else " The texts themselves are not in it: they are named by SHA-256."
    counted = f" Offsets count {UNITS[facts.unit]}." if facts.unit else ""
    yield f"{plural(facts.records, 'record')} of {plural(facts.documents, unit)}.{text}{counted}"
    yield from ("", "## Licence", "", _plain(facts.licence) if facts.licence else NO_LICENCE)
    yield from ("", "## Labels", "", *_table(("label", "spans", "what it is"), _rows(facts)))
    yield from ("", "## Articles", "", *_articles(facts))
    if facts.splits:
        yield from ("", "## Splits", "", *_splits(facts.splits))
    yield from ("", "## Annotators", "", *_annotators(facts))
    yield from ("", "## Agreement", "", *_agreement(facts.agreement))
    if facts.lost:
        yield from ("", "## Losses", "")
        yield f"{plural(facts.lost, 'thing')} could not be carried: see manifest.json."
    yield from ("", f"Written by {facts.made_by}, format {facts.format}.", "")


def _rows(facts: Facts) -> Iterator[tuple[str, str, str]]:
    for each in (*facts.labels, *facts.relations):
        yield _plain(each.name), f"{each.count:,}", _plain(each.help)


def _articles(facts: Facts) -> Iterator[str]:
    yield f"- published: {_span(facts.first, facts.last)}"
    yield f"- languages: {_counted(facts.languages)}"
    yield f"- sources: {_counted(facts.sources)}"


def _splits(found: Splits) -> Iterator[str]:
    rows = [
        (_plain(split), f"{found.shares[split]:.0%}", f"{n.articles:,}", f"{n.records:,}")
        for split, n in found.counts.items()
    ]
    yield from _table(("split", "share asked for", "articles", "records"), rows)
    stratified = ", of each source for itself" if found.stratify else ""
    yield from ("", f"Divided by seed {found.seed}{stratified}.")
    yield f"Near-copies of one story are in one split: {plural(found.groups, 'group')} of them."
    if found.leaks:
        yield f"{plural(len(found.leaks), 'pair')} of them could not be: see manifest.json."


def _span(first: str, last: str) -> str:
    if not first:
        return "no dates are known"
    return _plain(first) if first == last else f"{_plain(first)} to {_plain(last)}"


def _annotators(facts: Facts) -> Iterator[str]:
    yield f"{plural(len(facts.annotators), 'layer')}: {_counted(facts.annotators)}."
    known = {version: number for version, number in facts.guidelines.items() if version}
    if known:
        yield from ("", f"Guidelines, by version: {_counted(known)}.")


def _agreement(found: Iterable[Measured]) -> Iterator[str]:
    rows = [(each.name, _figure(each)) for each in found]
    yield from _table(("measure", "value (95 %)"), rows) if rows else ("Nobody shares an article.",)


def _figure(found: Measured) -> str:
    if found.value is None:
        return f"– {_plain(found.why)}"
    ends = "" if found.low is None else f" ({found.low:.3f} to {found.high:.3f})"
    return f"{found.value:.3f}{ends}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _counted(counts: Mapping[str, int]) -> str:
    named = (f"{_plain(name) or 'not known'} {number:,}" for name, number in counts.items())
    return ", ".join(named) or "none"


def _plain(text: str) -> str:
    """A text that came from somewhere, on one line and without anything that is markup."""
    return MARKUP.sub(r"\\\1", " ".join(display(text).split()))
