"""Statistics: each figure as it is counted by hand, and by looking at every pair."""

from collections import Counter
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.core.operations import Add, Body, Relate, Settle, Status
from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.services.statistics.counting import count
from annotate.services.statistics.page import statistics_page
from annotate.services.statistics.timing import times
from annotate.services.statistics.together import GAP, Lying, Placed, count_pairs
from annotate.services.statistics.values import Spread, Together, spread
from annotate.storage import documents, log
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.services.files import jsonl, took
from tests.storage.making import add, commit, document

TEXT = "“No,” said X.\n\nMore of it."
MINUTE = 60_000


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document(TEXT, "a/1", source="gazette", language="en"))[0]


def gestures(
    store: Store, monkeypatch: pytest.MonkeyPatch, key: int, *made: tuple[float, Body]
) -> None:
    """Gestures of Ana's at so many minutes."""
    for minute, body in made:
        monkeypatch.setattr(log, "now", partial(round, minute * MINUTE))
        commit(store, key, body)


# --- labels and how they lie ---------------------------------------------------------------------


def test_spans_lengths_and_links_are_counted(store: Store, key: int) -> None:
    first, second, _ = (
        o.id
        for o in commit(
            store, key, Add(0, 5, "quote"), Add(6, 12, "attribution"), Add(0, 13, "body")
        )
    )
    commit(store, key, Relate("attributes", second, first), Status((0, 1), "done"))
    commit(store, key, Add(0, 4, "quote"), name="ben")
    found = count(store, DEFAULT_SCHEME)
    assert (found.articles, found.readings, found.finished, found.spans) == (1, 2, 1, 4)
    quote, attribution, caption, *_ = found.labels
    assert (quote.label, quote.spans, quote.readings) == ("quote", 2, 2)
    assert (quote.length.least, quote.length.most, quote.length.mean) == (4, 5, 4.5)
    assert attribution.readings == 1
    assert (caption.spans, caption.length) == (0, Spread())
    assert found.together == (
        Together("quote", "attribution", touch=1),
        Together("quote", "body", inside=1),
        Together("attribution", "body", inside=1),
    )
    attributes, continues = found.links
    assert (attributes.links, attributes.per_head.count, attributes.per_head.mean) == (1, 1, 1)
    assert (continues.links, continues.per_head.count, continues.per_head.most) == (0, 2, 0)


placed = st.builds(
    lambda start, length, label: Placed(start, start + length, label),
    st.integers(0, 12),
    st.integers(1, 8),
    st.sampled_from("qab"),
)


def by_looking(one: Placed, other: Placed) -> tuple[str, str, str] | None:
    """How two spans lie, by the characters that they have."""
    mine, theirs = ({*range(s.start, s.end)} for s in (one, other))
    both = min(one.label, other.label), max(one.label, other.label)
    if mine == theirs:
        return *both, "same"
    if mine < theirs:
        return one.label, other.label, "inside"
    if theirs < mine:
        return other.label, one.label, "inside"
    if mine & theirs:
        return *both, "overlap"
    gap = max(one.start, other.start) - min(one.end, other.end)
    return (*both, "touch") if gap <= GAP else None


