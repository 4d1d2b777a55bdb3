"""Gestures: which operations one keystroke made, and which of them are undone.

An undo or redo sets a mark on a gesture; the last in order wins, unless it was undone itself.
"""

from collections.abc import Iterable

from msgspec import Struct

from annotate.core.operations import Operation, Redo, Undo, decode_body, in_order

MARKS = ("undo", "redo")


class Gesture(Struct, frozen=True):
    """One keystroke in the log: where it stands and whether it is undone.

    `marked` is the lamport of the undo or redo that decided this, 0 if there was none. It was made
    `by_hand`, or is an import.
    """

    writer: str
    gesture: int
    lamport: int
    at: int
    undone: bool = False
    marked: int = 0
    by_hand: bool = True


def undone_gestures(operations: Iterable[Operation]) -> set[str]:
    """The ids of the gestures that are undone."""
    return {name for name, mark in marks(operations).items() if mark.kind == "undo"}


def in_force(operations: Iterable[Operation]) -> list[Operation]:
    """Those of gestures that are not undone, in order."""
    ordered = sorted(operations, key=in_order)
    undone = undone_gestures(ordered)
    return [o for o in ordered if o.gesture_id not in undone]


def gestures(operations: Iterable[Operation]) -> list[Gesture]:
    """The gestures that can be undone, in order, each with its mark."""
    ordered = sorted(operations, key=in_order)
    marked = marks(ordered)
    found: dict[str, Gesture] = {}
    for o in ordered:
        name = o.gesture_id
        if o.kind not in MARKS and name not in found:
            mark = marked.get(name)
            undone, at = (mark.kind == "undo", mark.lamport) if mark else (False, 0)
            by_hand = o.kind != "import"
            found[name] = Gesture(o.writer, o.gesture, o.lamport, o.at, undone, at, by_hand)
    return list(found.values())


def marked_gesture(operation: Operation) -> str | None:
    """The id of the gesture that an undo or redo marks; None for every other kind."""
    if operation.kind not in MARKS:
        return None
    body = decode_body(operation.kind, operation.body)
    return body.gesture if isinstance(body, Undo | Redo) else None


def marks(operations: Iterable[Operation]) -> dict[str, Operation]:
    """For each gesture that was undone or redone, by id, the last operation that did so.

    One that was itself undone later, with its gesture, counts as if it were not there.
    """
    found: dict[str, Operation] = {}
    marking = [o for o in operations if o.kind in MARKS]
    for operation in sorted(marking, key=in_order, reverse=True):
        name, own = marked_gesture(operation), found.get(operation.gesture_id)
        if name and not (own and own.kind == "undo"):
            found.setdefault(name, operation)
    return found
