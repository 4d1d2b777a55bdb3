"""A line that is cut after any number of bytes: nothing is lost, nothing comes twice."""

import random
from contextlib import ExitStack
from pathlib import Path

from annotate.core.errors import SyncError
from annotate.core.operations import Add, Undo
from annotate.services.syncing.stored import Stored
from tests.campaign import campaign
from tests.hub.line import Line
from tests.hub.server import TheHub
from tests.hub.test_hub import TEXT, sync
from tests.services.syncing.replicas import act, folds, is_sound, label, replica
from tests.storage.making import add

FAR = 10**9


def over(hub: TheHub, who: str, line: Line) -> str:
    """The address of somebody at the other end of the line."""
    return hub.of(who).replace(f":{hub.server.port}/", f":{line.port}/") + "?gssencmode=disable"


def length(stored: Stored, hub: TheHub, who: str) -> int:
    """How many bytes a sync takes that has nothing new: to connect, mostly."""
    with Line(hub.server.port, FAR) as line:
        sync(stored, over(hub, who, line))
    return line.passed


def test_a_cut_in_the_middle_of_each_message_loses_nothing(hub: TheHub, tmp_path: Path) -> None:
    with ExitStack() as opened:
        adam, ana, rosa = (
            opened.enter_context(replica(tmp_path / name)) for name in ("adam", "ana", "rosa")
        )
        add(adam.store, TEXT, "a second text")
        begin = length(ana, hub, "ana")
        cut = 0
        for after in range(begin // 2, begin * 4, begin * 4 // campaign(20, 600)):
            for who, stored in (("adam", adam), ("ana", ana), ("rosa", rosa)):
                with Line(hub.server.port, after) as line:
                    try:
                        sync(stored, over(hub, who, line))
                    except SyncError:
                        cut += 1
                if stored is not rosa and stored.store.value("SELECT count(*) FROM documents"):
                    act_on_first(stored, who)
        for who, stored in (("adam", adam), ("ana", ana), ("rosa", rosa), ("adam", adam)):
            assert not sync(stored, hub.of(who)).problems
        assert cut > 10
        assert folds(rosa) == folds(adam)
        assert {p: c for p, c in folds(rosa).items() if p[1] == "ana"} == folds(ana)
        assert all(map(is_sound, (adam, ana, rosa)))


def act_on_first(stored: Stored, who: str) -> None:
    id = stored.store.value("SELECT id FROM documents ORDER BY key LIMIT 1")
    label(stored, id, by=who)


def test_people_work_while_the_line_comes_and_goes(hub: TheHub, tmp_path: Path) -> None:
    """Two devices of Ana's, Ben and the reviewer; what happens when is drawn by lot."""
    dice = random.Random(7)
    names = ["ana", "ana", "ben", "rosa"]
    with ExitStack() as opened:
        adam = opened.enter_context(replica(tmp_path / "adam", TEXT))
        sync(adam, hub.of("adam"))
        devices = [
            opened.enter_context(replica(tmp_path / f"device{n}", TEXT)) for n in range(len(names))
        ]
        made: list[str] = []
        for _ in range(campaign(60, 600)):
            n = dice.randrange(len(names))
            if dice.random() < 0.6:
                body = (
                    Undo(dice.choice(made)) if made and dice.random() < 0.3 else Add(0, 3, "quote")
                )
                made += act(devices[n], "one", body, by=names[n])
            else:
                with Line(hub.server.port, dice.choice([FAR, dice.randrange(6000)])) as line:
                    try:
                        sync(devices[n], over(hub, names[n], line))
                    except SyncError:
                        continue
        for _ in range(2):
            for name, device in zip(names, devices, strict=True):
                assert not sync(device, hub.of(name)).problems
        whole = folds(devices[3])
        assert folds(devices[0]) == folds(devices[1])
        for name, device in zip(names, devices, strict=True):
            assert is_sound(device)
            assert all(whole[place] == content for place, content in folds(device).items()), name
        (count,) = hub.rows("SELECT count(*) FROM annotate.operations")[0]
        assert count == len(made)
