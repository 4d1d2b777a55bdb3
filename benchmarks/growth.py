"""How the cost of each piece of work grows with the number of short articles.

1,000, 10,000 and 100,000; `ANNOTATE_LARGE=1 python -m benchmarks growth` goes on to a million, for
which it takes 6 GB of disk.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.services.copies import refresh
from annotate.services.exporting import export
from annotate.services.importing import import_paths
from annotate.services.measuring.measure import measure
from annotate.services.suggesting_stream import RULES, suggest_stored
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from benchmarks.gesture import one_after_the_other, writing
from benchmarks.grown import SIZES, written
from benchmarks.machine import Cost, cost
from benchmarks.projects import ANNOTATOR
from benchmarks.queue import questions
from benchmarks.ratio import Clocked, Figure, compared, rested, three_figures

Work = Callable[[Path], object]
GESTURES, LOOKS = 300, 100
FILE, DATABASE = "articles.jsonl", "annotations.db"


def figures() -> Iterator[Figure]:
    """Work by the thousand articles, each in a process of its own; then gestures and lists."""
    with TemporaryDirectory() as name:
        least = Path(name) / f"{SIZES[0]}"
        base: dict[str, float] = {}
        for size in SIZES:
            folder = Path(name) / f"{size}"
            folder.mkdir()
            written(folder / FILE, size)
            Store.open(folder / DATABASE).close()  # to make one takes the same for any number
            for what, work in WORKS.items():
                yield _figure(f"{what}, {size:,} articles", cost(work, folder), size, base, what)
            (folder / FILE).unlink()
            bytes = (folder / DATABASE).stat().st_size
            yield Figure(f"the file with {size:,} articles", f"{bytes / 1e6:,.0f} MB")
            yield from _beside(folder, least, size)


def _figure(shown: str, took: Cost, size: int, base: dict[str, float], what: str) -> Figure:
    """Seconds of the processor for a thousand articles, and how many times those of the least."""
    each = took.processor / size * 1000
    times = each / base.setdefault(what, each)
    memory = f"{took.memory / 1024:.0f} MB"
    return Figure(
        shown,
        f"{three_figures(took.processor)} s, {memory}",
        f"a thousand: {three_figures(each)} s, {times:.2f} times that of {SIZES[0]:,}",
    )


def _beside(folder: Path, least: Path, size: int) -> Iterator[Figure]:
    """What must not grow, in turn with the same in the smallest project."""
    with Store.open(folder / DATABASE) as ours, Store.open(least / DATABASE) as theirs:
        for what, ask in questions().items():
            shown = f"{what}, {size:,} articles ÷ {SIZES[0]:,}"
            yield compared(shown, _asking(ask, ours), _asking(ask, theirs), LOOKS)
        yield compared(
            f"a gesture durable, {size:,} articles ÷ {SIZES[0]:,}",
            writing(one_after_the_other(ours)),
            writing(one_after_the_other(theirs)),
            GESTURES,
        )


def _asking(ask: Callable[[Store], object], store: Store) -> Clocked:
    return rested(lambda: ask(store))


def _import(folder: Path) -> None:
    with Store.open(folder / DATABASE) as store:
        import_paths(store, DEFAULT_SCHEME, [folder / FILE], annotator=ANNOTATOR)


def _find_copies(folder: Path) -> None:
    with Store.open(folder / DATABASE) as store:
        refresh(store)


def _export(folder: Path) -> None:
    with Store.open(folder / DATABASE) as store, TemporaryDirectory(dir=folder) as out:
        export(store, DEFAULT_SCHEME, "jsonl", Path(out) / "export", EVERYTHING)


def _suggest(folder: Path) -> None:
    with Store.open(folder / DATABASE) as store:
        for _ in suggest_stored(store, RULES, processes=1):
            pass


def _measure(folder: Path) -> None:
    with Store.open(folder / DATABASE) as store:
        measure(store, DEFAULT_SCHEME, Choice())


WORKS: dict[str, Work] = {
    "import": _import,
    "the same import again": _import,
    "near-copies": _find_copies,
    "export": _export,
    "suggestions": _suggest,
    "agreement, the first look": _measure,
    "agreement, the second look": _measure,
}
"""In this order, each on what those before it have made."""
