"""Filesystems of other kinds, where the tests may mount any."""

import subprocess
from pathlib import Path

import pytest


def mount(*arguments: str | Path) -> None:
    """Mount something; without the right to, the test is skipped."""
    if subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
