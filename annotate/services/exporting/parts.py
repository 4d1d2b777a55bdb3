"""Parts of a dataset: some documents of one split, and what came of writing them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from annotate.core.scheme import Scheme
from annotate.formats import finish, write_split
from annotate.formats.base import Loss, Writing, Written
from annotate.formats.losses import Losses
from annotate.formats.manifest import Tally
from annotate.services.exporting.asked import Asked
from annotate.services.exporting.choosing import Choosing, Step
from annotate.services.exporting.shaping import Shaping
from annotate.services.exporting.telling import Seen
from annotate.services.splitting import group_names
from annotate.storage.store import Store


class Part(Struct, frozen=True):
    """Documents by their keys, or all there are, to be written into a folder as a split's."""

    split: str
    folder: Path
    keys: list[int] | None = None


class Done(Struct, frozen=True):
    """What came of a part: the counts, and what was lost before it was `written`.

    `left_out` and `changed` are those of Choosing.
    """

    part: Part
    tally: Tally
    seen: Seen
    loss: Loss
    written: Written
    left_out: int
    changed: set[str]


class Ending(Struct, frozen=True):
    """What is known of the parts of each split, all of which are in a folder now."""

    facts: Mapping[str, Sequence[Any]]
    folder: Path


class PartWriter:
    """Writes parts through one connection, one after the other."""

    def __init__(
        self, store: Store, scheme: Scheme, asked: Asked, step: Step | None = None
    ) -> None:
        self._store, self._scheme, self._asked = store, scheme, asked
        self._choosing = Choosing(store, scheme, asked.wanted, step)

    def write_all(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Write parts, and say of each in order what came of it."""
        return map(self.write, parts)

    def write(self, part: Part) -> Done:
        """Write one. Raises OSError where the disk does not take it."""
        losses, seen = Losses(), Seen()
        shaping = self._shaping(losses)
        tally, how = Tally(shaping.scheme), self._how(shaping)
        # closed at once if this fails, not when the database is closed already
        with closing(self._choosing.records(part.keys)) as chosen:
            records = seen.counted(tally.counted(shaping.shaped(chosen)))
            written = write_split(self._asked.format, records, part.split, part.folder, how)
        left_out, changed = self._choosing.left_out, self._choosing.changed
        return Done(part, tally, seen, losses.loss(), written, left_out, changed)

    def finish(self, ending: Ending) -> None:
        """Write what is about the whole dataset."""
        how = self._how(self._shaping(Losses()))
        finish(self._asked.format, ending.facts, ending.folder, how)

    def _shaping(self, losses: Losses) -> Shaping:
        return Shaping(self._store, self._scheme, self._asked, losses)

    def _how(self, shaping: Shaping) -> Writing:
        return Writing(shaping.scheme, self._asked.unit, self._groups)

    @cached_property
    def _groups(self) -> dict[str, str]:
        return group_names(self._store)
