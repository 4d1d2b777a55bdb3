"""An administrator takes back what was imported for others, over the hub too; nothing else."""

from pathlib import Path

import psycopg
import pytest

from annotate.core.operations import Add
from annotate.services.syncing.report import Exchanged
from annotate.services.taking_back import take_back
from annotate.storage import log
from tests.hub.server import TheHub, run
from tests.hub.test_rights import append
from tests.hub.test_told import TEXTS, imported, sync
from tests.services.syncing.replicas import act, folds, is_sound, replica

TAKE_BACK = {"layer": "ben", "kind": "undo", "body": '{"gesture":"eva@1:1"}'}
"""To undo what another administrator, Eva, has brought into Ben's layer."""
OWN_OF_EVA = '{"gesture":"eva@3:1"}'


@pytest.fixture
def brought(hub: TheHub, tmp_path: Path) -> TheHub:
    """A hub in which Eva, an administrator, has brought something into layers of others."""
    with replica(tmp_path / "first", TEXTS[0]) as first:
        sync(first, hub.owner)
    hub.add("eva", "administrator")
    for n, layer in enumerate(("ben", "gold/rosa", "eva"), 1):
        append(hub, "eva", writer=f"eva@{n}", layer=layer, kind="import", body="{}")
    append(hub, "ben", writer="ben@1", layer="ben", kind="import", body="{}")
    return hub


@pytest.mark.parametrize("kind", ["undo", "redo"])
@pytest.mark.parametrize(("of", "layer"), [("eva@1:1", "ben"), ("eva@2:1", "gold/rosa")])
def test_an_administrator_takes_back_what_another_brought(
    brought: TheHub, kind: str, of: str, layer: str
) -> None:
    body = f'{{"gesture":"{of}"}}'
    append(brought, "adam", writer="adam@1", layer=layer, kind=kind, body=body)
    assert run(brought.of("rosa"), "SELECT kind FROM annotate.operations WHERE kind = %s", kind)


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("ana", TAKE_BACK),
        ("ana", {"layer": "ben", "kind": "undo", "body": '{"gesture":"ana@1:1"}'}),
        ("rosa", {"writer": "rosa@1", **TAKE_BACK}),
        ("rosa", {"writer": "rosa@1", **TAKE_BACK, "body": '{"gesture":"rosa@1:1"}'}),
        ("adam", {"writer": "eva@9", **TAKE_BACK}),
        ("adam", {"writer": "adam@1", **TAKE_BACK, "layer": "gold/rosa"}),
        ("adam", {"writer": "adam@1", "layer": "eva", "kind": "undo", "body": OWN_OF_EVA}),
        ("adam", {"writer": "adam@1", **TAKE_BACK, "kind": "add"}),
        *(
            ("adam", {"writer": "adam@1", **TAKE_BACK, "body": body})
            for body in (
                '{"gesture":"ben@1:1"}',
                '{"gesture":"eva@1:2"}',
                '{"gesture":"eva@1"}',
                '{"gesture":null}',
                "{}",
                "[]",
                "7",
                "none of JSON",
            )
        ),
    ],
)
def test_nobody_takes_back_anything_else(
    brought: TheHub, who: str, changed: dict[str, object]
) -> None:
    before = len(brought.rows("SELECT * FROM annotate.operations"))
    with pytest.raises(psycopg.Error) as refused:
        append(brought, who, **changed)
    assert refused.value.sqlstate in {"42501", "22P02"}  # a policy, or no JSON
    assert len(brought.rows("SELECT * FROM annotate.operations")) == before


def test_a_wrong_import_goes_everywhere_and_what_people_labelled_stays(
    hub: TheHub, tmp_path: Path
) -> None:
    with (
        replica(tmp_path / "adam", *TEXTS) as adam,
        replica(tmp_path / "ana") as ana,
        replica(tmp_path / "rosa") as rosa,
    ):
        imported(adam, tmp_path, ("ana", "quote"), ("ben", "caption"))
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        act(ana, "one", Add(10, 16, "attribution"), by="ana")
        sync(ana, hub.of("ana"))
        wrong = [o.writer for o in log.tail(adam.store) if o.kind == "import"]
        assert take_back(adam.store, "adam", wrong).imports == 2
        assert not sync(adam, hub.of("adam")).problems
        assert sync(ana, hub.of("ana")) == Exchanged(operations=1)
        ((_, content),) = folds(ana).items()
        assert [span.label for span in content.spans] == ["attribution"]
        sync(rosa, hub.of("rosa"))
        assert folds(rosa) == folds(adam)
        assert all(map(is_sound, (adam, ana, rosa)))


def test_what_is_imported_and_taken_back_before_a_sync_goes_in_one(
    hub: TheHub, tmp_path: Path
) -> None:
    with replica(tmp_path / "adam", *TEXTS) as adam:
        imported(adam, tmp_path, ("ana", "quote"), ("ben", "caption"))
        take_back(adam.store, "adam", [o.id for o in log.tail(adam.store)])
        done = sync(adam, hub.of("adam"))
        assert (done.operations_sent, done.problems) == (4, [])


def test_another_administrator_takes_it_back(hub: TheHub, tmp_path: Path) -> None:
    hub.add("eva", "administrator")
    with replica(tmp_path / "adam", *TEXTS) as adam, replica(tmp_path / "eva") as eva:
        imported(adam, tmp_path, ("ana", "quote"))
        sync(adam, hub.of("adam"))
        sync(eva, hub.of("eva"))
        take_back(eva.store, "eva", [o.id for o in log.tail(eva.store)])
        assert not sync(eva, hub.of("eva")).problems
        sync(adam, hub.of("adam"))
        assert not any(content.spans for content in folds(adam).values())


def test_a_reviewer_s_own_copy_is_no_way_round_it(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", *TEXTS) as adam, replica(tmp_path / "rosa") as rosa:
        imported(adam, tmp_path, ("ana", "quote"))
        sync(adam, hub.of("adam"))
        sync(rosa, hub.of("rosa"))
        take_back(rosa.store, "rosa", [o.id for o in log.tail(rosa.store)])
        (problem,) = sync(rosa, hub.of("rosa")).problems
        assert "the hub does not let you write this" in problem
        assert hub.rows("SELECT kind FROM annotate.operations") == [("import",)]
