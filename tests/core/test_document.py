"""A document: its identity and its paragraphs."""

from hashlib import sha256

import pytest

from annotate.core.document import Document, paragraph_at, text_hash

DOCUMENT = Document(sha256="", text="one\n\ntwo\nthree", paragraphs=((0, 3), (5, 8), (9, 14)))


@pytest.mark.parametrize(
    ("offset", "index"), [(0, 0), (2, 0), (3, 0), (4, 0), (5, 1), (8, 1), (9, 2), (14, 2), (99, 2)]
)
def test_an_offset_lies_in_a_paragraph_or_after_one(offset: int, index: int) -> None:
    assert DOCUMENT.paragraph_at(offset) == index
    assert paragraph_at(DOCUMENT.paragraphs, offset) == index


def test_before_the_first_paragraph_is_the_first() -> None:
    indented = Document(sha256="", text="  one", paragraphs=((2, 5),))
    assert indented.paragraph_at(0) == 0
    assert Document(sha256="", text="", paragraphs=()).paragraph_at(0) == 0


def test_the_identity_is_the_hash_of_the_text_in_utf_8() -> None:
    assert text_hash("“é") == sha256(b"\xe2\x80\x9c\xc3\xa9").hexdigest()


@pytest.mark.parametrize("other", ["e\u0301", "é ", "é\n", "\u00a0é", "É"])
def test_whatever_differs_is_another_text(other: str) -> None:
    assert text_hash(other) != text_hash("é")
