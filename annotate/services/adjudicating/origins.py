"""Whence a gold span came, as the log has it, and whether that still holds."""

from collections.abc import Collection, Iterable

from annotate.core.annotation_set import Span
from annotate.core.gestures import undone_gestures
from annotate.core.operations import (
    Change,
    Operation,
    Relate,
    Unrelate,
    decode_body,
    in_order,
)

UNANIMOUS = "unanimous"
"""The origin of a span, or a link, that all versions have."""
OF = "of "
"""What the origin of a span begins with that some versions have; their names follow."""


def is_of_versions(span: Span) -> bool:
    """Whether a gold span was taken from versions."""
    return span.origin == UNANIMOUS or (span.origin or "").startswith(OF)


def is_of_all(said: Relate | Unrelate) -> bool:
    """Whether what was last said of a link is that it was taken since all had it."""
    return isinstance(said, Relate) and said.origin == UNANIMOUS


def is_in_doubt(span: Span, agreed: Collection[object], contested: Collection[object]) -> bool:
    """Whether a gold span rests on what is no longer so: these are the versions' places now.

    What was taken since all had it is in doubt once one has it no more: nobody ever decided on it.
    What a reviewer chose stands as long as any version has it.
    """
    if span.place in agreed or not is_of_versions(span):
        return False
    return span.origin == UNANIMOUS or span.place not in contested


def moved(operations: Iterable[Operation]) -> frozenset[str]:
    """The spans that were changed by hand, in gestures that stand: these rest on no version."""
    ordered = sorted(operations, key=in_order)
    undone = undone_gestures(ordered)
    changes = (
        decode_body(o.kind, o.body)
        for o in ordered
        if o.kind == "change" and o.gesture_id not in undone
    )
    return frozenset(body.span for body in changes if isinstance(body, Change))
