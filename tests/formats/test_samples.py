"""Each tool's own files are told by their names or beginnings, and read right."""

import json
from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet
from annotate.formats import FORMATS, format_of
from annotate.storage import annotations, documents
from annotate.storage.store import Store
from tests.formats import samples
from tests.formats.samples import CUE, EXPECTED, LINK, QUOTE, SOURCE, TEXT
from tests.services.files import took


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "in").mkdir()
    return samples.written(tmp_path / "in")


def content(store: Store, layer: str) -> AnnotationSet:
    """What a layer says of the article."""
    (found,) = [c for d, _, layers in annotations.each(store) for who, c in layers if who == layer]
    return found


def labels(content: AnnotationSet) -> set[tuple[int, int, str]]:
    return {(s.start, s.end, s.label) for s in content.spans}


def links(content: AnnotationSet) -> set[tuple[str, tuple[int, int], tuple[int, int]]]:
    places = {s.id: s.range for s in content.spans}
    return {(r.label, places[r.head], places[r.child]) for r in content.relations}


@pytest.mark.parametrize("format", [name for name, member in FORMATS.items() if member.looks])
def test_a_file_is_told_by_how_it_begins(files: dict[str, Path], format: str) -> None:
    found = format_of(files[format].name, files[format])
    assert found
    assert found.name == format


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"text": "a"}', "jsonl"),
        ("", "jsonl"),
        ("[1]", "jsonl"),
        ('\n\n{"text": "a", "spans": [], "answer": "accept", "_view_id": "x"}', "prodigy"),
        ('{"text": "a", "label": [[0, 1, "x"]]}', "doccano"),
        ('{"text": "a", "label": "positive"}', "jsonl"),
    ],
)
def test_lines_are_native_where_nothing_else_shows(
    tmp_path: Path, content: str, expected: str
) -> None:
    (tmp_path / "a.jsonl").write_text(content)
    found = format_of("a.jsonl", tmp_path / "a.jsonl")
    assert found
    assert found.name == expected


@pytest.mark.parametrize("content", ["", "{}", '{"a": 1}', "[]", "[1]", '[{"a": 1}]', "\xff"])
def test_json_that_holds_no_tasks_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert format_of("a.json", tmp_path / "a.json") is None


@pytest.mark.parametrize(
    ("format", "layer"),
    [("prodigy", "tea"), ("doccano", "me"), ("label_studio", "tea@hill.example"), ("brat", "me")],
)
def test_labels_and_links_are_in_our_words(
    store: Store, files: dict[str, Path], format: str, layer: str
) -> None:
    took(store, files[format])
    found = content(store, layer)
    assert labels(found) == EXPECTED
    assert links(found) == LINK


@pytest.mark.parametrize(
    "format", ["prodigy", "doccano", "label_studio", "csv", "conll", "huggingface"]
)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_files_of_other_encodings_that_a_mark_tells_are_read_alike(
    store: Store, files: dict[str, Path], format: str, encoding: str
) -> None:
    took(store, files[format])
    before = list(annotations.each(store))
    files[format].write_bytes(files[format].read_text(encoding="utf-8").encode(encoding))
    found = format_of(files[format].name, files[format])
    assert found
    assert found.name == format
    report = took(store, files[format])
    assert report.encodings == {str(files[format]): encoding}
    assert list(annotations.each(store)) == before


def test_csv_has_labels_and_no_links(store: Store, files: dict[str, Path]) -> None:
    took(store, files["csv"])
    assert labels(content(store, "tea")) == EXPECTED


def test_columns_of_a_table_may_be_called_as_usual(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Lang,Headline,Desk,Text\nde,Ach,news,Nein.\n")
    took(store, tmp_path / "a.csv")
    document = documents.get(store, 1)
    assert (document.language, document.title, document.meta) == ("de", "Ach", {"desk": "news"})


def test_the_tags_of_a_dataset_are_those_that_its_readme_numbers(
    store: Store, files: dict[str, Path]
) -> None:
    took(store, files["huggingface"])
    assert (documents.get(store, 1).id, documents.get(store, 1).text) == ("c1", TEXT)
    assert labels(content(store, "me")) == EXPECTED


def test_doccanos_labels_alone(store: Store, tmp_path: Path) -> None:
    example = json.dumps(samples.doccano(relations=False))
    (tmp_path / "a.jsonl").write_text(example, encoding="utf-8")
    took(store, tmp_path / "a.jsonl")
    found = content(store, "me")
    assert labels(found) == EXPECTED
    assert [note.text for note in found.notes] == ["Really?"]


@pytest.mark.parametrize("unit", ["utf16", "codepoint"])
def test_what_label_studio_counts_is_found_out(store: Store, tmp_path: Path, unit: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps(samples.label_studio(unit)), encoding="utf-8")
    took(store, tmp_path / "a.json")
    assert labels(content(store, "tea@hill.example")) == EXPECTED


def test_an_attribution_that_is_an_event_keeps_its_parts(
    store: Store, files: dict[str, Path]
) -> None:
    took(store, files["brat"])
    document = documents.get(store, 1)
    assert (document.id, document.text, document.source) == ("c1", TEXT, "in")
    (event,) = document.meta["attributions"]
    assert (event["source"], event["cue"]) == ([list(SOURCE)], [list(CUE)])
    assert (event["attribution"], event["content"]) == ("T3", ["T2"])
    assert [note.text for note in content(store, "me").notes] == ["Look-alikes"]


def test_a_web_annotation_names_its_article(store: Store, files: dict[str, Path]) -> None:
    took(store, files["brat"])
    took(store, files["webanno"])
    assert labels(content(store, "tea")) == {(*QUOTE, "quote")}


def test_conll_without_a_side_file_is_tokens_and_spaces(
    store: Store, files: dict[str, Path]
) -> None:
    took(store, files["conll"])
    found = documents.get(store, 1)
    assert (found.id, found.text) == ("c1/1", "“ At last ” said Bell .\nВuу")
    covered = {found.text[s.start : s.end]: s.label for s in content(store, "me").spans}
    assert covered == {"“ At last ”": "quote", "said Bell": "attribution", "Вuу": "ad"}


def test_a_whole_folder_goes_in_at_once(store: Store, files: dict[str, Path]) -> None:
    for format in ("doccano", "webanno", "csv", "huggingface"):  # labels by the same annotators
        files[format].unlink()
    report = took(store, files["brat"].parent)
    assert (report.documents, report.passed_over) == (2, 0)
    assert labels(content(store, "tea@hill.example")) == EXPECTED
