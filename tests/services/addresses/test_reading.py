"""Files are read from wherever fsspec can."""

from gzip import compress
from pathlib import Path
from zipfile import ZipFile

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from annotate.cli.options import PLACE
from annotate.core.errors import InputError, ProjectError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.formats import places
from annotate.formats.places import Remote, place_of
from annotate.services.exporting import export
from annotate.services.sources import Sources
from annotate.services.suggesting_stream import suggest_paths
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.services.addresses.fetching import fetched
from tests.services.files import LABELLED, QUOTE, TEXT, WHO, jsonl, problems, took

RECORD = '{"text": "An article from afar."}\n'


def test_addresses_are_told_from_paths() -> None:
    assert place_of("s3://bucket/a.jsonl") == Remote("s3://bucket/a.jsonl")
    assert place_of("simplecache::s3://b/a") == Remote("simplecache::s3://b/a")
    assert place_of("a/b.txt") == Path("a/b.txt")
    assert PLACE.convert("memory://a", None, None) == Remote("memory://a")
    assert PLACE.convert("a.txt", None, None) == Path("a.txt")


@pytest.mark.parametrize(
    ("address", "name", "beside", "above"),
    [
        ("https://x.example/a/b.gz?k=1/2#x", "b.gz", "https://x.example/a/q?k=1/2#x", "a?k=1/2#x"),
        ("https://x.example/b.gz", "b.gz", "https://x.example/q", "https://x.example"),
        ("s3://bucket/in/a.ann?versionId=7", "a.ann", "s3://bucket/in/q", "s3://bucket/in"),
        ("gs://bucket/a.ann#17", "a.ann", "gs://bucket/q", "gs://bucket"),
        ("memory://in/a #1.ann", "a #1.ann", "memory://in/q", "memory://in"),
        ("memory://a?1.ann", "a?1.ann", "memory://q", "memory://"),
        ("memory://in#1/a#2", "a#2", "memory://in#1/q", "memory://in#1"),
        ("file:///a.ann", "a.ann", "file:///q", "file:///"),
        ("simplecache::s3://b/a.ann", "a.ann", "simplecache::s3://b/q", "simplecache::s3://b"),
        ("zip://in/a.ann::s3://b/z.zip", "a.ann", "zip://in/q::s3://b/z.zip", "in::s3://b/z.zip"),
    ],
)
def test_the_parts_of_an_address(address: str, name: str, beside: str, above: str) -> None:
    place = Remote(address)
    assert place.name == name
    assert place.with_name("q") == place.parent / "q" == Remote(beside)
    assert str(place.parent).endswith(above)
    assert place.parent / name == place.with_name(name)
    assert place.parent.parent.parent == place.parent.parent.parent.parent


@pytest.mark.parametrize("cache", ["", "simplecache::"])
@pytest.mark.parametrize("folder", ["memory://in", "memory://in/", "memory://in/#1"])
def test_what_is_in_a_folder_has_its_address(
    memory: MemoryFileSystem, cache: str, folder: str
) -> None:
    memory.pipe("/in/#1/a.txt", b"Some words.")
    (found,) = Remote(f"{cache}{folder}").files()
    assert found == Remote(f"{cache}memory://in/#1/a.txt")
    with found.open() as stream:
        assert stream.read() == b"Some words."


def test_files_are_called_and_found_whatever_characters_their_names_have(
    store: Store, memory: MemoryFileSystem
) -> None:
    names = "a#1", "a#2", "b?c", "d e"
    for name in names:
        memory.pipe(f"/in/{name}.ann", b"T1\tquote 0 5\tWords\n")
        memory.pipe(f"/in/{name}.txt", f"Words of {name}.".encode())
    report = fetched(store, "memory://in")
    assert (report.documents, report.records, report.problems) == (4, 4, [])
    assert {d.id for d, _, _ in annotations.each(store)} == {*names}


