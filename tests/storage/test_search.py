"""Full-text search: every word, whatever its accents; no syntax; an index that keeps up."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.storage import documents
from annotate.storage import search as module
from annotate.storage.check import check
from annotate.storage.search import search
from annotate.storage.store import Store
from tests.storage.forked import fork
from tests.storage.making import add, document

ARTICLES = {
    "ferry": "The ferry struck the breakwater.",
    "cafe": "Le café de l’été était fermé.",
    "school": "ÉCOLE: “fermée”, a dit Ana.",
    "moscow": "Привет, Москва. Ёлка.",
    "combining": "A cafe\u0301 with a combining accent.",
    "emoji": "😀 fun 2026-01-08 a_b c++ x²",
}


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, *(document(text, id) for id, text in ARTICLES.items()))
    return store


def ids(store: Store, words: str) -> set[str]:
    return {found.id for found in search(store, words)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ferry", {"ferry"}),
        ("FERRY breakwater", {"ferry"}),
        ("breakwater ferry", {"ferry"}),
        ("ferry café", set()),
        ("cafe", {"cafe", "combining"}),
        ("CAFÉ", {"cafe", "combining"}),
        ("cafe\u0301", {"cafe", "combining"}),
        ("ecole", {"school"}),
        ("ferm", {"cafe", "school"}),
        ("ferm ecole", set()),
        ("ecole ferm", {"school"}),
        ("москва", {"moscow"}),
        ("ёлка", {"moscow"}),
        ("2026-01-08", {"emoji"}),
        ("c++", {"emoji", "cafe", "combining"}),
        ("l’été", {"cafe"}),
        ("", set()),
        ("  …  “” ", set()),
        ("😀", set()),
    ],
)
def test_a_search_finds_every_word(filled: Store, words: str, expected: set[str]) -> None:
    assert ids(filled, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        'ferry"',
        '"ferry',
        "ferry*",
        "(ferry)",
        "ferry AND",
        "NOT ferry",
        "text:ferry",
        "text : ferry",
        "NEAR(ferry)",
        "NEAR(ferry breakwater, 2)",
        "^ferry",
        "ferry + breakwater",
        "-ferry",
        "{text}: ferry",
        "ferry\0breakwater",
        "\0ferry",
        "ferry OR café",
        "'; DROP TABLE texts; --",
        "ferry \udcff",
    ],
)
def test_nothing_typed_is_query_syntax(filled: Store, words: str) -> None:
    rest = "ferry" in words and not any(w in words for w in ("AND", "NOT", "text", "NEAR", "OR"))
    assert ids(filled, words) == ({"ferry"} if rest else set())


@example("²")
@example("\u0e33")
@example("𞤀")
@given(st.text(max_size=12))
def test_anything_may_be_typed(filled: Store, words: str) -> None:
    search(filled, words)


def test_an_ordinary_word_that_is_syntax_elsewhere_is_a_word(store: Store) -> None:
    add(store, "Neither and, or, near, not.")
    assert len(search(store, "AND OR NEAR NOT")) == 1


def test_what_is_found_says_where(store: Store) -> None:
    text = "One. " * 30 + "The ferry struck. " + "Two. " * 30
    (key,) = add(store, document(text, "a/1", title="Title", source="a"))
    (found,) = search(store, "ferry")
    assert (found.key, found.id, found.title, found.source) == (key, "a/1", "Title", "a")
    assert "ferry struck" in found.snippet
    assert len(found.snippet) < 100


def test_only_so_many_are_given(store: Store) -> None:
    add(store, *(f"Ferry {n}." for n in range(9)))
    assert len(search(store, "ferry", 4)) == 4


def test_the_index_is_built_at_the_first_search_and_brought_up_to_date(store: Store) -> None:
    sql = "SELECT count(*) FROM sqlite_master WHERE name = 'texts_index'"
    add(store, "Ferry one.")
    assert store.value(sql) == 0
    assert len(search(store, "ferry")) == 1
    assert store.value(sql) == 1
    add(store, "Ferry two.", "Ferry three.")
    assert len(search(store, "ferry")) == 3
    assert len(search(store, "ferry")) == 3
    assert list(check(store)) == []


def test_a_removed_document_is_not_found_until_it_is_restored(filled: Store) -> None:
    key = documents.find_id(filled, "ferry")
    assert key
    assert ids(filled, "ferry") == {"ferry"}
    documents.remove(filled, key)
    assert ids(filled, "ferry") == set()
    documents.restore(filled, key)
    assert ids(filled, "ferry") == {"ferry"}


def test_a_purged_document_that_comes_again_is_found_again(filled: Store) -> None:
    key = documents.find_id(filled, "ferry")
    assert key
    assert ids(filled, "ferry") == {"ferry"}
    documents.purge(filled, key)
    assert (ids(filled, "ferry"), ids(filled, "ecole")) == (set(), {"school"})
    add(filled, document(ARTICLES["ferry"], "ferry"))
    assert ids(filled, "ferry") == {"ferry"}
    assert list(check(filled)) == []


def test_a_document_purged_before_it_was_indexed_does_no_harm(filled: Store) -> None:
    assert ids(filled, "ferry") == {"ferry"}
    (key,) = add(filled, "A dinghy.")
    documents.purge(filled, key)
    assert (ids(filled, "dinghy"), ids(filled, "ferry")) == (set(), {"ferry"})
    assert list(check(filled)) == []


def test_an_index_that_was_behind_is_not_filled_twice(
    path: Path, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program builds the index between this one's look and its own building."""
    with Store.open(path) as other:
        look = module._is_behind

        def look_and_lose(store: Store) -> bool:
            behind = look(store)
            if store is filled:
                search(other, "ferry")
            return behind

        monkeypatch.setattr(module, "_is_behind", look_and_lose)
        assert ids(filled, "ferry") == {"ferry"}
    rows = filled.value("SELECT count(*) FROM texts_index_docsize")
    assert rows == len(ARTICLES)
    assert filled.value("SELECT count(*) FROM texts_index WHERE texts_index MATCH 'ferry'") == 1
    assert list(check(filled)) == []


def test_many_may_search_for_the_first_time_at_once(path: Path, filled: Store) -> None:
    add(filled, *(f"Ferry {n}." for n in range(200)))
    children = []
    for _ in range(6):
        if not (child := fork()):
            try:
                with Store.open(path) as store:
                    os._exit(len(search(store, "ferry", 999)) != 201)
            finally:
                os._exit(2)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    assert list(check(filled)) == []
