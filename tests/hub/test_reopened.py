"""What was done and is not any more has a lease again; the newest word holds, in any order."""

from itertools import permutations
from pathlib import Path

import pytest

from annotate.core.exchange import PlaceKey
from annotate.hub.hub import Hub
from annotate.hub.places import Places
from annotate.storage import assignments
from tests.hub.placing import finish, led, own, sent_while, sync
from tests.hub.server import TheHub, run
from tests.services.syncing.replicas import replica

OF_ANA = """SELECT rank, done, until IS NULL FROM annotate.places WHERE annotator = 'ana'
    ORDER BY rank"""
FIRST = PlaceKey(1, 0, 0)


@pytest.mark.parametrize("state", ["unseen", "skipped"])
def test_what_was_done_and_is_not_any_more_has_a_lease_again(
    hub: TheHub, tmp_path: Path, state: str
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 1)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 0)
        assert hub.rows(OF_ANA) == [(0, True, True)]
        finish(ana, "a00", "ana", state)
        sync(ana, hub.of("ana"), 0)
        assert hub.rows(OF_ANA) == [(0, False, False)]
        hub.rows("UPDATE annotate.places SET until = 5 WHERE until IS NOT NULL")
        sync(ben, hub.of("ben"), 1)
        assert own(ben, "ben") == ["a00"]
        sync(ana, hub.of("ana"), 0)
        assert own(ana, "ana") == []


def test_what_is_opened_again_is_one_of_those_that_are_held(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 1)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 1)
        finish(ana, "a00", "ana", "unseen")
        sync(ana, hub.of("ana"), 2)
        assert own(ana, "ana") == ["a00", "a01"]


def test_what_is_done_again_is_theirs_again(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 1)
        for state, told in (("done", True), ("unseen", False), ("done", True)):
            finish(ana, "a00", "ana", state)
            sync(ana, hub.of("ana"), 0)
            assert hub.rows(OF_ANA) == [(0, told, told)]


def test_without_a_lease_what_is_opened_again_waits_for_ever(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, lease=None)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 1)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 0)
        finish(ana, "a00", "ana", "unseen")
        sync(ana, hub.of("ana"), 0)
        assert hub.rows(OF_ANA) == [(0, False, True)]


def test_a_device_that_stayed_away_hears_before_it_speaks(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "one") as one, replica(tmp_path / "two") as two:
        for each in (one, two):
            sync(each, hub.of("ana"), 1)
        finish(one, "a00", "ana")
        sync(one, hub.of("ana"), 0)
        finish(one, "a00", "ana", "unseen")
        sync(one, hub.of("ana"), 0)
        finish(one, "a00", "ana")
        sync(one, hub.of("ana"), 0)
        sync(two, hub.of("ana"), 0)
        assert hub.rows(OF_ANA) == [(0, True, True)]


WORDS = ((True, 2), (False, 4), (True, 7))
"""What three devices say of one place: whether it is done, and by how many entries of its log."""


@pytest.mark.parametrize("order", list(permutations(range(len(WORDS)))))
def test_who_has_heard_more_is_believed_in_whatever_order_they_come(
    hub: TheHub, tmp_path: Path, order: tuple[int, ...]
) -> None:
    led(hub, tmp_path)
    with Hub(hub.of("ana")) as opened:
        places = Places(opened)
        places.take([FIRST], 1)
        for number in order:
            is_done, heard = WORDS[number]
            places.keep([(FIRST, is_done, heard)])
            places.keep([(FIRST, is_done, heard)])  # an answer was lost
        (now,) = places.own(0)
        assert (now.done, now.until, now.heard) == (True, None, 7)


def test_who_has_heard_less_keeps_the_lease_going_and_changes_nothing_else(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path)
    with Hub(hub.of("ana")) as opened:
        places = Places(opened)
        places.take([FIRST], 1)
        places.keep([(FIRST, False, 5)])
        hub.rows("UPDATE annotate.places SET until = 5 WHERE until IS NOT NULL")
        places.keep([(FIRST, True, 4)])
        (now,) = places.own(0)
        assert (now.done, now.heard) == (False, 5)
        assert now.until
        assert now.until > 5
        places.keep([(FIRST, True, 6)])
        before = hub.rows("SELECT changed FROM annotate.places ORDER BY 1 DESC LIMIT 1")
        places.keep([(FIRST, False, 5)])
        assert hub.rows("SELECT changed FROM annotate.places ORDER BY 1 DESC LIMIT 1") == before


def test_what_one_said_of_a_place_is_nothing_to_the_next_one(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with Hub(hub.of("ana")) as of_ana, Hub(hub.of("ben")) as of_ben:
        Places(of_ana).take([FIRST], 1)
        Places(of_ana).keep([(FIRST, True, 90)])
        Places(of_ana).keep([(FIRST, False, 91)])
        assert run(hub.of("adam"), "SELECT annotate.release('ana')") == [(1,)]
        Places(of_ben).take([FIRST], 1)
        Places(of_ben).keep([(FIRST, True, 1)])
        (now,) = Places(of_ben).own(0)
        assert (now.done, now.heard) == (True, 1)


def test_what_went_to_somebody_else_meanwhile_leaves_each_device_s_list(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path)
    with (
        replica(tmp_path / "one") as one,
        replica(tmp_path / "two") as two,
        replica(tmp_path / "ben") as ben,
    ):
        sync(one, hub.of("ana"), 1)
        finish(one, "a00", "ana")
        sync(one, hub.of("ana"), 0)
        sync(two, hub.of("ana"), 0)
        finish(one, "a00", "ana", "unseen")
        sync(one, hub.of("ana"), 0)
        hub.rows("UPDATE annotate.places SET until = 5 WHERE until IS NOT NULL")
        sync(ben, hub.of("ben"), 1)
        finish(one, "a00", "ana")  # all the same
        for each in (one, two, one):
            sync(each, hub.of("ana"), 0)
        assert own(one, "ana") == own(two, "ana") == []
        assert own(ben, "ben") == ["a00"]


def test_what_is_told_costs_no_more_messages(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 1)
        for state in ("done", "unseen"):
            finish(ana, "a00", "ana", state)
            for _ in range(2):
                sync(ana, hub.of("ana"), 1)
        with monkeypatch.context() as patch:
            sent = sent_while(patch)
            sync(ana, hub.of("ana"), 1)
            assert len(sent) == 1


def test_who_heard_less_does_not_insist(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 1)
        finish(ana, "a00", "ana")
        # another device of hers has more of a log than reaches this one, which is damaged there
        run(hub.of("ana"), "SELECT annotate.keep('{1}', '{0}', '{0}', '{f}', '{9}')")
        for _ in range(2):
            sync(ana, hub.of("ana"), 1)
        with monkeypatch.context() as patch:
            sent = sent_while(patch)
            sync(ana, hub.of("ana"), 1)
            assert len(sent) == 1
        assert hub.rows(OF_ANA)[0] == (0, False, False)


def test_what_a_leader_sees_follows_what_is_opened_again(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "rosa") as rosa:
        sync(ana, hub.of("ana"), 1)
        for state, number in (("done", 1), ("unseen", 0)):
            finish(ana, "a00", "ana", state)
            sync(ana, hub.of("ana"), 0)
            sync(rosa, hub.of("rosa"))
            whole, *_ = assignments.standing(rosa.store)
            assert (whole.done, whole.taken) == (number, 1 - number)
