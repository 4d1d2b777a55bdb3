"""A team's hub: taking in logs, a sync with nothing new, a reviewer's new machine."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from annotate.core.document import Document, text_hash
from annotate.core.operations import Add, Body, Operation, Relate, Status, encode_body
from annotate.core.paragraphs import find_paragraphs
from annotate.hub import people
from annotate.hub.hub import Hub
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import BATCH, Terms
from annotate.services.syncing.stored import Stored
from annotate.storage import project
from annotate.storage.bulk import BulkImport
from annotate.storage.store import FILE_NAME, Store
from benchmarks import hub_keys
from benchmarks.ratio import Figure
from tests.hub.server import Server, database, run

PEOPLE = 50
EACH = 10_000
"""Operations of a person; twice that before a new machine catches up."""
DOCUMENTS = 10_000
GESTURES = 20
"""Of a person on a document, each with two operations."""
TEXT = "“No,” said X.\n\nMore of it, and more, in a line of its own.\n\nThe end."
PROJECT = "0" * 32


def figures() -> Iterator[Figure]:
    """All on one machine: what is measured shares its cores with the server."""
    server = Server(fsync=True)
    try:
        with database(server) as name, TemporaryDirectory() as folder:
            yield from _with(server.address(name), Path(folder))
    finally:
        server.remove()


def _with(url: str, folder: Path) -> Iterator[Figure]:
    people.init(url, PROJECT)
    with _file(folder / "first") as store:
        hashes = _fill(store)
        with Hub(url) as hub:
            exchange(Stored(store), hub)
    for number in (1, 2):
        seconds = _send(url, hashes, number)
        rate = PEOPLE * EACH / seconds
        yield Figure(
            f"{PEOPLE} × {EACH:,} operations taken in, run {number}", f"{rate:,.0f} a second"
        )
    yield Figure("the hub's size then", _size(url))
    with _file(folder / "keys") as store:
        _fill(store)
        yield from hub_keys.figures(url, store, folder / "keys")
    with _file(folder / "reviewer") as store:
        start = perf_counter()
        with Hub(url) as hub:
            done = exchange(Stored(store), hub)
        seconds = perf_counter() - start
        what = f"a new machine, {done.operations:,} operations on {done.documents:,} articles"
        yield Figure(what, f"{seconds:,.0f} s")
        with Hub(url) as hub:
            exchange(Stored(store), hub)
            yield Figure(f"nothing new, {2 * PEOPLE} writers", _nothing_new(store, hub))


def _file(folder: Path) -> Store:
    folder.mkdir()
    store = Store.open(folder / FILE_NAME)
    project.join(store, PROJECT)
    return store


def _fill(store: Store) -> list[str]:
    hashes = []
    with BulkImport(store, "") as bulk:
        for number in range(DOCUMENTS):
            text = f"{TEXT}\n\nNumber {number}."
            hashes.append(text_hash(text))
            ranges = find_paragraphs(text)
            bulk.document(Document(sha256=hashes[-1], text=text, paragraphs=ranges, id=str(number)))
    return hashes


def _send(url: str, hashes: Sequence[str], run: int) -> float:
    """Seconds in which two at a time send the logs of all, in messages as a sync sends them."""
    logs = [_log(f"p{number}", run, number, hashes) for number in range(PEOPLE)]
    start = perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda log: _send_one(url, log), logs))
    return perf_counter() - start


def _send_one(url: str, log: Sequence[Operation]) -> None:
    with Hub(url) as hub:
        for first in range(0, len(log), BATCH):
            hub.append(log[first : first + BATCH])


def _log(person: str, run: int, number: int, hashes: Sequence[str]) -> list[Operation]:
    """What a person does on one article after the other: labels, links, and goes on."""
    writer, log = f"{person}@{run}", list[Operation]()
    while len(log) < EACH:
        article = len(log) // (2 * GESTURES) + number * 37 + run * 251
        for gesture in range(GESTURES):
            log += _gesture(writer, len(log), hashes[article % len(hashes)], gesture)
    return log[:EACH]


def _gesture(writer: str, n: int, sha256: str, gesture: int) -> list[Operation]:
    bodies: tuple[Body, Body] = (Add(gesture, gesture + 5, "quote"), Status((gesture % 4,), "done"))
    if gesture % 2:
        bodies = Add(gesture, gesture + 9, "attribution"), Relate("attributes", "a", "b")
    person = writer.partition("@")[0]
    return [
        Operation(writer, n + i, n + i, person, sha256, n + 1, *encode_body(body), 0)
        for i, body in enumerate(bodies, 1)
    ]


def _size(url: str) -> str:
    (size,) = run(url, "SELECT pg_database_size(current_database())")[0]
    return f"{size / 1e6:,.0f} MB"


def _nothing_new(store: Store, hub: Hub) -> str:
    rounds = 20
    start = perf_counter()
    for _ in range(rounds):
        if not exchange(Stored(store), hub, Terms()).is_empty:
            raise RuntimeError("there was something new")
    return f"{(perf_counter() - start) / rounds * 1000:.1f} ms"
