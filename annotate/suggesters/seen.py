"""Paragraphs that were labelled before: what one decided once is suggested ever after."""

from collections.abc import Iterator, Mapping, Sequence

from annotate.core.document import Document, Range
from annotate.core.suggestion import NONE, Suggestion, Suggestions
from annotate.suggesters.base import Suggester

NAME = "seen"
ORIGIN = "labelled so before"
LEFT = "left without a label before"
SURE = 0.8
"""The score from which a paragraph that was left without a label surely has none."""
Decisions = Mapping[str, int]
"""How often each label was given; "" is none."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Nothing: outside a project nothing was seen before."""
    return NONE


def remembering(known: Sequence[Decisions]) -> Suggester:
    """The suggester of a project, for a document of which so much is known, a paragraph each."""

    def suggest(document: Document, before: Suggestions) -> Suggestions:
        found = (
            Suggestion(*place, label, ORIGIN, score, NAME)
            for place, decisions in zip(document.paragraphs, known, strict=True)
            for label, score in [verdict(decisions)]
            if label
        )
        return Suggestions(tuple(found), nothing=dict.fromkeys(_left(document, known), LEFT))

    return suggest


def _left(document: Document, known: Sequence[Decisions]) -> Iterator[Range]:
    """The paragraphs that were left without a label."""
    for place, decisions in zip(document.paragraphs, known, strict=True):
        label, score = verdict(decisions)
        if not label and score >= SURE:
            yield place


def verdict(decisions: Decisions) -> tuple[str, float]:
    """The label that was given most often, and how sure that is; ("", 0) for nothing decided.

    The score is the rule of succession's: one decision of one is 0.9, two of two 0.93 …
    """
    if not decisions:
        return "", 0.0
    label = max(sorted(decisions), key=lambda name: decisions[name])
    times, total = decisions[label], sum(decisions.values())
    return label, (times + 0.8) / (total + 1)
