"""Documents: found, gone through, removed and restored; purged, their text is nowhere."""

from pathlib import Path

import pytest

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import IntegrityError, StorageError
from annotate.core.operations import Add, SetNote, Status
from annotate.core.record import Appearance
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.storage import annotations, documents, progress, queue, search, suggestions
from annotate.storage.bulk import BulkImport
from annotate.storage.check import check
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.storage.making import add, commit, damage, document, dump

RICH = document(
    "One.\n\nTwo.",
    "a/1",
    title="Title",
    source="a",
    url="http://a/1",
    published="2026-01-08",
    language="en",
    hints=("h1", None),
    meta={"k": [1, None, {"x": 1.5}], "é": "“"},
)


def test_a_document_is_read_as_it_was_put(store: Store) -> None:
    (key,) = add(store, RICH)
    assert documents.get(store, key) == RICH
    assert list(documents.each(store)) == [(key, RICH)]
    assert documents.find(store, RICH.sha256) == key
    assert documents.find_id(store, "a/1") == key
    assert documents.count(store) == 1


def test_a_document_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StorageError) as caught:
        documents.get(store, 7)
    assert str(caught.value) == "no such document, or it was removed, document 7"
    assert documents.find(store, "0" * 64) is None
    assert documents.find_id(store, "a/1") is None


@pytest.mark.parametrize("act", [documents.remove, documents.purge])
def test_nor_can_it_be_taken_out(store: Store, act: object) -> None:
    assert callable(act)
    with pytest.raises(StorageError, match=r"^no such document, document 7$"):
        act(store, 7)


@pytest.mark.parametrize("column", ["paragraphs", "hints", "meta"])
def test_a_damaged_document_is_one_line(path: Path, store: Store, column: str) -> None:
    (key,) = add(store, RICH)
    damage(path, f"UPDATE texts SET {column} = '[[0,'")
    with pytest.raises(IntegrityError) as caught:
        documents.get(store, key)
    assert str(caught.value).startswith("the document is damaged (")
    assert "), a/1, see `annotate check`" in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE texts SET text = replace(text, '.', '!')",
        f"UPDATE documents SET sha256 = '{'0' * 64}'",
    ],
)
def test_a_text_that_is_not_its_own_goes_nowhere(path: Path, store: Store, sql: str) -> None:
    """Labels would be made of other words, or exported with them."""
    (key,) = add(store, RICH)
    assert damage(path, sql) == 1
    said = "the text is not the one its hash names, a/1, see `annotate check`"
    with pytest.raises(IntegrityError, match=said):
        documents.get(store, key)
    with pytest.raises(IntegrityError, match=said):
        list(documents.each(store))


