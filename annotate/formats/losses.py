"""Keeping account of what a writer cannot carry as it is."""

from annotate.core.record import Record
from annotate.formats.base import Loss, Lost


class Losses:
    """What is lost while records go by: by the record's layer and article, and what of it."""

    def __init__(self) -> None:
        self._split: list[Lost] = []
        self._flattened: list[Lost] = []
        self._dropped: list[Lost] = []

    def split(self, record: Record, what: str | None, reason: str) -> None:
        """Something is written in pieces."""
        self._split.append(_lost(record, what, reason))

    def flatten(self, record: Record, what: str | None, reason: str) -> None:
        """Something is changed to fit, or gives way to something else."""
        self._flattened.append(_lost(record, what, reason))

    def drop(self, record: Record, what: str | None, reason: str) -> None:
        """Something is not written."""
        self._dropped.append(_lost(record, what, reason))

    def loss(self) -> Loss:
        """All of it."""
        return Loss(tuple(self._split), tuple(self._flattened), tuple(self._dropped))


def _lost(record: Record, what: str | None, reason: str) -> Lost:
    return Lost(f"{record.layer or '-'} {record.id} {what}", reason)
