"""What is hidden while others are imported is hidden from them only, and only meanwhile."""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from annotate.storage.hiding import hidden

NAME = "not_asked_for"


def test_what_is_hidden_is_there_for_other_threads_and_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{NAME}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    before = [*sys.meta_path]
    with ThreadPoolExecutor(1) as other, hidden(NAME):
        with pytest.raises(ModuleNotFoundError):
            import_module(NAME)
        there = other.submit(import_module, NAME).result()
        assert import_module(NAME) is there
    del sys.modules[NAME]
    assert import_module(NAME).__name__ == NAME
    assert sys.meta_path == before


def test_who_goes_through_the_finders_meanwhile_passes_over_none() -> None:
    met = []
    with hidden(NAME):
        finders = iter(sys.meta_path)
        met += [next(finders), next(finders)]
    assert [*met, *finders][1:] == sys.meta_path
