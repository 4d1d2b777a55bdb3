"""Cross-validation: what is suggested of each article by a model that has not seen it."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from annotate.core.document import Document
from annotate.core.errors import AnnotateError
from annotate.core.suggestion import Suggestions
from annotate.services.training.figures import Answers
from annotate.services.workers import workers
from annotate.suggesters import SUGGESTERS, learned, suggest
from annotate.suggesters.learning.fitting import Example, fit
from annotate.suggesters.learning.model import Model
from annotate.suggesters.learning.tags import Units

Progress = Callable[[int, int], None]
"""Called with the models learned so far, and all that are to be."""
Task = Callable[[], Any]


def learn(
    examples: Sequence[Example],
    units: Units,
    placed: dict[str, int],
    *,
    threshold: float = 0.5,
    names: Mapping[str, str] = {},
    processes: int | None = None,
    progress: Progress | None = None,
) -> tuple[Model, list[Answers]]:
    """The model of all examples, and what models that had not seen them answer for each.

    `placed` gives each document's fold by its sha256; what is less sure than `threshold` is no
    answer; `names` are those that the scheme has for what the rules call otherwise. Processes
    share the work (by default one a core). Raises ProjectError where python-crfsuite is not
    installed.
    """
    whole: Task = partial(fit, examples, units)
    tasks = [whole, *trials(examples, units, placed, threshold, names)]
    results = run(tasks, processes, progress)
    model: Model = next(results)
    return model, [answer for answers in results for answer in answers]


def trials(
    examples: Sequence[Example],
    units: Units,
    placed: dict[str, int],
    threshold: float,
    names: Mapping[str, str] = {},
) -> Iterator[Task]:
    """A task a fold, whose result is a list of Answers."""
    for fold in range(max(placed.values()) + 1):
        held_back = [e for e in examples if placed[e.document.sha256] == fold]
        others = [e for e in examples if placed[e.document.sha256] != fold]
        yield partial(answers, others, held_back, units, threshold, names)


def answers(
    examples: Sequence[Example],
    held_back: Sequence[Example],
    units: Units,
    threshold: float = 0.5,
    names: Mapping[str, str] = {},
) -> list[Answers]:
    """What a model of some examples, and the rules alone, say of those that are held back."""
    members = SUGGESTERS | {learned.NAME: learned.with_model(fit(examples, units))}

    def answer(document: Document) -> tuple[Suggestions, Suggestions]:
        return (
            _sure(suggest(document, members=members, names=names), threshold),
            _sure(suggest(document, names=names), threshold),
        )

    return [Answers(example, *answer(example.document)) for example in held_back]


def _sure(found: Suggestions, threshold: float) -> Suggestions:
    spans = tuple(s for s in found.spans if s.score >= threshold)
    places = {s.place for s in spans}
    return Suggestions(spans, tuple(k for k in found.links if {k.head, k.child} <= places))


# --- in several processes ----------------------------------------------------------------------


def run(
    tasks: Sequence[Task], processes: int | None = None, progress: Progress | None = None
) -> Iterator[Any]:
    """The results of some tasks, in their order; Ctrl-C ends them at once."""
    number = min(processes or os.cpu_count() or 1, len(tasks))
    for done, result in enumerate(_run(tasks, number), 1):
        yield result
        if progress:
            progress(done, len(tasks))


def _run(tasks: Sequence[Task], processes: int) -> Iterator[Any]:
    if processes == 1:
        yield from (task() for task in tasks)
        return
    hint = "are there memory and disk enough? what was learned before still is used"
    ended = AnnotateError("a process that learned was ended", hint=hint)
    with workers(_done, processes, ended) as sharing:
        for task in tasks:
            sharing.ask(task)
        while sharing:
            yield sharing.fetch()


def _done(task: Task) -> Any:
    return task()
