"""A gesture made durable, against a raw commit of the same rows, with 100,000 articles there."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.operations import Add, Body, Operation, Relate, Undo
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.bulk import BulkImport
from annotate.storage.log import Writer
from annotate.storage.positions import Position
from annotate.storage.store import Store
from benchmarks import corpus, raw_gesture
from benchmarks.projects import ANNOTATOR, copied
from benchmarks.ratio import Clocked, Figure, compared, rested

ARTICLES = 100_000
ROUNDS = 500
PIECES = 500
"""Paragraphs of the long article, each with a quotation and its attribution: 1,000 spans."""
Opened = Callable[[], Annotations]


def figures() -> Iterator[Figure]:
    """In articles of one span each, and in one of 1,000 spans; there undo and redo too."""
    with TemporaryDirectory() as name:
        paths = [Path(name) / f"{file}.db" for file in ("spare", "ours", "theirs")]
        long = _with_long_article(copied(ARTICLES, paths[0]))
        for path in paths[1:]:
            path.write_bytes(paths[0].read_bytes())
        with Store.open(paths[0]) as spare, Store.open(paths[1]) as ours, Store.open(paths[2]) as b:
            yield compared(
                f"a gesture durable (add, relate), {ARTICLES:,} articles in the file",
                writing(one_after_the_other(ours)),
                _raw_gesture(one_after_the_other(spare), b),
                ROUNDS,
                at_most=2,
            )
            a, spared = _always(ours, long), _always(spare, long)
            yield compared(
                "the same in an article of 1,000 spans", writing(a), _raw_gesture(spared, b), 200
            )
            yield compared("its undo", _undo(a), _raw_undo(spared, b), 200)


def _with_long_article(database: Path) -> int:
    """Add the article of 1,000 spans, each of them a gesture; its key."""
    article = corpus.article(ARTICLES, PIECES + 1)
    with Store.open(database) as store:
        with BulkImport(store, ANNOTATOR) as bulk:
            key = bulk.document(article.document).key
        annotations, writer = _open(store, key), Writer(ANNOTATOR)
        for piece, (start, _) in zip(article.pieces, article.document.paragraphs[1:], strict=True):
            quote, said = piece.quote, piece.attribution
            added = annotations.commit(writer, [Add(start + quote[0], start + quote[1], "quote")])
            add = Add(start + said[0], start + said[1], "attribution")
            relate = Relate("attributes", f"{writer.name}:{added[0].n + 1}", added[0].id)
            annotations.commit(writer, [add, relate])
    return key


def _open(store: Store, key: int) -> Annotations:
    return Annotations(store, key, documents.get(store, key), ANNOTATOR)


def one_after_the_other(store: Store) -> Opened:
    """The articles that have a span: those with even keys."""
    keys = count(2, 2)
    return lambda: _open(store, next(keys))


def _always(store: Store, key: int) -> Opened:
    annotations = _open(store, key)
    return lambda: annotations


def writing(opened: Opened) -> Clocked:
    """A link to a quotation made durable in the next article opened, less its opening."""
    writer, numbers = Writer(ANNOTATOR), count()

    def run() -> float:
        annotations = opened()
        bodies = _bodies(annotations, writer, next(numbers))
        return rested(lambda: _commit(annotations, writer, bodies))()

    return run


def _raw_gesture(spare: Opened, store: Store) -> Clocked:
    """Replays what a gesture in the spare file wrote."""
    writer, numbers = Writer(ANNOTATOR), count()

    def run() -> float:
        annotations = spare()
        gesture = _commit(annotations, writer, _bodies(annotations, writer, next(numbers)))
        statements = raw_gesture.writing(raw_gesture.rows(annotations, gesture, gesture))
        return rested(lambda: raw_gesture.commit(store, statements))()

    return run


def _undo(opened: Opened) -> Clocked:
    """Undoes a gesture that was made off the clock."""
    writer, numbers = Writer(ANNOTATOR), count(1)

    def run() -> float:
        annotations = opened()
        gesture = _commit(annotations, writer, _bodies(annotations, writer, next(numbers)))
        undo = Undo(gesture[0].gesture_id)
        return rested(lambda: _commit(annotations, writer, [undo]))()

    return run


def _raw_undo(spare: Opened, store: Store) -> Clocked:
    writer, numbers = Writer(ANNOTATOR), count(1)

    def run() -> float:
        annotations = spare()
        gesture = _commit(annotations, writer, _bodies(annotations, writer, next(numbers)))
        added = raw_gesture.rows(annotations, gesture, gesture)
        raw_gesture.commit(store, raw_gesture.writing(added))
        undo = _commit(annotations, writer, [Undo(gesture[0].gesture_id)])
        changed = raw_gesture.writing(raw_gesture.rows(annotations, undo, gesture))
        statements = [*changed, *raw_gesture.unwriting(added)]
        return rested(lambda: raw_gesture.commit(store, statements))()

    return run


def _commit(annotations: Annotations, writer: Writer, bodies: Sequence[Body]) -> list[Operation]:
    """As the screen does: with the place where it is made."""
    return annotations.commit(writer, bodies, Position(annotations.key, 0, 0))


def _bodies(annotations: Annotations, writer: Writer, number: int) -> list[Body]:
    """A new attribution of a quotation that is there."""
    places = annotations.document.paragraphs
    id = f"{writer.name}:{writer.last(annotations.store) + 1}"
    quote = next(s for s in annotations.content.spans if s.label == "quote")
    return [
        Add(*places[number % len(places)], "attribution"),
        Relate("attributes", id, quote.id),
    ]
