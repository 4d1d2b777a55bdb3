"""A shared folder between replicas: files that come whole, late, half, or twice."""

from collections.abc import Iterator
from errno import ENOTCONN
from pathlib import Path

import pytest

from annotate.core.errors import SyncError
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.folder import Folder, Who
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import documents
from tests.services.syncing.conftest import TEXT
from tests.services.syncing.replicas import PROJECT, folds, is_sound, label, replica
from tests.storage.making import add

LEAD = Who(PROJECT, "", leads=True)
ANA, BEN = (Who(PROJECT, name, leads=False) for name in ("ana", "ben"))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Stored]:
    with replica(tmp_path / "ana") as stored:
        yield stored


def sync(stored: Stored, shared: Path, who: Who) -> Exchanged:
    return exchange(stored, Folder(shared, who))


def files(shared: Path, kind: str) -> list[Path]:
    return sorted((shared / "annotate" / kind).iterdir())


def test_labels_go_over_the_folder_to_who_leads(here: Stored, ana: Stored, shared: Path) -> None:
    assert sync(here, shared, LEAD) == Exchanged(documents_sent=1)
    assert sync(ana, shared, ANA) == Exchanged(documents=1)
    label(ana, "one", 4)
    assert sync(ana, shared, ANA) == Exchanged(operations_sent=1)
    assert sync(here, shared, LEAD) == Exchanged(operations=1)
    assert folds(here) == folds(ana)
    assert sync(here, shared, LEAD).is_empty
    assert sync(ana, shared, ANA).is_empty


def test_articles_keep_their_order(here: Stored, ana: Stored, shared: Path) -> None:
    add(here.store, *(f"text {number}" for number in range(20)))
    sync(here, shared, LEAD)
    sync(ana, shared, ANA)
    assert [d.sha256 for _, d in documents.each(ana.store)] == [
        d.sha256 for _, d in documents.each(here.store)
    ]


def test_annotators_do_not_get_labels_of_others(here: Stored, ana: Stored, shared: Path) -> None:
    label(here, "one", by="ben")
    sync(here, shared, LEAD)
    assert sync(ana, shared, ANA) == Exchanged(documents=1)


def test_two_devices_of_one_person_meet_in_the_folder(
    here: Stored, there: Stored, shared: Path
) -> None:
    sync(here, shared, LEAD)
    label(here, "one", 4)
    label(there, "one", 6)
    for stored in (here, there, here):
        sync(stored, shared, ANA)
    assert folds(here) == folds(there)


def test_a_file_that_is_half_there_is_read_when_it_is_whole(
    here: Stored, there: Stored, shared: Path
) -> None:
    label(there, "one")
    label(there, "one", 4, by="ben")
    sync(there, shared, LEAD)
    for file in (files(shared, "logs")[0], *files(shared, "documents")):
        whole = file.read_bytes()
        for length in (0, 1, len(whole) // 2, len(whole) - 1):
            file.write_bytes(whole[:length])
            folder = Folder(shared, LEAD)
            exchange(here, folder)
            assert is_sound(here)
            assert folder.torn or file.parent.name == "documents"  # which it has already
        file.write_bytes(whole)
    sync(here, shared, LEAD)
    assert folds(here) == folds(there)


def test_a_document_that_is_half_there_holds_up_nothing_else(
    ana: Stored, here: Stored, shared: Path
) -> None:
    label(here, "one")
    sync(here, shared, LEAD)
    (file,) = files(shared, "documents")
    whole = file.read_bytes()
    file.write_bytes(whole[:40])
    done = sync(ana, shared, LEAD)
    assert (done.documents, done.operations) == (0, 0)
    file.write_bytes(whole)
    sync(ana, shared, LEAD)
    assert folds(ana) == folds(here)


def test_a_purged_text_is_in_no_file(here: Stored, ana: Stored, shared: Path) -> None:
    sync(here, shared, LEAD)
    sync(ana, shared, ANA)
    key = documents.find_id(here.store, "one")
    assert key
    documents.purge(here.store, key)
    sync(here, shared, LEAD)
    assert not [f for f in files(shared, "documents") if TEXT[:4] in f.read_text()]
    assert sync(ana, shared, ANA).changed == 1
    assert not ana.store.value("SELECT count(*) FROM texts")


def test_nothing_that_was_written_is_written_again(here: Stored, shared: Path) -> None:
    label(here, "one")
    sync(here, shared, LEAD)
    before = {f: (f.stat().st_ino, f.read_bytes()) for f in shared.rglob("*.json")}
    label(here, "one", 4)
    sync(here, shared, LEAD)
    after = {f: (f.stat().st_ino, f.read_bytes()) for f in shared.rglob("*.json")}
    assert before.items() < after.items()


def test_whoever_leads_comes_first(ana: Stored, shared: Path, tmp_path: Path) -> None:
    with pytest.raises(SyncError, match="nothing is here yet"):
        sync(ana, shared, ANA)
    with pytest.raises(SyncError, match="no such folder"):
        sync(ana, tmp_path / "nowhere", ANA)


def test_a_folder_of_another_project_is_refused(here: Stored, shared: Path) -> None:
    sync(here, shared, LEAD)
    (file,) = files(shared, "project")
    file.unlink()
    Folder(shared, Who("f" * 32, "", leads=True))
    with pytest.raises(SyncError, match="another project"):
        sync(here, shared, LEAD)


def test_what_is_no_file_of_ours_is_passed_over_or_told(
    here: Stored, ana: Stored, shared: Path
) -> None:
    label(here, "one")
    sync(here, shared, LEAD)
    (shared / "annotate" / "logs" / "desktop.ini").write_text("[x]")
    (shared / "annotate" / "logs" / "..-1-x-y.json").write_text("[]")
    (shared / "annotate" / "logs" / "a-b-c.json").mkdir()
    assert sync(ana, shared, LEAD) == Exchanged(documents=1, operations=1)


def test_a_share_that_is_cut_off_is_an_error_of_the_exchange(
    here: Stored, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever syncs in the background tries again after such a one, and after no other."""
    # from Python 3.14 on what cannot be looked at is not there
    with pytest.raises(SyncError, match=r"cannot be used \(File name too long\)|no such folder"):
        Folder(shared / ("x" * 300), LEAD)

    def cut_off(*_: object, **__: object) -> None:
        raise OSError(ENOTCONN, "Transport endpoint is not connected")

    monkeypatch.setattr("os.fsync", cut_off)
    monkeypatch.setattr(Path, "unlink", cut_off)
    with pytest.raises(SyncError, match="Transport endpoint is not connected"):
        sync(here, shared, LEAD)
