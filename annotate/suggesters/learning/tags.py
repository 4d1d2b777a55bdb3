"""From spans to the tags of a sequence, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.core.document import Document, Range
from annotate.core.scheme import Unit
from annotate.core.suggestion import Place
from annotate.suggesters.learning.crf import OUTSIDE
from annotate.suggesters.wording.reading import Paragraph

Units = Mapping[str, Unit]
"""The labels that are learned, each with its natural unit."""
WHOLE, BEGIN, INSIDE = "W ", "B ", "I "
"""What a tag begins with: a token that is a span, the first of several, one that follows."""
MOST = 0.5
"""Of a paragraph's characters, the part that a label must cover to be the paragraph's."""


class Tagged(NamedTuple):
    """A span of tokens, half-open, and its label."""

    start: int
    end: int
    label: str


def quotations_in(paragraph: Paragraph) -> dict[int, float]:
    """The tokens that are a whole quotation, by index, with how sure the rules are of each."""
    stream = paragraph.stream
    judged = {(q.start, q.end): q.score for q in paragraph.quotations}
    return {index: judged[place] for index, place in stream.quoted.items() if place in judged}


def of_words(paragraph: Paragraph, spans: Iterable[Place], units: Units) -> list[str]:
    """A tag a token, of those spans of a paragraph that are no paragraph labels.

    Where spans overlap, the first (the longer of two that start together) has the tokens; but a
    quotation that is labelled as one is always that.
    """
    stream = paragraph.stream
    tags = [OUTSIDE] * len(stream.words)
    whole = {stream.place(i): i for i in quotations_in(paragraph)}
    for start, end, label in sorted(spans, key=lambda s: (s[0], -s[1])):
        if units[label] == "quotation":
            if (start, end) in whole:
                tags[whole[start, end]] = WHOLE + label
        elif units[label] != "paragraph":
            _mark(tags, range(stream.at(start), stream.at(end)), label)
    return tags


def _mark(tags: list[str], tokens: range, label: str) -> None:
    if tokens and tags[tokens[0]] == OUTSIDE:
        for index in tokens:
            if tags[index] == OUTSIDE:
                tags[index] = (BEGIN if index == tokens[0] else INSIDE) + label


def spans_of(tags: Sequence[str]) -> Iterator[Tagged]:
    """The spans that tags say."""
    index = 0
    while index < len(tags):
        start, tag = index, tags[index]
        index += 1
        if tag != OUTSIDE:
            while tag[:2] != WHOLE and index < len(tags) and tags[index] == INSIDE + tag[2:]:
                index += 1
            yield Tagged(start, index, label_of(tag))


def label_of(tag: str) -> str:
    """The label of a tag that is not OUTSIDE."""
    return tag[len(WHOLE) :]


def of_paragraphs(document: Document, spans: Iterable[Place], units: Units) -> list[str]:
    """A tag a paragraph: the paragraph label that covers most of it, if that is at least half."""
    covered: list[dict[str, int]] = [{} for _ in document.paragraphs]
    for start, end, label in spans:
        if units[label] == "paragraph":
            first = document.paragraph_at(start)
            for index in range(first, len(covered)):
                if document.paragraphs[index][0] >= end:
                    break
                both = _common((start, end), document.paragraphs[index])
                covered[index][label] = covered[index].get(label, 0) + both
    return [_most(c, place) for c, place in zip(covered, document.paragraphs, strict=True)]


def _most(covered: Mapping[str, int], paragraph: Range) -> str:
    label = max(covered, key=lambda name: covered[name], default="")
    enough = label and covered[label] >= MOST * (paragraph[1] - paragraph[0])
    return WHOLE + label if enough else OUTSIDE


def _common(one: Range, other: Range) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
