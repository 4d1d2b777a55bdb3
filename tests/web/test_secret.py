"""The secret that cookies are signed with."""

from pathlib import Path

import pytest

from annotate.web.secret import forget, secret


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def files(state: Path) -> list[Path]:
    return [path for path in state.rglob("*") if path.is_file()]


def test_a_project_keeps_its_secret_and_has_its_own() -> None:
    assert secret("one") == secret("one")
    assert secret("one") != secret("two")


def test_nobody_else_can_read_it(state: Path) -> None:
    secret("one")
    assert [path.stat().st_mode & 0o777 for path in files(state)] == [0o600]


def test_once_forgotten_it_is_another() -> None:
    before = secret("one")
    forget("one")
    assert secret("one") != before
    forget("two")  # there was none


def test_what_is_left_of_one_that_was_cut_off_is_none(state: Path) -> None:
    before = secret("one")
    (file,) = files(state)
    file.write_bytes(before[:9])
    assert len(secret("one")) == len(before)
    assert secret("one") != before


def test_an_id_is_never_a_path(state: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    forget("../../../mine")
    forget(str(tmp_path / "mine"))
    secret("../" * 5 + "etc/x\0")
    assert (tmp_path / "mine").read_text() == "mine"
    assert {path.parent.name for path in files(state)} == {"serve"}


def test_where_nothing_can_be_kept_it_holds_for_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert len(secret("one")) == len(secret("one")) > 16