def test_a_removed_document_leaves_every_list_count_and_export(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    for key in (one, two):
        commit(store, key, Add(0, 3, "quote"), Status((0,), "done"))
    documents.remove(store, one)
    assert [e.key for e in queue.page(store, "ana", Filter(), 0, 9)] == [two]
    assert queue.count(store, "ana", Filter()) == documents.count(store) == 1
    assert progress.of_layers(store)[0].done == 1
    assert [d.text for d, _, _ in annotations.each(store)] == ["Two."]
    assert [d.text for _, d in documents.each(store)] == ["Two."]
    assert documents.get(store, one).text == "One.", "its log and text stay"
    assert list(check(store)) == []
    documents.restore(store, one)
    assert queue.count(store, "ana", Filter()) == 2
    assert progress.of_layers(store)[0].done == 2


def test_removing_twice_keeps_the_first_time(store: Store) -> None:
    (key,) = add(store, "One.")
    documents.remove(store, key)
    before = dump(store.path, "documents")
    documents.remove(store, key)
    assert dump(store.path, "documents") == before


def test_the_id_of_a_removed_document_may_be_given_again(store: Store) -> None:
    old, new = document("Old.", "a/1"), document("New.", "a/1")
    (first,) = add(store, old)
    documents.remove(store, first)
    (second,) = add(store, new)
    assert documents.find_id(store, "a/1") == second
    assert documents.find_id(store, "a/1", removed=True) == second
    with pytest.raises(StorageError, match="the id 'a/1' is another document's by now"):
        documents.restore(store, first)
    documents.remove(store, second)
    assert documents.find_id(store, "a/1") is None
    assert documents.find_id(store, "a/1", removed=True) in (first, second)
    documents.restore(store, first)
    assert documents.find_id(store, "a/1") == first
    assert list(check(store)) == []


def test_removed_documents_are_found_last_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = []
    for at, text in enumerate(("Old.", "New."), 1):
        monkeypatch.setattr("annotate.storage.documents.time.time", lambda at=at: at)
        keys += add(store, document(text, "a/1"))
        documents.remove(store, keys[-1])
    assert documents.find_id(store, "a/1", removed=True) == keys[1]


# --- purging -------------------------------------------------------------------------------------

SECRET = "Zanzibar"


def holds(path: Path, word: str) -> bool:
    """Whether a word is anywhere in the database's files, in any case."""
    files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    content = b"".join(file.read_bytes() for file in files if file.exists())
    return word.lower().encode() in content.lower()


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("size", [1, 300, 5000])
def test_a_purged_text_is_nowhere_in_the_file(path: Path, size: int, indexed: bool) -> None:
    with Store.open(path) as store:
        secret = document(f"{SECRET}.\n\n" + f"More of {SECRET}. " * size, "s", title=SECRET)
        _, key, _ = add(store, "Before. " * size, secret, "After. " * size)
        with BulkImport(store, "ana") as bulk:
            bulk.document(document(secret.text, "t", title=f"{SECRET} again", url=SECRET))
        with store.transaction():
            why = Suggestions((Suggestion(0, 8, "quote", f"{SECRET} spoke", 0.5, "rules"),))
            suggestions.put(store, key, "rules", why)
        commit(store, key, Add(0, 8, "quote"), SetNote("who?"))
        if indexed:
            for n in range(3):
                assert len(search.search(store, SECRET)) == 1
                add(store, *(f"Further {n} {m}." for m in range(20)))
        assert holds(path, SECRET)
        documents.purge(store, key)
        assert not holds(path, SECRET)
        assert list(check(store)) == []
        assert search.search(store, SECRET) == []
        assert len(layer_of(store, key).spans) == 1, "what was said of it stays"
    assert not holds(path, SECRET)


def layer_of(store: Store, key: int) -> AnnotationSet:
    return annotations.read(store, key, "ana")


def test_what_moved_within_the_file_is_gone_as_well(path: Path) -> None:
    """Short texts share pages, and are moved when one comes back between them."""
    with Store.open(path) as store:
        texts = [f"{SECRET}{n:03} " * (n % 90 + 1) for n in range(300)]
        keys = add(store, *texts)
        search.prepare(store)
        for n in range(0, 300, 3):
            documents.purge(store, keys[n])
        add(store, *texts[0::3])
        search.prepare(store)
        for key in keys:
            documents.purge(store, key)
    assert not holds(path, SECRET)


def test_purging_says_when_another_program_holds_on_to_the_text(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = add(store, f"{SECRET}.")
    store.connection.execute("PRAGMA busy_timeout = 10")
    with Store.open(path) as other:
        with other.snapshot():
            assert documents.get(other, key).text == f"{SECRET}."
            with pytest.raises(StorageError) as caught:
                documents.purge(store, key)
        assert str(caught.value) == (
            f"another program holds on to the old text, {path}, close it and purge again"
        )
        documents.purge(store, key)
    assert not holds(path, SECRET)


def test_a_purged_document_is_removed_for_good(store: Store) -> None:
    (key,) = add(store, RICH)
    documents.purge(store, key)
    assert documents.count(store) == 0
    assert documents.is_purged(store, key)
    with pytest.raises(StorageError, match="its text was purged, a/1, import it again"):
        documents.restore(store, key)
    with pytest.raises(StorageError, match="no such document, or it was removed"):
        documents.get(store, key)


def test_a_purged_document_that_comes_again_is_whole_and_has_its_labels(store: Store) -> None:
    (key,) = add(store, RICH)
    commit(store, key, Add(0, 3, "quote"), Status((0, 1), "done"))
    documents.purge(store, key)
    assert add(store, RICH) == [key]
    assert documents.get(store, key) == RICH
    assert documents.appearances(store, key) == []
    assert len(layer_of(store, key).spans) == 1
    assert list(check(store)) == []


def test_it_may_come_with_another_id_and_other_paragraphs(store: Store) -> None:
    (key,) = add(store, RICH)
    commit(store, key, Status((0,), "done"))
    documents.purge(store, key)
    again = document(RICH.text, "b/1", title="T", paragraphs=((0, 10),))
    assert add(store, again) == [key]
    assert documents.get(store, key) == again
    assert [e.state for e in queue.page(store, "ana", Filter(), 0, 9)] == ["done"]
    assert list(check(store)) == []


def test_appearances_are_ordered_and_purged(store: Store) -> None:
    (key,) = add(store, RICH)
    for id in ("c", "b"):
        add(store, document(RICH.text, id, title="T", url="u"))
    assert documents.appearances(store, key) == [
        Appearance("b", "T", "u"),
        Appearance("c", "T", "u"),
    ]
    documents.purge(store, key)
    assert documents.appearances(store, key) == []
