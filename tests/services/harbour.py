"""A project of short articles in which every ship is labelled: what no rule finds is learned."""

from pathlib import Path

import msgspec

from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.core.scheme_file import NAME as FILE
from annotate.core.scheme_file import render
from annotate.services.importing import import_paths
from annotate.services.project import Project, init

SHIP = Label("ship", "z", "cyan", "selection", "What sails.")
SHIPS = ("ferry", "barge", "tug", "cutter")
WAYS = ("sank in the storm", "came in late", "left for the cape", "lay at the quay", "was sold")
ARTICLES = len(SHIPS) * len(WAYS)
ANNOTATORS = ("ana", "ben")


def made(folder: Path, settings: str = "", articles: int = ARTICLES) -> Path:
    """The project in a folder, of so many articles; `settings` go to the end of its file."""
    init(folder)
    scheme = Scheme((*DEFAULT_SCHEME.labels, SHIP), DEFAULT_SCHEME.relations)
    (folder / FILE).write_text(render("Harbour", scheme) + settings, encoding="utf-8")
    labels = folder / "corpora" / "ships.jsonl"
    labels.write_bytes(b"\n".join(_records()[: articles * len(ANNOTATORS)]))
    with Project.open(folder) as project:
        import_paths(project.store, project.scheme, [labels], annotator="ana")
    return folder


def text(ship: str, way: str) -> str:
    """An article of a headline and a sentence, in which the ship has the offsets of `place`."""
    return f"News of the {way.split(maxsplit=1)[0]} kind\n\nOn Monday the {ship} {way}."


def place(article: str, ship: str) -> tuple[int, int]:
    """Where the ship is named."""
    start = article.index(f"the {ship} ") + 4
    return start, start + len(ship)


def _records() -> list[bytes]:
    records = []
    for ship in SHIPS:
        for way in WAYS:
            article = text(ship, way)
            start, end = place(article, ship)
            span = {"start": start, "end": end, "label": SHIP.name}
            records += [{"text": article, "annotator": a, "spans": [span]} for a in ANNOTATORS]
    return list(map(msgspec.json.encode, records))
