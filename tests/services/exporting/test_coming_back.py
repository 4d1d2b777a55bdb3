"""There and back: another project takes an export, and gives the same bytes."""

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given as given_that
from hypothesis import settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Note
from annotate.core.errors import AnnotateError
from annotate.core.operations import Add, Relate, SetFlag, SetNote, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating.session import Session
from annotate.storage.bulk import BulkImport
from annotate.storage.check import check, rebuild
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.services.annotating.test_any_keys import Desk, Key, keys, texts
from tests.services.files import give, given, took
from tests.storage.making import STATE, add, commit, document, dump

TEXT = "“No,” said X.\n\nMore of it."


def there_and_back(store: Store, folder: Path) -> dict[str, bytes]:
    """The dataset of a project, which another project gives as it took it."""
    first = give(store, folder / "one")
    with Store.open(folder / "two.db") as new:
        took(new, folder / "one", strict=True)
        assert list(check(new)) == []
        assert give(new, folder / "two") == first
        rebuild(new)
        assert give(new, folder / "rebuilt") == first
        again = took(new, folder / "one")
        assert (again.documents, again.appearances, again.records) == (0, 0, 0)
        assert give(new, folder / "again") == first
    return first


def test_everything_that_a_layer_can_say_comes_back(store: Store, tmp_path: Path) -> None:
    made = document(TEXT, "a/1", title="T", source="a", published="2026-01-08", language="en")
    (key,) = add(store, made)
    one, two, *_ = commit(store, key, Add(0, 5, "quote"), Add(6, 12, "attribution", "rules", 0.25))
    commit(
        store,
        key,
        Relate("attributes", two.id, one.id),
        SetNote("all\n\u0085 “\U0001f600\x1b"),
        SetNote("who?", span=two.id),
        SetFlag(paragraph=1),
        SetFlag(span=one.id),
        Status((1,), "skipped"),
    )
    with BulkImport(store, "importer") as bulk:
        for place in (("b/1", "T2", "u"), ("a/1", "T3", "")):
            id, title, url = place
            bulk.document(document(TEXT, id, title=title, url=url))
        bulk.annotations(key, "gold/ben", AnnotationSet(notes=(Note("x"),), status="dd"))
    dataset = there_and_back(store, tmp_path)
    record = given(dataset)[0]
    assert [a["id"] for a in record["appearances"]] == ["a/1", "b/1"]
    assert record["spans"][1]["score"] == 0.25
    assert record["paragraph_status"] == "us"


@settings(max_examples=campaign(15, 500))
@given_that(st.lists(texts, min_size=1, max_size=10, unique=True), st.lists(keys, max_size=40))
def test_after_any_keys_it_comes_back_byte_for_byte(
    empty: Path, articles: list[str], pressed: list[Key]
) -> None:
    """Ten texts each, so that a campaign sees 5,000, after edits, undos and redos."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Store.open(Path(shutil.copy(empty, folder))) as store:
            add(store, *(document(text, f"a/{n}") for n, text in enumerate(articles)))
            work(store, pressed)
            before = dump(store.path, *STATE)
            dataset = there_and_back(store, folder)
            for record in given(dataset):
                for span in record["spans"]:
                    assert record["text"][span["start"] : span["end"]] == span["text"]
            assert {record["text"] for record in given(dataset)} == set(articles)
            rebuild(store)
            assert dump(store.path, *STATE) == before
            assert give(store, folder / "same") == dataset


def work(store: Store, pressed: list[Key]) -> None:
    """Ana presses these keys, then Ben."""
    for name in ("ana", "ben"):
        desk = Desk(store, suggestions=name == "ana")
        desk.sessions = [Session(store, DEFAULT_SCHEME, name) for _ in range(2)]
        for session in desk.sessions:
            session.resume()
        for key in pressed:
            with suppress(AnnotateError):
                key.press(desk)
