"""What the storage says when it refuses."""

from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.storage.store import Store


def refused(path: Path, *, create: bool = True) -> str:
    """The one line that opening ends in."""
    with pytest.raises(StorageError) as caught:
        Store.open(path, create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)
