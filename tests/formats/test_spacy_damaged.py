"""DocBins that are none, lie or are cut: named, and what is whole goes in."""

import gc
import json
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import spacy as library
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from spacy.tokens import DocBin

from annotate.core.document import text_hash
from annotate.core.errors import ProjectError
from annotate.formats import measured, spacy, spacy_bin
from annotate.formats.base import Incoming, Source
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats.docbins import NOBODYS, RECORD, TEXT, written
from tests.formats.reading import problems, read
from tests.services.files import take, took

# What is no DocBin, or a bad one


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "not a DocBin that can be read, is the file cut off?"),
        (b"text", "not a DocBin that can be read, is the file cut off?"),
        (zlib.compress(b"text"), "not a DocBin that can be read, is the file cut off?"),
        (
            zlib.compress(bytes(1 << 22), 0),
            "more than 1 MB when it is unpacked, write it as several",
        ),
        (zlib.compress(bytes(1 << 22)), "more than 1 MB when it is unpacked, write it as several"),
    ],
)
def test_what_is_no_docbin_is_one_problem(
    monkeypatch: pytest.MonkeyPatch, content: bytes, expected: str
) -> None:
    monkeypatch.setattr(spacy_bin, "LARGEST", 1 << 20)
    assert problems(read(spacy.read, content)) == [f"file: {expected}"]


def in_json(name: str, value: object) -> Callable[[DocBin], None]:
    """A record that was written along, with another value."""

    def change(made: DocBin) -> None:
        (doc, *_) = made.get_docs(library.blank("en").vocab)
        along = json.loads(doc.user_data["annotate"]) | {name: value}
        doc.user_data["annotate"] = json.dumps(along)
        made.user_data[0] = DocBin(docs=[doc], store_user_data=True).user_data[0]

    return change


def in_links(value: object) -> Callable[[DocBin], None]:
    def change(made: DocBin) -> None:
        (doc, *_) = made.get_docs(library.blank("en").vocab)
        doc.user_data["relations"] = value
        made.user_data[0] = DocBin(docs=[doc], store_user_data=True).user_data[0]

    return change


def no_such_word(made: DocBin) -> None:
    made.tokens[0] = made.tokens[0] + 1


def beyond_the_end(made: DocBin) -> None:
    made.tokens[0], made.spaces[0] = made.tokens[0][:3], made.spaces[0][:3]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (in_json("spans", 5), "expected a list or null, got a whole number, $.spans"),
        (in_json("annotator", 5), "$.annotator"),
        (in_links([{"label": 5}]), "user_data.relations[0].label"),
        (no_such_word, "a doc that cannot be read (KeyError)"),
        (beyond_the_end, "a doc that cannot be read (IndexError)"),
    ],
)
def test_a_bad_doc_is_named_and_the_others_go_in(
    store: Store, tmp_path: Path, change: Callable[[DocBin], None], expected: str
) -> None:
    bad = f"{TEXT} Bad."
    written(tmp_path, replace(RECORD, text=bad, sha256=text_hash(bad)), RECORD)
    path = tmp_path / "train" / "part-00000.spacy"
    made = DocBin(store_user_data=True).from_disk(path)
    change(made)
    made.to_disk(path)
    report = take(store, tmp_path)
    (problem,) = report.problems
    assert "part-00000.spacy:1: " in str(problem)
    assert expected in str(problem)
    assert report.records == 1


@settings(max_examples=campaign(50, 5000))
@given(st.integers(0, 10**6), st.binary(max_size=9), st.integers(0, 9))
def test_anything_in_the_middle_of_it_is_survived(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes, gone: int
) -> None:
    whole = zlib.decompress(one_docbin(tmp_path_factory))
    at %= len(whole)
    content = zlib.compress(whole[:at] + junk + whole[at + gone :], 1)
    for item in spacy.read(Source("f"), BytesIO(content), None):
        assert isinstance(item, Incoming) or "\n" not in str(item)
    assert gc.isenabled()


def one_docbin(factory: pytest.TempPathFactory, _known: list[bytes] = []) -> bytes:  # noqa: B006  # made once for all
    if not _known:
        folder = factory.mktemp("docs")
        written(folder, RECORD, NOBODYS)
        _known.append((folder / "train" / "part-00000.spacy").read_bytes())
    return _known[0]


def test_a_docbin_may_be_longer_than_a_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.spacy"
    nlp = library.blank("en")
    DocBin(docs=[nlp("One here."), nlp("Two here.")]).to_disk(path)
    monkeypatch.setattr(measured, "LONGEST", 100)
    assert path.stat().st_size > 2 * measured.LONGEST
    assert took(store, path).documents == 2


def test_without_the_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy.strings", None)
    for call in (lambda: read(spacy.read, b""), lambda: written(tmp_path, RECORD)):
        with pytest.raises(ProjectError, match=r"pip install 'annotate-news\[spacy\]'"):
            call()


def test_a_docbin_that_says_too_little_of_its_docs_loses_only_those(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "a.spacy"
    nlp = library.blank("en")
    made = DocBin(docs=[nlp("One here."), nlp("Two here.")], store_user_data=True)
    made.user_data.pop()
    made.to_disk(path)
    report = take(store, path)
    assert report.documents == 1
    assert [str(p) for p in report.problems] == [
        f"{path}:2: a doc that cannot be read (IndexError)"
    ]
