"""Schemes to count by, and what is counted as something to compare."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import pytest

from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.services.measuring.counted import Measured, anew, measured
from annotate.services.measuring.reading import Reading
from annotate.services.measuring.report import report
from annotate.storage import counts
from annotate.storage.finished import Choice
from annotate.storage.store import Store

SCHEMES = (
    DEFAULT_SCHEME,
    Scheme((Label("attribution", "a"), Label("speech", "q", formerly=("quote",)))),
    Scheme(
        (Label("speech", "q"), Label("quote", "w")),
        (RelationType("attributes", ("quote",), ("speech",)),),
    ),
)


def plain(found: Measured) -> dict[str, Any]:
    """All that was counted, without label sets that nobody has."""
    c = found.counts
    used = c.readings.sets.sum(0) > 0
    tables = {
        f"{name}.{f.name}": getattr(table, f.name)
        for name, table in (("readings", c.readings), ("pairs", c.pairs))
        for f in fields(table)
    }
    tables |= {name: tables[name][:, used] for name in ("readings.sets", "readings.set_squares")}
    single = "lengths", "paragraphs", "kin", "span_confusion", "character_confusion"
    tables |= {name: getattr(c, name) for name in single} | {"times": found.times}
    names: dict[str, Any] = {"sets": [s for s, kept in zip(c.sets, used, strict=True) if kept]}
    names |= {"ids": c.ids, "labels": c.labels, "annotators": c.annotators}
    return {name: values.tolist() for name, values in tables.items()} | names


def same(store: Store, scheme: Scheme, choice: Choice) -> None:
    """What is kept of it equals counting anew."""
    found, expected = measured(store, scheme, choice), anew(Reading(store, scheme, choice))
    assert plain(found) == plain(expected)
    assert report(found) == report(expected)


@contextmanager
def small_blocks() -> Iterator[None]:
    """Two documents to a block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "BLOCK", 2)
        yield
