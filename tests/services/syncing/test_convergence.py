"""Whatever happens to their messages, replicas and their hub end with the same."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.core.errors import SyncError
from annotate.core.exchange import Role, person_of
from annotate.core.operations import Body
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.stored import Stored
from annotate.storage import documents
from annotate.storage.log import Writer
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.core.logs import bodies, imports, marks
from tests.services.syncing.replicas import folds, is_sound, replica
from tests.services.syncing.weather import FAULTS, View, Weather
from tests.storage.making import layer

TEXTS = ("a text", "b text")
WRITERS = ("ana@1", "ana@2", "ben@3", "zoe@4", "root@3")
ROLES: tuple[Role, ...] = ("annotator", "annotator", "annotator", "administrator", "reviewer")
"""Two devices of one person, two more who label, of whom one brings the articles, a reviewer."""
ADMINISTRATOR = 3
STEPS = 40


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


class Sync(NamedTuple):
    """Somebody syncs, and so many things go wrong; then it may go on from there."""

    device: int
    faults: Sequence[str]
    batch: int


devices = st.integers(0, len(WRITERS) - 1)
steps = st.lists(
    st.one_of(
        st.builds(
            Act,
            devices,
            st.integers(0, 1),
            st.booleans(),
            st.lists(bodies | bodies | marks | imports, min_size=1, max_size=3),
        ),
        st.builds(Sync, devices, st.lists(st.sampled_from(FAULTS), max_size=6), st.integers(1, 5)),
        st.builds(Remove, st.integers(0, 1), st.sampled_from(["remove", "restore"])),
    ),
    min_size=campaign(5, STEPS),
    max_size=campaign(20, STEPS),
)


@pytest.fixture(scope="module")
def model(disks_that_keep_all: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the project with two documents."""
    folder = tmp_path_factory.mktemp("model")
    with replica(folder, *TEXTS) as stored:
        stored.store.value("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / FILE_NAME


class World:
    """Five devices and a hub; each begins with the same two documents."""

    def __init__(self, model: Path, folder: Path, opened: ExitStack) -> None:
        names = [f"device{n}.db" for n in range(len(WRITERS))]
        self.hub, *self.devices = (
            self._open(model, folder / name, opened) for name in ("hub.db", *names)
        )
        self._on_their_way: list[Weather] = []

    @staticmethod
    def _open(model: Path, path: Path, opened: ExitStack) -> Stored:
        copyfile(model, path)
        return Stored(opened.enter_context(Store.open(path)))

    def take(self, step: Act | Sync | Remove) -> int:
        """Let it happen; how many operations were made."""
        if isinstance(step, Act):
            return self._act(step)
        if isinstance(step, Sync):
            self._sync(step)
        else:
            self._remove(step)
        return 0

    def _remove(self, step: Remove) -> None:
        store = self.devices[ADMINISTRATOR].store
        key = documents.find_id(store, TEXTS[step.document][0], removed=True)
        assert key
        act = documents.remove if step.how == "remove" else documents.restore
        act(store, key)

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
def test_all_replicas_and_the_hub_end_with_equal_folds(
    model: Path, taken: Sequence[Act | Sync | Remove]
) -> None:
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
