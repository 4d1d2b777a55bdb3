"""Which attribution each quote belongs to, by what stands between the two.

The scores are shares of such links that annotators of news made, where both ends were right.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

from annotate.core.document import Document
from annotate.core.suggestion import SuggestedLink, Suggestion
from annotate.suggesters.wording.attribution import LONE_PARTICIPLE

WIDEST = 300
"""Characters within a sentence over which a quote and its attribution are linked."""
LIKELY = 0.42
"""The score from which on a span is linked."""
RIGHT_AFTER = "attribution right after"
_PUNCTUATION = " \t\n\u00a0,;:.!?–—―-…\"“”„‘’‚'«»‹›()[]"


def links_of(document: Document, spans: Sequence[Suggestion]) -> Iterator[SuggestedLink]:
    """The links between spans labelled quote, attribution and body."""
    likely = [s for s in spans if s.score >= LIKELY]
    quotes = _outermost([s for s in likely if s.label == "quote"])
    attributions = [s for s in likely if s.label == "attribution"]
    heads = _heads(document, quotes, attributions)
    linked = set()
    for quote, head, origin, score in heads:
        linked.add(head.place)
        sure = min(score, quote.score, head.score)
        yield SuggestedLink("attributes", head.place, quote.place, origin, sure)
    yield from _continued(document.text, heads)
    bodies = [s for s in spans if s.label == "body"]
    yield from _reported([a for a in attributions if a.place not in linked], bodies)


def _outermost(quotes: Sequence[Suggestion]) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for quote in quotes:
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


Head = tuple[Suggestion, Suggestion, str, float]
"""A quote, its attribution, why, and how sure that is."""


_END = attrgetter("end")


def _heads(
    document: Document, quotes: Sequence[Suggestion], attributions: Sequence[Suggestion]
) -> list[Head]:
    starts = [a.start for a in attributions]
    found: list[Head] = []
    for quote in quotes:
        first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        before = [a for a in attributions[max(0, first - 3) : first] if a.end <= quote.start]
        after = [a for a in attributions[last : last + 3] if a.start == starts[last]]
        near = (
            max(before, key=_END, default=None),
            min(after, key=_END, default=None),
        )
        chosen = _choose(document, quote, *near, found)
        within = next((a for a in attributions[first:last][:1] if a.end <= quote.end), None)
        if within and (chosen is None or chosen[1] != RIGHT_AFTER):
            chosen = within, "attribution within the marks", 0.9
        if chosen:
            found.append((quote, *chosen))
    return found


def _choose(
    document: Document,
    quote: Suggestion,
    before: Suggestion | None,
    after: Suggestion | None,
    found: Sequence[Head],
) -> tuple[Suggestion, str, float] | None:
    """The attribution that a quote belongs to, of the last before it and the first after it.

    A participle alone leads to what comes after it, where who said the quote stands before it:
    Quill called it “old,” adding that it leaked.
    """
    text = document.text
    right = _gap(document, quote.end, after.start) if after else None
    left = _gap(document, before.end, quote.start) if before else None
    told = left is not None and not _stops(left)
    if after and right is not None and _runs_on(text, quote, right):
        if not right.strip(_PUNCTUATION) and not (told and after.origin == LONE_PARTICIPLE):
            return after, RIGHT_AFTER, 0.95
        if left is None or _stops(left):
            return after, "attribution after, in the sentence", 0.6
    if before and told:
        return before, "attribution before, in the sentence", 0.9
    if before and left is not None and not left.strip(_PUNCTUATION):
        return before, "the same speaker goes on", 0.9
    if before and _leads_on(document, before, quote):
        return before, "colon before the paragraph", 0.9
    return _running(document, quote, before, found)


def _leads_on(document: Document, before: Suggestion, quote: Suggestion) -> bool:
    """Whether a quote begins a paragraph, and a colon ends the sentence before it."""
    here = document.paragraph_at(quote.start)
    if here == 0 or quote.start > document.paragraphs[here][0]:
        return False
    end = document.paragraphs[here - 1][1]
    rest = document.text[before.end : end] if end - before.end <= WIDEST else ""
    return rest.rstrip().endswith(":") and not _stops(rest)


def _runs_on(text: str, quote: Suggestion, right: str) -> bool:
    """Whether the sentence goes on after a quote, as far as its marks tell."""
    inside = text[quote.start : quote.end].rstrip("”\"’'»“‹›」』 ")[-1:]
    return not _stops(right) and (inside != "." or "," in right[:2])


def _gap(document: Document, start: int, end: int) -> str | None:
    """What stands between two places of one paragraph; None if they are not near."""
    if end < start or end - start > WIDEST:
        return None
    between = document.text[start:end]
    apart = "\n" in between and document.paragraph_at(start - 1) != document.paragraph_at(end)
    return None if apart else between


def _stops(between: str) -> bool:
    return bool(_stop().search(between + " "))


@cache
def _stop() -> re.Pattern[str]:
    """The end of a sentence, the space after it included."""
    return re.compile(r"[.!?][ \n]|…\n|\.[”\"] ")


def _running(
    document: Document, quote: Suggestion, before: Suggestion | None, found: Sequence[Head]
) -> tuple[Suggestion, str, float] | None:
    """The last speaker, for a quote with none of its own near by."""
    here = document.paragraph_at(quote.start)
    quoted = document.paragraph_at(found[-1][0].end - 1) if found else -1
    if quoted == here:
        return found[-1][1], "the same speaker goes on", 0.7
    if before and document.paragraph_at(before.start) == here:
        return before, "the last speaker of the paragraph", 0.5
    opens = quote.start <= document.paragraphs[here][0] + 2
    if found and quoted == here - 1 and opens:
        return found[-1][1], "the speaker of the paragraph before", 0.6
    return None


def _continued(text: str, heads: Sequence[Head]) -> Iterator[SuggestedLink]:
    """`continues` between two quotes that one attribution parts, as in “A,” she said, “b.”."""
    by_head: dict[tuple[int, int], list[Suggestion]] = defaultdict(list)
    for quote, head, _, _ in heads:
        by_head[head.range].append(quote)
    for (start, end), quotes in by_head.items():
        for first, second in pairwise(quotes):
            near = not text[first.end : start].strip(_PUNCTUATION)
            near = near and not _goes_elsewhere(text[end : second.start])
            parted = first.end <= start and end <= second.start and near
            if parted and text[first.start : first.end].rstrip("”\"’'»“‹›」』 ")[-1:] != ".":
                sure = min(0.9, first.score, second.score)
                yield SuggestedLink(
                    "continues", first.place, second.place, "interrupted quotation", sure
                )


def _goes_elsewhere(between: str) -> bool:
    """Whether the next sentence begins with other words: …,” she said. Signs read “No entry”."""
    stop = _stop().search(between)
    return bool(stop and between[stop.end() :].strip(_PUNCTUATION))


def _reported(
    attributions: Sequence[Suggestion], bodies: Sequence[Suggestion]
) -> Iterator[SuggestedLink]:
    """From an attribution without a quote to the body that it stands in."""
    starts = [b.start for b in bodies]
    for attribution in attributions:
        at = bisect_left(starts, attribution.start + 1) - 1
        if at >= 0 and attribution.end <= bodies[at].end:
            sure = min(0.8, attribution.score)
            yield SuggestedLink(
                "attributes", attribution.place, bodies[at].place, "reported speech", sure
            )
