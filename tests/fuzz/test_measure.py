"""What an import of damaged files takes goes with their size, in lines run and in memory."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.formats import FORMATS
from tests.campaign import campaign
from tests.fuzz.damage import CHANGES, PARTS, Change, damaged
from tests.fuzz.measure import measured
from tests.fuzz.seeds import LARGE, NAMES, Folder, fixed
from tests.fuzz.trial import trial

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@pytest.mark.parametrize("name", NAMES)
def test_time_and_memory_go_with_the_size(name: str) -> None:
    for folder in fixed(name):
        trial(folder)  # the first time also takes what stays: modules, tables

    @settings(max_examples=campaign(3, LARGE // 10))
    @given(st.sampled_from(fixed(name)), PARTS, CHANGES)
    def holds(folder: Folder, which: float, changes: list[Change]) -> None:
        measured(damaged(folder, which, changes), name if name in FORMATS else None)

    holds()
