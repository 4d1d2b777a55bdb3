"""Whatever happens to their messages, replicas and their hub end with the same."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import SyncError
from annotate.core.exchange import Role, person_of
from annotate.core.operations import Body, Status
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.stored import Stored
from annotate.storage import assignments, documents, positions
from annotate.storage.log import Writer
from annotate.storage.positions import Position
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.core.logs import bodies, imports, marks
from tests.services.syncing.replicas import folds, is_sound, model_file
from tests.services.syncing.weather import FAULTS, View, Weather
from tests.storage.giving import DAY, give
from tests.storage.making import layer
from tests.storage.test_assignments_any import check as nobody_has_too_much

TEXTS = ("a text", "b text")
WRITERS = ("ana@1", "ana@2", "ben@3", "zoe@4", "root@3")
ROLES: tuple[Role, ...] = ("annotator", "annotator", "annotator", "administrator", "reviewer")
"""Two devices of one person, two more who label, of whom one brings the articles, a reviewer."""
ADMINISTRATOR = 3
STEPS = 40
PEOPLE = ("ana", "ben", "zoe")
PLACES = 2
"""On each article, in the administrator's file."""


class Act(NamedTuple):
    """Somebody labels something."""

    device: int
    document: int
    gold: bool
    bodies: Sequence[Body]


class Remove(NamedTuple):
    """The administrator takes a document out, for good or not, or brings it back."""

    document: int
    how: str


class Stand(NamedTuple):
    """Somebody's cursor goes somewhere in an article."""

    device: int
    document: int
    cursor: int


class Take(NamedTuple):
    """Somebody asks the administrator's file, which gives out, for articles, after some days."""

    who: str
    most: int
    days: int


class Sync(NamedTuple):
    """Somebody syncs, and so many things go wrong; then it may go on from there."""

    device: int
    faults: Sequence[str]
    batch: int


Step = Act | Sync | Remove | Stand | Take
HELD = """SELECT d.sha256, a.annotator FROM assignments a JOIN documents d ON d.key = a.document
    WHERE a.annotator IS NOT NULL AND d.removed IS NULL"""
NOTHING = AnnotationSet()


def is_done(content: AnnotationSet) -> bool:
    """Whether somebody is done with one of the articles, which are a paragraph each."""
    return content.status_of(0) == "done"


devices = st.integers(0, len(WRITERS) - 1)
ends = st.sampled_from([[Status((0,), "done")], [Status((0,), "skipped")]])
steps = st.lists(
    st.one_of(
        st.builds(
            Act,
            devices,
            st.integers(0, 1),
            st.booleans(),
            st.lists(bodies | bodies | marks | imports, min_size=1, max_size=3),
        ),
        st.builds(Act, devices, st.integers(0, 1), st.just(value=False), ends),
        st.builds(Sync, devices, st.lists(st.sampled_from(FAULTS), max_size=6), st.integers(1, 5)),
        st.builds(Remove, st.integers(0, 1), st.sampled_from(["remove", "restore"])),
        st.builds(Stand, devices, st.integers(0, 1), st.integers(0, 6)),
        st.builds(Take, st.sampled_from(PEOPLE), st.integers(0, 2), st.integers(0, 8)),
    ),
    min_size=campaign(5, STEPS),
    max_size=campaign(20, STEPS),
)


