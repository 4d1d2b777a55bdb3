"""Models that were learned: found, taken, of another scheme, and of labels renamed since."""

import pytest
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.project import Project
from annotate.services.suggesting import Suggesting
from annotate.services.training.examples import examples
from annotate.services.training.models import ProjectModel
from annotate.suggesters.learning.model import NAME
from tests.services import harbour
from tests.services.training.learning import learn


def test_a_project_without_a_model_has_none(project: Project) -> None:
    mine = ProjectModel(project.folder, project.scheme)

    assert not mine.is_there()
    assert mine.suggester() is None


def test_a_model_that_was_learned_meanwhile_is_taken(project: Project) -> None:
    mine = ProjectModel(project.folder, project.scheme)
    assert mine.suggester() is None

    learn(project)
    first = mine.suggester()
    assert first
    assert mine.suggester() is first

    learn(project)
    assert mine.suggester() not in (None, first)


def test_what_is_wrong_with_a_model_is_said_once(project: Project) -> None:
    (project.folder / NAME).write_bytes(b"{}")
    mine = ProjectModel(project.folder, project.scheme)

    assert mine.is_there()
    with pytest.raises(InputError, match="this is no model of suggestions"):
        mine.suggester()
    assert mine.suggester() is None


def test_a_model_of_another_scheme_is_refused(project: Project) -> None:
    learn(project)
    other = replace(project.scheme, labels=project.scheme.labels[:-1])

    with pytest.raises(InputError, match="learned another scheme, whose label was 'ship'"):
        ProjectModel(project.folder, other).suggester()


def test_a_model_speaks_for_a_label_that_was_renamed_since(project: Project) -> None:
    learn(project)
    boat = replace(harbour.SHIP, name="boat", formerly=("ship",))
    scheme = replace(project.scheme, labels=(*project.scheme.labels[:-1], boat))
    document = examples(project.store, project.scheme)[0].document
    known = {
        name: Suggesting(
            project.store, s, SuggestionSettings(), "cy", ProjectModel(project.folder, s)
        )
        for name, s in {"ship": project.scheme, "boat": scheme}.items()
    }

    found = {name: task() for name, each in known.items() if (task := each.learned(document))}

    places = {name: [s.range for s in f.spans if s.label == name] for name, f in found.items()}
    assert places["boat"] == places["ship"] != []
    assert not [s for s in found["boat"].spans if s.label == "ship"]
