"""The reviewer's queue: what is kept of it is what is there, whatever was done since."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.operations import Add, Status, Undo
from annotate.storage import annotations, contested, documents
from annotate.storage.check import check
from annotate.storage.contested import Shared
from annotate.storage.setting_up import PRAGMAS
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.making import add, commit, damage, instructions, numbered, put

PEOPLE = ("ana", "ben", "cem")


def queue(store: Store) -> list[Shared]:
    """The queue as it must be, from what each says of each article."""
    found = []
    for key in range(1, 1 + store.value("SELECT count(*) FROM documents")):
        said = [annotations.read(store, key, name) for name in PEOPLE]
        done = [s for s in said if s.status.startswith("ddd")]
        if len(done) > 1 and not store.value("SELECT removed FROM documents WHERE key = ?", key):
            places = Counter((s.start, s.end, s.label) for content in done for s in content.spans)
            differ = sum(number < len(done) for number in places.values())
            found.append(Shared(key, len(done), differ))
    return sorted(found, key=lambda shared: (-shared.contested, shared.key))


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "done", "open", "undo", "put", "remove", "restore", "look"]),
        st.integers(1, 3),
        st.sampled_from(PEOPLE),
        st.integers(0, 3),
    ),
    max_size=25,
)


def do(store: Store, step: str, key: int, name: str, number: int) -> None:
    act = partial(commit, store, key, name=name)
    if step == "add":
        act(Add(number, number + 1, "ad"))
    elif step in ("done", "open"):
        act(Status((0, 1, 2, 3), "done" if step == "done" else "unseen"))
    elif step == "undo":
        for (gesture,) in list(
            store.rows("SELECT writer || ':' || gesture FROM gestures WHERE document = ?", key)
        )[number:][:1]:
            act(Undo(gesture))
    elif step == "put":
        said = AnnotationSet((Span(number, number + 2, "quote", "x"),), status="dddd")
        put(store, key, said, name, replace=True)
    elif step in ("remove", "restore"):
        {"remove": documents.remove, "restore": documents.restore}[step](store, key)
    else:
        assert contested.shared(store) == queue(store)


@settings(max_examples=campaign(25, 1000))
@given(steps)
def test_it_agrees_with_a_plain_model(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str, int]]
) -> None:
    with Store.open(tmp_path_factory.mktemp("contested") / "annotations.db") as store:
        numbered(store, 3)
        for step in steps:
            do(store, *step)
        assert contested.shared(store) == queue(store)
        assert contested.shared(store) == queue(store)
        assert list(check(store)) == []


def shared(store: Store, articles: int) -> list[int]:
    """So many articles of which two people say the same but for one span."""
    keys = numbered(store, articles)
    for key in keys:
        commit(store, key, Add(0, 5, "quote"), Status((0, 1, 2, 3), "done"))
        commit(store, key, Status((0, 1, 2, 3), "done"), name="ben")
    return keys


def test_what_has_not_changed_is_not_counted_again(tmp_path: Path) -> None:
    costs = []
    for articles in (3, 30):
        with Store.open(tmp_path / f"{articles}.db") as store:
            keys = shared(store, articles)
            contested.shared(store)
            for key in keys[1:]:  # so that the list itself is as long
                documents.remove(store, key)
            commit(store, keys[0], Add(6, 12, "attribution"))
            costs.append(instructions(store, partial(contested._keep, store)))
            assert contested.shared(store) == queue(store) == [Shared(keys[0], 2, 2)]
    assert costs[0] == costs[1]


def test_a_disk_that_takes_nothing_shows_what_is_there(store: Store) -> None:
    (key, other) = shared(store, 2)
    contested.shared(store)
    commit(store, key, Add(6, 12, "attribution"))
    store.connection.execute("PRAGMA query_only = ON")
    assert contested.shared(store) == [Shared(key, 2, 2), Shared(other, 2, 1)]
    store.connection.execute("PRAGMA query_only = OFF")
    assert contested.shared(store) == queue(store)


def test_nobody_who_writes_at_length_is_waited_for(path: Path) -> None:
    def look() -> list[Shared]:
        with Store.open(path) as store:
            found = contested.shared(store)
            assert store.value("PRAGMA busy_timeout") == PRAGMAS["busy_timeout"][1]
            return found

    with Store.open(path) as store, ThreadPoolExecutor() as others:
        keys = shared(store, 2)
        with store.transaction():
            found = others.submit(look).result(25)  # who writes is waited for longer
            assert found == [Shared(key, 2, 1) for key in keys]
        assert contested.shared(store) == found


def test_what_was_forgotten_meanwhile_is_not_kept(path: Path) -> None:
    with Store.open(path) as store, Store.open(path) as other:
        one, two = shared(store, 2)

        def meanwhile(sql: str) -> None:
            """Once it is counted, and before it is kept."""
            if sql == "BEGIN IMMEDIATE":
                store.connection.set_trace_callback(None)
                with other.transaction() as connection:
                    connection.execute("UPDATE progress SET state = 'open' WHERE document = 1")
                    contested.forget(other)

        store.connection.set_trace_callback(meanwhile)
        for _ in range(2):
            assert [s.key for s in contested.shared(store)] == [two]
        assert one == 1


def test_a_text_that_comes_back_in_other_paragraphs_is_counted_again(store: Store) -> None:
    (key,) = add(store, "One. Two.")
    for name in ("ana", "ben"):
        commit(store, key, Status((0,), "done"), name=name)
    assert [s.key for s in contested.shared(store)] == [key]
    document = documents.get(store, key)
    documents.purge(store, key)
    assert contested.shared(store) == []
    assert add(store, replace(document, paragraphs=((0, 4), (5, 9)))) == [key]
    assert contested.shared(store) == []


def test_check_finds_what_is_not_there(path: Path) -> None:
    with Store.open(path) as store:
        shared(store, 2)
        contested.shared(store)
        assert list(check(store)) == []
        damage(path, "UPDATE contested SET spans = 7 WHERE document = 2")
        said = "contested: the numbers of spans on which people differ are not what is there"
        assert list(check(store)) == [said]
