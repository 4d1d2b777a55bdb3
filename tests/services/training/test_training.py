"""Training: from a project's labels to a model that is kept if it is good."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet, Settlement, Span
from annotate.core.errors import AnnotateError, InputError, ProjectError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.project import Project, init
from annotate.services.sample import throw_away
from annotate.services.training.examples import examples
from annotate.services.training.figures import Comparison, Figure
from annotate.services.training.models import read_model
from annotate.services.training.train import LEAST, Trial, _keep, train
from annotate.services.training.trial import run
from annotate.storage import learning
from annotate.storage.store import Store
from annotate.suggesters.learning.model import NAME
from tests.services import harbour
from tests.services.training.learning import learn
from tests.storage.making import add, put
from tests.suggesters.learning.examples import model


def test_every_finished_reading_is_learned_from(project: Project) -> None:
    found = examples(project.store, project.scheme)

    assert len(found) == len(harbour.ANNOTATORS) * harbour.ARTICLES
    assert len({e.document.sha256 for e in found}) == harbour.ARTICLES
    assert all([s[2] for s in e.spans] == ["ship"] for e in found)


def test_links_are_read_with_the_spans_that_they_tie() -> None:
    with throw_away() as sample, Project.open(sample) as project:
        found = examples(project.store, project.scheme)

    assert len(found) == 24
    assert sum(len(e.links) for e in found) > 300
    assert all({head, child} <= set(e.spans) for e in found for _, head, child in e.links)


def test_an_annotator_called_gold_is_not_what_was_adjudicated(store: Store) -> None:
    (key,) = add(store, "One.")
    put(store, key, AnnotationSet((Span(0, 3, "body", "1"),), status="d"), "gold")
    with pytest.raises(InputError, match=r"no gold layer .*, the annotator of that name is anno"):
        examples(store, DEFAULT_SCHEME, "gold")
    put(store, key, AnnotationSet(status="d", settlement=Settlement(("x",), "so")), "gold/ben")
    (gold,) = examples(store, DEFAULT_SCHEME, "gold")
    (theirs,) = examples(store, DEFAULT_SCHEME, "annotator/gold")
    assert (gold.spans, theirs.spans) == ((), ((0, 3, "body"),))


def test_unless_a_layer_is_named_annotators_are_learned_from_once(store: Store) -> None:
    (key,) = add(store, "One.")
    for layer in ("ana", "again/ana", "gold/ben", "majority/2", "votes/all"):
        settlement = Settlement(("x",), "so") if layer.startswith("gold") else None
        put(store, key, AnnotationSet(status="d", settlement=settlement), layer)
    assert len(examples(store, DEFAULT_SCHEME)) == 1
    assert len(examples(store, DEFAULT_SCHEME, "votes/all")) == 1


def test_one_layer_can_be_chosen(project: Project) -> None:
    assert len(examples(project.store, project.scheme, "ben")) == harbour.ARTICLES
    with pytest.raises(InputError, match="no layer 'nobody' in this project"):
        examples(project.store, project.scheme, "nobody")


def test_what_is_learned_is_told_beside_the_rules(project: Project) -> None:
    told: list[tuple[int, int]] = []

    found = train(project, number=3, processes=1, progress=lambda *n: told.append(n))

    ship = next(f for f in found.trial.figures if f.label == "ship")
    assert (found.articles, found.readings, found.trial.folds) == (20, 40, 3)
    assert ship.learned.f1 == ship.difference > 0.8
    assert ship.rules.f1 == 0
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_model_is_kept_with_what_it_speaks_for(project: Project) -> None:
    found = learn(project)

    header = read_model(project.folder / NAME).header
    assert found.kept
    assert header.speaks == found.speaks == ("ship",)
    assert header.evaluation["folds"] == 5
    assert learning.learned_at(project.store) == 40
    assert [p.name for p in project.folder.glob("model*")] == [NAME]


def test_in_several_processes_it_is_the_same(project: Project) -> None:
    alone = learn(project)
    raw = (project.folder / NAME).read_bytes()

    assert train(project, processes=2) == alone
    assert (project.folder / NAME).read_bytes() == raw


def test_a_process_that_is_ended_ends_it_in_one_line() -> None:
    """As the system ends the largest where memory runs out."""
    ended = [partial(os._exit, 1)] * 2
    with pytest.raises(AnnotateError, match="a process that learned was ended, are there memory"):
        list(run(ended, processes=2))


def figure(f1: float) -> Figure:
    return Figure(f1, f1, f1, f1, f1, 1, 1)


def trial(articles: int = LEAST, off: float = 0.05, **differences: float) -> Trial:
    return Trial(
        2,
        [
            Comparison(name, articles, figure(0.5 + d), figure(0.5), d, d - off, d + off)
            for name, d in differences.items()
        ],
    )


def test_a_label_for_which_it_is_not_surely_better_is_left_to_the_rules(tmp_path: Path) -> None:
    good = trial(quote=0.04, attribution=0.1, body=0.06)

    found = _keep(tmp_path / NAME, model(), good, force=False)

    assert found.kept
    assert found.speaks == ("attribution", "body")
    assert read_model(tmp_path / NAME).header.speaks == found.speaks


@pytest.mark.parametrize("few", [trial(LEAST - 1, quote=0.4), trial(off=0.0, quote=0.0)])
def test_a_label_of_few_articles_or_no_difference_is_left_to_the_rules(
    few: Trial, tmp_path: Path
) -> None:
    assert not _keep(tmp_path / NAME, model(), few, force=False).kept
    assert not (tmp_path / NAME).exists()


def test_a_model_that_is_worse_is_not_kept_unless_forced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("what was there before")
    bad = trial(quote=-0.1, attribution=-0.1)

    assert not _keep(tmp_path / NAME, model(), bad, force=False).kept
    assert (tmp_path / NAME).read_text() == "what was there before"
    assert _keep(tmp_path / NAME, model(), bad, force=True).speaks == ("quote", "attribution")


def test_a_folder_that_takes_nothing_is_one_line(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()

    with pytest.raises(AnnotateError, match="the model could not be written"):
        _keep(tmp_path / NAME, model(), trial(quote=0.1), force=False)
    assert [p.name for p in tmp_path.iterdir()] == [NAME]


def test_with_nothing_finished_there_is_nothing_to_learn(tmp_path: Path) -> None:
    init(tmp_path / "new")

    with (
        Project.open(tmp_path / "new") as project,
        pytest.raises(ProjectError, match="there are not two finished articles to learn from"),
    ):
        train(project)


def test_copies_of_one_story_are_said_to_be_that(copies: Project) -> None:
    with pytest.raises(ProjectError) as raised:
        train(copies)

    assert str(raised.value) == (
        f"all 3 finished articles are copies of one story, {copies.folder}, "
        "finish other stories too: what is learned is tried on one that it has not seen"
    )


def test_without_the_library_one_line_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)

    with pytest.raises(ProjectError, match="need python-crfsuite, install it with"):
        train(project)
