"""Against the sample annotator who is thorough: no rule may lose what the rules have found so far.

Nearly all of the sample's blocks are found. What is not are lines about who else worked on an
article, or where it appeared first, which the annotator takes for body and which the rules keep
out of it.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotate.core.document import text_hash
from tests.suggesters.pages import blocks_of, page

CORPORA = Path(__file__).parents[2] / "corpora"
FLOORS = {"body": (0.95, 0.99), "caption": (1.0, 1.0), "ad": (1.0, 1.0)}
"""Recall and precision."""


@cache
def compared() -> list[tuple[set[object], set[object]]]:
    """Of each of eight articles: the blocks there are, and those that are suggested."""
    return list(_compared())


def _compared() -> Iterator[tuple[set[object], set[object]]]:
    texts = {text_hash(t): t for t in (p.read_text("utf-8") for p in CORPORA.glob("*/*.txt"))}
    for line in (CORPORA / "sample-annotators.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["annotator"] == "sample-ana":
            there: set[object] = {(s["start"], s["end"], s["label"]) for s in record["spans"]}
            yield there, {s.place for s in blocks_of(page([texts[record["sha256"]]])).spans}


def _of(places: set[object], label: str) -> set[object]:
    return {p for p in places if isinstance(p, tuple) and p[2] == label}


@pytest.mark.parametrize("label", FLOORS)
def test_the_rules_find_the_samples_blocks(label: str) -> None:
    pairs = [(_of(there, label), _of(found, label)) for there, found in compared()]
    hits = sum(len(there & found) for there, found in pairs)
    recall, precision = FLOORS[label]

    assert hits >= recall * sum(len(there) for there, _ in pairs)
    assert hits >= precision * sum(len(found) for _, found in pairs)
