"""Importing: what is good goes in once, and again adds nothing."""

from pathlib import Path
from typing import Any

import pytest

from annotate.core.document import text_hash
from annotate.storage import annotations, documents, log
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.files import LABELLED, QUOTE, TABLES, TEXT, jsonl, problems, take, texts, took
from tests.storage.making import dump


def test_texts_and_labels_go_in_from_any_mixture_of_files(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "gazette").mkdir(parents=True)
    (folder / "gazette" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    jsonl(folder / "0.jsonl", LABELLED | {"id": "gazette/a"}, {"text": "Other."})
    report = took(store, folder)
    assert (report.documents, report.known, report.records) == (2, 0, 1)
    assert report.passed_over == 1
    assert texts(store) == [TEXT, "Other."], "plain text comes first, whatever the names"
    document = documents.get(store, 1)
    assert (document.id, document.source) == ("gazette/a", "gazette")
    assert len(annotations.read(store, 1, "ana").spans) == 2
    assert list(check(store)) == []


def test_importing_again_adds_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    records = jsonl(tmp_path / "b.jsonl", LABELLED | {"id": "a"}, {"text": "Other.", "id": "o"})
    took(store, tmp_path / "a.txt", records)
    before = dump(store.path, *TABLES)
    again = took(store, tmp_path / "a.txt", records)
    assert (again.documents, again.known, again.appearances) == (0, 2, 0)
    assert (again.records, again.same) == (0, 1)
    assert dump(store.path, *TABLES) == before


def test_a_text_found_elsewhere_adds_that_it_was(store: Store, tmp_path: Path) -> None:
    records = jsonl(
        tmp_path / "a.jsonl",
        {"id": "a", "text": TEXT, "title": "T", "url": "u"},
        {"id": "b", "text": TEXT},
        {"id": "a", "text": TEXT},
        {"text": TEXT, "title": "T2"},
    )
    report = took(store, records)
    assert (report.documents, report.known, report.appearances) == (1, 0, 2)
    found = documents.appearances(store, 1)
    assert [(a.id, a.title, a.url) for a in found] == [("a", "T2", "u"), ("b", "T", "u")]


def test_a_text_that_is_met_again_later_has_the_paragraphs_that_it_has_here(
    store: Store, tmp_path: Path
) -> None:
    whole = {"id": "a", "text": TEXT, "paragraphs": [[0, len(TEXT)]]}
    again = {"id": "a", "text": TEXT, "annotator": "ana", "status": "done"}
    took(store, jsonl(tmp_path / "a.jsonl", whole, {"text": "Other."}, again))
    assert annotations.read(store, 1, "ana").status == "d"


def test_labels_that_name_nobody_are_the_importing_annotators(store: Store, tmp_path: Path) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED | {"annotator": None}), annotator="zoe")
    assert annotations.layers(store, 1) == ["zoe"]


@pytest.mark.parametrize(
    "name", ["gold/eva", "again/ben", "majority/12", "votes/all", "ana@wire.example", "a:b"]
)
def test_names_of_other_layers_and_programs_are_taken(
    store: Store, tmp_path: Path, name: str
) -> None:
    assert took(store, jsonl(tmp_path / "a.jsonl", LABELLED | {"annotator": name})).records == 1


def test_suggestions_are_no_annotators(store: Store, tmp_path: Path) -> None:
    suggested = LABELLED | {"suggester": "rules", "annotator": None}
    both = {"text": "Other.", "suggester": "rules", "annotator": "ana", "status": "done"}
    report = took(store, jsonl(tmp_path / "a.jsonl", suggested, both))
    assert (report.documents, report.records, report.suggestions) == (2, 0, 2)
    assert store.value("SELECT count(*) FROM layers") == 0
    assert list(log.each(store)) == []


