"""A release without texts: no word of them goes out, and what is put back is the very same."""

from pathlib import Path
from typing import Any

import pytest

from annotate.core.annotation_set import AnnotationSet, Note, Relation, Span
from annotate.core.document import text_hash
from annotate.core.errors import InputError
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING, Wanted, Window
from annotate.formats import FORMATS
from annotate.services.exporting import export
from annotate.services.import_report import ImportReport
from annotate.services.project import init
from annotate.services.texts import Texts
from annotate.storage.bulk import BulkImport
from annotate.storage.store import FILE_NAME, Store
from tests.services.files import give, problems, take
from tests.services.files import given as records
from tests.storage.making import add, document, put

TEXT = "“No,” said X.\n\nMore of it.\n\nThe end."
LABELS = AnnotationSet(
    (Span(0, 5, "quote", "1", "rules", 0.5), Span(6, 12, "attribution", "2")),
    (Relation("attributes", "2", "1"),),
    "ddd",
    (Note("who?", "1"),),
)
TEXTLESS = [name for name, member in FORMATS.items() if member.textless]
RELEASE = Wanted(unfinished=True, text=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two articles, one found in two places, with labels."""
    folder = tmp_path / "theirs"
    init(folder)
    known = {"title": "“No,” said", "url": "https://x", "source": "x", "meta": {"lead": "said X"}}
    with Store.open(folder / FILE_NAME) as store:
        key, _ = add(store, document(TEXT, "a/1", **known), document("Other.", "b/1"))
        with BulkImport(store, "importer") as bulk:
            bulk.document(document(TEXT, "a/2", title="More of it", url=""))
        for name in ("ana", "ben"):
            put(store, key, LABELS, name)
    return folder


def released(project: Path, folder: Path, format: str = "jsonl", wanted: Wanted = RELEASE) -> Path:
    with Store.open(project / FILE_NAME) as store:
        manifest = export(store, DEFAULT_SCHEME, format, folder, wanted)
    assert manifest.loss.dropped == ()
    return folder


def back(path: Path, release: Path, *texts: Path, **how: Any) -> ImportReport:
    """Put the texts back, in a new project of that name."""
    with Store.open(path) as store, Texts(texts) as found:
        return take(store, release, texts=found, **how)


@pytest.mark.parametrize("format", TEXTLESS)
def test_no_word_of_an_article_goes_out(project: Path, tmp_path: Path, format: str) -> None:
    folder = released(project, tmp_path / "out", format)
    files = [path for path in folder.rglob("*") if path.is_file()]
    content = b"".join(f.read_bytes() for f in files if f.name != "manifest.json")  # has the scheme
    assert text_hash(TEXT).encode() in content
    for word in ("“No,”", "said", "More of it", "Other."):
        assert word.encode() not in content
        assert word.encode("ascii", "backslashreplace") not in content


@pytest.mark.parametrize("format", TEXTLESS)
@pytest.mark.parametrize("window", [None, Window(6, 6)])
def test_with_the_texts_of_the_project_it_is_the_same_byte_for_byte(
    project: Path, tmp_path: Path, format: str, window: Window | None
) -> None:
    wanted = Wanted(unfinished=True, window=window)
    without = Wanted(unfinished=True, window=window, text=False)
    release = released(project, tmp_path / "out", format, without)
    assert back(tmp_path / "new.db", release, project).problems == []
    with Store.open(tmp_path / "new.db") as new, Store.open(project / FILE_NAME) as old:
        again = records(give(new, tmp_path / "again", wanted=EVERYTHING))
        before = records(give(old, tmp_path / "before", wanted=wanted))
    if window:  # what `meta` held of the article stays out of its pieces
        for record in before:
            record["meta"].pop("lead", None)
    assert again == before


def test_with_files_too_whatever_their_line_ends(project: Path, tmp_path: Path) -> None:
    release = released(project, tmp_path / "out")
    files = tmp_path / "files"
    files.mkdir()
    (files / "some name.txt").write_bytes("\ufeff".encode() + TEXT.replace("\n", "\r\n").encode())
    (files / "other.txt").write_bytes(b"Other.")
    assert back(tmp_path / "new.db", release, files).problems == []
    with Store.open(tmp_path / "new.db") as new:
        found = records(give(new, tmp_path / "again"))
    assert [(r["id"], r["annotator"], r["text"]) for r in found] == [
        ("a/1", "ana", TEXT),
        ("a/1", "ben", TEXT),
        ("b/1", None, "Other."),
    ]
    assert found[0]["spans"][0]["text"] == "“No,”"


def test_what_is_missing_and_what_is_another_is_named_and_the_rest_goes_in(
    project: Path, tmp_path: Path
) -> None:
    release = released(project, tmp_path / "out")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(TEXT + "\n", encoding="utf-8")
    report = back(tmp_path / "new.db", release, tmp_path / "a" / "1.txt")
    nothing = f"no text there has the hash {text_hash(TEXT)[:12]}…"
    assert problems(report)[0] == (
        f"{release}/records.jsonl:1: {nothing}, $.sha256, name where it is with --text-from"
    )
    report = back(tmp_path / "new.db", release, *folder_of(tmp_path, "a/1", TEXT + "\n"))
    ours, theirs = text_hash(TEXT + "\n")[:12], text_hash(TEXT)[:12]
    assert problems(report)[0] == (
        f"{release}/records.jsonl:1: the text of 'a/1' there is another: "
        f"its hash is {ours}…, not {theirs}…, $.sha256, give the version that was labelled"
    )
    assert (len(report.problems), report.documents) == (3, 0)
    with Store.open(project / FILE_NAME) as theirs_too:
        theirs_too.connection.execute("UPDATE documents SET removed = 1 WHERE id = 'a/1'")
    report = back(tmp_path / "new.db", release, project)
    assert (len(report.problems), report.documents) == (2, 1)


def folder_of(tmp_path: Path, id: str, text: str) -> list[Path]:
    """A folder whose file has that id."""
    path = (tmp_path / "named" / id).with_suffix(".txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [tmp_path / "named"]


def test_a_text_that_the_project_has_needs_no_other(project: Path, tmp_path: Path) -> None:
    release = released(project, tmp_path / "out")
    with Store.open(project / FILE_NAME) as store, Texts([]) as none:
        report = take(store, release, texts=none)
    assert report.problems == []
    assert (report.same, report.documents, report.appearances) == (2, 0, 0)


def test_files_that_cannot_be_read_are_named(project: Path, tmp_path: Path) -> None:
    release = released(project, tmp_path / "out")
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{\n")
    assert any(p.startswith(f"{bad}:1: ") for p in problems(back(tmp_path / "n.db", release, bad)))


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        Texts([tmp_path / "nowhere"])


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if f.write and not f.textless])
def test_a_format_that_is_nothing_without_the_text_says_which_are(
    project: Path, tmp_path: Path, format: str
) -> None:
    with pytest.raises(InputError) as caught:
        released(project, tmp_path / "out", format)
    able = ", ".join(TEXTLESS)
    assert str(caught.value) == f"{format} is nothing without the text, take {able}"
    assert not (tmp_path / "out").exists()


def test_offsets_without_a_text_count_code_points(project: Path, tmp_path: Path) -> None:
    with Store.open(project / FILE_NAME) as store, pytest.raises(InputError, match="code points"):
        export(store, DEFAULT_SCHEME, "jsonl", tmp_path / "out", RELEASE, unit="utf16")
