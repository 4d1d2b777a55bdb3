"""Whatever breaks off, all end with the same labels, places and feedback as the hub has."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotate.services.syncing.showing import nameless
from annotate.storage import annotations, documents, gold, golds
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.hub.server import LOGINS, Server, TheHub, database
from tests.hub.shaky import FAULTS, Shaky
from tests.hub.town import (
    ADAM,
    LEADS,
    ROSA,
    TEXTS,
    WHO,
    Bring,
    Direct,
    Give,
    Label,
    Pass,
    Purge,
    Remove,
    Review,
    Step,
    Sync,
    TakeBack,
    Team,
    Town,
)
from tests.services.syncing.replicas import folds, is_sound, model_file

STEPS = 40
OF_HUB = """SELECT batch, rank, place, sha256, annotator, until, done FROM annotate.places
    WHERE NOT ended ORDER BY batch, rank, place"""
OF_FILE = """SELECT b.number, a.rank, a.place, d.sha256, a.annotator, a.until, a.told
    FROM assignments a JOIN batches b ON b.key = a.batch JOIN documents d ON d.key = a.document
    ORDER BY b.number, a.rank, a.place"""
FINISHED = """SELECT d.sha256, l.name FROM progress p JOIN documents d ON d.key = p.document
    JOIN layers l ON l.key = p.layer WHERE p.state = 'done'"""
SHOWN = "SELECT name, sha256, content FROM annotate.shown JOIN annotate.golds USING (sha256)"
KEPT = "SELECT sha256, content FROM golds JOIN documents ON key = document"
MARKS = "SELECT name, n, tip FROM annotate.writers WHERE n > 0"
devices = st.integers(0, len(WHO) - 1)
articles = st.integers(0, len(TEXTS) - 1)
people = st.sampled_from(["ana", "ben", "rosa"])
labels = st.builds(Label, devices, articles, st.sampled_from(["done", "done", "skipped", "unseen"]))
syncs = st.builds(
    Sync,
    devices,
    st.just(()) | st.lists(st.sampled_from(FAULTS), max_size=15),
    st.sampled_from([None, 0, 1, 2]),
)
gives = st.builds(
    Give,
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from([(), ("ana",), ("ana", "ben", "rosa")]),
    st.sampled_from([7, None]),
)
steps = st.lists(
    st.one_of(
        labels,
        labels,
        syncs,
        syncs,
        syncs,
        gives,
        st.builds(Review, st.sampled_from([ROSA, ADAM]), articles, st.booleans()),
        st.builds(Bring, articles, people),
        st.builds(TakeBack, people),
        st.builds(Remove, articles, st.booleans()),
        st.builds(Purge, articles, st.booleans()),
        st.builds(Direct, people, st.integers(0, 3)),
        st.builds(Pass, devices, st.booleans()),
    ),
    min_size=campaign(5, STEPS),
    max_size=campaign(20, STEPS),
)


@pytest.fixture(scope="module")
def model(disks_that_keep_all: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the project with the articles."""
    return model_file(tmp_path_factory.mktemp("model"), *TEXTS)


@pytest.fixture(scope="module")
def team(server: Server) -> Iterator[Team]:
    """A hub, and whoever uses it."""
    with database(server) as name, ExitStack() as opened:
        hub = TheHub(server, name)
        owner = opened.enter_context(psycopg.connect(hub.owner, autocommit=True))
        yield Team(
            owner,
            {
                person: opened.enter_context(Shaky(hub.add(person, role)))
                for person, role in LOGINS.items()
            },
        )


# what all of it must have come to


def has_equal_logs(town: Town) -> None:
    """The hub, and whoever leads, have all; annotators what is theirs."""
    there = set(town.rows(MARKS))
    whole = folds(town.devices[ROSA])
    for name, device in zip(WHO, town.devices, strict=True):
        if name in LEADS:
            assert {(w, m.n, m.tip) for w, m in device.marks().items()} == there
        seen = whole if name in LEADS else {p: c for p, c in whole.items() if p[1] == name}
        assert folds(device) == seen


def has_equal_places(town: Town) -> None:
    """Each batch came once, and all have heard the same of it."""
    there = town.rows(OF_HUB)
    batches = town.rows("SELECT name FROM annotate.batches ORDER BY number")
    assert batches == [(name,) for name in town.overlaps]
    for name, device in zip(WHO, town.devices, strict=True):
        seen = [p for p in there if name in LEADS or p[4] == name]
        assert list(device.store.rows(OF_FILE)) == seen


