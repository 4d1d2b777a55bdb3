"""Feedback over a hub: whoever leads shows gold to those who finished, and they keep it."""

import msgspec
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, renamed
from annotate.core.errors import IntegrityError
from annotate.hub.feedback import Golds
from annotate.services.syncing.meeting import Meeting
from annotate.storage import annotations, controls, documents, gold, golds, handed, log
from annotate.storage.handed import Heard
from annotate.storage.store import Store


def exchange_feedback(meeting: Meeting, there: Golds) -> None:
    """Show what is new of gold, or take in what is shown; nothing is asked where nothing is."""
    if meeting.greeting.role == "annotator":
        _take(meeting, there)
    elif meeting.terms.send:
        _show(meeting, there)


def _show(meeting: Meeting, there: Golds) -> None:
    """Of each document on which something has arrived, what is gold, and who finished it."""
    store = meeting.here.store
    hub = f"gold to {meeting.greeting.replica}"
    before, last = handed.heard(store, hub), log.newest(store)
    if before and before.position == last:
        return
    for key in golds.changed(store, before.position if before else 0):
        _show_one(store, there, key)
    handed.hear(store, hub, Heard(last, "", 0))


def _show_one(store: Store, there: Golds, key: int) -> None:
    sha256 = documents.hash_of(store, key)  # which may be purged, and may come back
    layer = gold.settled(store, key)
    if layer is None:
        there.show(sha256, "", [])
        return
    content = msgspec.json.encode(nameless(annotations.read(store, key, layer))).decode()
    finished = golds.finishers(store, key)
    whom = [name for name in finished if not controls.is_withheld(store, name, key)]
    if whom:
        there.show(sha256, content, whom)


def nameless(content: AnnotationSet) -> AnnotationSet:
    """The same content without what tells of whom or of what program any of it was."""
    names = {span.id: str(number) for number, span in enumerate(content.spans)}
    said = renamed(content, names)
    spans = tuple(replace(s, origin=None, score=None) for s in said.spans)
    settlement = said.settlement and replace(said.settlement, versions=())
    return replace(said, spans=spans, rejections=(), settlement=settlement)


def _take(meeting: Meeting, there: Golds) -> None:
    """Keep what has changed since the last time."""
    store, greeting = meeting.here.store, meeting.greeting
    hub = f"gold of {greeting.replica} to {greeting.person}"
    before = handed.heard(store, hub)
    if before and before.token == str(greeting.feedback):
        return
    since = before.position if before else 0
    oldest, last = there.since()
    if all([_keep(meeting, *each) for each in there.shown(since)]):  # noqa: C419  # each is kept
        handed.hear(store, hub, Heard(oldest, str(last), 0))


def _keep(meeting: Meeting, sha256: str, content: str) -> bool:
    try:
        return golds.put(meeting.here.store, sha256, content)
    except IntegrityError as error:
        meeting.done.told(error)
        return False
