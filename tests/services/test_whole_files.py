"""Files that are there whole or not at all."""

import os
from errno import ENOSPC
from pathlib import Path

import pytest

from annotate.services import whole_files


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    for content in (b"the first", b"another"):
        whole_files.write(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1


def test_it_is_all_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def sync(file: int) -> None:
        assert not (tmp_path / "file").exists()
        synced.append(os.fstat(file).st_size)

    monkeypatch.setattr("os.fsync", sync)
    whole_files.write(tmp_path / "file", b"all of it")
    assert synced == [len(b"all of it")]


def test_what_is_the_owners_nobody_else_can_read_even_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    monkeypatch.setattr("os.fsync", lambda file: seen.append(os.fstat(file).st_mode & 0o777))
    umask = os.umask(0o022)
    try:
        whole_files.write(tmp_path / "own", b"", whole_files.OWNER)
        whole_files.write(tmp_path / "file", b"")
    finally:
        os.umask(umask)
    assert seen == [0o600, 0o644]


@pytest.mark.parametrize("error", [OSError(ENOSPC, "No space left"), KeyboardInterrupt()], ids=str)
def test_one_that_is_not_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    (tmp_path / "file").write_bytes(b"before")

    def fails(_: int) -> None:
        raise error

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(type(error)):
        whole_files.write(tmp_path / "file", b"after")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]
