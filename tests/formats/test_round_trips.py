"""What goes out in a format comes in again, but for what the loss report names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.normalisation import OffsetUnit
from annotate.formats import FORMATS
from annotate.formats.base import Loss
from tests.campaign import campaign
from tests.formats.round_trips import Batch, batches, records, said, through

WHOLE = ["prodigy", "doccano", "label_studio"]
"""Formats that carry everything."""
NATIVE = {"jsonl"}
"""Proved byte by byte elsewhere."""
UNITS: st.SearchStrategy[OffsetUnit | None] = st.sampled_from([None, "codepoint", "utf16", "byte"])


@pytest.mark.parametrize("format", WHOLE)
@settings(max_examples=campaign(50, 2000))
@given(batch=batches(), unit=UNITS)
def test_what_carries_everything_loses_nothing(
    format: str, batch: Batch, unit: OffsetUnit | None
) -> None:
    outcome = through(format, records(batch), unit)
    assert outcome.loss == Loss()
    assert outcome.said == said(batch)
    assert outcome.documents == {document.sha256: document for document, _ in batch}


def test_every_format_that_is_written_is_tried() -> None:
    assert {name for name, member in FORMATS.items() if member.write} == {*WHOLE, *NATIVE}
