"""Two files of one project, on two machines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.services.syncing.stored import Stored
from tests.services.syncing.replicas import replica

TEXT = "one “No,” said X."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stored]:
    with replica(tmp_path / "here", TEXT) as stored:
        yield stored


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Stored]:
    with replica(tmp_path / "there", TEXT) as stored:
        yield stored
