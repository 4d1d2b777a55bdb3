"""Another file of the project as the other side of an exchange: it is only read."""

from pathlib import Path

from annotate.core.errors import SyncError
from annotate.hub.connecting import is_meant
from annotate.services.project import Project
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import Progress, Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage.store import FILE_NAME, Store


def merge(project: Project, file: Path, progress: Progress | None = None) -> Exchanged:
    """Take in what another file of the project has, or a folder's, and this one has not.

    Raises SyncError for another project's, and for a hub's address, StorageError for one that
    cannot be read.
    """
    if is_meant(str(file)):
        raise SyncError("a hub is no file", hint="`annotate sync` goes there")
    path = file / FILE_NAME if file.is_dir() else file
    with Store.reading(path) as other:
        here = Stored(project.store, project.folder)
        return exchange(here, Stored(other), Terms(send=False, progress=progress))
