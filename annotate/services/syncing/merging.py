"""Another file of the project as the other side of an exchange: it is only read."""

from pathlib import Path

from annotate.core.errors import StorageError, SyncError
from annotate.hub.connecting import is_meant
from annotate.services.project import Project
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.meeting import Progress, Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage.failures import FOREIGN
from annotate.storage.store import FILE_NAME, Store

OTHER = "name another copy of the project: its folder, or the annotations.db in it"


def merge(project: Project, file: Path, progress: Progress | None = None) -> Exchanged:
    """Take in what another file of the project has, or a folder's, and this one has not.

    Raises SyncError for another project's, and for a hub's address, StorageError for one that
    cannot be read.
    """
    if is_meant(str(file)):
        raise SyncError("a hub is no file", hint="`annotate sync` goes there")
    path = file / FILE_NAME if file.is_dir() else file
    with _opened(path) as other:
        here = Stored(project.store, project.folder)
        return exchange(here, Stored(other), Terms(send=False, progress=progress))


def _opened(path: Path) -> Store:
    if not path.exists():
        raise StorageError("no database", str(path), OTHER)
    try:
        return Store.reading(path)
    except StorageError as error:
        if error.what == FOREIGN:
            raise StorageError(FOREIGN, str(path), OTHER) from error
        raise
