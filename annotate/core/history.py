"""The operations of one layer on one document as they arrive, and what they add up to so far.

Receiving is idempotent, commutative and associative: what comes in order is applied, what
comes late, and every undo and redo, is answered by folding anew.
"""

from collections.abc import Iterable

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.errors import IntegrityError
from annotate.core.fold import Fold, fold_live, marked_gesture
from annotate.core.operations import Operation


class History:
    """All operations seen of one layer on one document, with their fold kept up to date."""

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        self._operations: dict[str, Operation] = {}
        self._last: tuple[int, str, int] = (0, "", 0)
        self._marked: set[str] = set()
        self._fold = Fold()
        self.annotation_set: AnnotationSet = EMPTY
        self.receive(operations)

    @property
    def operations(self) -> list[Operation]:
        """Every operation received, in the order of arrival."""
        return list(self._operations.values())

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
        ordered = sorted(new.values(), key=lambda o: o.order)
        self._operations |= new
        self._marked |= {name for o in ordered if (name := marked_gesture(o))}
        if ordered[0].order > self._last and self._plain(ordered):
            self._apply(ordered)
        else:
            self._fold = fold_live(self._operations.values())
        self._last = max(self._last, ordered[-1].order)
        self.annotation_set = self._fold.annotation_set()

    def _unknown(self, operations: Iterable[Operation]) -> dict[str, Operation]:
        new: dict[str, Operation] = {}
        for operation in operations:
            known = self._operations.get(operation.id) or new.get(operation.id)
            if known is None:
                new[operation.id] = operation
            elif known != operation:
                raise IntegrityError("two operations with one id", operation.id)
        return new

    def _plain(self, new: list[Operation]) -> bool:
        """Whether none of them is a mark, or belongs to a gesture that has one."""
        return not any(marked_gesture(o) or o.gesture_id in self._marked for o in new)

    def _apply(self, ordered: list[Operation]) -> None:
        for operation in ordered:
            self._fold.apply(operation)
