"""A dataset comes into its folder whole, whatever another program does or did there."""

from pathlib import Path
from typing import NoReturn

import pytest

from annotate.core.errors import StorageError
from annotate.services.exporting.placing import into_place
from annotate.storage.store import Store
from tests.services.exporting.dividing import divided


def test_what_a_killed_export_left_half_there_is_gone_after_the_next(
    stories: Store, tmp_path: Path
) -> None:
    divided(stories, tmp_path / "data")
    before = set((tmp_path / "data").iterdir())
    half = tmp_path / "data" / ".export-abc"
    half.mkdir()
    (half / "data.jsonl").write_text("{")

    divided(stories, tmp_path / "data")

    assert set((tmp_path / "data").iterdir()) == before


def test_two_programs_do_not_export_into_one_folder_at_once(stories: Store, tmp_path: Path) -> None:
    manifest = divided(stories, tmp_path / "data")

    def meanwhile(folder: Path) -> NoReturn:
        with pytest.raises(StorageError, match=r"another program is exporting there, .*, wait"):
            divided(stories, tmp_path / "data")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        into_place(meanwhile, tmp_path / "data")
    assert divided(stories, tmp_path / "data") == manifest
