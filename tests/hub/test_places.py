"""What a hub gives out: no place twice, nothing without end, the same rules as in a file."""

from pathlib import Path

import pytest

from annotate.storage import assignments, handed
from annotate.storage.log import now
from tests.hub.placing import TEXTS, finish, give_out, holders, led, own, sent_while, sync
from tests.hub.server import TheHub, run
from tests.services.syncing.replicas import replica


def test_annotators_take_what_is_free_and_nobody_the_same(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 3)
        sync(ben, hub.of("ben"), 4)
        assert own(ana, "ana") == ["a00", "a01", "a02"]
        assert own(ben, "ben") == ["a03", "a04", "a05", "a06"]
        assert assignments.hold(ana.store, "ana", 9) == 0  # the file alone takes none


def test_more_come_as_those_before_are_done_and_what_is_done_is_theirs(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 2)
        finish(ana, "a00", "ana")
        finish(ana, "a01", "ana", "skipped")
        sync(ana, hub.of("ana"), 2)
        assert own(ana, "ana") == ["a00", "a01", "a02", "a03"]
    rows = hub.rows("SELECT rank, done, until IS NULL FROM annotate.places WHERE annotator = 'ana'")
    assert sorted(rows) == [(0, True, True), *((rank, False, False) for rank in (1, 2, 3))]


def test_who_has_two_machines_has_one_list(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, overlap=2)
    with replica(tmp_path / "one") as one, replica(tmp_path / "two") as two:
        sync(one, hub.of("ana"), 3)
        sync(two, hub.of("ana"), 3)
        assert own(one, "ana") == own(two, "ana") == ["a00", "a01", "a02"]
        finish(two, "a00", "ana")
        sync(two, hub.of("ana"), 3)
        sync(one, hub.of("ana"), 3)
        assert own(one, "ana") == own(two, "ana") == ["a00", "a01", "a02", "a03"]


def test_a_lease_that_ran_out_is_the_next_one_s_and_leaves_the_first_one_s_list(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 3)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 2)
        hub.rows("UPDATE annotate.places SET until = 5 WHERE until IS NOT NULL")
        sync(ben, hub.of("ben"), 2)
        assert own(ben, "ben") == ["a01", "a02"]
        sync(ana, hub.of("ana"), 0)
        assert own(ana, "ana") == ["a00"]


def test_of_an_article_with_a_late_and_a_free_place_one_is_taken(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path, overlap=3, count=2)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 2)
        hub.rows("UPDATE annotate.places SET until = 5 WHERE until IS NOT NULL")
        assert not sync(ben, hub.of("ben")).problems
        assert own(ben, "ben") == ["a00", "a01"]
        assert sorted(holders(hub), key=str) == [
            *(("a00", name) for name in ("ben", None, None)),
            *(("a01", name) for name in ("ben", None, None)),
        ]


def test_who_comes_back_in_time_keeps_what_they_hold(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 1)
        hub.rows("UPDATE annotate.places SET until = until - 5000000 WHERE until IS NOT NULL")
        before = hub.rows("SELECT max(until) FROM annotate.places")
        here = now()
        # a clock that is off by years only makes it ask
        monkeypatch.setattr("annotate.services.syncing.giving.now", lambda: here - 10**11)
        sync(ana, hub.of("ana"), 1)
        assert hub.rows("SELECT max(until) FROM annotate.places") > before
        sync(ben, hub.of("ben"), 1)
        assert own(ben, "ben") == ["a01"]


def test_what_is_released_by_hand_is_free_at_once_and_what_is_done_stays(
    hub: TheHub, tmp_path: Path
) -> None:
    led(hub, tmp_path, lease=None)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 3)
        finish(ana, "a01", "ana")
        sync(ana, hub.of("ana"), 2)
        assert run(hub.of("adam"), "SELECT annotate.release('ana')") == [(2,)]
        sync(ben, hub.of("ben"), 2)
        assert own(ben, "ben") == ["a00", "a02"]