def knows_what_is_done(town: Town) -> None:
    """What the hub has of a place is what its annotator's labels say, whoever said it last."""
    finished = set(town.devices[ROSA].store.rows(FINISHED))
    held = town.rows("SELECT sha256, annotator, done FROM annotate.places WHERE annotator <> ''")
    assert {(sha256, name) for sha256, name, done in held if done} == finished & {
        (sha256, name) for sha256, name, _ in held
    }


def has_equal_feedback(town: Town) -> None:
    """Who finished an article has its gold, on each of their devices, as it stands now."""
    there = town.rows(SHOWN)
    for name, device in zip(WHO, town.devices, strict=True):
        if name not in LEADS:
            shown = {sha256: content for n, sha256, content in there if n == name}
            assert dict(device.store.rows(KEPT)) == shown
    known = {(name, sha256): content for name, sha256, content in there}
    wanted = gold_of(town.devices[ROSA].store)
    assert {who: known.get(who, "") for who in wanted} == wanted


def gold_of(store: Store) -> dict[tuple[str, str], str]:
    """By who finished it, and its hash, what is gold of each article; "" for nothing."""
    found = dict[tuple[str, str], str]()
    for (key,) in list(store.rows("SELECT key FROM documents")):
        settled = gold.settled(store, key)
        content = settled and nameless(annotations.read(store, key, settled))
        text = msgspec.json.encode(content).decode() if content else ""
        sha256 = documents.hash_of(store, key)
        found |= {(name, sha256): text for name in golds.finishers(store, key)}
    return found


def agrees_on_what_is_there(town: Town) -> None:
    """What became of each article, and when, is the same everywhere, and so are the texts."""
    there = {s.sha256: s.order for s in town.devices[ADAM].standings(0)}
    gone = {s.sha256 for s in town.devices[ADAM].standings(0) if s.state == "purged"}
    for device in town.devices:
        assert {s.sha256: s.order for s in device.standings(0)} == there
        texts = device.store.rows("SELECT sha256 FROM texts JOIN documents ON key = document")
        assert {sha256 for (sha256,) in texts} == there.keys() - gone


def prove(town: Town) -> None:
    town.calm_down()
    agrees_on_what_is_there(town)
    has_equal_logs(town)
    has_equal_places(town)
    knows_what_is_done(town)
    has_equal_feedback(town)
    assert all(map(is_sound, town.devices))


AGAIN: tuple[Step, ...] = (
    Give(1, 4, (), 7),
    Sync(ADAM, (), None),
    Sync(0, (), 2),
    Label(0, 0, "done"),
    Label(0, 1, "done"),
    Sync(0, (), None),
    Sync(1, (), None),
    Label(1, 0, "unseen"),
    Label(0, 1, "unseen"),
    Label(1, 1, "done"),
)
"""Articles that are done are opened again, one of them on another device and by one of two."""


@example(AGAIN)
@settings(
    max_examples=campaign(20, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(taken=steps)
def test_all_end_with_equal_labels_places_and_feedback(
    team: Team, model: Path, taken: Sequence[Step]
) -> None:
    with TemporaryDirectory() as folder, Town(team, model, Path(folder)) as town:
        for step in taken:
            town.take(step)
        prove(town)


BEFORE: tuple[Step, ...] = (
    Give(1, 4, (), 7),
    Sync(ADAM, (), None),
    Sync(0, (), 2),
    Sync(2, (), 1),
    Label(0, 0, "done"),
    Bring(1, "ana"),
    Bring(2, "ana"),
    TakeBack("ana"),
    Review(ROSA, 0, settled=True),
    Review(ROSA, 3, settled=True),
    Label(1, 3, "done"),
    Pass(2, expires=True),
    Pass(1, expires=False),
    Give(2, 2, (), None),
)
"""What makes every kind of message necessary that an exchange has."""
EVERY = campaign(4, 1)
"""Messages of which one is cut at."""
ORDER = (ADAM, 0, 2, ROSA, 0, 1, 2)


@pytest.mark.parametrize("fault", ["lost", "unanswered"])
def test_a_cut_at_any_message_of_any_exchange_loses_nothing(
    team: Team, model: Path, fault: str
) -> None:
    for turn, device in enumerate(ORDER):
        cut, reached = turn % EVERY, True
        while reached:
            with TemporaryDirectory() as folder, Town(team, model, Path(folder)) as town:
                for step in BEFORE:
                    town.take(step)
                for before in ORDER[:turn]:
                    town.sync(Sync(before, (), None))
                town.sync(Sync(device, ["none"] * cut + [fault], None))
                reached = town.lines[WHO[device]].messages > cut
                prove(town)
            cut += EVERY
