"""A reviewer at the keyboard, over documents that two annotators finished."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.services.project import Project
from annotate.storage import check
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.adjudicating import AdjudicateApp
from tests.storage.making import STATE, dump, put
from tests.ui.running import NARROW, Desk

QUOTES = ("quote", "“It was dark,”"), ("quote", "“We saw nothing.”")
SAID = "attribution", "said Ana Ruiz"
TITLE = "caption", "Ferry strikes breakwater"


def finish(store: Store, key: int, text: str, name: str, *said: tuple[str, str]) -> None:
    """Let somebody finish a document with these labels on these words."""
    spans = []
    for number, (label, words) in enumerate(said):
        start = text.index(words)
        spans.append(Span(start, start + len(words), label, f"{name}:{number}"))
    links = [Relation("attributes", s.id, spans[0].id) for s in spans if s.label == "attribution"]
    content = AnnotationSet(tuple(spans), tuple(links), "d" * len(text.split("\n\n")))
    put(store, key, content, name)


def rows_of(names: Collection[str], folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these layers: state, operations, gestures."""
    file = folder / FILE_NAME
    theirs = {key for key, name in dump(file, "layers")["layers"] if name in names}
    place = {"operations": 4, "gestures": 0}
    return {
        table: [row for row in rows if row[place.get(table, 1)] in theirs]
        for table, rows in dump(file, *STATE, "operations").items()
    }


def retire(folder: Path, label: str) -> None:
    """Let a label, which is not the last, be given no more."""
    file = folder / "annotate.toml"
    kept, _, rest = file.read_text(encoding="utf-8").partition(f'[[labels]]\nname = "{label}"')
    after = rest[rest.index("[[labels]]") :]
    file.write_text(f'retired = ["{label}"]\n{kept}{after}', encoding="utf-8")


@asynccontextmanager
async def adjudicating(
    folder: Path, reviewer: str | None = "eva", size: tuple[int, int] = NARROW
) -> AsyncIterator[Desk]:
    """The program at adjudication; when it is left the file is sound."""
    with Project.open(folder) as project:
        app = AdjudicateApp(project, reviewer)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Desk(app, pilot)
        app.leave()
        assert list(check.check(project.store)) == []
