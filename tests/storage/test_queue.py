"""The queue: every list, count and step agrees with a plain model, and opens at once."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import compress
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.operations import Add, SetFlag, Status
from annotate.storage import documents, progress, queue, tallies
from annotate.storage.progress import Progress
from annotate.storage.queue import Entry, Filter, Order, State
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.making import add, commit, document, instructions, numbered

TITLES = ["", "Zebra", "apple", "ÉCOLE", "école %_", "Straße", "STRASSE", "[/nope] 'x'"]


class Made(NamedTuple):
    """A document, and what two layers say of it: a letter a paragraph, spans, flags."""

    title: str
    source: str
    published: str
    paragraphs: int
    removed: bool
    ana: tuple[str, int, int] | None
    ben: tuple[str, int, int] | None


said = st.none() | st.tuples(st.text("uds", max_size=3), st.integers(0, 2), st.integers(0, 2))
projects = st.lists(
    st.builds(
        Made,
        st.sampled_from(TITLES),
        st.sampled_from(["", "wire", "WIRE", "Ünion"]),
        st.sampled_from(["", "2025-01-02", "2026-01-02"]),
        st.integers(1, 3),
        st.integers(0, 4).map(lambda n: n == 0),
        said,
        said,
    ),
    max_size=12,
)
filters = st.builds(
    Filter,
    text=st.sampled_from(["", "", "é", "É", "STRASSE", "straße", "wire", "%", "a", "'", "zebra x"]),
    state=st.sampled_from(get_args(State)),
    order=st.sampled_from(get_args(Order)),
)
WORDS = {"u": "unseen", "d": "done", "s": "skipped"}


def make(store: Store, project: list[Made]) -> None:
    for number, made in enumerate(project):
        text = "\n\n".join(f"Document {number}, paragraph {p}." for p in range(made.paragraphs))
        known = {"title": made.title, "source": made.source, "published": made.published}
        (key,) = add(store, document(text, f"a/{number}", **known))
        for name, says in (("ana", made.ana), ("ben", made.ben)):
            if says:
                label(store, key, name, says)
        if made.removed:
            documents.remove(store, key)


def label(store: Store, key: int, name: str, says: tuple[str, int, int]) -> None:
    status, spans, flags = says
    marks = [Status((p,), WORDS[letter]) for p, letter in enumerate(status)]  # type: ignore[arg-type]  # one of the three
    labels = [Add(0, n + 1, "ad") for n in range(spans)]
    commit(store, key, *marks, *labels, *(SetFlag(paragraph=n) for n in range(flags)), name=name)


def entry(key: int, made: Made) -> Entry:
    status, spans, flags = made.ana or ("", 0, 0)
    here = status[: made.paragraphs]
    done, skipped = here.count("d"), here.count("s")
    state = "open"
    if done + skipped == made.paragraphs:
        state = "skipped" if skipped else "done"
    known = made.title, made.source, made.published, made.paragraphs
    return Entry(key, f"a/{key - 1}", *known, state, done, skipped, spans, flags)


def wanted(entry: Entry, chosen: Filter) -> bool:
    text = chosen.text.casefold()
    states: dict[State, bool] = {
        "": True,
        "unfinished": entry.state == "open",
        "done": entry.state == "done",
        "skipped": entry.state == "skipped",
        "flagged": entry.flags > 0,
    }
    return states[chosen.state] and any(text in t.casefold() for t in (entry.title, entry.source))


SORTED: dict[Order, Callable[[Entry], tuple[object, ...]]] = {
    "import": lambda e: (e.key,),
    "title": lambda e: (e.title.encode(), e.key),
    "source": lambda e: (e.source.encode(), e.key),
    "published": lambda e: (e.published, e.key),
    "progress": lambda e: (-(e.done + e.skipped) / e.paragraphs, e.key),
    "assigned": lambda e: (e.key,),  # nothing is given out here: see test_assignments
    "uncertain": lambda e: (e.key,),  # nothing is measured here: see test_uncertainty
}


@settings(max_examples=campaign(15, 1000))
@given(projects, st.lists(filters, min_size=4, max_size=4), st.integers(0, 4), st.integers(0, 13))
def test_every_list_agrees_with_a_plain_model(
    tmp_path_factory: pytest.TempPathFactory,
    project: list[Made],
    chosen: list[Filter],
    most: int,
    start: int,
) -> None:
    with Store.open(tmp_path_factory.mktemp("queue") / "annotations.db") as store:
        make(store, project)
        every = [entry(k, made) for k, made in enumerate(project, 1) if not made.removed]
        for filter in chosen:
            model = sorted((e for e in every if wanted(e, filter)), key=SORTED[filter.order])
            assert queue.page(store, "ana", filter, 0, 99) == model
            assert queue.page(store, "ana", filter, start, most) == model[start : start + most]
            assert queue.count(store, "ana", filter) == len(model)
            for one in every:
                before = sum(SORTED[filter.order](e) < SORTED[filter.order](one) for e in model)
                assert queue.place(store, "ana", one.key, filter) == before
        for filter in [*chosen, *(Filter(order=order) for order in get_args(Order))]:
            check_steps(store, sorted(every, key=SORTED[filter.order]), filter)
        assert progress.of_layers(store) == progress_of(project)


def check_steps(store: Store, every: list[Entry], chosen: Filter) -> None:
    """Going from any document to those of a list, forwards, backwards and round."""

    def first(entries: Iterable[Entry]) -> int | None:
        return next((e.key for e in entries), None)

    listed = [wanted(e, chosen) for e in every]
    left = [e.state == "open" and wanted(e, replace(chosen, state="")) for e in every]
    assert queue.following(store, "ana", 0, chosen) == first(compress(every, listed))
    assert queue.next_unfinished(store, "ana", 0, chosen) == first(compress(every, left))
    for n, one in enumerate(every):
        after, before = compress(every[n + 1 :], listed[n + 1 :]), compress(every[:n], listed)
        assert queue.following(store, "ana", one.key, chosen) == first(after)
        assert queue.preceding(store, "ana", one.key, chosen) == first(reversed([*before]))
        round_ = compress(every[n + 1 :] + every[:n], left[n + 1 :] + left[:n])
        assert queue.next_unfinished(store, "ana", one.key, chosen) == first(round_)
        others = [queue.comes_before(store, "ana", e.key, one.key, chosen) for e in every]
        assert others == [m < n for m in range(len(every))]
    keys = [e.key for e in every]
    present = sorted(keys)
    for key in range(len(keys) + 2):
        assert queue.place(store, "ana", key, Filter()) == sum(k < key for k in present)
    assert documents.count(store) == len(keys)


def progress_of(project: list[Made]) -> list[Progress]:
    here = [made for made in project if not made.removed]
    found = []
    for layer, mine in (("ana", here), ("ben", [m._replace(ana=m.ben) for m in here])):
        entries = [entry(0, made) for made in mine if made.ana]
        states = [e.state for e in entries]
        counts = [states.count(state) for state in ("done", "skipped", "open")]
        paragraphs = sum(e.done + e.skipped for e in entries)
        sums = paragraphs, sum(e.spans for e in entries), sum(e.flags for e in entries)
        found += [Progress(layer, *[*counts, *sums])] if entries else []
    return found


def test_somebody_new_has_everything_before_them(store: Store) -> None:
    keys = numbered(store, 3)
    commit(store, keys[0], Status((0,), "done"), name="ben")
    assert queue.count(store, "ana", Filter(state="unfinished")) == 3
    assert [e.state for e in queue.page(store, "ana", Filter(), 0, 9)] == ["open"] * 3
    assert queue.next_unfinished(store, "ana", 0) == keys[0]
    assert [p.layer for p in progress.of_layers(store)] == ["ben"]


# --- as quick with many articles as with few -----------------------------------------------------


def plan(store: Store, act: Callable[[], object]) -> list[str]:
    """How SQLite goes about the queries made meanwhile."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    act()
    store.connection.set_trace_callback(None)
    return [row[3] for sql in asked for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")]


def filled(path: Path, articles: int) -> Store:
    store = Store.open(path)
    keys = numbered(store, articles)
    for key in keys[::5]:
        commit(store, key, Status((0, 1, 2), "done"))
    documents.remove(store, keys[7])
    return store


def test_opening_the_list_costs_the_same_however_many_articles(tmp_path: Path) -> None:
    acts: list[Callable[[Store], object]] = [
        lambda store: queue.page(store, "ana", Filter(), 0, 20),
        lambda store: queue.page(store, "new", Filter(state="unfinished"), 0, 20),
        lambda store: queue.next_unfinished(store, "ana", 3),
        lambda store: queue.following(store, "ana", 3),
        lambda store: queue.preceding(store, "ana", 30),
        lambda store: queue.place(store, "ana", 30, Filter()),
        lambda store: queue.place(store, "ana", 590, Filter()),
        tallies.finished,
        *(
            partial(queue.count, layer="ana", chosen=Filter(state=state))
            for state in get_args(State)
        ),
    ]
    with filled(tmp_path / "a.db", 60) as few, filled(tmp_path / "b.db", 600) as many:
        for act in acts:
            costs = [instructions(store, partial(act, store)) for store in (few, many)]
            assert costs[0] == costs[1]


def test_it_neither_scans_nor_sorts_all_documents(store: Store) -> None:
    numbered(store, 3)
    found = plan(store, lambda: queue.page(store, "ana", Filter(), 0, 20))
    assert "SEARCH d USING COVERING INDEX documents_present (removed=?)" in found
    assert not any("SCAN d" in step for step in found)


def test_progress_reads_an_index_alone_and_sorts_nothing_long(store: Store) -> None:
    found = plan(store, lambda: progress.of_layers(store))
    assert "SCAN p USING COVERING INDEX progress_by_layer" in found, found
