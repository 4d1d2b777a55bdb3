"""Importing: what is bad is named, the rest goes in, and nothing goes in by halves."""

from pathlib import Path
from typing import Any

import pytest

from annotate.core.document import text_hash
from annotate.core.errors import InputError
from annotate.storage import documents
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.files import (
    LABELLED,
    QUOTE,
    TABLES,
    TEXT,
    WHO,
    jsonl,
    problems,
    take,
    texts,
    took,
)
from tests.storage.making import add, dump, layer


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x",
        "a/b",
        "gold/",
        "gold/a/b",
        "majority/x",
        "votes/b",
        " ",
        "a\u202eb",
        "x" * 301,
    ],
)
def test_what_is_no_annotators_name_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    file = jsonl(tmp_path / "a.jsonl", LABELLED, LABELLED | {"annotator": name})
    (problem,) = problems(take(store, file))
    assert problem.startswith(f"{file}:2: {name[:60]!r}"[:-1])
    assert "is no annotator's name, $.annotator, " in problem
    assert len(problem.removeprefix(str(file))) < 200
    assert ("at most 300 characters" in problem) == (len(name) > 300)


@pytest.mark.parametrize("gone", [documents.remove, documents.purge])
def test_but_not_one_that_was_removed(store: Store, tmp_path: Path, gone: Any) -> None:
    (key,) = add(store, TEXT)
    gone(store, key)
    by_hash = LABELLED | {"text": None, "sha256": text_hash(TEXT)}
    report = take(store, jsonl(tmp_path / "a.jsonl", by_hash))
    assert problems(report) == [
        f"{tmp_path}/a.jsonl:1: no text is known with the hash {text_hash(TEXT)[:12]}…, "
        "$.sha256, import the text first, or with it"
    ]
    back = took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    assert (back.documents, back.known, back.records) == (1, 0, 1)
    assert texts(store) == [TEXT]
    assert list(check(store)) == []


