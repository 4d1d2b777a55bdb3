"""Syncing while one works: what is seen of it, and what the other side has of each key."""

from pathlib import Path
from shutil import rmtree

from annotate.services.project import init
from annotate.storage.project import holds_nothing
from annotate.storage.store import FILE_NAME, Store
from tests.cli.program import COMMAND, annotate, prepared
from tests.end_to_end.claims import claim
from tests.end_to_end.terminal import Terminal


def test_labels_go_to_the_folder_while_one_works_and_what_is_wrong_is_said(
    sample: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    watching = (str(COMMAND), "sync", str(shared), "--lead", "--watch")
    with Terminal(sample, command=watching).wait("ana · synced") as terminal:
        terminal.press("c").wait(lambda t: claim(t).counts.get("caption") == 1)
        logs = shared / "annotate" / "logs"
        terminal.wait(lambda _: logs.is_dir() and bool(list(logs.glob("*.json"))))
        rmtree(shared)
        terminal.wait("ana · not synced").wait("no such folder")
        terminal.press("u").wait(lambda t: not claim(t).counts.get("caption"))
        assert terminal.quit() == 0


def test_what_came_from_another_device_is_seen(sample: Path, tmp_path: Path) -> None:
    shared, device = tmp_path / "shared", tmp_path / "device"
    shared.mkdir()
    prepared("sync", shared, "--lead", "--annotator", "ana", project=sample)
    init(device)
    prepared("sync", shared, "--annotator", "ana", project=device)
    watching = (str(COMMAND), "sync", str(shared), "--watch")
    with Terminal(sample, command=watching).wait("ana · synced") as terminal:
        with Terminal(device).wait("article 1 of") as other:
            other.press("c").wait(lambda t: claim(t).counts.get("caption") == 1)
            assert other.quit() == 0
        assert annotate("sync", shared, "--annotator", "ana", project=device).code == 0
        terminal.wait(lambda t: claim(t).counts.get("caption") == 1)
        assert terminal.quit() == 0


def test_a_new_machine_has_all_of_it_before_the_ui_opens(sample: Path, tmp_path: Path) -> None:
    shared, device = tmp_path / "shared", tmp_path / "device"
    shared.mkdir()
    prepared("sync", shared, "--lead", "--annotator", "eva", project=sample)
    init(device)
    watching = (str(COMMAND), "sync", str(shared), "--watch")
    with Terminal(device, command=watching).wait("article 1 of") as terminal:
        assert b"came in: " in terminal.raw
        assert terminal.wait("ana · synced").quit() == 0


def test_a_new_machine_that_reaches_nobody_says_so_and_opens_nothing(tmp_path: Path) -> None:
    device = tmp_path / "device"
    init(device)
    watching = (str(COMMAND), "sync", str(tmp_path / "nowhere"), "--watch")
    with Terminal(device, command=watching) as terminal:
        terminal.wait("error: no such folder")
        assert terminal.end() == 1


def test_on_a_new_machine_nothing_is_fetched_for_nobody(sample: Path, tmp_path: Path) -> None:
    shared, device = tmp_path / "shared", tmp_path / "device"
    shared.mkdir()
    prepared("sync", shared, "--lead", "--annotator", "eva", project=sample)
    init(device)
    watching = (str(COMMAND), "sync", str(shared), "--watch")
    with Terminal(device, annotator=None, command=watching) as terminal:
        terminal.wait("error: who annotates?, say --annotator NAME")
        assert terminal.end() == 1
    with Store.open(device / FILE_NAME) as store:
        assert holds_nothing(store)
