"""What controls and second passes tell as tables for people."""

from collections.abc import Iterable, Iterator, Sequence

from annotate.agreement.base import Figure
from annotate.core.plural import plural
from annotate.services.controls.comparing import Against
from annotate.services.controls.figures import AnnotatorControls, Told
from annotate.services.measuring.pairs import Differences
from annotate.services.measuring.wording import value_text

ROW = "{:>6}  {:>5}  {:>6}  {:<15}  {:>8}  {:<15}  {:>6}  {:>6}  {:>8}  {:>6}  {:>6}  {:>6}  {}"
NUMBERS = (
    "given",
    "done",
    "alpha",
    "95 %",
    "F1 exact",
    "95 %",
    "same",
    "label",
    "boundary",
    "both",
)
CONTROLS = "not done yet: such articles come up in their list"
NO_GOLD = "set aside, or without gold by now"
PASSES = "still to be labelled again: `A` in their list of articles leads there"
NO_FIRST = "set aside, or not finished the first time any more"


def table(found: list[AnnotatorControls]) -> Iterator[str]:
    """Against gold, then against oneself; names come last, so that columns stand whatever they are.

    What has no value or no interval says why behind the name; what is awaited stands below.
    """
    if not found:
        yield "no controls yet, and no second passes"
        return
    against_gold = [(each.annotator, each.gold) for each in found if each.gold.given]
    oneself = [(each.annotator, each.again) for each in found if each.again.given]
    if against_gold:
        yield from ("controls: annotators against gold", _head("only", "gold"))
        yield from (_row(*each) for each in against_gold)
        yield from _rest(against_gold, CONTROLS, NO_GOLD)
    if against_gold and oneself:
        yield ""
    if oneself:
        yield from ("second passes: annotators against themselves", _head("first", "second"))
        yield from (_row(*each) for each in oneself)
        yield from _rest(oneself, PASSES, NO_FIRST)


def _head(one: str, other: str) -> str:
    return ROW.format(*NUMBERS, one, other, "annotator")


def _row(name: str, told: Told) -> str:
    f = told.figures
    texts = value_text(f.alpha), interval(f.alpha), value_text(f.f1_exact), interval(f.f1_exact)
    counts = (f"{n:,}" for n in kinds(f.differences))
    why = "; ".join(reasons(f)) if f.documents else "nothing to compare yet"
    whose = f"{name}: {why}" if why else name
    return ROW.format(f"{told.given:,}", f"{f.documents:,}", *texts, *counts, whose)


def _rest(found: Sequence[tuple[str, Told]], awaited: str, lost: str) -> Iterator[str]:
    """Why somebody has fewer articles done than were given."""
    for name, told in found:
        rest = told.given - told.awaited - told.figures.documents
        for number, what in ((told.awaited, awaited), (rest, lost)):
            if number:
                yield f"{name}: {plural(number, 'article')} {what}"


def kinds(d: Differences) -> tuple[int, ...]:
    """The counts of what is the same and what differs, in the order of the columns."""
    return d.same, d.other_label, d.other_boundary, d.both, d.only_first, d.only_second


def interval(figure: Figure) -> str:
    """`0.61 to 0.83`, or a dash."""
    low, high = figure.lower_end, figure.upper_end
    return f"{low:.3f} to {high:.3f}" if low is not None and high is not None else "–"


def reasons(f: Against) -> Iterable[str]:
    """Why there is no value, or no interval, once each."""
    return dict.fromkeys(filter(None, (f.alpha.why, f.f1_exact.why)))
