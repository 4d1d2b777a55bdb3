"""Building a site of a folder of pages, as `make docs` does."""

import subprocess
import sys
from pathlib import Path

SPHINX = Path(sys.executable).with_name("sphinx-build")


def build(source: Path, out: Path) -> "subprocess.CompletedProcess[str]":
    """Make the site; how that ended, and what was said."""
    how = ["--quiet", "--fail-on-warning", "--keep-going"]
    return subprocess.run([SPHINX, *how, source, out], capture_output=True, text=True, check=False)