def test_a_folder_in_an_archive_is_walked_too(store: Store, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/a.ann", "T1\tquote 0 5\tWords\n")
        archive.writestr("in/a.txt", "Words of a.")
    report = fetched(store, f"zip://in::file://{tmp_path}/z.zip")
    assert (report.documents, report.records, report.problems) == (1, 1, [])


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


@pytest.mark.parametrize("format", ["brat", "conll"])
@pytest.mark.parametrize("packed", [False, True])
def test_formats_of_two_files_are_read_from_a_folder_elsewhere_as_from_one_here(
    store: Store, memory: MemoryFileSystem, tmp_path: Path, format: str, packed: bool
) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    export(store, DEFAULT_SCHEME, format, Remote("memory://sets"), wanted=EVERYTHING)
    if packed:
        for name in memory.find("/sets"):
            memory.pipe(f"{name}.gz", compress(memory.cat(name)))
            memory.rm(name)
    with Store.open(tmp_path / "other.db") as other:
        report = fetched(other, "memory://sets")
        assert (report.documents, report.records, report.problems) == (1, 1, [])
        ((_, _, [(_, content)]),) = annotations.each(other)
        assert {(s.start, s.end, s.label) for s in content.spans} == {
            (s["start"], s["end"], s["label"]) for s in (QUOTE, WHO)
        }


def test_a_file_that_is_named_alone_is_read_with_what_lies_beside_it(
    store: Store, memory: MemoryFileSystem, server: tuple[Path, str]
) -> None:
    folder, address = server
    (folder / "a.ann").write_text("T1\tquote 0 5\t“No,”\n", encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    report = fetched(store, f"{address}/a.ann?key=x")
    assert (report.records, report.problems) == (1, [])
    memory.pipe("/in/b.ann", b"T1\tquote 0 5\tWords\n")
    (problem,) = problems(fetched(store, "memory://in/b.ann"))
    missing = "no text beside it that can be read (No such file or directory), b.txt"
    assert problem == f"memory://in/b.ann: {missing}"


def test_a_side_file_that_one_may_not_look_for_is_none(
    store: Store, server: tuple[Path, str]
) -> None:
    folder, address = server
    (folder / "bucket").mkdir()
    (folder / "bucket" / "a.conll").write_text("Words\tB-quote\nhere\tO\n", encoding="utf-8")
    (folder / "bucket" / "b.ann").write_text("T1\tquote 0 5\tWords\n", encoding="utf-8")
    assert fetched(store, f"{address}/bucket/a.conll").records == 1
    (problem,) = problems(fetched(store, f"{address}/bucket/b.ann"))
    assert problem.endswith(
        "/b.ann: no text beside it that can be read (No such file or directory), b.txt"
    )


def test_the_classes_of_tags_are_found_in_the_readme_above_elsewhere_too(
    store: Store, memory: MemoryFileSystem
) -> None:
    memory.pipe("/hub/data/train.jsonl", b'{"tokens": ["Wall", "."], "ner_tags": [1, 0]}\n')
    classes = "  - name: ner_tags\n    names:\n      '0': O\n      '1': B-body\n"
    memory.pipe("/hub/README.md", f"---\nfeatures:\n{classes}---\n".encode())
    report = fetched(store, "memory://hub", format="huggingface")
    assert (report.records, problems(report)) == (1, [])


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


def test_why_an_archive_elsewhere_cannot_be_looked_into_is_said(
    server: tuple[Path, str],
) -> None:
    folder, address = server
    with ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("a.txt", "Words of a." * 1000)
    with pytest.raises(InputError, match=r"no way there \(.*range.*\), zip://::http"):
        Sources([Remote(f"zip://::{address}/z.zip")]).check()


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
    assert problems(report) == ["memory://x/a.jsonl: cannot be read (the bucket is gone)"]
    assert report.documents == 1


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(ProjectError, match=r"addresses need fsspec, s3://a, install it .*remote"):
        places.Remote("s3://a").exists()
