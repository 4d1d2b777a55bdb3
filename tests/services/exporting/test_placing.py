"""A dataset comes into its folder whole, whatever another program does or did there."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from annotate.core.errors import StorageError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.exporting import export, placing
from annotate.services.exporting.placing import into_place
from annotate.storage.store import Store
from tests.services.exporting.dividing import divided


def test_what_a_killed_export_left_half_there_is_gone_after_the_next(
    stories: Store, tmp_path: Path
) -> None:
    divided(stories, tmp_path / "data")
    before = set((tmp_path / "data").iterdir())
    half = tmp_path / "data" / ".export-abc"
    half.mkdir()
    (half / "data.jsonl").write_text("{")

    divided(stories, tmp_path / "data")

    assert set((tmp_path / "data").iterdir()) == before


def test_two_programs_do_not_export_into_one_folder_at_once(stories: Store, tmp_path: Path) -> None:
    manifest = divided(stories, tmp_path / "data")

    def meanwhile(folder: Path) -> NoReturn:
        with pytest.raises(StorageError, match=r"another program is exporting there, .*, wait"):
            divided(stories, tmp_path / "data")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        into_place(meanwhile, tmp_path / "data")
    assert divided(stories, tmp_path / "data") == manifest


def test_what_fails_leaves_no_folder_behind_that_was_not_there(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    def breaks(folder: Path) -> NoReturn:
        (folder / "data.jsonl").write_text("{")
        raise InterruptedError

    for out in (tmp_path / "data", tmp_path / "data" / "new" / "below", tmp_path / "new"):
        with pytest.raises(InterruptedError):
            into_place(breaks, out)
    assert list(tmp_path.rglob("*")) == [tmp_path / "data"]


def test_what_another_has_put_into_a_new_folder_stays_there(tmp_path: Path) -> None:
    def breaks(folder: Path) -> NoReturn:
        (folder.parent / "theirs").write_text("theirs")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        into_place(breaks, tmp_path / "new" / "data")
    assert [path.name for path in (tmp_path / "new" / "data").iterdir()] == ["theirs"]


def test_a_file_of_somebodys_own_is_never_written_over(stories: Store, tmp_path: Path) -> None:
    name = divided(stories, tmp_path / "whole").files[0].path
    own = tmp_path / "data" / name
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    (tmp_path / "data" / ".export-abc").mkdir()
    with pytest.raises(StorageError, match=rf"{name}, move it away, or choose another folder"):
        divided(stories, tmp_path / "data")
    assert [path.name for path in (tmp_path / "data").iterdir()] == [Path(name).parts[0]]
    assert own.read_text() == "mine"


@pytest.mark.parametrize("correct", [lambda _: b"corrected", bytes.swapcase])
def test_a_file_that_was_changed_since_is_not_written_over(
    stories: Store, tmp_path: Path, correct: Callable[[bytes], bytes]
) -> None:
    name = divided(stories, tmp_path / "data").files[0].path
    changed = tmp_path / "data" / name
    corrected = correct(changed.read_bytes())
    changed.write_bytes(corrected)
    before = set((tmp_path / "data").iterdir())
    with pytest.raises(StorageError, match=rf"changed since it was exported, .*{name}, move it"):
        divided(stories, tmp_path / "data")
    assert set((tmp_path / "data").iterdir()) == before
    assert changed.read_bytes() == corrected
    changed.unlink()
    divided(stories, tmp_path / "data")


def test_of_what_was_broken_off_as_files_came_in_nothing_stays(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(file: object, *_: object) -> NoReturn:
        raise RuntimeError

    out = tmp_path / "data"
    export(stories, DEFAULT_SCHEME, "jsonl", out)
    for format in ("brat", "webanno"):  # once more before anybody could put it right
        with monkeypatch.context() as patch:
            patch.setattr(placing, "_remove", breaks)
            with pytest.raises(RuntimeError):
                export(stories, DEFAULT_SCHEME, format, out)
    assert (out / "annotation.conf").exists()
    export(stories, DEFAULT_SCHEME, "jsonl", out)
    assert sorted(path.name for path in out.iterdir()) == ["manifest.json", "records.jsonl"]


def test_what_was_broken_off_as_files_came_in_goes_on(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = divided(stories, tmp_path / "whole")
    first = manifest.files[0].path

    def half_way(paths: object, folder: Path, out: Path) -> NoReturn:
        (out / first).parent.mkdir(exist_ok=True)
        (folder / first).rename(out / first)
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(placing, "_move_all", half_way)
        with pytest.raises(RuntimeError):
            divided(stories, tmp_path / "data")
    assert divided(stories, tmp_path / "data") == manifest
    names = [sorted(f.name for f in (tmp_path / n).rglob("*")) for n in ("data", "whole")]
    assert names[0] == names[1]
