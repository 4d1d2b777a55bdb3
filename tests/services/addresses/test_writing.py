"""Datasets are written wherever fsspec can put files."""

import json
import tempfile
from errno import EIO, ENOSPC
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from annotate.core.errors import AnnotateError, InputError, StorageError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats.manifest import Manifest
from annotate.formats.places import Remote
from annotate.services.exporting import export
from annotate.services.exporting.placing_afar import put_afar
from annotate.storage.store import Store
from tests.services.addresses.fetching import fetched
from tests.services.files import LABELLED, jsonl, took


def test_a_dataset_goes_to_an_address_and_takes_the_place_of_the_one_before(
    store: Store, memory: MemoryFileSystem, tmp_path: Path
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    out = Remote("memory://sets/out")
    export(store, DEFAULT_SCHEME, "brat", out)
    memory.pipe("/sets/out/mine.txt", b"Mine.")
    memory.pipe("/sets/out/manifest.json", with_file(memory, "../../other.txt"))
    memory.pipe("/other.txt", b"Not mine to remove.")
    assert "/sets/out/annotation.conf" in memory.find("/sets")
    export(store, DEFAULT_SCHEME, "jsonl", out)
    assert set(memory.find("/")) == {
        "/other.txt",
        "/sets/out/manifest.json",
        "/sets/out/mine.txt",
        "/sets/out/records.jsonl",
    }
    with Store.open(tmp_path / "two.db") as other:
        assert fetched(other, "memory://sets/out/records.jsonl").records == 1


def with_file(memory: MemoryFileSystem, path: str) -> bytes:
    """The manifest there, as if it named one more file."""
    manifest = json.loads(memory.cat("/sets/out/manifest.json"))
    manifest["files"].append({"path": path, "bytes": 1, "sha256": "0"})
    return json.dumps(manifest).encode()


@pytest.mark.parametrize("name", ["records.jsonl", "manifest.json"])
def test_a_file_of_ones_own_at_an_address_is_never_written_over(
    store: Store, memory: MemoryFileSystem, tmp_path: Path, name: str
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    memory.pipe(f"/sets/{name}", b'{"mine": 1}')
    with pytest.raises(StorageError) as caught:
        export(store, DEFAULT_SCHEME, "jsonl", Remote("memory://sets"))
    assert str(caught.value) == (
        f"there is a file that is none of a dataset, memory://sets/{name}, "
        "move it away, or choose another folder"
    )
    assert memory.find("/sets") == [f"/sets/{name}"]


def test_what_was_broken_off_at_an_address_is_made_whole(
    store: Store, memory: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    out = Remote("memory://sets")
    put = MemoryFileSystem.put_file

    def breaking(files: MemoryFileSystem, local: str, path: str) -> None:
        put(files, local, path)
        if path.endswith(".ann"):
            raise OSError(EIO, "the line is down")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "put_file", breaking)
        with pytest.raises(AnnotateError, match="run it again: it may be there in part"):
            export(store, DEFAULT_SCHEME, "brat", out)
    assert any(name.endswith(".ann") for name in memory.find("/sets"))
    export(store, DEFAULT_SCHEME, "jsonl", out)
    assert memory.find("/sets") == ["/sets/manifest.json", "/sets/records.jsonl"]


def test_no_such_kind_of_address_is_told_before_anything_is_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(InputError) as caught:
        export(store, DEFAULT_SCHEME, "jsonl", Remote("strange://sets/out"))
    assert str(caught.value) == "no such kind of address, strange://sets/out"


def test_a_full_folder_of_temporary_files_is_named(
    memory: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(folder: Path) -> Manifest:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(AnnotateError) as caught:
        put_afar(fill, Remote("memory://sets"))
    what, where, hint = str(caught.value).split(", ")
    assert what == "the export could not be written (No space left on device)"
    assert where.startswith(str(tmp_path))
    assert hint == "name a folder with room in TMPDIR"
    assert [*tmp_path.iterdir()] == memory.find("/") == []


def test_where_nothing_can_be_put_is_said_in_one_line(
    store: Store, tmp_path: Path, server: tuple[Path, str]
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    with pytest.raises(AnnotateError, match="the export could not be put there") as caught:
        export(store, DEFAULT_SCHEME, "jsonl", Remote(f"{server[1]}/out"))
    assert "\n" not in str(caught.value)
