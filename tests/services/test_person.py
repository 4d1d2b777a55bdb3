"""Who annotates: given, from the environment, or remembered."""

from pathlib import Path

import pytest

from annotate.core.errors import ProjectError
from annotate.services import person, preferences
from annotate.services.person import VARIABLE, checked, find, remember
from annotate.storage.store import Store


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("ana", "ana"),
        ("  Ana   Ruiz ", "Ana Ruiz"),
        ("ñandú-7_x.y", "ñandú-7_x.y"),
        ("n\u0303andu\u0301", "ñandú"),
        ("李", "李"),
        ("x" * 40, "x" * 40),
    ],
)
def test_a_name_is_kept_as_it_is_meant(given: str, stored: str) -> None:
    assert checked(given) == stored
    assert checked(stored) == stored


@pytest.mark.parametrize("name", ["x" * 41, "a\x1b[31m", "a\u202eb", "a\0", "\udcff", "a\u200bb"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ProjectError) as caught:
        checked(name)
    assert str(caught.value).startswith("no name for an annotator, '")
    assert str(caught.value).endswith("', use 1 to 40 letters")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_that_nothing_was_given_is_said_as_such(name: str) -> None:
    with pytest.raises(ProjectError, match=r"^no name, give one of 1 to 40 letters$"):
        checked(name)


@pytest.mark.parametrize("mark", "@/:")
def test_what_parts_the_ids_is_no_part_of_a_name(mark: str) -> None:
    with pytest.raises(ProjectError) as caught:
        checked(f"a{mark}b")
    assert str(caught.value) == (
        f"{mark!r} cannot be in an annotator's name, 'a{mark}b', leave out @, / and :"
    )


def test_a_name_given_comes_before_the_environment_and_that_before_memory() -> None:
    assert find(None, {}) is None
    remember("old")
    assert find(None, {}) == "old"
    assert find(None, {VARIABLE: ""}) == "old"
    assert find(None, {VARIABLE: " env "}) == "env"
    assert find("given", {VARIABLE: "env"}) == "given"
    remember("new")
    assert find(None, {}) == "new"


def test_a_name_in_the_environment_is_checked() -> None:
    with pytest.raises(ProjectError):
        find(None, {VARIABLE: "a@b"})


@pytest.mark.parametrize("content", [b"", b"\xff", b"a@b", b"x" * 99])
def test_what_cannot_be_remembered_is_asked_again(content: bytes) -> None:
    remember("ana")
    preferences.file_of("annotator").write_bytes(content)
    assert find(None, {}) is None


def test_where_nothing_can_be_kept_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    remember("ana")
    assert find(None, {}) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_remembering_leaves_one_file() -> None:
    remember("ana")
    remember("ben")
    folder = preferences.file_of("annotator").parent
    assert [path.name for path in folder.iterdir()] == ["annotator"]


def test_who_is_known_does_not_begin_with_who_is_here(store: Store) -> None:
    assert person.known(store) == []
    assert person.known(store, "new") == ["new"]
    with store.transaction():
        for name in ("ana", "ben", "no name\u202e", "ana:1", "gold/ana"):
            store.layer(name)
    assert person.known(store) == ["ana", "ben"]
    assert person.known(store, "ana") == ["ben", "ana"]
