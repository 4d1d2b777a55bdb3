"""`check` finds damage to what is labelled: documents, schemes, the search, pages of the file."""

import sqlite3
from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.storage import project, search
from annotate.storage.check import rebuild
from annotate.storage.store import Store
from tests.storage.making import damage, problems


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE texts SET text = replace(text, 'X', 'Y')",
            "document 1: the text is not the one its hash names",
        ),
        (
            "UPDATE texts SET text = CAST(replace(text, 'X', x'ff') AS TEXT)",
            "document 1: the text is not the one its hash names",
        ),
        (
            "UPDATE texts SET text = 'Remov3d.' WHERE document = 3",
            "document 3: the text is not the one its hash names",
        ),
        (
            f"UPDATE documents SET sha256 = '{'0' * 64}' WHERE key = 1",
            "document 1: the text is not the one its hash names",
        ),
        ("DELETE FROM texts WHERE document = 1", "document 1: its text is missing"),
        (
            "UPDATE texts SET paragraphs = '[[0,99]]'",
            "document 1: its paragraphs do not lie in the text",
        ),
        (
            "UPDATE texts SET paragraphs = '[[5,3]]'",
            "document 1: its paragraphs do not lie in the text",
        ),
        (
            "UPDATE texts SET paragraphs = '[[0,3'",
            "document 1: the document is damaged (Input data was truncated)",
        ),
        (
            "UPDATE texts SET meta = '[]'",
            "document 1: the document is damaged (Expected `object`, got `array`)",
        ),
        (
            "UPDATE documents SET length = 3",
            "document 1: its length or number of paragraphs is not that of the text",
        ),
        (
            "UPDATE suggestions SET found = '{'",
            "document 2: the suggestions of model are damaged (Input data was truncated)",
        ),
    ],
)
def test_damage_to_a_document_is_found(full: Path, sql: str, said: str) -> None:
    assert damage(full, sql) >= 1
    assert said in problems(full)


def test_a_scheme_that_cannot_be_read_is_found(full: Path) -> None:
    with Store.open(full) as store:
        for _ in range(2):
            project.put_scheme(store, DEFAULT_SCHEME, "")
    assert problems(full) == []
    assert damage(full, "UPDATE schemes SET scheme = '{' WHERE version = 2") == 1
    assert problems(full) == ["scheme 2: it cannot be read"]


@pytest.mark.parametrize("key", [1, 3])
def test_a_gap_in_the_numbers_of_documents_is_found(full: Path, key: int) -> None:
    assert damage(full, f"DELETE FROM documents WHERE key = {key}") == 1
    assert "documents: their numbers do not go from 1 on without a gap" in problems(full)


@pytest.mark.parametrize("table", ["layers", "writers", "documents"])
def test_what_is_referred_to_and_lost_is_found(full: Path, table: str) -> None:
    assert damage(full, f"DELETE FROM {table}") >= 1
    assert f"operations: row 1 refers to what {table} does not hold" in problems(full)


def test_a_damaged_index_is_found_and_dropped(full: Path) -> None:
    assert damage(full, "UPDATE texts_index_data SET block = x'0001020304' WHERE id > 10") >= 1
    assert "search: the index is damaged" in problems(full)
    with Store.open(full) as store:
        rebuild(store)
        assert problems(full) == []
        assert [found.id for found in search.search(store, "more")] == ["a/1"]


def root_page(path: Path, name: str) -> tuple[int, int]:
    connection = sqlite3.connect(path)
    try:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(sql, (name,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        return (page - 1) * size, page * size
    finally:
        connection.close()


@pytest.mark.parametrize(
    "name", ["operations", "spans", "texts", "documents_by_id", "progress_by_layer"]
)
def test_a_page_overwritten_is_found(full: Path, name: str) -> None:
    start, end = root_page(full, name)
    content = bytearray(full.read_bytes())
    content[start:end] = bytes(255 - byte for byte in content[start:end])
    full.write_bytes(content)
    assert any("database" in problem for problem in problems(full))
