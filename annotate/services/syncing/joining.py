"""Whether two replicas are of one project."""

from annotate.core.errors import SyncError
from annotate.core.exchange import Greeting
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import project as projects


def join(here: Stored, greeting: Greeting, done: Exchanged) -> None:
    """Let a project that holds nothing yet become one with the other.

    Raises SyncError where the two are different projects.
    """
    if not greeting.project:
        raise SyncError("the other side belongs to no project yet", hint="open it there first")
    ours = projects.project_id(here.store)
    if ours == greeting.project:
        return
    if not projects.holds_nothing(here.store):
        what = f"the other side is another project ({greeting.project[:8]}, not {ours[:8]})"
        raise SyncError(what, hint="sync it from a folder made with `annotate init`")
    projects.join(here.store, greeting.project)
    done.joined = True
