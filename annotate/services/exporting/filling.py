"""Filling a dataset's folder: the chosen records, shaped as asked, through the format's writer."""

import os
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from pathlib import Path
from shutil import rmtree

from annotate.core.scheme import Scheme
from annotate.formats import get_format
from annotate.formats.losses import Losses
from annotate.formats.manifest import File, Manifest, describe
from annotate.services.exporting.account import Account
from annotate.services.exporting.asked import Asked
from annotate.services.exporting.choosing import Choosing
from annotate.services.exporting.joining import Joining
from annotate.services.exporting.parts import Ending, Part
from annotate.services.exporting.shaping import Shaping
from annotate.services.exporting.sharing import Writes, writing
from annotate.services.exporting.telling import TOLD, prepare, tell
from annotate.services.splitting import Division, divide, keep
from annotate.storage import documents
from annotate.storage.store import Store
from annotate.storage.to_read import is_read_only

Progress = Callable[[int, int], None]
"""Called with the documents gone through so far and the documents there are."""
PART = 250
"""Documents of a part. Not the machine decides it, as it shows in files that are numbered."""
LEAST = 4
"""Parts for which it is worth to start processes, which takes half a second."""
APART = ".parts"
"""The folder in a dataset's in which parts are written, each in its own."""


class Filling:
    """One export."""

    def __init__(
        self,
        store: Store,
        scheme: Scheme,
        asked: Asked,
        *,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> None:
        """There are as many processes as this machine has processors where nothing is said."""
        self._store, self._scheme, self._asked = store, scheme, asked
        self._format = get_format(asked.format)
        self._shaping = Shaping(store, scheme, asked, Losses())
        self._processes, self._progress = processes or os.cpu_count() or 1, progress
        self._gone = self._total = 0
        self._division: Division | None = None

    def fill(self, folder: Path) -> Manifest:
        """Write all files but the manifest, of one moment, and say what there is.

        How the articles were divided is remembered.
        """
        asked, store, scheme = self._asked, self._store, self._scheme
        if asked.about and not asked.wanted.labels:
            prepare(store, scheme)
        number = documents.count(store)
        self._total = number * (2 if asked.plan else 1)
        with writing(store, scheme, asked, self._shared_by(number), self._step) as writer:
            account = self._account()
            known = self._write(writer, folder, account)
            writer.finish(Ending(account.facts, folder))

            def described(known: Iterable[File]) -> Manifest:
                return describe(
                    folder,
                    format=asked.format,
                    wanted=self._shaping.wanted,
                    scheme=self._shaping.scheme,
                    counts=account.counts,
                    loss=account.loss,
                    splits=account.splits(self._division) if self._division else None,
                    unit=asked.unit,
                    known=known,
                )

            manifest = described(known)
            if asked.about:
                facts = account.seen.facts(store, scheme, manifest, asked.about)
                tell(folder, facts, manifest)
                manifest = described(file for file in manifest.files if file.path not in TOLD)
        if self._division:  # before anybody sees the files, or nobody would know later
            keep(store, self._division)
        return manifest

    def _shared_by(self, number: int) -> int:
        """How many processes write so many documents; those of a copy are in this one alone."""
        worth = self._format.joined and number >= LEAST * PART
        if not worth or is_read_only(self._store.path):
            return 1
        return min(self._processes, ceil(number / PART))  # all of them are started at once

    def _step(self, documents: int) -> None:
        self._gone += documents
        if self._progress:
            self._progress(self._gone, self._total)

    def _account(self) -> Account:
        """One of the splits that there will be; for that the documents are divided."""
        plan, scheme = self._asked.plan, self._shaping.scheme
        if not plan:
            return Account(scheme, [self._format.only_split])
        choosing = Choosing(self._store, self._scheme, self._asked.wanted, self._step)
        self._division = divide(self._store, plan, choosing.hashes())
        return Account(scheme, self._division.keys, choosing.left_out)

    def _write(self, writer: Writes, folder: Path, account: Account) -> Iterable[File]:
        """Write all splits; what is known of their files already."""
        if not self._format.joined or documents.count(self._store) <= PART:
            keys = self._division.keys if self._division else {self._format.only_split: None}
            account.add_all(writer.write_all(Part(split, folder, of) for split, of in keys.items()))
            return ()
        joining = Joining(folder, self._format.joined)
        for done in writer.write_all(self._apart(folder / APART)):
            account.add(done)
            if done.tally.records:
                joining.add(done.part.folder)
        rmtree(folder / APART, ignore_errors=True)  # where no split has documents there is none
        # a split without records has its files all the same
        account.add_all(writer.write_all([Part(split, folder, []) for split in account.empty]))
        return joining.files()

    def _apart(self, folder: Path) -> Iterator[Part]:
        """The documents of each split in parts, each to be written into a folder of its own."""
        keys = (
            self._division.keys
            if self._division
            else {self._format.only_split: documents.keys(self._store)}
        )
        starts = ((split, n) for split, of in keys.items() for n in range(0, len(of), PART))
        for number, (split, start) in enumerate(starts):
            inner = folder / f"{number:06}"
            inner.mkdir(parents=True)
            yield Part(split, inner, keys[split][start : start + PART])
