"""What whoever owns a hub does: make it of a project, and say who may use it."""

from annotate.hub import people
from annotate.hub.people import Person
from annotate.services import person
from annotate.services.project import Project
from annotate.services.syncing.meeting import Progress, Terms
from annotate.services.syncing.meeting_place import sync
from annotate.services.syncing.report import Exchanged
from annotate.storage.project import project_id

__all__ = ["Person", "init", "people", "person"]


def init(project: Project, url: str, progress: Progress | None = None) -> tuple[bool, Exchanged]:
    """Make a hub, or bring it up to date, and exchange; whether it is new, and what came of it."""
    new = people.init(url, project_id(project.store))
    return new, sync(project, url, terms=Terms(progress=progress))
