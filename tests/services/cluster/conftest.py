"""What the tests of a cluster share."""

import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "corpora"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, several times over, so that there are shards for a while."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(4):
        shutil.copytree(SAMPLES, folder / str(number))
    return folder
