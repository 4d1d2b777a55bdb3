"""The family of measures: one kind a file, each with its MEASURES by name.

A new one is a new file, and one line in MEASURES.
"""

from annotate.agreement import (
    alpha,
    alpha_set,
    kappa,
    paragraphs,
    relations,
    span_f1,
    unitizing,
)
from annotate.agreement.base import Measure
from annotate.core.errors import InputError

MEASURES: dict[str, Measure] = {
    **alpha.MEASURES,
    **alpha_set.MEASURES,
    **unitizing.MEASURES,
    **kappa.MEASURES,
    **span_f1.MEASURES,
    **relations.MEASURES,
    **paragraphs.MEASURES,
}


def get_measure(name: str) -> Measure:
    """The measure of that name. Raises InputError that lists the names there are."""
    if name not in MEASURES:
        raise InputError(f"unknown measure {name!r}", hint=f"known: {', '.join(MEASURES)}")
    return MEASURES[name]
