"""Whether what was settled still holds: asked of many documents, the answer of each one alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.gestures import MARKS
from annotate.storage import adjudication, annotations, documents, log
from annotate.storage.adjudication import Grounds
from annotate.storage.check import check, rebuild
from annotate.storage.receiving import receive
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.storage.making import add, commit, damage, dump, put

runs = settings(max_examples=campaign(20, 400))
TEXTS = "One.\n\nTwo.", "Three.\n\nFour."
PEOPLE, GOLDS = ("ana", "ben", "cho"), ("gold/eva", "gold/max")
DONE = ops.Status((0, 1), "done")
Act = Callable[[Store, int, str], object]


def own(person: str) -> str:
    """The layer of somebody who labels."""
    return person


def reviewed(person: str) -> str:
    """The layer of the reviewer who settles where they are drawn."""
    return GOLDS[PEOPLE.index(person) % 2]


def settle(store: Store, key: int, person: str) -> None:
    """Settle what there is now, as one reviewer or the other."""
    now = adjudication.finished(store, key).values()
    versions = tuple(content.digest() for content in now)
    commit(store, key, DONE, ops.Settle(versions), name=reviewed(person))


def mark(body: type[ops.Undo | ops.Redo], mine: Callable[[str], str]) -> Act:
    """Undo or redo the last gesture on one of somebody's layers."""

    def act(store: Store, key: int, person: str) -> None:
        layer = mine(person)
        made = [o for _, o in log.of(store, key, layer) if o.kind not in MARKS]
        if made:
            commit(store, key, body(made[-1].gesture_id), name=layer)

    return act


def bring(store: Store, key: int, layer: str) -> None:
    """Import a version, over whatever was there."""
    content = AnnotationSet((Span(0, 2, "quote", "s"),), status="dd")
    put(store, key, content, layer, replace=True)


def control(store: Store, key: int, layer: str) -> None:
    """Let a version be a control, so that it is none of those that are settled."""
    with store.transaction() as run:
        run.execute("INSERT OR IGNORE INTO batches VALUES (1, 'b', '[]', NULL, 0, NULL)")
        values = store.layer(layer), key, key * 10 + store.layer(layer)
        run.execute("INSERT OR IGNORE INTO controls VALUES (?, ?, 1, ?)", values)


ACTS: dict[str, Act] = {
    "finish": lambda s, k, n: commit(s, k, DONE, name=n),
    "open": lambda s, k, n: commit(s, k, ops.Status((0,), "unseen"), name=n),
    "add": lambda s, k, n: commit(s, k, ops.Add(0, 3, "quote"), name=n),
    "note": lambda s, k, n: commit(s, k, ops.SetNote("Hm."), name=n),
    "unnote": lambda s, k, n: commit(s, k, ops.SetNote(""), name=n),
    "settle": settle,
    "undo": mark(ops.Undo, own),
    "redo": mark(ops.Redo, own),
    "undo settling": mark(ops.Undo, reviewed),
    "redo settling": mark(ops.Redo, reviewed),
    "import": bring,
    "control": control,
    "remove": lambda s, k, _: documents.remove(s, k),
    "restore": lambda s, k, _: documents.restore(s, k),
    "rebuild": lambda s, _, __: rebuild(s),
}
acts = st.tuples(
    st.sampled_from([*ACTS, "settle", "finish", "exchange"]),
    st.integers(0, 1),
    st.sampled_from(PEOPLE),
    st.booleans(),
)


def each_alone(store: Store, keys: list[int], layer: str) -> list[tuple[int, bool | None]]:
    """The slow answer: all versions are read, and nothing is kept."""
    return [
        (
            key,
            adjudication.is_settled(store, key, layer)
            if adjudication.settled(store, key, layer) is not None
            else None,
        )
        for key in keys
    ]


def has_changed(store: Store, key: int, layer: str) -> bool:
    """The slow answer for what goes out."""
    now, before = adjudication.finished(store, key), adjudication.settled(store, key, layer)
    return before is not None and len(now) > 1 and not adjudication.is_settled(store, key, layer)


