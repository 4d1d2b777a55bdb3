"""A dataset that names no annotator, in no format, and is otherwise what it would be."""

from pathlib import Path
from zlib import decompress

import pytest
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY, Flag, Note, Relation, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import Wanted
from annotate.corpus.splits import Plan, read_shares
from annotate.formats import FORMATS
from annotate.services.exporting import export
from annotate.services.exporting.telling import About
from annotate.storage import annotations, documents
from annotate.storage.backup import backup
from annotate.storage.store import Store
from tests.services.files import take
from tests.storage.making import add, document, put

PEOPLE = ("Annabel", "Benedict", "gold/Rosalind")
LINKED = replace(
    EMPTY,
    spans=(Span(0, 5, "quote", "Annabel@1:1"), Span(6, 12, "attribution", "Annabel@1:2")),
    relations=(Relation("attributes", "Annabel@1:2", "Annabel@1:1"),),
    notes=(Note("Which?", "Annabel@1:1"), Note("All of it")),
    flags=(Flag("Annabel@1:2"), Flag(paragraph=1)),
    status="dd",
)
HIDDEN = Wanted(pseudonyms=True)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three articles that two have labelled, and one has adjudicated."""
    for n in range(3):
        (key,) = add(store, document(f"“No,” said X.\n\nMore {n}.", f"a/{n}"))
        for person in PEOPLE:
            put(store, key, LINKED, person)
    return store


def named(folder: Path) -> list[str]:
    """The files that name somebody, in what they are called or what is in them."""
    names = [person.rpartition("/")[2].encode() for person in PEOPLE]
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = {
        str(f): decompress(f.read_bytes()) if f.suffix == ".spacy" else f.read_bytes()
        for f in files
    }
    return [
        path for path, held in contents.items() if any(n in held + path.encode() for n in names)
    ]


@pytest.mark.parametrize("format", [name for name, member in FORMATS.items() if member.write])
@pytest.mark.parametrize(
    "wanted",
    [
        HIDDEN,
        Wanted(pseudonyms=True, votes=True, majority=2, layers=PEOPLE),
        Wanted(pseudonyms=True, labels=("attribution",), layers=("Annabel", "gold")),
    ],
)
def test_nobody_is_named(filled: Store, tmp_path: Path, format: str, wanted: Wanted) -> None:
    plan = Plan(read_shares("train=2,test=1"))
    out = tmp_path / "out"
    export(filled, DEFAULT_SCHEME, format, out, wanted, about=About("News"), plan=plan)
    assert not named(out)
    export(filled, DEFAULT_SCHEME, format, out, replace(wanted, pseudonyms=False), about=About())
    assert named(out)


def test_all_else_is_as_it_was(filled: Store, tmp_path: Path) -> None:
    made = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "out", HIDDEN)
    with Store.open(tmp_path / "other.db") as other:
        assert not take(other, tmp_path / "out").problems
        key = documents.find_id(other, "a/0")
        assert key
        layers = annotations.layers(other, key)
        assert [*made.counts.layers] == layers
        assert [len(name.removeprefix("gold/")) for name in layers] == [9, 9, 9]
        ids = {span.id: f"{layers[0]}:{n}" for n, span in enumerate(LINKED.spans, 1)}
        content = annotations.read(other, key, layers[0])
        assert content.spans == tuple(replace(s, id=ids[s.id]) for s in LINKED.spans)
        (link,) = content.relations
        assert (link.head, link.child) == (ids["Annabel@1:2"], ids["Annabel@1:1"])
        assert {note.span for note in content.notes} == {ids["Annabel@1:1"], None}
        assert {flag.span for flag in content.flags} == {ids["Annabel@1:2"], None}
        export(other, DEFAULT_SCHEME, "jsonl", tmp_path / "again")
    ours, again = (tmp_path / name / "records.jsonl" for name in ("out", "again"))
    assert again.read_bytes() == ours.read_bytes()


def test_a_person_has_one_pseudonym_in_all_exports_and_copies_of_a_project(
    filled: Store, tmp_path: Path
) -> None:
    first = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "first", HIDDEN).counts.layers
    (key,) = add(filled, document("“No,” said X.\n\nLast.", "a/9"))
    put(filled, key, LINKED, "Aaron")
    backup(filled, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        later = export(copy, DEFAULT_SCHEME, "prodigy", tmp_path / "later", HIDDEN).counts.layers
    assert later.keys() > first.keys()
    gold, own = (
        sorted(first, key=len, reverse=True)[0],
        Wanted(layers=("Annabel",), pseudonyms=True),
    )
    assert gold.startswith("gold/A")
    (annabel,) = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "own", own).counts.layers
    assert annabel in first


def test_in_another_project_it_is_another(filled: Store, tmp_path: Path) -> None:
    ours = export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "ours", HIDDEN).counts.layers
    with Store.open(tmp_path / "other.db") as other:
        export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "named")
        take(other, tmp_path / "named")
        theirs = export(other, DEFAULT_SCHEME, "jsonl", tmp_path / "theirs", HIDDEN).counts.layers
    assert not ours.keys() & theirs.keys()


def test_votes_that_came_with_an_import_name_nobody(filled: Store, tmp_path: Path) -> None:
    export(filled, DEFAULT_SCHEME, "jsonl", tmp_path / "votes", Wanted(votes=True))
    with Store.open(tmp_path / "other.db") as other:
        take(other, tmp_path / "votes")
        export(other, DEFAULT_SCHEME, "jsonl", tmp_path / "out", HIDDEN)
    assert not named(tmp_path / "out")
