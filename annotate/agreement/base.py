"""What a measure is: sums over documents, and the figure that they come to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, Protocol

import numpy as np
from msgspec import UNSET, Struct, UnsetType

from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts

Scale = Literal["log", "logit"]
"""Where an interval is computed: log(1 − x) for what chance corrects, the logit for shares."""

NO_DOCUMENT = "no document done by two"
NO_VARIATION = "no variation"
NO_SPANS = "no spans on either side"


class Figure(Struct, frozen=True, omit_defaults=True):
    """A value with its 95 % interval, or `why` there is none.

    An undefined figure has the value None and no interval; `observed` is then the agreement without
    regard to chance, where there is one. An interval that cannot be had is None and None. `note`
    says what one should know beside it.
    """

    value: float | None
    low: float | UnsetType | None = UNSET
    high: float | UnsetType | None = UNSET
    why: str = ""
    note: str = ""
    observed: float | UnsetType = UNSET

    @property
    def lower_end(self) -> float | None:
        """The lower end of the interval, if there is one."""
        return self.low if isinstance(self.low, float) else None

    @property
    def upper_end(self) -> float | None:
        """The upper end of the interval, if there is one."""
        return self.high if isinstance(self.high, float) else None


@dataclass(frozen=True)
class Statistic:
    """Sums over documents and what they come to.

    `sums` [D, C] are additive; `value` takes any [..., C] to [...], nan where it is undefined for
    the reason `why`, with the agreement `observed` beside it if that is known. Of a share the first
    two columns are the part and the whole.
    """

    sums: Floats
    value: Callable[[Floats], Floats]
    scale: Scale
    why: str
    observed: float | None = None

    @cached_property
    def total(self) -> Floats:
        """[C] over all documents; einsum is faster than sum where columns are few and long."""
        total: Floats = np.einsum("dc->c", self.sums)
        return total


class Measure(Protocol):
    """A measure: what is summed of some counts, of one label or of all of them."""

    def __call__(self, counts: Counts, label: int | None = None, /) -> Statistic:
        """The statistic; `label` is an index into the counts' labels."""
        ...


def ratio(above: Any, below: Any) -> Floats:
    """The quotient, nan where nothing is to be divided by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient: Floats = np.where(below == 0, np.nan, np.divide(above, below))
    return quotient


def columns(*parts: Any) -> Floats:
    """Columns, and blocks of them, side by side; each lies in one piece, as they are used."""
    wide = [part if part.ndim > 1 else part[:, None] for part in parts]
    ends = np.cumsum([0, *(part.shape[1] for part in wide)]).tolist()
    made = np.empty((len(wide[0]), ends[-1]), order="F")
    for part, (start, end) in zip(wide, pairwise(ends), strict=True):
        made[:, start:end] = part
    return made


def chosen(values: Any, label: int | None) -> Any:
    """[…, K] all labels' columns, or that of one label."""
    return values if label is None else values[..., label : label + 1]


def total(values: Any) -> Any:
    """[…, K] summed over the last axis; column by column, since there are few.

    The sums of integers are wide, however narrow these are.
    """
    summed = values[..., 0].astype(np.result_type(values, np.int64))
    for column in range(1, values.shape[-1]):
        summed += values[..., column]
    return summed


def weight(counts: Counts) -> Floats:
    """[D] 1/(m − 1) for the pairs of a document: so each of its m annotators counts once."""
    return 1.0 / (counts.sizes - 1)
