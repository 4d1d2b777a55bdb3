"""The card and the Croissant metadata: the project's own facts, nothing invented, no markup."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.normalisation import OffsetUnit
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.formats import FORMATS
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.storage.store import FILE_NAME, Store
from tests.services.files import give, given, take
from tests.storage.making import add, document, put

pytestmark = [
    # what mlcroissant asks of rdflib, and rdflib of itself
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:mlcroissant"),
]
TEXT = "“No,” said X.\n\nMore of it."
LABELS = AnnotationSet(
    (Span(0, 5, "quote", "1"), Span(6, 12, "attribution", "2")),
    (Relation("attributes", "2", "1"),),
    "dd",
)
NAME = "Harbour <b>*news*</b>"


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles, one of which two people finished."""
    known = {"source": "gazette|x", "language": "en", "published": "2026-01-08"}
    one, other = add(store, document(TEXT, "a/1", **known), document("Other.", "b/1"))
    for name in ("ana", "ben"):
        put(store, one, LABELS, name)
    put(store, other, AnnotationSet(status="d"), "ana")
    return store


def told(
    store: Store, folder: Path, about: About, format: str = "jsonl", *, text: bool = True
) -> str:
    export(store, DEFAULT_SCHEME, format, folder, Wanted(text=text), about=about)
    return (folder / "README.md").read_text(encoding="utf-8")


def test_the_card_says_what_the_project_knows_and_no_more(filled: Store, tmp_path: Path) -> None:
    card = told(filled, tmp_path / "out", About(NAME))
    assert card.startswith("---\nconfigs:\n")
    card = card.partition("\n---\n")[2]
    assert card.startswith("# Harbour \\<b\\>\\*news\\*\\</b\\>\n\n3 records of 2 articles.\n")
    assert "None was given" in card
    assert "| quote | 2 | Words of somebody" in card
    assert "- published: 2026\\-01\\-08\n" in card
    assert "- sources: not known 1, gazette\\|x 1" in card
    assert "2 layers: A1 2, A2 1." in card
    assert "| alpha | 1.000" in card
    assert "ana" not in card.replace("anagram", "")


def test_the_card_says_from_when_to_when_articles_are(filled: Store, tmp_path: Path) -> None:
    other = add(filled, document("Later.", "c/1", published="2026-02-01"))[0]
    put(filled, other, AnnotationSet(status="d"), "ana")
    card = told(filled, tmp_path / "out", About(NAME))
    assert "- published: 2026\\-01\\-08 to 2026\\-02\\-01\n" in card


@pytest.mark.parametrize(
    ("unit", "said"), [("codepoint", "code points"), ("utf16", "UTF-16 units"), ("byte", "UTF-8")]
)
def test_what_offsets_count_is_said_where_it_was_asked_for(
    filled: Store, tmp_path: Path, unit: OffsetUnit, said: str
) -> None:
    made = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path, unit=unit, about=About(NAME))
    assert made.offset_unit == unit
    assert f" Offsets count {said}" in (tmp_path / "README.md").read_text(encoding="utf-8")
    made = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path, about=About(NAME))
    assert "offset_unit" not in (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert "Offsets count" not in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_licence_and_names_are_in_it_if_they_are_given(filled: Store, tmp_path: Path) -> None:
    card = told(filled, tmp_path / "out", About(NAME, "CC-BY-4.0", named=True))
    assert "2 layers: ana 2, ben 1." in card
    assert "## Licence\n\nCC\\-BY\\-4.0\n" in card
    said = json.loads((tmp_path / "out" / "croissant.json").read_bytes())
    assert said["license"] == "CC-BY-4.0"


def test_what_a_format_says_in_its_own_readme_stays(filled: Store, tmp_path: Path) -> None:
    card = told(filled, tmp_path / "out", About(NAME, "CC-BY-4.0"), "huggingface")
    assert card.startswith("---\nlicense: cc-by-4.0\n")
    assert card.count("\n# ") == 1
    assert "## Annotators" in card


@pytest.mark.parametrize(
    ("format", "text"),
    [("jsonl", True), ("jsonl", False), ("parquet", True), ("parquet", False)],
)
def test_croissant_is_valid_and_its_records_are_read_by_it(
    filled: Store, tmp_path: Path, format: str, text: bool
) -> None:
    import mlcroissant  # takes a second, which every worker would spend on collecting

    told(filled, tmp_path / "out", About(NAME, "CC-BY-4.0"), format, text=text)
    dataset = mlcroissant.Dataset(str(tmp_path / "out" / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert dataset.metadata.ctx.conforms_to.value.endswith("/1.1")
    first, _, dull = dataset.records("records")
    assert first["records/id"] == b"a/1"
    assert first["records/spans"][1]["records/spans/start"] == 6
    assert first["records/relations"][0]["records/relations/head"] == b"2"
    assert len(dull["records/spans"]) == 0
    assert ("records/text" in first) == text


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if f.write])
def test_it_is_valid_for_every_format_and_names_its_files(
    filled: Store, tmp_path: Path, format: str
) -> None:
    import mlcroissant

    told(filled, tmp_path / "out", About(), format)
    dataset = mlcroissant.Dataset(str(tmp_path / "out" / "croissant.json"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    said = dataset.metadata.distribution
    named = {
        file.content_url: file.sha256 for file in said if isinstance(file, mlcroissant.FileObject)
    }
    ours = ("README.md", "croissant.json")
    assert named == {f["path"]: f["sha256"] for f in manifest["files"] if f["path"] not in ours}
    assert set(ours) <= {f["path"] for f in manifest["files"]}


@pytest.mark.parametrize("format", ["jsonl", "huggingface"])  # whose own README.md is added to
def test_the_manifest_knows_all_files_as_they_are_in_the_end(
    filled: Store, tmp_path: Path, format: str
) -> None:
    told(filled, tmp_path, About(), format)
    for file in json.loads((tmp_path / "manifest.json").read_bytes())["files"]:
        content = (tmp_path / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), sha256(content).hexdigest())


@pytest.mark.parametrize("format", ["brat", "uima", "doccano"])
def test_annotators_called_as_what_lies_beside_the_data_get_another_folder(
    filled: Store, tmp_path: Path, format: str
) -> None:
    for name in ("README.md", "Manifest.json", "croissant.json"):
        put(filled, 1, LABELS, name)
    told(filled, tmp_path / "out", About(), format)
    (tmp_path / "other").mkdir()
    with Store.open(tmp_path / "other" / FILE_NAME) as other:
        report = take(other, tmp_path / "out")
        assert (report.records, report.problems) == (6, [])
        assert given(give(other, tmp_path / "two")) == given(give(filled, tmp_path / "one"))


def test_the_same_facts_are_the_same_bytes(filled: Store, tmp_path: Path) -> None:
    for name in ("one", "two"):
        told(filled, tmp_path / name, About(NAME))
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two
