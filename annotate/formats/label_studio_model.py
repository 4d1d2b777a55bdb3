"""The parts of Label Studio's tasks, as far as labels and links of texts need them."""

from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record

CONFIGURATION = "label_config.xml"
"""What the labelling configuration is called that tasks are written with."""


class Value(Struct, frozen=True):
    """Where a region is, and its labels."""

    start: int
    end: int
    labels: tuple[str, ...] = ()
    text: str | None = None


class Meta(Struct, frozen=True, omit_defaults=True):
    """What may be said of a region: remarks, and where a suggestion came from."""

    text: tuple[str, ...] | str = ()
    origin: str | None = None


class Result(Struct, frozen=True, omit_defaults=True):
    """A region, or a relation of two."""

    type: str
    id: str | UnsetType = UNSET
    from_name: str | UnsetType = UNSET
    to_name: str | UnsetType = UNSET
    value: Raw = Raw()
    origin: str | UnsetType = UNSET
    score: float | None = None
    meta: Meta | None = None
    from_id: str | UnsetType = UNSET
    to_id: str | UnsetType = UNSET
    direction: str | UnsetType = UNSET
    labels: tuple[str, ...] | None = None


class Annotation(Struct, frozen=True, kw_only=True):
    """What one annotator says of a task, or, as a prediction, a model."""

    result: tuple[Result, ...] = ()
    was_cancelled: bool = False
    ground_truth: bool = False
    completed_by: int | dict[str, Any] | UnsetType | None = UNSET
    model_version: str | UnsetType | None = UNSET


class Data(Struct, frozen=True, omit_defaults=True):
    """An article; of what else a task may show nothing is kept."""

    text: str
    annotate: tuple[Record, ...] = ()
    offset_unit: OffsetUnit | None = None


class Task(Struct, frozen=True, kw_only=True):
    """An article with its annotations."""

    id: int | str | UnsetType = UNSET
    data: Data
    annotations: tuple[Annotation, ...] = ()
    predictions: tuple[Annotation, ...] = ()
