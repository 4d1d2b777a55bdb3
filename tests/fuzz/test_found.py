"""What fuzzing has found, each as the small file that showed it: `found/FORMAT/WHAT IT WAS`."""

from pathlib import Path

import pytest

from annotate.formats import FORMATS
from tests.fuzz.measure import measured
from tests.fuzz.trial import trial

FOUND = Path(__file__).with_name("found")
CASES = sorted(path for path in FOUND.glob("*/*") if path.is_file())


def test_each_is_kept_under_its_format() -> None:
    assert CASES
    assert {path.parent.name for path in CASES} <= {*FORMATS}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}, {path.stem}")
def test_what_was_found_is_survived(path: Path) -> None:
    trial({path.name: path.read_bytes()})
    measured({path.name: path.read_bytes()}, path.parent.name)
