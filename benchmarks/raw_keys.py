"""The rows that labelling and undoing by key write, found by doing so in a spare project."""

from collections.abc import Iterator
from pathlib import Path

from annotate.core.operations import Operation
from annotate.services.annotating import labelling
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.services.project import Project
from annotate.services.suggesting import Suggesting
from annotate.storage import documents, log
from annotate.storage.annotations import Annotations
from annotate.storage.store import Store
from benchmarks import raw_gesture
from benchmarks.projects import ANNOTATOR
from benchmarks.raw_gesture import Statements

HERE = 1
"""The paragraph whose quotation is labelled, and the key of the article."""


def labelling_and_undoing(folder: Path, times: int) -> Iterator[Statements]:
    """So many times what writes the rows of the first label there, then of its undo."""
    with Project.open(folder) as project:
        suggest = Suggesting(project.store, project.scheme, project.file.suggestions, ANNOTATOR)
        session = Session(project.store, project.scheme, ANNOTATOR, suggest)
        article = session.open(HERE)
        article.offer(session.suggest(article.document)())
        for _ in range(times):
            article.cursor.go(HERE)
            labelling.label(article, 0)
            added = _latest(project.store)
            rows = _rows(project.store, article, added, added)
            yield raw_gesture.writing(rows)
            session.undo()
            undone = _rows(project.store, article, _latest(project.store), added)
            yield [*raw_gesture.writing(undone), *raw_gesture.unwriting(rows)]


def _latest(store: Store) -> list[Operation]:
    """The operations of the latest gesture, in order."""
    latest = log.tail(store, most=8)
    return [o for o in reversed(latest) if o.gesture_id == latest[0].gesture_id]


def _rows(
    store: Store, article: Article, gesture: list[Operation], marked: list[Operation]
) -> raw_gesture.Rows:
    annotations = Annotations(store, HERE, documents.get(store, HERE), ANNOTATOR)
    return raw_gesture.rows(annotations, gesture, marked)
