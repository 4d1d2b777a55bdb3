"""A scheme that was changed on one side, on both, or so that it does not fit."""

from errno import ENOSPC
from pathlib import Path

import pytest

from annotate.core.errors import ProjectError
from annotate.core.operations import Add, Status
from annotate.services.bygone import bygone, with_bygone
from annotate.services.measuring.measure import measure
from annotate.services.project import Project, init
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage.finished import Choice
from annotate.storage.project import may_have_unknown
from tests.services.syncing.conftest import TEXT
from tests.services.syncing.replicas import TAKE_ONLY, act
from tests.storage.making import add, document


def in_folders(tmp_path: Path) -> tuple[Project, Project]:
    """Two copies of a project in its folders."""
    init(tmp_path / "a", "Harbour")
    first = Project.open(tmp_path / "a")
    add(first.store, document(TEXT, "one"))
    init(tmp_path / "b", "Empty")
    second = Project.open(tmp_path / "b")
    return first, second


def both_ways(first: Project, second: Project) -> Exchanged:
    here, there = (Stored(project.store, project.folder) for project in (second, first))
    return exchange(here, there)


def change(project: Project, old: str, new: str, times: int = -1) -> Project:
    """Somebody edits annotate.toml, and opens the project again."""
    file = project.folder / "annotate.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")
    project.store.close()
    return Project.open(project.folder)


def test_a_scheme_that_was_changed_comes_into_the_file_too(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    first = change(first, '"ad"', '"advert"')
    assert both_ways(first, second).scheme == "taken"
    second.store.close()
    with Project.open(second.folder) as opened:
        assert opened.scheme == first.scheme
        assert both_ways(first, opened).is_empty
        assert (opened.folder / "annotate.toml.old").exists()
    first.store.close()


@pytest.mark.parametrize("writes", [0, 1])
def test_a_disk_that_is_full_leaves_the_scheme_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    first = change(first, '"ad"', '"advert"')
    before, room = (second.folder / "annotate.toml").read_text(encoding="utf-8"), [None] * writes

    def fsync(_: int) -> None:
        if not room:
            raise OSError(ENOSPC, "No space left on device")
        room.pop()

    with monkeypatch.context() as full:
        full.setattr("os.fsync", fsync)
        with pytest.raises(ProjectError) as caught:
            both_ways(first, second)
    assert str(caught.value).startswith("the scheme could not be written (No space left on device)")
    assert (second.folder / "annotate.toml").read_text(encoding="utf-8") == before
    assert not list(second.folder.glob(".*.part"))
    assert both_ways(first, second).scheme == "taken"
    for project in (first, second):
        project.store.close()


def test_a_scheme_that_was_changed_here_goes_there(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    second = change(second, '"ad"', '"advert"')
    assert both_ways(first, second).scheme == "sent"
    for project in (first, second):
        project.store.close()
    with Project.open(first.folder) as opened:
        assert opened.scheme.label("advert")


def test_a_scheme_that_both_have_changed_is_told_and_stays(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    first, second = change(first, '"ad"', '"advert"'), change(second, '"ad"', '"promo"')
    assert both_ways(first, second).problems == [
        "both sides have changed the scheme, make annotate.toml the same on both"
    ]
    assert second.scheme.label("promo")
    for project in (first, second):
        project.store.close()


def test_a_scheme_that_drops_a_label_in_use_here_is_not_taken(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    here = Stored(second.store, second.folder)
    act(here, "one", Add(0, 2, "ad"))
    first = change(first, '"ad"', '"advert"')
    done = both_ways(first, second)
    assert "no label 'ad' any more" in done.problems[0]
    for project in (first, second):
        project.store.close()


def test_labels_that_come_after_their_name_was_dropped_are_told_and_counted(
    tmp_path: Path,
) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    here = Stored(second.store, second.folder)
    for person in ("ana", "ben"):
        act(here, "one", Add(0, 2, "ad"), Add(3, 5, "quote"), Status((0,), "done"), by=person)
    first = change(first, '"ad"', '"advert"')
    assert bygone(first.store, first.scheme) == []
    done = exchange(Stored(first.store, first.folder), here, TAKE_ONLY)
    hint = 'put it back, or add retired = ["ad"] at the top'
    assert done.problems == [f"2 spans still 'ad', which the scheme has not: {hint}"]
    assert [(b.name, b.spans, b.dropped) for b in bygone(first.store, first.scheme)] == [
        ("ad", 2, True)
    ]
    assert measure(first.store, first.scheme, Choice()).agreement.left_out == {"ad": 2}
    assert with_bygone(first.store, first.scheme).label("ad")
    first = change(first, "[[labels]]", 'retired = ["ad"]\n\n[[labels]]', times=1)
    assert [(b.name, b.spans, b.dropped) for b in bygone(first.store, first.scheme)] == [
        ("ad", 2, False)
    ]
    assert both_ways(first, second).scheme == "taken"
    assert second.store.value("SELECT count(*) FROM spans WHERE label = 'ad'") == 2
    for project in (first, second):
        project.store.close()


def test_a_name_that_all_know_is_nothing_to_tell(tmp_path: Path) -> None:
    first, second = in_folders(tmp_path)
    both_ways(first, second)
    here = Stored(second.store, second.folder)
    act(here, "one", Add(0, 2, "ad"))
    first = change(first, 'name = "ad"', 'name = "advert"\nformerly = ["ad"]')
    assert exchange(Stored(first.store, first.folder), here, TAKE_ONLY).problems == []
    assert not may_have_unknown(first.store)
    for project in (first, second):
        project.store.close()
