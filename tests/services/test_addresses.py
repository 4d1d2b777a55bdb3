"""Files are read from wherever fsspec can: folders in memory, and pages of a web server."""

import json
from collections.abc import Iterator
from errno import EIO
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from annotate.cli.options import PLACE
from annotate.core.errors import AnnotateError, InputError, ProjectError, StorageError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.formats import places
from annotate.formats.places import Remote, place_of
from annotate.services.exporting import export
from annotate.services.import_report import ImportReport
from annotate.services.sources import Sources
from annotate.services.suggesting_stream import suggest_paths
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.services.files import LABELLED, TEXT, jsonl, problems, take, took

RECORD = '{"text": "An article from afar."}\n'


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """A file system in memory, empty before and after."""
    files = MemoryFileSystem()
    files.store.clear()
    yield files
    files.store.clear()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files but one, and does not talk about it."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        if self.path == "/closed.jsonl":
            self.send_error(403)
            return None
        return super().send_head()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that a web server serves, and its address."""
    (tmp_path / "www").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "www"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        Thread(target=web.serve_forever, daemon=True).start()
        yield tmp_path / "www", f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


def fetched(store: Store, *addresses: str, **how: object) -> ImportReport:
    return take(store, *(Remote(a) for a in addresses), **how)  # type: ignore[arg-type]  # as named


def test_addresses_are_told_from_paths() -> None:
    assert place_of("s3://bucket/a.jsonl") == Remote("s3://bucket/a.jsonl")
    assert place_of("simplecache::s3://b/a") == Remote("simplecache::s3://b/a")
    assert place_of("a/b.txt") == Path("a/b.txt")
    assert PLACE.convert("memory://a", None, None) == Remote("memory://a")
    assert PLACE.convert("a.txt", None, None) == Path("a.txt")
    assert Remote("https://x.example/a/b.jsonl.gz?key=1/2#x").name == "b.jsonl.gz"


def test_a_folder_elsewhere_is_walked_like_one_here(store: Store, memory: MemoryFileSystem) -> None:
    memory.pipe("/news/wire/b.txt", b"Some words of b.")
    memory.pipe("/news/a.jsonl.gz", compress(RECORD.encode()))
    memory.pipe("/news/.hidden.txt", b"Hidden.")
    memory.pipe("/news/README.md", b"Read me.")
    memory.pipe("/news/other.pdf", b"%PDF")
    report = fetched(store, "memory://news")
    assert (report.documents, report.passed_over, report.problems) == (2, 1, [])
    found = {d.text: (d.id, d.source) for d, _, _ in annotations.each(store)}
    assert found["Some words of b."] == ("wire/b", "wire")


def test_a_file_is_called_by_its_name_and_bad_records_by_its_address(
    store: Store, memory: MemoryFileSystem
) -> None:
    memory.pipe("/in/a.txt", b"Some words of a.")
    memory.pipe("/in/b.jsonl", f"{RECORD}no\n".encode())
    report = fetched(store, "memory://in/a.txt", "memory://in/b.jsonl")
    assert report.documents == 2
    (problem,) = problems(report)
    assert problem.startswith("memory://in/b.jsonl:2: ")
    assert "a" in {d.id for d, _, _ in annotations.each(store)}


def test_progress_counts_bytes_of_addresses_too(store: Store, memory: MemoryFileSystem) -> None:
    memory.pipe("/p/a.jsonl", RECORD.encode() * 500)
    told: list[tuple[int, int]] = []
    fetched(store, "memory://p/a.jsonl", progress=lambda *at: told.append(at))
    assert told
    assert all(0 < done <= total == 500 * len(RECORD) for done, total in told)


def test_suggestions_are_made_for_articles_at_addresses(memory: MemoryFileSystem) -> None:
    memory.pipe("/s/a.jsonl", RECORD.encode())
    (answer,) = suggest_paths([Remote("memory://s/a.jsonl")], processes=1)
    assert b"An article from afar." in bytes(answer)  # type: ignore[arg-type]  # no Problem


def test_a_web_server_gives_files_and_pages_but_no_folders(
    store: Store, server: tuple[Path, str]
) -> None:
    folder, address = server
    jsonl(folder / "a.jsonl", {"text": TEXT})
    (folder / "b.html").write_text("<a href='a.jsonl'>To a</a><p>A page of b.")
    report = fetched(store, f"{address}/a.jsonl?key=x", f"{address}/b.html")
    assert (report.documents, report.problems) == (2, [])
    with pytest.raises(InputError, match="cannot tell the format"):
        Sources([Remote(f"{address}/")]).check()


@pytest.mark.parametrize(
    ("address", "error", "expected"),
    [
        ("memory://nothing/a.txt", InputError, "no such file or folder, memory://nothing/a.txt"),
        ("strange://a.txt", InputError, "no such kind of address, strange://a.txt"),
        ("http://127.0.0.1:1/a.txt", InputError, r"no way there \(Cannot connect to host 127"),
        ("dropbox://a.txt", ProjectError, "no way to such an address yet, dropbox://a.txt, "),
    ],
)
def test_no_way_there_is_said_in_one_line(
    store: Store, address: str, error: type[Exception], expected: str
) -> None:
    with pytest.raises(error, match=expected) as caught:
        fetched(store, address)
    assert "\n" not in str(caught.value)


def test_what_a_server_refuses_is_not_said_to_be_missing(
    store: Store, server: tuple[Path, str]
) -> None:
    folder, address = server
    jsonl(folder / "closed.jsonl", {"text": TEXT})
    with pytest.raises(InputError, match=r"no way there \(403 Forbidden\), http"):
        fetched(store, f"{address}/closed.jsonl")
    with pytest.raises(InputError, match="no such file or folder, http"):
        fetched(store, f"{address}/nothing.jsonl")


def test_what_breaks_off_is_a_problem_and_the_rest_goes_in(
    store: Store, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/x/a.jsonl", b"{}")
    memory.pipe("/x/b.jsonl", RECORD.encode())
    whole = MemoryFileSystem.open

    def broken(self: MemoryFileSystem, path: str, *how: object, **more: object) -> object:
        if path.endswith("a.jsonl"):
            raise RuntimeError("the bucket\nis gone")
        return whole(self, path, *how, **more)

    monkeypatch.setattr(MemoryFileSystem, "open", broken)
    report = fetched(store, "memory://x", format="jsonl")
    assert problems(report) == ["memory:///x/a.jsonl: cannot be read (the bucket is gone)"]
    assert report.documents == 1


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(ProjectError, match=r"addresses need fsspec, s3://a, install it .*remote"):
        places.Remote("s3://a").exists()


# writing


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


def test_where_nothing_can_be_put_is_said_in_one_line(
    store: Store, tmp_path: Path, server: tuple[Path, str]
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    with pytest.raises(AnnotateError, match="the export could not be put there") as caught:
        export(store, DEFAULT_SCHEME, "jsonl", Remote(f"{server[1]}/out"))
    assert "\n" not in str(caught.value)
