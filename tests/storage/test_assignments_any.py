"""Whatever people do, and at once: nobody is waited for, and no place is taken twice."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.storage import assignments, log, queue
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.giving import DAY, OWN, finish, give, own
from tests.storage.making import numbered

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ana", "ben", "eva"]),
        st.sampled_from(["hold", "finish", "aside", "wait", "release"]),
    ),
    max_size=40,
)


@settings(max_examples=campaign(20, 1000))
@given(steps=STEPS, overlap=st.integers(1, 3))
def test_whatever_they_do_nobody_is_waited_for_and_none_is_done_too_often(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]], overlap: int
) -> None:
    time = 1_000_000
    with (
        pytest.MonkeyPatch.context() as patch,
        Store.open(tmp_path_factory.mktemp("given") / "annotations.db") as store,
    ):
        patch.setattr(assignments, "now", lambda: time)
        keys = numbered(store, 4)
        give(store, keys, overlap)
        for name, step in steps:
            if step == "wait":
                time += DAY // 2 + 1
            elif step == "hold":
                assignments.hold(store, name, 2)
            elif step == "release":
                assignments.release(store, name)
            elif key := queue.next_unfinished(store, name, 0, OWN):
                finish(store, key, name, "done" if step == "finish" else "skipped")
            check(store, overlap)
        time += 10 * DAY
        for name in ("ana", "ben", "eva"):
            while assignments.hold(store, name, 2) or own_open(store, name):
                for key in own_open(store, name):
                    finish(store, key, name)
        done = Counter(key for name in ("ana", "ben", "eva") for key in done_by(store, name))
        aside = {(k, n) for n in ("ana", "ben", "eva") for k in aside_by(store, n)}
        for key in keys:
            assert done[key] >= min(overlap, 3 - sum(k == key for k, _ in aside))


def own_open(store: Store, name: str) -> list[int]:
    chosen = Filter(order="assigned", own=True, state="unfinished")
    return [entry.key for entry in queue.page(store, name, chosen, 0, 99)]


def done_by(store: Store, name: str) -> list[int]:
    return [entry.key for entry in queue.page(store, name, Filter(state="done"), 0, 99)]


def aside_by(store: Store, name: str) -> list[int]:
    return [entry.key for entry in queue.page(store, name, Filter(state="skipped"), 0, 99)]


def check(store: Store, overlap: int) -> None:
    """No document is with more annotators than it has places, and none twice with one."""
    sql = "SELECT document, annotator FROM assignments WHERE annotator IS NOT NULL"
    rows = Counter(store.rows(sql))
    assert all(number == 1 for number in rows.values())
    assert all(n <= overlap for n in Counter(document for document, _ in rows).values())


def take(path: Path, name: str, rounds: int) -> None:
    with Store.open(path) as store:
        for most in range(1, rounds + 1):
            assignments.hold(store, name, most)


def test_many_who_come_at_once_never_take_the_same_place(store: Store, path: Path) -> None:
    give(store, numbered(store, 60), 2)
    start = multiprocessing.get_context("spawn").Process
    people = [start(target=take, args=(path, f"p{n}", 20)) for n in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
        assert person.exitcode == 0
    check(store, 2)
    assert [len(own(store, f"p{n}")) for n in range(4)] == [20] * 4


def plan(store: Store, sql: str) -> Iterator[str]:
    values: dict[str, object] = {"name": "a", "layer": 1, "now": log.now(), "most": 9}
    for *_, detail in store.named_rows(f"EXPLAIN QUERY PLAN {sql}", values):
        yield detail


@pytest.mark.parametrize("sql", [assignments.FREE, assignments.EXPIRED])
def test_taking_places_reads_no_more_than_what_is_free_or_leased(store: Store, sql: str) -> None:
    details = [*plan(store, sql)]
    assert not [
        detail
        for detail in details
        if detail.startswith("SCAN") and "INDEX" not in detail and "json_each" not in detail
    ]
