"""Whatever keys a reviewer presses: no screen breaks, no annotator's row changes, all is saved."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.graphemes import splits_grapheme
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.keymap import ADJUDICATING, in_force
from tests.campaign import campaign
from tests.storage.making import put
from tests.ui.adjudicating import adjudicating, rows_of
from tests.ui.any_keys import HOSTILE, SIZES, WIDE_CHARACTERS, bound, is_saved, press_any
from tests.ui.conftest import FERRY, STRIKE, Make

SEEDS = range(campaign(3, 40))
KEYS = campaign(90, 1000)
PEOPLE = "ana", "ben", "chloe"
BOUND = bound({name: in_force(DEFAULT_SCHEME, {}, ADJUDICATING)[name] for name in ADJUDICATING})
USUAL = [
    "escape",
    "enter",
    "tab",
    "space",
    "1",
    "2",
    "0",
    "a",
    "q",
    "u",
    "r",
    "x",
    "down",
    "ctrl+a",
]
"""Pressed more often: without them one would be in a dialog, or at one place, most of the time."""


@pytest.mark.parametrize("seed", SEEDS)
async def test_any_keys_of_a_reviewer_on_any_terminal(make: Make, seed: int) -> None:
    chance = random.Random(seed)
    folder = make(FERRY, STRIKE, HOSTILE, WIDE_CHARACTERS)
    _finished(folder, chance)
    before = rows_of(PEOPLE, folder)
    async with adjudicating(folder, size=chance.choice(SIZES[:2])) as desk:
        await press_any(desk, chance, KEYS, BOUND, USUAL)
        is_saved(folder, desk)
    assert rows_of(PEOPLE, folder) == before


def _finished(folder: Path, chance: random.Random) -> None:
    """Let three annotators finish all articles, each with much that others have too."""
    with Project.open(folder) as project:
        for key in range(1, 5):
            text = documents.get(project.store, key).text
            common = [*_spans(text, chance, 6)]
            for name in PEOPLE:
                own = [s for s in common if chance.random() < 0.7] + [*_spans(text, chance, 3)]
                put(project.store, key, _version(name, own, chance), name)


def _spans(text: str, chance: random.Random, number: int) -> Iterator[tuple[int, int, str]]:
    """Places anywhere, but within no grapheme."""
    labels = [label.name for label in DEFAULT_SCHEME.labels]
    for _ in range(number):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((1, 4, 12, 60)))
        if not splits_grapheme(text, start) and not splits_grapheme(text, end):
            yield start, end, chance.choice(labels)


def _version(name: str, places: list[tuple[int, int, str]], chance: random.Random) -> AnnotationSet:
    spans = [Span(*place, f"{name}:{n}") for n, place in enumerate(dict.fromkeys(places))]
    heads = [span.id for span in spans if span.label == "attribution"]
    children = [span.id for span in spans if span.label in ("quote", "body")]
    links = (Relation("attributes", head, chance.choice(children)) for head in heads if children)
    return AnnotationSet(tuple(spans), tuple(links), "d" * 40)