def compare(store: Store, keys: list[int]) -> None:
    with store.snapshot():
        grounds = Grounds(store)
        for document, _, found in annotations.each(store, keys):
            key = documents.find(store, document.sha256)
            assert key
            for layer in GOLDS:
                changed = grounds.have_changed(document.sha256, layer, dict(found))
                assert changed == has_changed(store, key, layer)
    for layer in GOLDS:
        assert list(adjudication.standings(store, keys, layer)) == each_alone(store, keys, layer)


def exchange(one: Store, other: Store) -> None:
    for store, there in ((one, other), (other, one)):
        receive(store, [operation for operation, _ in log.each(there)])


def settled(store: Store) -> list[int]:
    """Two documents that eva has settled, and of which she has asked."""
    keys = add(store, *TEXTS)
    for key in keys:
        for person in PEOPLE:
            commit(store, key, DONE, name=person)
        settle(store, key, "ana")
    assert list(adjudication.standings(store, keys, "gold/eva")) == [(key, True) for key in keys]
    return keys


LATE = [
    ("note", 0, "ana", False),
    ("add", 0, "ana", True),
    ("open", 0, "ana", True),
    ("finish", 0, "ana", True),
    ("settle", 0, "ana", True),
    ("exchange", 0, "ana", True),
]
"""What arrives last was said first."""


@runs
@example(LATE)
@given(st.lists(acts, max_size=25))
def test_whatever_is_done_the_quick_answer_is_the_slow_one(
    done: list[tuple[str, int, str, bool]],
) -> None:
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder, FILE_NAME)) as here,
        Store.open(Path(folder, "other.db")) as there,
    ):
        keys = settled(here)
        assert add(there, *TEXTS) == keys
        exchange(here, there)
        for name, place, person, is_here in done:
            if name == "exchange":
                exchange(here, there)
            else:
                ACTS[name](here if is_here else there, keys[place], person)
            compare(here, keys)
        compare(there, keys)
        assert [*check(here), *check(there)] == []


def test_what_was_worked_out_is_kept_until_somebody_says_something_else(
    path: Path, store: Store
) -> None:
    keys = settled(store)
    kept = dump(path, "digests")["digests"]
    assert len(kept) == len(keys) * len(PEOPLE)
    commit(store, keys[0], ops.SetNote("Hm."), name="ben")
    assert list(adjudication.standings(store, keys, "gold/eva")) == [
        (keys[0], False),
        (keys[1], True),
    ]
    assert len(set(kept) - set(dump(path, "digests")["digests"])) == 1


def test_a_digest_that_is_wrong_is_found_and_mended(path: Path, store: Store) -> None:
    keys = settled(store)
    assert list(check(store)) == []
    damage(path, "UPDATE digests SET digest = 'f' WHERE document = 2 AND layer = 1")
    assert list(adjudication.standings(store, keys, "gold/eva"))[1] == (keys[1], False)
    problem = "document 2, ana: the digest is not that of what the log adds up to"
    assert list(check(store)) == [problem]
    rebuild(store)
    assert list(check(store)) == []
    assert list(adjudication.standings(store, keys, "gold/eva"))[1] == (keys[1], True)


def test_nobody_who_writes_at_length_is_waited_for(path: Path) -> None:
    def look(keys: list[int]) -> list[tuple[int, bool | None]]:
        with Store.open(path) as store:
            return list(adjudication.standings(store, keys, "gold/eva"))

    with Store.open(path) as store, ThreadPoolExecutor() as others:
        keys = settled(store)
        with store.transaction() as connection:
            connection.execute("DELETE FROM digests")
        with store.transaction():
            found = others.submit(look, keys).result(25)  # who writes is waited for longer
        assert found == [(key, True) for key in keys]


def test_a_disk_that_takes_nothing_says_what_holds(store: Store) -> None:
    keys = settled(store)
    commit(store, keys[0], ops.SetNote("Hm."), name="ben")
    store.connection.execute("PRAGMA query_only = ON")
    found = adjudication.standings(store, keys, "gold/eva")
    assert list(found) == [(keys[0], False), (keys[1], True)]
