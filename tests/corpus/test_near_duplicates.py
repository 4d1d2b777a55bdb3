"""Near-duplicates: what is told is true, what is plain is found, and the order makes no odds."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.grouping import anchors
from annotate.corpus import candidates as module
from annotate.corpus.candidates import REACH
from annotate.corpus.likeness import Likeness
from annotate.corpus.near_duplicates import Pair, compare, near_duplicates
from annotate.corpus.shingles import shingles
from annotate.corpus.sketches import sketch
from tests.corpus.copying import article, corpus, edited

PLAIN_JACCARD, PLAIN_CONTAINMENT, PLAIN_SIZE = 0.5, 0.9, 100
"""From here on chance would have to be very odd."""


def found(texts: Sequence[str], new: int = 0) -> list[Pair]:
    sketches = [sketch(shingles(text)) for text in texts]
    return list(near_duplicates(sketches, texts.__getitem__, new))


def places(pairs: Iterable[Pair]) -> set[tuple[int, int]]:
    return {(pair.earlier, pair.later) for pair in pairs}


def compared(texts: Sequence[str]) -> dict[tuple[int, int], Likeness]:
    """How alike each pair is, every pair compared."""
    numbers = [shingles(text) for text in texts]
    return {(a, b): compare(numbers[a], numbers[b]) for a, b in combinations(range(len(texts)), 2)}


def plain(alike: Likeness) -> bool:
    large = min(alike.first, alike.second) >= PLAIN_SIZE
    return large and (alike.jaccard >= PLAIN_JACCARD or alike.containment >= PLAIN_CONTAINMENT)


@given(st.integers(0, 10**6))
def test_what_is_told_is_true_and_what_is_plain_is_found(seed: int) -> None:
    texts = corpus(seed, 6)
    truth, told = compared(texts), found(texts)
    for pair in told:
        assert pair.likeness == truth[pair.earlier, pair.later]
        assert pair.likeness.near
    assert {pair for pair, alike in truth.items() if plain(alike)} <= places(told)


def test_nearly_all_that_is_near_is_found_however_close_to_the_line() -> None:
    near = hits = 0
    for seed in range(40):
        texts = corpus(seed, 12, words=(40, 300))
        truth = {pair for pair, alike in compared(texts).items() if alike.near}
        near, hits = near + len(truth), hits + len(truth & places(found(texts)))
    assert near > 200
    assert hits / near >= 0.98


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_in_another_order_the_same_pairs_are_found(seed: int, random: Random) -> None:
    texts = corpus(seed, 6)
    order = list(range(len(texts)))
    random.shuffle(order)
    turned = found([texts[place] for place in order])
    back = {tuple(sorted((order[a], order[b]))) for a, b in places(turned)}
    assert back == places(found(texts))


@given(st.integers(0, 10**6), st.data())
def test_what_comes_later_is_compared_with_all_and_nothing_else_is(
    seed: int, data: st.DataObject
) -> None:
    texts = corpus(seed, 6)
    cut = data.draw(st.integers(0, len(texts)))
    before, after = found(texts[:cut]), found(texts, new=cut)
    assert all(pair.later >= cut for pair in after)
    assert places(before) | places(after) == places(found(texts))


def test_pairs_come_in_order_of_the_later_one_over_all_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = corpus(7, 60)
    at_once = found(texts)
    assert len(at_once) > 10
    monkeypatch.setattr(module, "AT_ONCE", 40)
    assert found(texts) == at_once
    assert [pair.later for pair in at_once] == sorted(pair.later for pair in at_once)


def test_of_more_copies_than_are_compared_all_are_in_one_group() -> None:
    random = Random(3)
    story = article(random, 200)
    texts = [edited(random, story, 0.1) for _ in range(5 * REACH)]
    pairs = places(found(texts))
    assert len(pairs) < len(texts) * REACH * 2
    assert set(anchors(pairs).values()) == {0}
    assert len(anchors(pairs)) == len(texts)


@pytest.mark.parametrize(("story", "line"), [(160, 40), (1200, 700)])
def test_what_stands_under_all_articles_makes_no_copies_and_hides_none(
    story: int, line: int
) -> None:
    random = Random(4)
    under = article(random, line)
    stories = [article(random, story) for _ in range(4 * REACH)]
    texts = [f"{story} {under}" for story in stories]
    texts.append(f"{edited(random, stories[0], 0.6)} {under}")
    assert places(found(texts)) == {(0, len(texts) - 1)}


def test_texts_are_read_only_where_they_look_alike() -> None:
    texts = corpus(5, 40)
    read: list[int] = []

    def text(place: int) -> str:
        read.append(place)
        return texts[place]

    pairs = list(near_duplicates([sketch(shingles(text)) for text in texts], text))
    assert {place for pair in places(pairs) for place in pair} <= set(read)
    assert len(set(read)) < len(texts)


def test_short_texts_that_share_a_phrase_or_two_are_not_read_for_it() -> None:
    random = Random("short")
    phrases = [article(random, 6) for _ in range(8)]
    texts = [
        " ".join((article(random, 50), *random.sample(phrases, 2), article(random, 50)))
        for _ in range(300)
    ]
    sketches = [sketch(shingles(text)) for text in texts]
    assert len([*module.candidates(sketches)]) < len(texts)
    assert not found(texts)


def test_of_nothing_and_of_one_text_there_are_none() -> None:
    assert found([]) == found(["One text alone, with no other."]) == []
    assert found(["One text.", "One text."], new=2) == []


@pytest.mark.parametrize("text", ["", "!", "Ad", "One two three four five"])
def test_the_shortest_texts_are_compared_too(text: str) -> None:
    assert places(found([text, "Nothing of it is in this one here.", text])) == {(0, 2)}
