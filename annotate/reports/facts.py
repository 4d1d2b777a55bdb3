"""What a dataset's card and its metadata say of it: facts that the project has, and no others."""

from typing import NamedTuple

from msgspec import Struct

from annotate.core.division import Splits
from annotate.core.normalisation import OffsetUnit


class Named(Struct, frozen=True):
    """A label or a link, what it is for, and how often it is there."""

    name: str
    help: str
    count: int


class Measured(NamedTuple):
    """A figure of agreement with its interval, or why there is none."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    why: str


class Facts(Struct, frozen=True, kw_only=True):
    """All that is known. Counts are by name; "" is what names none.

    `annotators` counts records by layer, `guidelines` finished ones by version; `first` and `last`
    are dates of publication, "" where no article has one; a `licence` of "" was not given; without
    `splits` it was not divided; `unit` is what offsets count, where that was asked for.
    """

    name: str
    licence: str
    made_by: str
    format: str
    documents: int
    records: int
    labels: tuple[Named, ...]
    relations: tuple[Named, ...]
    sources: dict[str, int]
    languages: dict[str, int]
    first: str
    last: str
    annotators: dict[str, int]
    guidelines: dict[str, int]
    agreement: tuple[Measured, ...]
    splits: Splits | None
    lost: int
    text: bool
    window: bool
    unit: OffsetUnit | None = None