def test_labels_may_name_a_text_by_its_hash(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    by_hash = LABELLED | {"text": None, "sha256": text_hash(TEXT).upper()}
    report = took(store, jsonl(tmp_path / "0.jsonl", by_hash), tmp_path / "a.txt")
    assert (report.documents, report.records) == (1, 1)


def test_offsets_may_count_the_text_as_it_came(store: Store, tmp_path: Path) -> None:
    raw = "\ufeff😀 one\r\n\r\ntwo “No,” said X.\r\n"
    start = raw.index("“")
    units = {
        "codepoint": len,
        "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
        "byte": lambda text: len(text.encode()),
    }
    for unit, length in units.items():
        size: Any = length
        span = {"start": size(raw[:start]), "end": size(raw[: start + 5]), "label": "quote"}
        record = {"text": raw, "annotator": unit, "spans": [span | {"text": "“No,”"}]}
        took(store, jsonl(tmp_path / "a.jsonl", record), offset_unit=unit)
    (text,) = texts(store)
    assert text == "😀 one\n\ntwo “No,” said X.\n"
    for unit in units:
        (found,) = annotations.read(store, 1, unit).spans
        assert text[found.start : found.end] == "“No,”"


def test_encodings_are_told_by_file(store: Store, tmp_path: Path) -> None:
    french = "Le café était fermé. « C'est dommage », a déclaré la ministre de l'Économie. " * 3
    for name, encoding in (("a", "cp1252"), ("b", "utf-16"), ("c", "utf-8"), ("d", "utf-8-sig")):
        (tmp_path / f"{name}.txt").write_text(f"{french}{name}", encoding=encoding)
    report = took(store, tmp_path)
    folder = f"{tmp_path}"
    assert report.encodings == {f"{folder}/a.txt": "cp1252", f"{folder}/b.txt": "utf-16"}
    assert set(texts(store)) == {f"{french}{name}" for name in "abcd"}


def test_a_named_encoding_is_that_of_every_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ł", encoding="iso8859-2")
    (tmp_path / "b.jsonl").write_bytes('{"text": "ł"}'.encode("iso8859-2"))
    report = took(store, tmp_path / "a.txt", tmp_path / "b.jsonl", encoding="latin2")
    assert texts(store) == ["Ł", "ł"]
    assert set(report.encodings.values()) == {"iso8859-2"}


def test_labels_that_differ_are_refused_and_replace_if_asked(store: Store, tmp_path: Path) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    other = jsonl(tmp_path / "b.jsonl", LABELLED | {"spans": [QUOTE], "relations": []})
    report = take(store, other)
    assert (report.refused, report.records) == (1, 0)
    assert problems(report) == [
        f"{tmp_path}/b.jsonl:1: the project has other labels of this article by ana, "
        "import with --replace to exchange them"
    ]
    assert len(annotations.read(store, 1, "ana").spans) == 2
    report = took(store, other, replace=True)
    assert (report.records, report.replaced) == (1, 1)
    assert len(annotations.read(store, 1, "ana").spans) == 1


def test_a_record_of_nothing_takes_labels_away_only_if_asked(store: Store, tmp_path: Path) -> None:
    took(store, jsonl(tmp_path / "a.jsonl", LABELLED))
    nothing = {"text": TEXT, "annotator": "ana", "status": "open"}
    empty = jsonl(tmp_path / "b.jsonl", nothing)
    took(store, empty)
    assert len(annotations.read(store, 1, "ana").spans) == 2
    took(store, empty, replace=True)
    assert annotations.read(store, 1, "ana").spans == ()
    assert list(check(store)) == []


def test_a_text_may_be_named_by_an_id_under_which_it_was_found_again(
    store: Store, tmp_path: Path
) -> None:
    by_id = LABELLED | {"text": None, "id": "b/2"}
    took(store, jsonl(tmp_path / "0.jsonl", LABELLED, {"id": "b/2", "text": TEXT}))
    report = took(store, jsonl(tmp_path / "1.jsonl", by_id | {"annotator": "ben"}))
    assert (report.documents, report.records) == (0, 1)


@pytest.mark.parametrize("gone", [documents.remove, documents.purge])
def test_but_not_by_one_that_was_given_to_two_or_to_what_was_removed(
    store: Store, tmp_path: Path, gone: Any
) -> None:
    twice = ({"id": "b/2", "text": text} for text in (TEXT, "Other."))
    took(store, jsonl(tmp_path / "0.jsonl", LABELLED, {"id": "c", "text": "Other."}, *twice))
    by_id = jsonl(tmp_path / "1.jsonl", LABELLED | {"text": None, "id": "b/2"})
    assert "no text is known with the id 'b/2'" in problems(take(store, by_id))[0]
    key = documents.find_id(store, "c")
    assert key
    gone(store, key)
    assert took(store, by_id).same == 1
    other = documents.find_id(store, "a/1")
    assert other
    gone(store, other)
    assert "no text is known with the id 'b/2'" in problems(take(store, by_id))[0]
