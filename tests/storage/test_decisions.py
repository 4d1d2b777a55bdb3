"""What was decided of short paragraphs: kept by their text, brought up to the log, per layer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.core.errors import IntegrityError
from annotate.core.operations import Add, Remove, Status
from annotate.storage import decisions, documents
from annotate.storage.check import rebuild
from annotate.storage.decisions import LONGEST, hash_of
from annotate.storage.store import Store
from tests.storage.making import add, commit

SIGN_UP = "Sign up here."


def found(store: Store, *paragraphs: str, layer: str = "ana") -> list[dict[str, int]]:
    decisions.refresh(store, layer)
    by_hash = decisions.find(store, layer, [hash_of(p) for p in paragraphs])
    return [by_hash.get(hash_of(p), {}) for p in paragraphs]


def before_writing(store: Store, act: Callable[[], object]) -> None:
    """What somebody else does once a store has read, and before it writes."""

    def meanwhile(sql: str) -> None:
        if sql == "BEGIN IMMEDIATE":
            store.connection.set_trace_callback(None)
            act()

    store.connection.set_trace_callback(meanwhile)


def test_a_paragraph_that_is_done_is_remembered_with_its_label(store: Store) -> None:
    (key,) = add(store, f"{SIGN_UP}\n\nA body.\n\nUnseen.")
    commit(store, key, Add(0, 13, "ad"), Status((0, 1), "done"))
    assert found(store, SIGN_UP, "A body.", "Unseen.") == [{"ad": 1}, {"": 1}, {}]
    assert found(store, SIGN_UP, layer="ben") == [{}]


def test_white_space_makes_no_difference(store: Store) -> None:
    (key,) = add(store, "Sign\u00a0 up  here.")
    commit(store, key, Status((0,), "done"))
    assert found(store, SIGN_UP) == [{"": 1}]


@pytest.mark.parametrize("span", [(0, 4), (1, 13)])
def test_one_that_is_labelled_in_part_is_no_decision(store: Store, span: tuple[int, int]) -> None:
    (key,) = add(store, SIGN_UP)
    commit(store, key, Add(*span, "quote"), Status((0,), "done"))
    assert found(store, SIGN_UP) == [{}]


@example([(4, 4, "ad"), (0, 4, "ad")], "dddd")
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(1, 8), st.sampled_from(["ad", "body"]))),
    st.text("d-.", min_size=4, max_size=4),
)
def test_any_spans_decide_as_one_looks_at_each(
    given_spans: list[tuple[int, int, str]], status: str
) -> None:
    text, paragraphs = "One.Two.So.A", ((0, 4), (4, 8), (8, 11), (11, 12))
    spans = [(start, start + length, label) for start, length, label in given_spans]
    plain = []
    for index, (start, end) in enumerate(paragraphs):
        here = [span for span in spans if span[0] < end and span[1] > start] or [(start, end, "")]
        if status[index] == "d" and len(here) == 1 and here[0][:2] == (start, end):
            plain.append((index, hash_of(text[start:end]), here[0][2]))
    assert list(decisions.decided(text, paragraphs, status, spans)) == plain


def test_a_long_paragraph_is_no_furniture(store: Store) -> None:
    short, long = "x" * LONGEST, "y" * (LONGEST + 1)
    for key in add(store, short, long):
        commit(store, key, Status((0,), "done"))
    assert found(store, short, long) == [{"": 1}, {}]


def test_it_is_counted_over_articles_and_follows_every_change(store: Store) -> None:
    keys = add(store, *(f"{SIGN_UP}\n\nArticle {n}." for n in range(100)))
    for key in keys:
        commit(store, key, Add(0, 13, "ad"), Status((0,), "done"))
    assert found(store, SIGN_UP) == [{"ad": 100}]
    (span,) = commit(store, keys[0], Add(0, 13, "body"))
    assert found(store, SIGN_UP) == [{"ad": 99}], "two labels are no decision"
    commit(store, keys[0], Remove(span.id))
    assert found(store, SIGN_UP) == [{"ad": 100}]
    commit(store, keys[0], Status((0,), "unseen"))
    documents.remove(store, keys[1])
    documents.purge(store, keys[2])
    assert found(store, SIGN_UP) == [{"ad": 97}]


def test_refreshing_stops_when_it_is_no_longer_wanted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "STEP", 1)
    for key in add(store, "One.", "Two.", "Three."):
        commit(store, key, Status((0,), "done"))
    answers = iter([True, False])
    assert decisions.refresh(store, "ana", lambda: next(answers))
    assert store.value("SELECT count(*) FROM decisions") == 1
    assert decisions.refresh(store, "ana")
    assert store.value("SELECT count(*) FROM decisions") == 3
    assert not decisions.refresh(store, "ana")


@pytest.mark.parametrize("step", [1, 2, 500])
def test_each_layer_is_taken_in_for_itself(
    step: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "STEP", step)
    keys = add(store, *(f"{SIGN_UP}\n\nArticle {n}." for n in range(3)))
    for key in keys:
        commit(store, key, Status((0,), "done"))
        commit(store, key, Status((0,), "done"), name="ben")
        assert found(store, SIGN_UP) == [{"": key}]
    assert decisions.find(store, "ben", [hash_of(SIGN_UP)]) == {}
    assert not decisions.refresh(store, "cem")
    assert found(store, SIGN_UP, layer="ben") == [{"": 3}]
    assert not decisions.refresh(store, "ana"), "of others there is nothing to take in"
    commit(store, keys[0], Status((0,), "unseen"))
    assert found(store, SIGN_UP) == [{"": 2}]
    assert found(store, SIGN_UP, layer="ben") == [{"": 3}]


def test_what_is_forgotten_meanwhile_is_taken_in_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "STEP", 2)
    with Store.open(path) as store, Store.open(path) as other:
        for key in add(store, *(f"{SIGN_UP}\n\nArticle {n}." for n in range(6))):
            commit(store, key, Status((0,), "done"))
        answers = iter([True, True, False])
        decisions.refresh(store, "ana", lambda: next(answers))

        def forget() -> None:
            with other.transaction():
                decisions.forget(other)

        before_writing(store, forget)
        assert decisions.refresh(store, "ana")
        assert found(store, SIGN_UP) == [{"": 6}]


def test_nothing_is_kept_of_what_is_purged_meanwhile(path: Path) -> None:
    with Store.open(path) as store, Store.open(path) as other:
        one, two = add(store, "One.", "Two.")
        for key in (one, two):
            commit(store, key, Status((0,), "done"))
        before_writing(store, lambda: documents.purge(other, one))
        assert decisions.refresh(store, "ana")
        assert list(store.rows("SELECT document FROM decisions")) == [(two,)]


def test_what_is_damaged_is_named(store: Store) -> None:
    (key,) = add(store, SIGN_UP)
    commit(store, key, Status((0,), "done"))
    store.connection.execute("UPDATE texts SET paragraphs = '[[0,3'")
    with pytest.raises(IntegrityError, match=f"damaged .*, document {key}"):
        decisions.refresh(store, "ana")


def test_an_article_that_was_purged_and_comes_again_counts_again(store: Store) -> None:
    text = f"{SIGN_UP}\n\nMore."
    (key,) = add(store, text)
    commit(store, key, Add(0, 13, "ad"), Status((0,), "done"))
    assert found(store, SIGN_UP) == [{"ad": 1}]
    documents.purge(store, key)
    assert found(store, SIGN_UP) == [{}]
    add(store, text)
    assert found(store, SIGN_UP) == [{"ad": 1}]


def test_rebuilding_makes_it_anew(store: Store) -> None:
    (key,) = add(store, SIGN_UP)
    commit(store, key, Status((0,), "done"))
    assert found(store, SIGN_UP) == [{"": 1}]
    store.connection.execute("UPDATE decisions SET label = 'ad'")
    rebuild(store)
    assert found(store, SIGN_UP) == [{"": 1}]
