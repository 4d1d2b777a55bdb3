"""What others wrote and reaches an annotator: gold of what they finished, imports; no more."""

from pathlib import Path

import pytest

from annotate.core.operations import Add, Body, SetNote, Settle, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.hub.hub import Hub
from annotate.services.feedback import Feedback, available, feedback
from annotate.services.importing import import_paths
from annotate.services.syncing.giving import exchange_with_hub
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import documents
from annotate.storage.log import Writer
from tests.hub.placing import sent_while
from tests.hub.server import TheHub, run
from tests.services.syncing.replicas import act, folds, is_sound, replica
from tests.storage.making import add, layer

TEXTS = ("one “No,” said X.", "two “Yes,” said Y.")
DONE = Status((0,), "done")


def sync(stored: Stored, url: str) -> Exchanged:
    with Hub(url) as hub:
        return exchange_with_hub(stored, hub)


def review(rosa: Stored, id: str, *bodies: Body) -> None:
    """One gesture of Rosa's on her gold."""
    key = documents.find_id(rosa.store, id)
    assert key
    layer(rosa.store, key, "gold/rosa").commit(Writer("rosa"), bodies)


def settle(rosa: Stored, id: str, *more: SetNote) -> None:
    """Rosa settles an article as Ben has labelled it, and says why."""
    review(rosa, id, Add(4, 9, "quote", origin="ben"), DONE, *more)
    review(rosa, id, Settle(("ben's",), reason="as the guide has it"))


def told(ana: Stored, id: str) -> Feedback:
    key = documents.find_id(ana.store, id)
    assert key
    return feedback(ana.store, DEFAULT_SCHEME, "ana", key)


def everything_in(stored: Stored) -> str:
    return "\n".join(stored.store.connection.iterdump())


def test_gold_comes_to_those_who_finished_the_article_and_names_nobody(
    hub: TheHub, tmp_path: Path
) -> None:
    with (
        replica(tmp_path / "adam", *TEXTS) as adam,
        replica(tmp_path / "ana") as ana,
        replica(tmp_path / "ben") as ben,
        replica(tmp_path / "rosa") as rosa,
    ):
        for each, name in ((adam, "adam"), (ana, "ana"), (ben, "ben")):
            sync(each, hub.of(name))
        act(ana, "one", Add(4, 7, "quote"), DONE, by="ana")
        act(ana, "two", Add(4, 7, "quote"), by="ana")
        act(ben, "one", Add(4, 9, "quote"), by="ben")
        sync(ana, hub.of("ana"))
        sync(ben, hub.of("ben"))
        sync(rosa, hub.of("rosa"))
        settle(rosa, "one", SetNote("the comma too", paragraph=0))
        settle(rosa, "two")
        assert available(ana.store, "ana") == []
        sync(rosa, hub.of("rosa"))
        for each, name in ((ana, "ana"), (ben, "ben")):
            sync(each, hub.of(name))
        assert available(ana.store, "ana") == [1]
        found = told(ana, "one")
        assert [(p.kind, p.own_text, p.gold_text) for p in found.places] == [
            ("boundary", "“No", "“No,”")
        ]
        assert found.reason == "as the guide has it"
        assert found.places[0].reason == "the comma too"
        assert available(ben.store, "ben") == []
        assert "the comma too" not in everything_in(ben)
        for name in ("ben", "rosa"):
            assert name not in everything_in(ana)
        assert is_sound(ana)


def test_gold_that_was_settled_before_comes_when_the_article_is_done(
    hub: TheHub, tmp_path: Path
) -> None:
    with replica(tmp_path / "rosa", *TEXTS) as rosa, replica(tmp_path / "ana") as ana:
        settle(rosa, "one")
        sync(rosa, hub.owner)
        sync(ana, hub.of("ana"))
        act(ana, "one", DONE, by="ana")
        sync(ana, hub.of("ana"))
        assert available(ana.store, "ana") == []
        sync(rosa, hub.of("rosa"))
        sync(ana, hub.of("ana"))
        assert available(ana.store, "ana") == [1]


def test_gold_that_changes_changes_and_what_is_gold_no_more_goes(
    hub: TheHub, tmp_path: Path
) -> None:
    with replica(tmp_path / "rosa", *TEXTS) as rosa, replica(tmp_path / "ana") as ana:
        settle(rosa, "one")
        act(rosa, "one", DONE, by="ana")
        sync(rosa, hub.owner)
        sync(ana, hub.of("ana"))
        assert [p.kind for p in told(ana, "one").places] == ["gold"]
        review(rosa, "one", Add(10, 16, "attribution"))
        sync(rosa, hub.owner)
        sync(ana, hub.of("ana"))
        assert [p.kind for p in told(ana, "one").places] == ["gold", "gold"]
        review(rosa, "one", Status((0,), "unseen"))
        sync(rosa, hub.owner)
        sync(ana, hub.of("ana"))
        assert available(ana.store, "ana") == []


