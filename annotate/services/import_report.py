"""What an import did, and what it could not do anything with."""

from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from annotate.core.record_content import ReadAs
from annotate.formats.base import NotKept, Problem
from annotate.services.copies import Copy


class UnknownNames(Struct):
    """What the scheme has no name for in records that were refused: how many of each."""

    labels: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)

    def count(self, labels: Counter[str], relations: Counter[str]) -> None:
        """Count those of one more record."""
        for known, found in ((self.labels, labels), (self.relations, relations)):
            for name, number in found.items():
                known[name] = known.get(name, 0) + number


class ReadNames(Struct):
    """Names that the scheme does not have but were understood: how many of each, by what it is."""

    labels: dict[str, dict[str, int]] = field(default_factory=dict)
    relations: dict[str, dict[str, int]] = field(default_factory=dict)

    def count(self, found: ReadAs) -> None:
        """Count those of one more record."""
        for (part, theirs, ours), number in found.items():
            known = (self.labels if part == "labels" else self.relations).setdefault(theirs, {})
            known[ours] = known.get(ours, 0) + number


class ImportReport(Struct):
    """What an import did; with `strict` and a problem, nothing.

    `documents` are new, `known` were there before; `appearances` are new places where a known text
    was found. `records` of labels were added, so many of them in the place of others (`replaced`),
    or are the `same` as what was there, or were `refused` because they differ. `suggestions` are
    records of suggesters from elsewhere that were taken, `suggestions_same` those that said what
    was known; all that somebody says of the windows of an article counts as one record. `windows`
    were put onto articles that are here, `windows_alone` are texts of their own, as no article was.
    `left_out` are spans that the map wants left out, `merged` those that are the same as another
    of their record, `passed_over` files of no known format, `no_pages` records of web archives
    that are none, `encodings` those files that are not UTF-8.
    `copies` are new documents that are near-copies of earlier ones, where they were looked for.
    `odd_dates` are records whose date is none. `not_kept` are by file the keys that have no place,
    `unknown` the names of labels and links for which records were refused, `read_as` those that
    were understood as others.
    """

    documents: int = 0
    known: int = 0
    appearances: int = 0
    records: int = 0
    replaced: int = 0
    same: int = 0
    refused: int = 0
    suggestions: int = 0
    suggestions_same: int = 0
    windows: int = 0
    windows_alone: int = 0
    left_out: int = 0
    merged: int = 0
    passed_over: int = 0
    no_pages: int = 0
    odd_dates: int = 0
    encodings: dict[str, str] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_kept: dict[str, NotKept] = field(default_factory=dict)
    unknown: UnknownNames = field(default_factory=UnknownNames)
    read_as: ReadNames = field(default_factory=ReadNames)

    @property
    def is_bad(self) -> bool:
        """Whether a strict import takes nothing in."""
        return bool(self.problems or self.not_kept)

    def with_problems(self, problems: list[Problem]) -> "ImportReport":
        """The same with more of them; the report itself is as before."""
        return replace(self, problems=self.problems + problems)

    def refused_whole(self) -> "ImportReport":
        """What is left to say of an import of which nothing went in."""
        return ImportReport(problems=self.problems, not_kept=self.not_kept, unknown=self.unknown)
