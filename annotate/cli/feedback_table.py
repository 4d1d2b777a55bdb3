"""Feedback as a table for people."""

from collections.abc import Iterator, Sequence

from annotate.cli.controls_table import interval
from annotate.core.excerpt import both_ends
from annotate.core.plural import plural
from annotate.services.controls.comparing import Against
from annotate.services.feedback import Compared, Feedback, Kind
from annotate.services.measuring.wording import value_text

LABEL = "{:>8}  {:<16}  {}"
ARTICLE = "{:>6}  {:>6}  {:>8}  {:>6}  {:>6}  {:>6}  {}"
HEAD = ("same", "label", "boundary", "both", "mine", "gold", "article")
PLACE = "{:>5}  {:<9}  {}"
LONGEST = 48
"""Characters of a span that a line quotes."""
WORDS: dict[Kind, str] = {
    "same": "same",
    "label": "label",
    "boundary": "boundary",
    "both": "both",
    "mine": "only mine",
    "gold": "only gold",
}


def table(figures: Against, found: Sequence[Feedback], *, whole: bool) -> Iterator[str]:
    """The figures by label, a line an article, and with `whole` every place that differs.

    Names come last, so that the columns stand whatever they are.
    """
    if not found:
        yield "nothing to compare yet: no article that you finished has settled gold"
        return
    yield f"{plural(figures.documents, 'article')} against gold"
    yield from ("", LABEL.format("F1 exact", "95 %", "label"))
    yield _label("all", figures)
    for label, of_label in figures.labels.items():
        if of_label.f1_exact.value is not None:
            yield LABEL.format(value_text(of_label.f1_exact), interval(of_label.f1_exact), label)
    yield from ("", ARTICLE.format(*HEAD))
    yield ARTICLE.format(*(sum(each.count(kind) for each in found) for kind in WORDS), "all")
    yield from map(_article, found)
    for each in found if whole else ():
        yield from _places(each)


def _label(name: str, figures: Against) -> str:
    f = figures.f1_exact
    return LABEL.format(value_text(f), interval(f), f"{name}: {f.why}" if f.why else name)


def _article(f: Feedback) -> str:
    marked = " ⚑ guideline unclear" if f.unclear else ""
    return ARTICLE.format(*(f.count(kind) for kind in WORDS), f.document + marked)


def _places(f: Feedback) -> Iterator[str]:
    yield from ("", f.document, PLACE.format("para", "what", "mine → gold"))
    for each in f.places:
        if each.kind != "same":
            yield PLACE.format(each.paragraph + 1, WORDS[each.kind], said(each))
            yield from _remarks(each)
    if f.links.mine or f.links.gold:
        yield f"links: {f.links.same} the same, {f.links.mine} only mine, {f.links.gold} only gold"


def _remarks(each: Compared) -> Iterator[str]:
    mark = "⚑ guideline unclear: " if each.unclear else "reviewer: "
    if each.reason or each.unclear:
        yield PLACE.format("", "", (mark + " ".join(each.reason.split())).rstrip(": "))


def said(each: Compared) -> str:
    """`quote: “No,” → attribution: “No,”`; a dash for nothing."""
    return f"{_side(each.own, each.own_text)} → {_side(each.gold, each.gold_text)}"


def _side(place: tuple[int, int, str] | None, text: str) -> str:
    return f"{place[2]}: {both_ends(text, LONGEST)}" if place else "–"