def test_what_is_shown_already_costs_no_more_messages(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replica(tmp_path / "rosa", *TEXTS) as rosa, replica(tmp_path / "ana") as ana:
        settle(rosa, "one")
        act(rosa, "one", DONE, by="ana")
        for _ in range(2):
            sync(rosa, hub.owner)
            sync(ana, hub.of("ana"))
        sent = sent_while(monkeypatch)
        sync(rosa, hub.owner)
        sync(ana, hub.of("ana"))
        assert len(sent) == 2


def imported(adam: Stored, folder: Path, *records: tuple[str, str]) -> None:
    """Adam imports the first article's labels by others: whose, and which label."""
    lines = (
        f'{{"id": "one", "annotator": "{name}", "text": "{TEXTS[0]}", "spans": '
        f'[{{"start": 4, "end": 9, "label": "{label}", "text": "“No,”"}}]}}\n'
        for name, label in records
    )
    file = folder / "labels.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    report = import_paths(adam.store, DEFAULT_SCHEME, [file], annotator="adam", replace=True)
    assert not report.problems


def test_labels_that_were_imported_for_an_annotator_come_to_them_alone(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replica(tmp_path / "adam", *TEXTS) as adam, replica(tmp_path / "ana") as ana:
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        imported(adam, tmp_path, ("ana", "quote"), ("ben", "caption"), ("adam", "ad"))
        assert not sync(adam, hub.of("adam")).problems
        assert sync(ana, hub.of("ana")) == Exchanged(operations=1)
        ((where, content),) = folds(ana).items()
        assert where[1] == "ana"
        assert [span.label for span in content.spans] == ["quote"]
        seen = run(hub.of("ana"), "SELECT layer FROM annotate.operations")
        assert seen == [("ana",)]
        sent = sent_while(monkeypatch)
        assert sync(ana, hub.of("ana")).is_empty
        assert len(sent) == 1
        with replica(tmp_path / "rosa") as rosa:
            assert sync(rosa, hub.of("rosa")).operations == 3
            assert is_sound(rosa)


def test_an_annotator_goes_on_from_what_was_imported(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", *TEXTS) as adam, replica(tmp_path / "ana") as ana:
        imported(adam, tmp_path, ("ana", "quote"))
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        act(ana, "one", Add(10, 16, "attribution"), by="ana")
        assert sync(ana, hub.of("ana")).operations_sent == 1
        sync(adam, hub.of("adam"))
        assert folds(adam) == folds(ana)


def test_a_log_that_speaks_of_others_too_stays_unseen(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", *TEXTS) as adam, replica(tmp_path / "ana") as ana:
        imported(adam, tmp_path, ("ana", "quote"))
        act(adam, "two", Add(4, 9, "quote"), by="adam")
        sync(adam, hub.of("adam"))
        (about,) = hub.rows("SELECT name FROM annotate.writers WHERE about = 'ana'")
        (sha256,) = hub.rows("SELECT document FROM annotate.operations LIMIT 1")[0]
        columns = "writer, n, lamport, layer, document, gesture, kind, body, at, hash"
        row = "%s, 2, 9, 'ben', %s, 2, 'import', '{}', 0, decode(repeat('00', 32), 'hex')"
        run(
            hub.of("adam"),
            f"INSERT INTO annotate.operations ({columns}) VALUES ({row})",
            *about,
            sha256,
        )
        assert not run(hub.of("ana"), "SELECT * FROM annotate.operations")
        assert not run(hub.of("ana"), "SELECT * FROM annotate.writers")
        assert not sync(ana, hub.of("ana")).operations


def test_gold_of_what_was_purged_meanwhile_keeps_nobody_from_syncing(
    hub: TheHub, tmp_path: Path
) -> None:
    with (
        replica(tmp_path / "adam", *TEXTS) as adam,
        replica(tmp_path / "ana") as ana,
        replica(tmp_path / "rosa") as rosa,
    ):
        sync(adam, hub.of("adam"))
        sync(rosa, hub.of("rosa"))
        sync(ana, hub.of("ana"))
        for id in ("one", "two"):
            act(ana, id, Add(4, 7, "quote"), DONE, by="ana")
            settle(rosa, id)
        sync(ana, hub.of("ana"))
        key = documents.find_id(adam.store, "one")
        assert key
        text = documents.get(adam.store, key)
        documents.purge(adam.store, key)
        sync(adam, hub.of("adam"))
        for _ in range(2):
            for each, name in ((rosa, "rosa"), (adam, "adam"), (ana, "ana")):
                assert sync(each, hub.of(name)).problems == []
        assert [documents.id_of(ana.store, k) for k in available(ana.store, "ana")] == ["two"]
        assert all(map(is_sound, (adam, ana, rosa)))
        add(adam.store, text)
        for each, name in ((adam, "adam"), (ana, "ana")):
            sync(each, hub.of(name))
        assert {documents.id_of(ana.store, k) for k in available(ana.store, "ana")} == {
            "one",
            "two",
        }
