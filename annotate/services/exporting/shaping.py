"""Giving the chosen records the form that was asked for."""

from collections.abc import Iterable

from msgspec.structs import replace

from annotate.core.foreign_record import foreign_names
from annotate.core.record import Record
from annotate.core.scheme import Scheme
from annotate.core.wanted import GOLD, Wanted
from annotate.formats.losses import Losses
from annotate.services.asked_layers import layer_asked
from annotate.services.exporting.asked import Asked
from annotate.services.exporting.labels import Labels
from annotate.services.exporting.pseudonyms import Pseudonyms
from annotate.services.exporting.textless import without_text
from annotate.services.exporting.windows import Windows
from annotate.storage.project import project_id
from annotate.storage.store import Store


class Shaping:
    """Records as they go out; `scheme` is theirs, and what is lost is named."""

    def __init__(self, store: Store, scheme: Scheme, asked: Asked, losses: Losses) -> None:
        self._wanted, self._losses = asked.wanted, losses
        labels = asked.wanted.labels
        self._pseudonyms = Pseudonyms(project_id(store)) if asked.wanted.pseudonyms else None
        self._labels = Labels(scheme, labels, losses) if labels else None
        self._foreign = foreign_names(asked.names) if asked.names else None
        ours = self._labels.scheme if self._labels else scheme
        self.scheme = self._foreign.scheme(ours) if self._foreign else ours

    @property
    def wanted(self) -> Wanted:
        """What was asked for, as a manifest may say it."""
        if not self._pseudonyms:
            return self._wanted
        asked, other = self._wanted.layers, self._pseudonyms.layer
        layers = (name if name == GOLD else other(layer_asked(name)) for name in asked)
        return replace(self._wanted, layers=tuple(layers))

    def shaped(self, records: Iterable[Record]) -> Iterable[Record]:
        """The records in that form."""
        if self._pseudonyms:  # before anything is lost, since that is named
            records = self._pseudonyms.records(records)
        if self._labels:
            records = self._labels.only(records)
        if self._wanted.window:
            records = Windows(self._wanted.window, self._losses).cut(records)
        if self._foreign:
            records = map(self._foreign.record, records)
        return records if self._wanted.text else map(without_text, records)