@given(st.lists(placed, unique=True, max_size=12))
@settings(max_examples=campaign(100, 5000))
def test_pairs_are_those_that_looking_at_every_two_finds(spans: list[Placed]) -> None:
    found: Lying = Counter()
    count_pairs(sorted(spans, key=lambda s: (s.start, -s.end, s.label)), found)
    expected = Counter(lie for pair in combinations(spans, 2) if (lie := by_looking(*pair)))
    assert found == expected


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_a_spread_is_true_to_its_values(values: list[int]) -> None:
    found, ordered = spread(Counter(values)), sorted(values)
    assert (found.least, found.most) == (ordered[0], ordered[-1])
    assert found.median == ordered[(len(ordered) - 1) // 2]
    assert sum(v <= found.p90 for v in values) >= 0.9 * len(values)
    assert sum(column.count for column in found.histogram) == len(values)
    for column in found.histogram:
        assert column.count == sum(column.start <= v < column.end for v in values)
    assert len(found.histogram) <= 21


# --- who and what is counted ---------------------------------------------------------------------


def test_what_was_taken_back_or_removed_or_adjudicated_is_not_counted(
    store: Store, key: int, tmp_path: Path
) -> None:
    nobodys = ("gold/rea", "again/ana", "majority/2", "votes/all")
    records = [{"text": TEXT, "annotator": layer} for layer in nobodys]
    took(store, jsonl(tmp_path / "gold.jsonl", *records))
    commit(store, key, Add(0, 5, "quote"))
    other = add(store, document("Other.", "b/1"))[0]
    commit(store, other, Add(0, 5, "quote"))
    documents.remove(store, other)
    found = count(store, DEFAULT_SCHEME)
    assert (found.articles, found.readings, found.spans) == (1, 1, 1)
    assert [group.name for group in found.annotators] == ["ana"]
    assert count(store, DEFAULT_SCHEME, layers=["gold/rea"]).spans == 0
    assert count(store, DEFAULT_SCHEME, layers=["gold/rea"]).finished == 1
    assert count(store, DEFAULT_SCHEME, finished=True).readings == 0
    with pytest.raises(InputError, match="no layer 'nobody'"):
        count(store, DEFAULT_SCHEME, layers=["nobody"])


def test_gold_is_of_each_article_what_was_adjudicated_last(store: Store, key: int) -> None:
    with pytest.raises(InputError, match="no gold layer in this project yet"):
        count(store, DEFAULT_SCHEME, layers=["gold"])
    (other,) = add(store, document(f"{TEXT} B.", "a/2"))
    done = (Status((0, 1), "done"), Settle(()))
    commit(store, key, Add(0, 4, "quote"), Add(6, 12, "attribution"), *done, name="gold/max")
    commit(store, key, Add(0, 5, "quote"), *done, name="gold/eva")
    commit(store, other, Add(0, 5, "quote"), Add(0, 13, "body"), *done, name="gold/max")
    commit(store, other, Add(0, 3, "ad"), name="ana")
    found = count(store, DEFAULT_SCHEME, layers=["gold"])
    assert (found.articles, found.readings, found.finished, found.spans) == (2, 2, 2, 3)
    assert [(group.name, group.spans) for group in found.annotators] == (
        [("gold/eva", 1), ("gold/max", 2)]
    )
    both = count(store, DEFAULT_SCHEME, layers=["gold", "gold/max", "ana"], finished=True)
    assert (both.readings, both.spans) == (3, 5)


def test_groups_are_by_annotator_source_and_language(store: Store, key: int) -> None:
    commit(store, key, Add(0, 5, "quote"))
    commit(store, key, Add(0, 5, "quote"), Add(6, 12, "body"), name="ben")
    found = count(store, DEFAULT_SCHEME)
    assert [(g.name, g.readings, g.spans) for g in found.annotators] == [
        ("ana", 1, 1),
        ("ben", 1, 2),
    ]
    assert [(g.name, g.spans) for g in found.sources] == [("gazette", 3)]
    assert [(g.name, g.readings) for g in found.languages] == [("en", 2)]


def test_a_renamed_label_counts_under_its_present_name(store: Store, key: int) -> None:
    commit(store, key, Add(0, 5, "quote"), Add(0, 5, "speech"), Add(6, 12, "attribution"))
    speech = Label("speech", "s", formerly=("quote",))
    scheme = Scheme(
        (speech, Label("attribution", "a")), (RelationType("says", ("speech",), ("attribution",)),)
    )
    found = count(store, scheme)
    assert [(k.label, k.spans) for k in found.labels] == [("speech", 1), ("attribution", 1)]
    assert found.together == (Together("speech", "attribution", touch=1),)


def test_an_empty_project_has_statistics_and_a_page(store: Store) -> None:
    found = count(store, DEFAULT_SCHEME)
    assert (found.articles, found.spans, found.together) == (0, 0, ())
    assert "<svg" in statistics_page(found, DEFAULT_SCHEME, "")


# --- time ----------------------------------------------------------------------------------------


def test_time_is_from_gesture_to_gesture_and_breaks_count_nothing() -> None:
    moments = [
        ("ana", 1, 0),
        ("ana", 1, 2 * MINUTE),
        ("ana", 2, 3 * MINUTE),  # reading the second article began where the first ended
        ("ana", 1, 30 * MINUTE),  # a break
        ("ana", 1, 31 * MINUTE),
        ("ben", 1, 32 * MINUTE),  # somebody else
        ("ben", 1, 32 * MINUTE),
    ]
    found = times(moments, 5 * MINUTE)
    assert found["ana", 1] == 3 * MINUTE
    assert found["ana", 2] == MINUTE
    assert not found["ben", 1]


def test_the_log_tells_how_long_a_finished_article_took(
    store: Store, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gestures(store, monkeypatch, key, (0, Add(0, 5, "quote")), (1, Add(6, 12, "attribution")))
    assert count(store, DEFAULT_SCHEME).seconds.count == 0  # not finished
    gestures(store, monkeypatch, key, (1.5, Status((0, 1), "done")))
    found = count(store, DEFAULT_SCHEME)
    assert (found.seconds.count, found.seconds.median) == (1, 90)
    assert found.annotators[0].seconds.median == 90
    assert count(store, DEFAULT_SCHEME, idle=0.75).seconds.median == 30


def test_an_import_took_no_time(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        took(store, jsonl(tmp_path / f"{name}.jsonl", {"text": name, "annotator": "ana"}))
    assert count(store, DEFAULT_SCHEME).annotators[0].finished == 2
    assert count(store, DEFAULT_SCHEME).seconds.count == 0
