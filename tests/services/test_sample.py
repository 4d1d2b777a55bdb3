"""The sample project: its articles go in whole, and a throw-away copy goes away."""

from pathlib import Path

import pytest

from annotate.core.errors import ProjectError
from annotate.services import sample
from annotate.services.project import Project
from annotate.storage import documents, progress
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.files import took


def test_the_samples_are_taken_in_whole(store: Store) -> None:
    report = took(store, sample.corpora())
    assert report.documents == len(list(sample.corpora().rglob("*.txt")))
    assert report.passed_over == 0
    assert len(progress.of_layers(store)) == 3, "three sample annotators"
    assert list(check(store)) == []


def test_a_throw_away_project_is_the_sample_and_goes() -> None:
    with sample.throw_away() as folder:
        with Project.open(folder) as project:
            assert documents.count(project.store) >= 12
            assert project.file.name == "Sample project"
            assert project.guidelines() == sample.guidelines()
            assert "Scare quotes" in project.guidelines()
            assert list(check(project.store)) == []
        assert folder.exists()
    assert not folder.exists()


def test_an_installation_without_the_samples_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "PLACES", (tmp_path / "nowhere",))
    with pytest.raises(ProjectError, match=r"^the sample articles are missing, .* anew$"):
        sample.corpora()
    monkeypatch.setattr(sample, "GUIDELINES", (tmp_path / "nowhere.md",))
    with pytest.raises(ProjectError, match=r"^the sample guidelines are missing, .* anew$"):
        sample.guidelines()
