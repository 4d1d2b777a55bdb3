"""Naming what goes with spans that go: links, notes and flags."""

from annotate.core.record import Record, RecordRelation
from annotate.formats.losses import Losses


def name_what_went(
    before: Record, after: Record, losses: Losses, *, link: str, remark: str
) -> None:
    """Name the links that a record has no more, and the remarks on spans it has no more.

    `link` and `remark` are the reasons.
    """
    kept = set(after.relations or ())
    for relation in before.relations or ():
        if relation not in kept:
            losses.drop(before, name_of(relation), link)
    name_remarks(before, {span.id for span in after.spans or ()}, losses, remark)


def name_remarks(record: Record, ids: set[str | None], losses: Losses, reason: str) -> None:
    """Name the notes and flags of a record that are on spans without these ids."""
    for what, remarks in (("note", record.notes), ("flag", record.flags)):
        for each in remarks or ():
            if isinstance(each.span, str) and each.span not in ids:
                losses.drop(record, f"{what} on {each.span}", reason)


def name_of(relation: RecordRelation) -> str:
    """How a loss report calls a link."""
    return f"{relation.label} {relation.head} {relation.child}"