BAD: dict[str, tuple[dict[str, Any] | str, str]] = {
    "no json": ('{"text": ', "not valid JSON (Input data was truncated), is the line cut off?"),
    "a field of another kind": (
        {"text": "a", "spans": [{"start": "0", "end": 1, "label": "quote"}]},
        "expected a whole number, got text, $.spans[0].start, see docs/formats.md",
    ),
    "an offset outside": (
        {"text": "abc", "spans": [{"start": 0, "end": 9, "label": "quote"}]},
        "9 lies outside the text of 3 characters, $.spans[0].end, "
        "offsets must count code points from 0, the end exclusive",
    ),
    "an offset reversed": (
        {"text": "abc", "spans": [{"start": 2, "end": 1, "label": "quote"}]},
        "the start 2 is not before the end 1, $.spans[0], "
        "offsets must count code points from 0, the end exclusive",
    ),
    "another text": (
        {"text": "abc", "spans": [{"start": 0, "end": 1, "label": "quote", "text": "b"}]},
        "the text there is 'a', not 'b', $.spans[0].text, "
        "offsets must count code points from 0, the end exclusive",
    ),
    "another unit": (
        {"text": "😀bc", "spans": [{"start": 2, "end": 3, "label": "quote", "text": "b"}]},
        "the text there is 'c', not 'b', $.spans[0].text, "
        "offsets count UTF-16 units? import with --offset-unit utf16",
    ),
    "an unknown label": (
        {"text": "abc", "spans": [{"start": 0, "end": 1, "label": "quot"}]},
        "unknown label 'quot', $.spans[0].label, "
        "the scheme has quote, attribution, caption, ad, body",
    ),
    "a score that is none": (
        {"text": "abc", "spans": [{"start": 0, "end": 1, "label": "quote", "score": 1.01}]},
        "the score 1.01 is not from 0 to 1, $.spans[0].score, "
        "say how likely it is right, or leave it out",
    ),
    "a suggestion's score that is none": (
        {"text": TEXT, "suggester": "x", "spans": [QUOTE | {"score": -1}]},
        "the score -1 is not from 0 to 1, $.spans[0].score, "
        "say how likely it is right, or leave it out",
    ),
    "a suggester without a name": (
        LABELLED | {"suggester": "", "annotator": None},
        "'' is no name for a suggester, $.suggester, "
        "name what suggested this, or leave the key out if these are a person's labels",
    ),
    "a suggester called as one of our own": (
        LABELLED | {"suggester": "learned", "annotator": None},
        "'learned' is the name of one of the program's own suggesters, $.suggester, "
        'call it otherwise, say "my learned"',
    ),
    "a relation the wrong way round": (
        {
            "text": TEXT,
            "spans": [QUOTE, WHO],
            "relations": [{"label": "attributes", "head": 0, "child": 1}],
        },
        "'attributes' may not lead from quote to attribution, $.relations[0], "
        "are head and child the wrong way round?",
    ),
    "no such span": (
        {"text": "abc", "notes": [{"text": "x", "span": "s"}]},
        "no span 's', $.notes[0].span, name a span by its id or its index",
    ),
    "neither text nor hash": (
        {"id": "x"},
        "neither a text nor its sha256, $.text, give one of them",
    ),
    "a text under another key": (
        {"id": "x", "content": "The text, or the beginning of it."},
        'neither a text nor its sha256, $.text, is it under "content"? call that "text"',
    ),
    "a hash that is another's": (
        {"text": "abc", "sha256": "0" * 64},
        "the text's hash is ba7816bf8f01…, not 000000000000…, $.sha256, "
        "was the text changed? or leave the hash out",
    ),
    "an unstorable character": (
        '{"text": "a\\nb\\u0000"}',
        "NUL character, $.text, remove it and import again",
    ),
    "a lone surrogate": (
        '{"text": "a\\ud800"}',
        "lone surrogate, remove it and import again",
    ),
    "no text in it": ({"text": " \n "}, "no text in it, $.text"),
    "a known id with another text": (
        {"id": "first", "text": "abc"},
        "the id 'first' is known with another text (6ccbae3c5494…), give one of the two another id",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_bad_is_named_and_the_rest_goes_in(store: Store, tmp_path: Path, case: str) -> None:
    bad, reason = BAD[case]
    first, last = {"id": "first", "text": "First."}, LABELLED | {"id": "last"}
    report = take(store, jsonl(tmp_path / "a.jsonl", first, bad, last))
    (said,) = problems(report)
    assert said == f"{tmp_path}/a.jsonl:2: {reason}"
    assert texts(store) == ["First.", TEXT]
    assert (report.documents, report.records) == (2, 1)
    assert list(check(store)) == []


@pytest.mark.parametrize("case", BAD)
def test_with_strict_nothing_goes_in(store: Store, tmp_path: Path, case: str) -> None:
    (before,) = add(store, "Before.")
    tables = dump(store.path, *TABLES, "layers")
    first, last = {"id": "first", "text": "First."}, LABELLED | {"id": "last"}
    report = take(store, jsonl(tmp_path / "a.jsonl", first, BAD[case][0], last), strict=True)
    assert len(report.problems) == 1
    assert (report.documents, report.records, report.known) == (0, 0, 0)
    assert dump(store.path, *TABLES, "layers") == tables
    layer(store, before).refresh()
    took(store, jsonl(tmp_path / "b.jsonl", LABELLED), strict=True)
    assert list(check(store)) == []


def test_a_path_that_is_not_there_is_refused_before_anything_goes_in(
    store: Store, tmp_path: Path
) -> None:
    records = jsonl(tmp_path / "a.jsonl", LABELLED)
    with pytest.raises(InputError) as caught:
        take(store, records, tmp_path / "b.jsonl")
    assert str(caught.value) == f"no such file or folder, {tmp_path}/b.jsonl"
    assert texts(store) == []


def test_so_is_an_encoding_that_there_is_not(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown encoding 'klingon'"):
        take(store, jsonl(tmp_path / "a.jsonl", LABELLED), encoding="klingon")


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.", encoding="utf-8")
    opened = Path.open

    def refuse(self: Path, *how: Any, **more: Any) -> Any:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    report = take(store, tmp_path)
    assert problems(report) == [f"{tmp_path}/a.txt: cannot be read (Permission denied)"]
    assert texts(store) == ["Text b."]
