"""Offsets in other units name the same place, whichever way they are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import Units, counting
from tests.core.test_normalisation import RAW

ENCODINGS: dict[OffsetUnit, tuple[str, int]] = {
    "codepoint": ("utf-32-le", 4),
    "utf16": ("utf-16-le", 2),
    "byte": ("utf-8", 1),
}


@given(RAW, st.sampled_from(sorted(ENCODINGS)))
def test_offsets_in_other_units_name_the_same_place(raw: str, unit: OffsetUnit) -> None:
    encoding, width = ENCODINGS[unit]
    units, count = Units(raw, unit), counting(raw, unit) or int
    known = {len(raw[:at].encode(encoding)) // width: at for at in range(len(raw) + 1)}
    for offset, at in known.items():
        assert (units.count(at), units.codepoint(offset), count(at)) == (offset, at, offset)
    for offset in {*range(-2, max(known) + 3)} - known.keys():
        with pytest.raises(ValueError, match=r"outside|inside"):
            units.codepoint(offset)


@pytest.mark.parametrize(
    ("text", "unit"), [("a", "byte"), ("é", "utf16"), ("😀", None), ("😀é", "codepoint")]
)
def test_where_it_makes_no_difference_nothing_is_counted(text: str, unit: OffsetUnit) -> None:
    assert counting(text, unit) is None
