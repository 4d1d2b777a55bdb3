"""The operations of one layer on one document as they arrive, and what they add up to so far.

Receiving is idempotent, commutative and associative: what comes in order is applied, what
comes late, and every undo and redo, is answered by folding anew from before what they concern.
"""

from collections.abc import Iterable

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.errors import IntegrityError
from annotate.core.fold import Fold
from annotate.core.gestures import marked_gesture, undone_gestures
from annotate.core.operations import Operation, in_order

RECENT = 64
"""Operations that are folded again at an undo or redo which concerns none before them."""


class History:
    """All operations seen of one layer on one document, with their fold kept up to date."""

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        self._operations: dict[str, Operation] = {}
        self._marked: set[str] = set()
        self._undone: set[str] = set()
        self._begin()
        self._fold = Fold()
        self.annotation_set: AnnotationSet = EMPTY
        self.receive(operations)

    def _begin(self) -> None:
        """Nothing is folded yet: all that is known is still to come."""
        self._early, self._early_gestures = Fold(), set[str]()
        self._early_last: tuple[int, str, int] = (0, "", 0)
        self._recent = sorted(self._operations.values(), key=in_order)

    @property
    def operations(self) -> list[Operation]:
        """Every operation received, in the order of arrival."""
        return list(self._operations.values())

    def operation(self, id: str) -> Operation | None:
        """The operation of that id, if it was received."""
        return self._operations.get(id)

    def is_marked(self, gesture: str) -> bool:
        """Whether an undo or redo of a gesture was received, be it before the gesture itself."""
        return gesture in self._marked

    def receive(self, operations: Iterable[Operation]) -> None:
        """Take operations in any order, any number of times.

        Raises IntegrityError, and takes none of them, where a known id comes with another body.
        """
        new = self._unknown(operations)
        if not new:
            return
        ordered = sorted(new.values(), key=in_order)
        is_later = not self._recent or ordered[0].order > self._recent[-1].order
        turned = self._turned(ordered)
        self._operations |= new
        if ordered[0].order < self._early_last or not turned.isdisjoint(self._early_gestures):
            self._begin()
        elif is_later:
            self._recent += ordered
        else:
            self._recent = sorted([*self._recent, *ordered], key=in_order)
        if is_later and not turned and len(ordered) < RECENT:
            self._apply(self._fold, ordered)
            self._settle()
        else:
            self._settle()
            self._fold = self._early.copy()
            self._apply(self._fold, self._recent)
        self.annotation_set = self._fold.annotation_set()

    def _turned(self, new: list[Operation]) -> set[str]:
        """Take in which gestures the new operations mark; those that this undid or brought back."""
        marked = {name for o in new if (name := marked_gesture(o))}
        if not marked:
            return set()
        before, self._undone = self._undone, undone_gestures([*self._operations.values(), *new])
        self._marked |= marked
        return before ^ self._undone

    def _settle(self) -> None:
        """Fold for good what is no longer recent."""
        settled, self._recent = self._recent[:-RECENT], self._recent[-RECENT:]
        self._apply(self._early, settled)
        if settled:
            self._early_last = settled[-1].order
            self._early_gestures.update(o.gesture_id for o in settled)

    def _apply(self, fold: Fold, ordered: list[Operation]) -> None:
        for operation in ordered:
            if operation.gesture_id not in self._undone:
                fold.apply(operation)

    def _unknown(self, operations: Iterable[Operation]) -> dict[str, Operation]:
        new: dict[str, Operation] = {}
        for operation in operations:
            known = self._operations.get(operation.id) or new.get(operation.id)
            if known is None:
                new[operation.id] = operation
            elif known != operation:
                raise IntegrityError("two operations with one id", operation.id)
        return new
