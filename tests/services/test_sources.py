"""Which files are read, in what order, and what an article in them is called."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotate.core.errors import InputError
from annotate.formats import FORMATS
from annotate.formats.base import Problem, Source
from annotate.services.sources import STANDARD_INPUT, Sources
from annotate.services.suggesting_stream import suggest_paths
from annotate.services.texts import Texts
from annotate.storage import documents
from annotate.storage.store import Store
from tests.services.files import problems, take, texts, took

READABLE = ", ".join(name for name, member in FORMATS.items() if member.read)


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.", encoding="utf-8")
    return folder


def found(*paths: Path, format: str | None = None, corpora: Path | None = None) -> list[Source]:
    sources = Sources(paths, format, corpora)
    sources.check()
    return [source for _, source in sources.each()]


def ids(*paths: Path, format: str | None = None, corpora: Path | None = None) -> list[str]:
    return [source.id for source in found(*paths, format=format, corpora=corpora)]


def test_a_folder_is_walked_in_order_plain_text_first(tmp_path: Path) -> None:
    made(tmp_path, "b/z.txt", "b/a.jsonl", "a/y.txt", "x.txt", "b/a/w.md", "c.ndjson", "q.pdf")
    assert ids(tmp_path) == ["x", "a/y", "b/z", "b/a/w", "c", "b/a"]


def test_hidden_files_and_furniture_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, ".a.txt", ".git/b.txt", "README.md", "sub/manifest.json", "c.txt")
    assert ids(tmp_path) == ["c"]
    assert Sources([tmp_path]).passed_over() == 0


def test_what_no_format_reads_is_counted(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b.pdf", "sub/c.png", "d")
    assert Sources([tmp_path]).passed_over() == 3


def test_a_source_says_where_it_lies(tmp_path: Path) -> None:
    made(tmp_path, "gazette/a.txt", "gazette/deep/b.txt")
    inside = found(tmp_path / "gazette")
    assert [(s.id, s.folder) for s in inside] == [("a", "gazette"), ("deep/b", "deep")]
    assert [s.name for s in inside] == [f"{tmp_path}/gazette/{n}" for n in ("a.txt", "deep/b.txt")]
    (alone,) = found(tmp_path / "gazette" / "a.txt")
    assert (alone.id, alone.folder) == ("a", "gazette")


def test_in_the_projects_corpora_ids_count_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpora = made(tmp_path / "corpora", "top.txt", "gazette/a.txt", "gazette/deep/b.txt")
    everything = ["top", "gazette/a", "gazette/deep/b"]
    assert ids(corpora, corpora=corpora) == everything
    assert ids(corpora / "gazette", corpora=corpora) == everything[1:]
    assert ids(corpora / "gazette" / "a.txt", corpora=corpora) == ["gazette/a"]
    monkeypatch.chdir(corpora / "gazette")
    assert ids(Path("deep"), Path("a.txt"), corpora=corpora) == ["gazette/deep/b", "gazette/a"]
    assert [s.folder for s in found(corpora, corpora=corpora)] == ["", "gazette", "deep"]
    assert ids(made(tmp_path / "other", "c.txt"), corpora=corpora) == ["c"]


def test_so_they_do_through_a_link(tmp_path: Path) -> None:
    corpora = made(tmp_path / "corpora", "gazette/a.txt")
    (tmp_path / "link").symlink_to(corpora)
    assert ids(tmp_path / "link" / "gazette", corpora=corpora) == ["gazette/a"]
    assert ids(corpora / "gazette", corpora=tmp_path / "link") == ["gazette/a"]


def test_links_in_a_circle_or_to_nothing_do_no_harm(tmp_path: Path) -> None:
    made(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").symlink_to(tmp_path / "sub" / "a.txt")
    assert ids(tmp_path) == ["b", "sub/a"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["a"]


def test_a_format_that_is_named_goes_for_what_was_named(tmp_path: Path) -> None:
    made(tmp_path, "a.log", "sub/b.log", "sub/c.txt", "sub/d.jsonl")
    assert ids(tmp_path / "a.log", tmp_path / "sub", format="text") == ["a", "c"]
    assert ids(tmp_path / "sub", format="jsonl") == ["d"]
    assert ids(tmp_path / "sub" / "c.txt", format="jsonl") == ["c"]


def test_a_file_whose_format_cannot_be_told_is_refused(tmp_path: Path) -> None:
    made(tmp_path, "a.log")
    for path in (tmp_path / "a.log", STANDARD_INPUT):
        with pytest.raises(InputError) as caught:
            found(path)
        assert str(caught.value) == (
            f"cannot tell the format, {path}, name its format with --format: {READABLE}"
        )


@pytest.mark.parametrize(
    ("name", "kind"), [("a.zip", "zip"), ("A.ZIP", "zip"), ("a.tar.gz", "tar"), ("a.tgz", "tar")]
)
def test_of_an_archive_it_is_said_how_to_name_what_is_in_it(
    tmp_path: Path, name: str, kind: str
) -> None:
    with ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("records.jsonl", "{}")
    address = f"{kind}://::{tmp_path / name}"
    with pytest.raises(InputError, match=f"unpack it, or name the folder in it: {address}$"):
        found(tmp_path / name)


def test_so_is_a_format_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown format 'word', known: "):
        found(tmp_path, format="word")


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path) == []
    assert Sources([tmp_path]).size() == 0


def test_sizes_are_those_of_what_is_read(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b.pdf")
    size = (tmp_path / "a.txt").stat().st_size
    assert Sources([tmp_path]).size() == size
    assert Sources([tmp_path, STANDARD_INPUT], "text").size() == size


@pytest.fixture
def forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one may not be listed, and of another the files may not be looked at."""
    made(tmp_path, "in/a.txt", "in/p/b.txt", "in/p/c.txt", "in/q/d.txt", "in/z/e.txt")
    scan, look = os.scandir, Path.stat

    def refuse_list(path: str) -> object:
        if str(path).endswith("/p"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    def refuse_look(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if "/in/q/" in (os.path.realpath(self) if follow_symlinks else str(self)):
            raise PermissionError(13, "Permission denied", str(self))
        return look(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "scandir", refuse_list)
    monkeypatch.setattr(Path, "stat", refuse_look)
    return tmp_path / "in"


def test_a_folder_that_cannot_be_read_is_named_and_the_rest_goes_in(
    store: Store, forbidden: Path
) -> None:
    report = take(store, forbidden)
    assert problems(report) == [
        f"{forbidden}/p: cannot be read (Permission denied)",
        f"{forbidden}/q: cannot be read (Permission denied)",
    ]
    assert texts(store) == ["The text of in/a.txt.", "The text of in/z/e.txt."]


def test_a_link_to_what_cannot_be_looked_at_is_named_itself(
    store: Store, tmp_path: Path, forbidden: Path
) -> None:
    made(tmp_path, "links/a.txt")
    (tmp_path / "links" / "b.txt").symlink_to(forbidden / "q" / "d.txt")
    report = take(store, tmp_path / "links")
    assert problems(report) == [f"{tmp_path}/links/b.txt: cannot be read (Permission denied)"]
    assert texts(store) == ["The text of links/a.txt."]


def test_nothing_of_it_goes_in_where_all_must(store: Store, forbidden: Path) -> None:
    report = take(store, forbidden, strict=True)
    assert len(problems(report)) == 2
    assert documents.count(store) == 0


def test_suggestions_and_texts_name_it_too(forbidden: Path) -> None:
    answers = list(suggest_paths([forbidden], processes=1))
    assert [str(a) for a in answers if isinstance(a, Problem)] == [
        f"{forbidden}/{name}: cannot be read (Permission denied)" for name in "pq"
    ]
    assert len(answers) == 4
    with Texts([forbidden]) as found:
        assert len(found.problems) == 2


def test_what_leads_nowhere_is_no_file(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    sources = Sources([tmp_path])
    assert [source.id for _, source in sources.each()] == ["a"]
    assert not sources.unread


HOSTILE = [
    b"new\nline.txt",
    b"\x1b[31mred\x1b[0m.txt",
    b"not utf-8 \xff\xfe.txt",
    b"-rf.txt",
    b"[link=x] \xe2\x80\xaeabc.txt",
    b"a'b\"c;d.txt",
    "e\u0301 “é”.txt".encode(),
    b"a.. .txt",
    b"many.dots.in.it.txt",
    b"%s{0}$HOME~.txt",
]


def test_hostile_names_are_taken_as_they_are(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(HOSTILE):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"Text {number}.")
    report = took(store, folder)
    assert report.documents == len(HOSTILE)
    names = {document.id for _, document in documents.each(store)}
    assert names == {name.decode(errors="replace").removesuffix(".txt") for name in HOSTILE}
    again = took(store, folder)
    assert (again.documents, again.known, again.appearances) == (0, len(HOSTILE), 0)


def test_a_hostile_name_of_a_bad_file_can_be_told(store: Store, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.txt"))
    path.write_bytes(b"\0")
    (problem,) = take(store, path).problems
    assert problem.file == f"{tmp_path}/\ufffd\n.txt"
    str(problem).encode()


def test_two_files_that_differ_in_their_suffix_alone_are_not_mixed_up(
    store: Store, tmp_path: Path
) -> None:
    made(tmp_path, "a.txt", "a.md")
    report = take(store, tmp_path)
    assert report.documents == 1
    (problem,) = report.problems
    assert "the id 'a' is known with another text" in problem.reason


def test_what_goes_along_with_another_file_is_not_read_by_itself(tmp_path: Path) -> None:
    made(tmp_path, "a.ann", "a.txt", "b.txt", "annotation.conf", "c.conll", "c.offsets")
    made(tmp_path, "d.offsets", "label_config.xml")
    assert ids(tmp_path) == ["b", "a", "c"]
    assert Sources([tmp_path]).passed_over() == 1  # d.offsets, with nothing to go along with


def test_so_it_is_where_either_is_compressed(tmp_path: Path) -> None:
    made(tmp_path, "a.ann.gz", "a.txt", "c.conll", "c.offsets.xz", "e.ann.zst", "e.txt.gz")
    made(tmp_path, "README.md.gz", "annotation.conf.gz", "b.txt.gz", "d.offsets.gz")
    assert ids(tmp_path) == ["b", "a", "c", "e"]
    assert Sources([tmp_path]).passed_over() == 1  # d.offsets.gz


def test_a_text_that_is_named_is_read_whatever_lies_beside_it(tmp_path: Path) -> None:
    made(tmp_path, "a.ann", "a.txt")
    ((read, source),) = Sources([tmp_path / "a.txt"]).each()
    assert (read, source.id) == (FORMATS["text"].read, "a")


def test_a_pipe_is_not_looked_into_to_tell_its_format(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    Sources([tmp_path / "pipe.jsonl"]).check()
