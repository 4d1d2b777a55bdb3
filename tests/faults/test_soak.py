"""Months of work in fast motion: gestures by the ten thousand, and nothing grows but the log."""

import gc
import random
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from annotate.core.errors import GestureError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating import adjusting, labelling, linking, marking
from annotate.services.annotating.session import Session
from annotate.services.sample import corpora
from annotate.storage import annotations, check, documents
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.making import add, document

GESTURES = campaign(600, 100_000)
ARTICLES = 200
TENTHS = 10
MORE = 4_000_000
"""Bytes that the program may hold more at the end than after a tenth of it, whatever the work."""
Key = Callable[[], object]


def keys(session: Session, chance: random.Random) -> Key:
    """What somebody may press now."""
    article = session.article
    assert article
    labels: list[Key] = [
        partial(labelling.label, article, n) for n in range(len(DEFAULT_SCHEME.labels))
    ]
    moves: list[Key] = [
        partial(article.cursor.go, chance.randrange(len(article.document.paragraphs))),
        partial(article.tab, chance.choice((-1, 1))),
        partial(adjusting.grow, article),
        partial(adjusting.extend, article, "right"),
    ]
    marks: list[Key] = [
        partial(f, article) for f in (marking.done, marking.skip, marking.flag, linking.link)
    ]
    notes: list[Key] = [partial(marking.note, article, chance.choice(("", "hm")))]
    taking: list[Key] = [partial(f, article) for f in (labelling.remove, labelling.clear)]
    back: list[Key] = [session.undo, session.undo, session.redo]
    on: list[Key] = [partial(session.step, chance.choice((-1, 1))), session.next_unfinished]
    kinds = [labels, labels, moves, moves, marks, notes, taking, back, on]
    return chance.choice(chance.choice(kinds))


def held(session: Session) -> Iterator[int]:
    """The bytes that are held after each tenth of the work."""
    chance = random.Random(1)
    for _ in range(TENTHS):
        for _ in range(GESTURES // TENTHS):
            with suppress(GestureError):
                keys(session, chance)()
        gc.collect()
        yield tracemalloc.get_traced_memory()[0]


def test_much_work_leaves_a_sound_file_and_holds_no_more_memory(store: Store) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpora().glob("*/*.txt"))]
    add(store, *(document(f"Number {n}.\n\n{texts[n % len(texts)]}") for n in range(ARTICLES)))
    session = Session(store, DEFAULT_SCHEME, "ana")
    session.open(1)
    tracemalloc.start()
    first, *_, last = held(session)
    tracemalloc.stop()

    assert last < first + MORE
    assert store.value("SELECT count(*) FROM operations") > GESTURES / 3
    assert list(check.check(store)) == []
    assert all(_lies_inside(store, key) for key in range(1, ARTICLES + 1))


def _lies_inside(store: Store, key: int) -> bool:
    """Whether every span of an article has words of it."""
    text = documents.get(store, key).text
    spans = annotations.read(store, key, "ana").spans
    return all(0 <= s.start < s.end <= len(text) for s in spans)
