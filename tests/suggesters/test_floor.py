"""Against the sample annotator who is thorough: no rule may lose what the rules have found so far.

The floors lie one point below what was measured; annotators themselves agree as corpora/README.md
says (quotes 0.90 to 0.96, attributions 0.67 to 0.81, links 0.68 to 0.82).
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotate.core.document import text_hash
from tests.suggesters.documents import SURE, suggested

CORPORA = Path(__file__).parents[2] / "corpora"
FLOORS = {"quote": 0.94, "attribution": 0.67, "attributes": 0.70, "continues": 0.96}


@cache
def scores() -> dict[str, float]:
    """F1 of exact spans, and of links between quotes and attributions, over eight articles."""
    hits, proposed, gold = (dict.fromkeys(FLOORS, 0) for _ in range(3))
    for text, record in _labelled():
        for name, there, found in _compared(text, record):
            hits[name] += len(there & found)
            proposed[name] += len(found)
            gold[name] += len(there)
    return {name: 2 * hits[name] / (proposed[name] + gold[name]) for name in FLOORS}


def _labelled() -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]  # a JSON object
    texts = {text_hash(t): t for t in (p.read_text() for p in CORPORA.glob("*/*.txt"))}
    for line in (CORPORA / "sample-annotators.jsonl").read_text().splitlines():
        record = json.loads(line)
        if record["annotator"] == "sample-ana":
            yield texts[record["sha256"]], record


def _compared(text: str, record: dict) -> Iterator[tuple[str, set[object], set[object]]]:  # type: ignore[type-arg]  # a JSON object
    found = suggested(text, "")
    spans = {s["id"]: (s["start"], s["end"], s["label"]) for s in record["spans"]}
    for label in ("quote", "attribution"):
        there: set[object] = {place for place in spans.values() if place[2] == label}
        yield label, there, {s.place for s in found.spans if s.label == label and s.score >= SURE}
    for label in ("attributes", "continues"):
        ties = [
            (spans[r["head"]], spans[r["child"]])
            for r in record["relations"]
            if r["label"] == label
        ]
        there = {tie for tie in ties if tie[1][2] == "quote"}
        yield (
            label,
            there,
            {(k.head, k.child) for k in found.links if k.label == label and k.score >= SURE},
        )


@pytest.mark.parametrize("name", FLOORS)
def test_the_rules_are_as_good_as_they_have_been(name: str) -> None:
    assert scores()[name] >= FLOORS[name]
