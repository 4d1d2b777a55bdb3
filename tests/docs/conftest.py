"""The site, built once for all tests that look at it."""

from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from tests.docs.sphinx import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs") / "site"
    done = build(DOCS, out)
    assert (done.returncode, done.stderr) == (0, "")
    return out
