"""Learning suggestions from a project's own labels, and finding out what that is worth."""

from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from annotate.core.errors import AnnotateError, ProjectError
from annotate.core.rule_names import rule_names
from annotate.services import whole_files
from annotate.services.project import Project
from annotate.services.training.examples import examples
from annotate.services.training.figures import Comparison, compare
from annotate.services.training.folds import folds
from annotate.services.training.trial import Progress, learn
from annotate.storage import learning, tallies
from annotate.suggesters.learning import crf
from annotate.suggesters.learning.model import NAME, Model, encode

FEW = 25
"""Articles below which the rules are likely better: see docs/suggestions-measured.md."""
LEAST = 10
"""Articles that have a label, from which on what was learned of it may take the rules' place."""


class Trial(Struct, frozen=True):
    """How cross-validation in so many folds went."""

    folds: int
    figures: list[Comparison]


class Training(Struct, frozen=True):
    """What was learned from how much, and how good it is beside the rules.

    The model `speaks` for the labels in which it is surely better; without any it is not kept.
    """

    articles: int
    readings: int
    spans: dict[str, int]
    trial: Trial
    speaks: tuple[str, ...]
    kept: bool
    file: str


def train(
    project: Project,
    *,
    layer: str | None = None,
    number: int = 5,
    keep: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Training:
    """Learn from the finished articles of one layer, or of all, and keep the model if it is good.

    It is tried on articles that it has not seen, in so many folds, copies of one story in the same.
    A label for which it is not surely better is left to the rules; with `keep`, none is. Raises
    ProjectError where there is too little to learn from or python-crfsuite is not installed,
    InputError for a layer that there is not.
    """
    crf.check()
    learning.put_learned_at(project.store, tallies.finished(project.store))
    found = examples(project.store, project.scheme, layer)
    placed = folds([example.document for example in found], number)
    number = len(set(placed.values()))
    if number < 2:
        raise _too_little(len(placed), project.folder)
    units = {label.name: label.unit for label in project.scheme.labels}
    threshold = project.file.suggestions.threshold
    model, answers = learn(
        found,
        units,
        placed,
        threshold=threshold,
        names=rule_names(project.scheme),
        processes=processes,
        progress=progress,
    )
    links = [relation.label for relation in project.scheme.relations]
    trial = Trial(number, compare(answers, units, links))
    return _keep(project.folder / NAME, model, trial, force=keep)


def _too_little(articles: int, folder: Path) -> ProjectError:
    """That of so many finished articles none can be held back, since all tell the same story."""
    if articles < 2:
        what, hint = "there are not two finished articles to learn from", "finish more"
        return ProjectError(what, str(folder), f"{hint}, or see `annotate status`")
    what = f"all {articles} finished articles are copies of one story"
    hint = "finish other stories too: what is learned is tried on one that it has not seen"
    return ProjectError(what, str(folder), hint)


def is_surely_better(each: Comparison) -> bool:
    """Whether a label is in articles enough, and chance alone makes no such difference."""
    return each.articles >= LEAST and each.low > 0


def _keep(path: Path, model: Model, trial: Trial, *, force: bool) -> Training:
    """Write a model that has something to say."""
    good = {each.label for each in trial.figures if force or is_surely_better(each)}
    speaks = tuple(label for label in model.header.speaks if label in good)
    header = replace(model.header, speaks=speaks, evaluation=to_builtins(trial))
    if speaks:
        _write(path, encode(replace(model, header=header)))
    return Training(
        header.articles, header.readings, header.spans, trial, speaks, bool(speaks), str(path)
    )


def _write(path: Path, content: bytes) -> None:
    try:
        whole_files.write(path, content)
    except OSError as error:
        what = f"the model could not be written ({error.strerror})"
        raise AnnotateError(what, str(path), "what was there before still is") from error
