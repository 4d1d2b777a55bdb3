"""Where the article is on a page: the best way to cut its paragraphs into article and the rest."""

from collections.abc import Sequence

SWITCH = 2.2
"""What a change between article and the rest costs: lone lines do not make an article."""
SWITCHES = (SWITCH, SWITCH / 2)
"""The costs in turn until there is an article: paragraphs that the site's lines part may be all
that a page has."""
LEAST = -3.5
"""The most that one paragraph speaks against an article around it: a line of the site's between
two paragraphs does not part them."""
OUT = -2 * SWITCH
"""One that speaks so much against it is not the article's, though what is around it is."""
FAR = 8
"""Paragraphs of something else after which a run is another one."""
STANDS = 3.0
"""What speaks so much for prose is the article's wherever it is between its runs or near them: a
sentence of some length, though lines of the site stand around it."""
SMALL = 0.25
"""A run of less than this share of the main one's weight is a teaser or a comment."""


def article(scores: Sequence[float], weights: Sequence[int]) -> list[bool]:
    """Which paragraphs are the article's: the cut that their scores speak for most.

    `weights` are their lengths in characters. Linear in the number of paragraphs (Viterbi's way
    over two states).
    """
    cuts = (_main(scores, weights, switch) for switch in SWITCHES)
    chosen = next((cut for cut in cuts if any(cut)), None)
    return _with_lone(chosen, scores) if chosen else [False] * len(scores)


def _main(scores: Sequence[float], weights: Sequence[int], switch: float) -> list[bool]:
    """The largest run and those that are not far smaller, less what can be no article's."""
    chosen = _cut([max(LEAST, score) for score in scores], switch)
    runs = [_trimmed(run, scores) for run in _runs(chosen)]
    sizes = [sum(weights[i] for i in run if chosen[i]) for run in runs]
    largest = max(sizes, default=0)
    kept = {
        i for run, size in zip(runs, sizes, strict=True) if size >= SMALL * largest for i in run
    }
    return [inside and i in kept and scores[i] > OUT for i, inside in enumerate(chosen)]


def _with_lone(chosen: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """What was chosen, and what stands alone among the site's lines near it but surely is prose."""
    first, last = chosen.index(True), len(chosen) - 1 - chosen[::-1].index(True)
    near = range(first - FAR, last + FAR + 1)
    return [inside or (i in near and scores[i] >= STANDS) for i, inside in enumerate(chosen)]


def _trimmed(run: range, scores: Sequence[float]) -> range:
    """A run without what speaks against prose at its edges: nothing there asks for it."""
    start, stop = run.start, run.stop
    while start < stop and scores[start] < 0:
        start += 1
    while start < stop and scores[stop - 1] < 0:
        stop -= 1
    return range(start, stop)


def _cut(scores: Sequence[float], switch: float) -> list[bool]:
    """The best way in and out; a page may begin within the article, as it may end there."""
    out = inside = 0.0
    stays: list[tuple[bool, bool]] = []
    for score in scores:
        came_in, came_out = out - switch > inside, inside - switch > out
        stays.append((came_out, came_in))
        out, inside = max(out, inside - switch), max(inside, out - switch) + score
    state = inside > out
    chosen = []
    for came_out, came_in in reversed(stays):
        chosen.append(state)
        if came_in if state else came_out:
            state = not state
    return chosen[::-1]


def _runs(chosen: Sequence[bool]) -> list[range]:
    """The runs of the article's paragraphs, with short gaps in them."""
    runs: list[range] = []
    for i, inside in enumerate(chosen):
        if inside and runs and i - runs[-1].stop < FAR:
            runs[-1] = range(runs[-1].start, i + 1)
        elif inside:
            runs.append(range(i, i + 1))
    return runs
