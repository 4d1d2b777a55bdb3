"""Where replicas meet that are not on one machine: a hub, by its address, or a shared folder."""

from pathlib import Path

from msgspec.structs import replace

from annotate.core.errors import ProjectError, SyncError
from annotate.core.plural import plural
from annotate.hub.connecting import is_address, refuse_meant
from annotate.hub.hub import Hub
from annotate.services.project import Project
from annotate.services.syncing.exchange import DEFAULT, exchange
from annotate.services.syncing.folder import Folder, Who
from annotate.services.syncing.giving import exchange_with_hub
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored


def sync(
    project: Project,
    where: str,
    *,
    person: str | None = None,
    leads: bool = False,
    terms: Terms = DEFAULT,
) -> Exchanged:
    """Exchange with a hub or a shared folder. Raises SyncError where that cannot be.

    A hub knows who asks, and refuses another `person`; to a folder it is that one, who may lead.
    """
    here = Stored(project.store, project.folder)
    if is_address(where):
        with Hub(where) as hub:
            return exchange_with_hub(here, hub, replace(terms, person=person or ""))
    refuse_meant(where)
    if not (person or leads):
        raise ProjectError("who syncs?", hint="say --annotator NAME, or --lead")
    folder = Folder(Path(where), Who(here.greet().project, person or "", leads))
    done = exchange(here, folder, terms)
    if folder.torn:
        what = f"not whole yet: {plural(folder.torn, 'file')} of the shared folder"
        done.told(SyncError(what, hint="sync again when the rest is there"))
    return done
