"""Near-duplicates among 10,000 articles: time and memory, against libraries if there are any.

`pip install datasketch rensa` for the comparison; what is not installed is left out.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from annotate.services.copies import refresh
from annotate.storage.store import Store
from benchmarks import corpus
from benchmarks.machine import peak
from benchmarks.neardup_ways import ours, ways
from benchmarks.projects import imported
from benchmarks.ratio import Figure, clocked, compared, spread

ARTICLES = 10_000
COPIED = 10
"""Of so many articles one is a copy of another, with a third of its paragraphs left out."""


def figures() -> Iterator[Figure]:
    """What each way takes, and how many of the copies it finds; then what an import waits for."""
    texts, copies = made(ARTICLES)
    what = f"near-duplicates among {ARTICLES:,} articles of 8 kB"
    for name, way in ways().items():
        hits = len(copies & way(texts))
        said = f"{what}, {hits / len(copies):.1%} of {len(copies):,} copies found"
        if way is ours:
            yield Figure(said, spread([clocked(partial(way, texts))() for _ in range(3)]))
        else:
            yield compared(
                f"{said} by {name}",
                clocked(partial(way, texts)),
                clocked(partial(ours, texts)),
                rounds=2,
            )
    with TemporaryDirectory() as folder:
        database = imported(Path(folder), ARTICLES)
        yield Figure(f"memory of finding them in a project of {ARTICLES:,}", peak(_find, database))
        with Store.open(database) as store:
            first = [clocked(partial(refresh, store))()]
            yield Figure("the same where nothing is new", spread(first))


def made(number: int) -> tuple[list[str], set[tuple[int, int]]]:
    """Texts, and which of them were made from an earlier one."""
    random, texts, copies = Random("copies"), list[str](), set[tuple[int, int]]()
    for place in range(number):
        if place % COPIED == COPIED - 1:
            source = place - random.randrange(1, COPIED)
            paragraphs = texts[source].split("\n\n")
            kept = sorted(random.sample(range(len(paragraphs)), 2 * len(paragraphs) // 3))
            texts.append("\n\n".join(paragraphs[n] for n in kept))
            copies.add((source, place))
        else:
            texts.append(corpus.article(place).document.text)
    return texts, copies


def _find(database: Path) -> None:
    with Store.open(database) as store:
        refresh(store)
