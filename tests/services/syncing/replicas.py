"""Projects on several machines: their files, what people do to them, and what they add up to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate.core.annotation_set import AnnotationSet
from annotate.core.operations import Add, Body
from annotate.services.project import init
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import annotations, documents
from annotate.storage import project as projects
from annotate.storage.check import check
from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import add, commit, document

PROJECT = "00112233445566778899aabbccddeeff"
TAKE_ONLY = Terms(send=False)


@contextmanager
def replica(folder: Path, *texts: str, project: str = PROJECT) -> Iterator[Stored]:
    """A file of the project with documents of these texts, each called by its first word."""
    folder.mkdir(exist_ok=True)
    with Store.open(folder / FILE_NAME) as store:
        if project:
            projects.join(store, project)
        add(store, *(document(text, text.partition(" ")[0]) for text in texts))
        yield Stored(store)


def model_file(folder: Path, *texts: str) -> Path:
    """Such a file, closed: whoever copies it need not make one."""
    with replica(folder, *texts) as stored:
        stored.store.value("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / FILE_NAME


@contextmanager
def in_folder(folder: Path) -> Iterator[Stored]:
    """A new project in a folder, with its file."""
    init(folder)
    with Store.open(folder / FILE_NAME) as store:
        yield Stored(store, folder)


def label(stored: Stored, id: str, start: int = 0, *, by: str = "ana") -> str:
    """One gesture: the two characters at `start` are a quote; the id of the span."""
    (operation,) = act(stored, id, Add(start, start + 2, "quote"), by=by)
    return operation


def act(stored: Stored, id: str, *bodies: Body, by: str = "ana") -> list[str]:
    """One gesture by a new run of the program; the ids of its operations."""
    key = documents.find_id(stored.store, id)
    assert key is not None
    return [o.id for o in commit(stored.store, key, *bodies, name=by)]


def folds(stored: Stored) -> dict[tuple[str, str], AnnotationSet]:
    """What every layer says of every document that is not removed, by hash and layer."""
    return {
        (document.sha256, layer): content
        for document, _, layers in annotations.each(stored.store)
        for layer, content in layers
    }


def merge(here: Stored, *others: Stored) -> Exchanged:
    """Take in other files; what came of the last."""
    found = [exchange(here, other, TAKE_ONLY) for other in others]
    return found[-1]


def is_sound(stored: Stored) -> bool:
    return not list(check(stored.store))
