"""How uncertain it is what a project suggests: with what it learned, and anew once that changes."""

import pytest
from msgspec.structs import replace

from annotate.services.project import Project
from annotate.services.uncertainty import measure_all, of_project
from annotate.storage import documents
from annotate.suggesters import learned
from annotate.suggesters.learning.model import NAME
from tests.services.training.learning import learn


def measured(project: Project) -> int:
    """How many articles are measured."""
    told = [0]
    measure_all(project, lambda done, total: told.append(done))
    return told[-1]


def values(project: Project) -> list[float]:
    rows = project.store.rows("SELECT value FROM uncertainty ORDER BY document")
    return [value for (value,) in rows]


def test_what_was_learned_counts_and_is_measured_anew_once_it_is_another(project: Project) -> None:
    everything = documents.count(project.store)
    assert (measured(project), measured(project)) == (everything, 0)
    before = values(project)
    learn(project)
    assert (measured(project), measured(project)) == (everything, 0)
    assert values(project) != before
    (project.folder / NAME).write_bytes(b"damaged since")
    assert measured(project) == everything
    assert values(project) == before


def test_where_it_is_off_it_does_not(project: Project) -> None:
    settings = project.file.suggestions
    off = replace(settings, off=(*settings.off, learned.NAME))
    _, without = of_project(project, settings)
    learn(project)
    assert of_project(project, settings)[1] != without
    measure, basis = of_project(project, off)
    assert of_project(project, off)[1] == basis
    (project.folder / NAME).unlink()
    other, same = of_project(project, off)
    assert same == basis
    document = documents.get(project.store, 1)
    assert measure(document, {}) == pytest.approx(other(document, {}))


def test_how_far_it_is_is_told(project: Project) -> None:
    project.store.connection.execute("DELETE FROM uncertainty")
    told: list[tuple[int, int]] = []
    measure_all(project, lambda *far: told.append(far))
    everything = documents.count(project.store)
    assert told[-1] == (everything, everything)