def test_a_batch_that_is_ended_gives_out_no_more(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "rosa") as rosa:
        sync(ana, hub.of("ana"), 2)
        sync(rosa, hub.of("rosa"))
        assert run(hub.of("adam"), "SELECT annotate.end_batch(1)") == [(10,)]
        sync(ana, hub.of("ana"), 5)
        assert own(ana, "ana") == ["a00", "a01"]
        sync(rosa, hub.of("rosa"))
        (whole, hers) = assignments.standing(rosa.store)
        assert (whole.documents, whole.taken, whole.free) == (2, 2, 0)
        assert hers.annotator == "ana"


def test_whoever_leads_sees_all_of_it_and_takes_nothing(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, overlap=2, name="first")
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "rosa") as rosa:
        sync(ana, hub.of("ana"), 3)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 3)
        sync(rosa, hub.of("rosa"))
        (whole, hers) = assignments.standing(rosa.store)
        assert (whole.batch, whole.done, whole.taken, whole.free) == ("first", 1, 3, 20)
        assert (hers.annotator, hers.done, hers.taken) == ("ana", 1, 3)
        sync(rosa, hub.of("rosa"), 2)  # unless they say that they label too
        assert own(rosa, "rosa") == ["a00", "a01"]


def test_a_calibration_set_comes_to_each_of_those_named(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, calibration=True, people=("ana", "ben"), count=2)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        for each, name in ((ana, "ana"), (ben, "ben")):
            assert sync(each, hub.of(name), 0).places == 2
            assert own(each, name) == ["a00", "a01"]
            assert sync(each, hub.of(name), 0).is_empty


def test_what_is_for_some_nobody_else_gets_even_if_they_ask(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, people=("ana",))
    with replica(tmp_path / "ben") as ben:
        sync(ben, hub.of("ben"), 3)
        assert own(ben, "ben") == []
    assert run(hub.of("ben"), "SELECT annotate.take('{1}', '{0}', '{0}', 1)") == [(0,)]


def test_what_one_has_gone_through_already_one_does_not_take(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, overlap=2, count=3)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"), 0)
        finish(ana, "a01", "ana")
        sync(ana, hub.of("ana"), 9)
        assert own(ana, "ana") == ["a00", "a02"]


def test_nothing_new_is_one_message_with_places_too(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led(hub, tmp_path, count=4)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        for _ in range(2):
            sync(ana, hub.of("ana"), 3)
            sync(ben, hub.of("ben"), 3)  # who would like more than there is
        sent = sent_while(monkeypatch)
        sync(ana, hub.of("ana"), 3)
        sync(ben, hub.of("ben"), 3)
        assert len(sent) == 2


def test_a_batch_whose_arrival_nobody_heard_of_is_brought_once(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "adam") as adam:
        with adam.store.transaction() as connection:
            connection.execute("UPDATE batches SET number = NULL")
        sync(adam, hub.of("adam"))
        assert assignments.names(adam.store) == ["batch 1"]
    assert hub.rows("SELECT count(*) FROM annotate.places") == [(12,)]


def test_two_batches_of_one_name_both_stay(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path, count=3)
    hub.add("eva", "administrator")
    with replica(tmp_path / "eva", *TEXTS) as eva, replica(tmp_path / "rosa") as rosa:
        give_out(eva, count=5)
        sync(eva, hub.of("eva"))
        sync(rosa, hub.of("rosa"))
        assert assignments.names(eva.store) == ["batch 1 (2)", "batch 1"]
        assert assignments.names(rosa.store) == ["batch 1", "batch 1 (2)"]


def test_what_a_file_gave_out_before_there_was_a_hub_goes_there(
    hub: TheHub, tmp_path: Path
) -> None:
    with replica(tmp_path / "first", *TEXTS) as first, replica(tmp_path / "ana") as ana:
        give_out(first, count=4)
        assignments.hold(first.store, "ana", 2)
        finish(first, "a00", "ana")
        sync(first, hub.owner)
        sync(ana, hub.of("ana"), 1)
        assert own(ana, "ana") == ["a00", "a01"]
        assert handed.has_hub(first.store)