@pytest.fixture(scope="module")
def model(disks_that_keep_all: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the project with two documents."""
    return model_file(tmp_path_factory.mktemp("model"), *TEXTS)


class World:
    """Five devices and a hub; each begins with the same two documents."""

    def __init__(self, model: Path, folder: Path, opened: ExitStack) -> None:
        names = [f"device{n}.db" for n in range(len(WRITERS))]
        self.hub, *self.devices = (
            self._open(model, folder / name, opened) for name in ("hub.db", *names)
        )
        self._on_their_way: list[Weather] = []
        self._stand: dict[tuple[int, int], Position] = {}
        self._time = 1_000_000
        patch = opened.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(assignments, "now", lambda: self._time)
        self.giving = self.devices[ADMINISTRATOR].store
        give(self.giving, [self._key(self.giving, n) for n in range(len(TEXTS))], PLACES)
        for device, document in product(range(len(WRITERS)), range(len(TEXTS))):
            self._go(Stand(device, document, device))
        for name in PEOPLE[:2]:
            self._hold(Take(name, PLACES, 0))

    @staticmethod
    def _key(store: Store, document: int) -> int:
        key = documents.find_id(store, TEXTS[document][0], removed=True)
        assert key
        return key

    @staticmethod
    def _open(model: Path, path: Path, opened: ExitStack) -> Stored:
        copyfile(model, path)
        return Stored(opened.enter_context(Store.open(path)))

    def take(self, step: Step) -> int:
        """Let it happen; how many operations were made."""
        if isinstance(step, Act):
            return self._act(step)
        acts: dict[type, Callable[[Any], None]] = {
            Sync: self._sync,
            Remove: self._remove,
            Stand: self._go,
            Take: self._hold,
        }
        acts[type(step)](step)
        return 0

    def _remove(self, step: Remove) -> None:
        act = documents.remove if step.how == "remove" else documents.restore
        act(self.giving, self._key(self.giving, step.document))

    def _go(self, step: Stand) -> None:
        store, name = self.devices[step.device].store, person_of(WRITERS[step.device])
        there = Position(self._key(store, step.document), 0, step.cursor)
        positions.put(store, name, there)
        self._stand[step.device, there.document] = there

    def _hold(self, step: Take) -> None:
        self._time += step.days * DAY
        assignments.hold(self.giving, step.who, step.most)
        nobody_has_too_much(self.giving, PLACES)

    def is_where_people_left_it(self) -> bool:
        """Whether no exchange has moved anybody's cursor, or given anything out elsewhere."""
        return all(
            positions.get(self.devices[number].store, person_of(WRITERS[number]), key) == there
            for (number, key), there in self._stand.items()
        ) and not any(assignments.exist(d.store) for d in self.devices if d.store != self.giving)

    def counts_what_is_finished(self) -> bool:
        """Whether places are done by what their holders did, on whatever device."""
        content = folds(self.devices[ADMINISTRATOR])
        held = self.giving.rows(HELD)
        done = Counter(
            name for sha256, name in held if is_done(content.get((sha256, name), NOTHING))
        )
        found = {s.annotator: s.done for s in assignments.standing(self.giving) if s.annotator}
        return found == {name: done[name] for name in found}

    def _act(self, step: Act) -> int:
        store, writer = self.devices[step.device].store, Writer("")
        writer.person, writer.name = person_of(WRITERS[step.device]), WRITERS[step.device]
        key = documents.find_id(store, TEXTS[step.document][0])
        gold = step.gold and ROLES[step.device] != "annotator"
        if key is None:
            return 0
        name = f"gold/{writer.person}" if gold else writer.person
        return len(layer(store, key, name).commit(writer, step.bodies))

    def _sync(self, step: Sync) -> None:
        person = person_of(WRITERS[step.device])
        hub = Weather(self.hub, person, ROLES[step.device], step.faults)
        try:
            exchange(self.devices[step.device], hub, Terms(batch=step.batch))
        except SyncError:
            self._on_their_way.append(hub)

    def calm_down(self) -> None:
        """All that was held up comes, and everybody syncs until nothing is new."""
        for hub in reversed(self._on_their_way):
            hub.arrive()
        for _ in range(2):
            for number, device in enumerate(self.devices):
                done = exchange(device, self._view(number))
                assert not done.problems
        assert all(exchange(d, self._view(n)).is_empty for n, d in enumerate(self.devices))

    def _view(self, number: int) -> View:
        return View(self.hub, person_of(WRITERS[number]), ROLES[number])


@settings(
    max_examples=campaign(20, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(taken=steps)
def test_all_replicas_and_the_hub_end_with_equal_folds(model: Path, taken: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder, ExitStack() as opened:
        world = World(model, Path(folder), opened)
        written = sum(world.take(step) for step in taken)
        world.calm_down()
        whole = folds(world.hub)
        assert sum(mark.n for mark in world.hub.marks().values()) == written
        for number, device in enumerate(world.devices):
            person = person_of(WRITERS[number])
            own = {place: c for place, c in whole.items() if person == place[1].partition("/")[0]}
            seen = whole if ROLES[number] != "annotator" else own
            assert folds(device) == seen
            assert is_sound(device)
        assert world.is_where_people_left_it()
        assert world.counts_what_is_finished()
