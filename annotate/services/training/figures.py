"""How good suggestions are, label by label, with intervals: learned ones beside the rules'.

Figures are F1 over all spans (micro). Intervals are of 95 %, by the jackknife that leaves out an
article at a time (Efron and Stein 1981), so that articles, not spans, are what was sampled; few of
them make it wide (Student's t), and none is wider than what is possible.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from annotate.agreement.intervals import spread, t_quantile
from annotate.core.document import Range
from annotate.core.suggestion import Place, Suggestions
from annotate.suggesters.learning.fitting import Example, Link
from annotate.suggesters.learning.tags import Units

EXACT = ("quotation", "paragraph")
"""The units whose spans must agree to the letter; of others, half of both taken together."""
SAME = 0.5
WHOLE = 2.0
"""From one end of what a difference can be to the other."""
ALL = "all labels"
Tally = Counter[str]
"""Of one label: how many are "right", were "proposed", are in the "gold"."""
Pair = tuple[Tally, Tally]
"""Of what was learned, and of the rules."""


class Figure(Struct, frozen=True):
    """Precision, recall, and F1 with its interval, 0 to 1; of so many `proposed` and `gold`."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    proposed: int
    gold: int


class Comparison(Struct, frozen=True):
    """What a label's suggestions are worth: `difference` is F1 learned less that of the rules.

    So many `articles` have the label, as people gave it.
    """

    label: str
    articles: int
    learned: Figure
    rules: Figure
    difference: float
    low: float
    high: float


class Answers(Struct, frozen=True):
    """What was suggested of one example by a model that had not seen its article."""

    example: Example
    learned: Suggestions
    rules: Suggestions


def compare(answers: Sequence[Answers], units: Units, links: Sequence[str]) -> list[Comparison]:
    """A comparison for each label and link that the examples have, and one over those labels.

    A label that none has was not asked for: what is proposed of it is no false alarm.
    """
    given = {label for answer in answers for _, _, label in answer.example.spans}
    units = {label: unit for label, unit in units.items() if label in given}
    articles: dict[str, dict[str, Pair]] = {}
    for answer in answers:
        here = articles.setdefault(answer.example.document.sha256, {})
        for name, pair in _pairs(answer, units, links).items():
            both = here.get(name, (Tally(), Tally()))
            here[name] = both[0] + pair[0], both[1] + pair[1]
    every = ((name, [pairs[name] for pairs in articles.values()]) for name in (*units, ALL, *links))
    return [_comparison(*each) for each in every if any(learned["gold"] for learned, _ in each[1])]


# --- counting ----------------------------------------------------------------------------------


def _pairs(answer: Answers, units: Units, links: Sequence[str]) -> dict[str, Pair]:
    learned = _tallies(answer.example, answer.learned, units, links)
    rules = _tallies(answer.example, answer.rules, units, links)
    return {name: (learned[name], rules[name]) for name in learned}


def _tallies(
    example: Example, found: Suggestions, units: Units, links: Sequence[str]
) -> dict[str, Tally]:
    spans = {
        label: _spans_tally(_of(label, found), _of_gold(label, example), unit in EXACT)
        for label, unit in units.items()
    }
    tied = {label: _links_tally(_tied(label, found), example.links, label) for label in links}
    return spans | {ALL: sum(spans.values(), Tally())} | tied


def _of(label: str, found: Suggestions) -> set[Range]:
    return {s.range for s in found.spans if s.label == label}


def _of_gold(label: str, example: Example) -> set[Range]:
    return {(start, end) for start, end, name in example.spans if name == label}


def _tied(label: str, found: Suggestions) -> list[tuple[Place, Place]]:
    return sorted({(k.head, k.child) for k in found.links if k.label == label})


def _spans_tally(said: set[Range], gold: set[Range], exact: bool) -> Tally:
    right = len(said & gold) if exact else _paired(sorted(said), sorted(gold))
    return Tally(right=right, proposed=len(said), gold=len(gold))


def _links_tally(
    said: Sequence[tuple[Place, Place]], all_gold: Iterable[Link], label: str
) -> Tally:
    """A link is right where both its ends are mostly those of one that is there."""
    gold = sorted((head, child) for name, head, child in all_gold if name == label)
    left, right = list(gold), 0
    for head, child in said:
        same = (g for g in left if _agree(head, g[0]) and _agree(child, g[1]))
        if found := next(same, None):
            left.remove(found)
            right += 1
    return Tally(right=right, proposed=len(said), gold=len(gold))


def _agree(one: Place, other: Place) -> bool:
    return one[2] == other[2] and _alike(one[:2], other[:2]) >= SAME


def _paired(said: Sequence[Range], gold: Sequence[Range]) -> int:
    """How many pair off, those first that agree most."""
    pairs = sorted(_candidates(said, gold), reverse=True)
    left: set[Range] = set()
    right: set[Range] = set()
    for _, one, other in pairs:
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
    return len(left)


def _candidates(
    said: Sequence[Range], gold: Sequence[Range]
) -> Iterator[tuple[float, Range, Range]]:
    """Pairs that agree enough; what is longer or farther than that is not looked at."""
    starts = [start for start, _ in gold]
    for one in said:
        first = bisect_left(starts, 2 * one[0] - one[1])
        for other in gold[first : bisect_left(starts, one[1])]:
            if (share := _alike(one, other)) >= SAME:
                yield share, one, other


def _alike(one: Range, other: Range) -> float:
    """Intersection over union."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0


# --- figures -----------------------------------------------------------------------------------


def _comparison(label: str, every: Sequence[Pair]) -> Comparison:
    articles = [pair for pair in every if any(pair[0].values()) or any(pair[1].values())]
    learned, rules = (sum((pair[i] for pair in articles), Tally()) for i in (0, 1))
    without = [(_less(learned, pair[0]), _less(rules, pair[1])) for pair in articles]
    difference = _f1(learned) - _f1(rules)
    half = _half([_f1(one) - _f1(other) for one, other in without])
    return Comparison(
        label,
        sum(tally["gold"] > 0 for tally, _ in articles),
        _figure(learned, [_f1(one) for one, _ in without]),
        _figure(rules, [_f1(other) for _, other in without]),
        difference,
        max(-1.0, difference - half),
        min(1.0, difference + half),
    )


def _figure(tally: Tally, without: Sequence[float]) -> Figure:
    f1, half = _f1(tally), _half(without)
    precision = tally["right"] / max(1, tally["proposed"])
    recall = tally["right"] / max(1, tally["gold"])
    low, high = max(0.0, f1 - half), min(1.0, f1 + half)
    return Figure(precision, recall, f1, low, high, tally["proposed"], tally["gold"])


def _less(whole: Tally, part: Tally) -> Tally:
    return Tally({name: whole[name] - part[name] for name in whole})


def _f1(tally: Tally) -> float:
    return 2 * tally["right"] / max(1, tally["proposed"] + tally["gold"])


def _half(without: Sequence[float]) -> float:
    """Half of the interval of a figure, given what it is without each article in turn.

    Of one article nothing follows for others.
    """
    number = len(without)
    if number < 2:
        return WHOLE
    return t_quantile(number - 1) * spread(np.array(without))
