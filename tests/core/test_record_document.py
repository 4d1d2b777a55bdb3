"""From a record to its document: what it gives is checked, what it leaves out is found."""

from typing import Any

import msgspec
import pytest

from annotate.core.document import Document, text_hash
from annotate.core.errors import InputError
from annotate.core.readings import locate
from annotate.core.record import Record
from annotate.core.record_document import document_of, record_id

TEXT = "“No,” said X.\n\nMore.\n\nEnd."


def record(**fields: Any) -> Record:
    return msgspec.convert({"text": TEXT} | fields, Record)


def document(**fields: Any) -> Document:
    made = record(**fields)
    return document_of(made, locate((), made.text or "", "codepoint"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": " \n\u00a0"}, "no text in it, $.text"),
        (
            {"paragraphs": [[0, 5], [4, 9]]},
            "paragraph 4–9 is empty, out of order or outside the text, $.paragraphs[1], "
            "or leave `paragraphs` out",
        ),
        (
            {"paragraphs": [[0, 99]]},
            "paragraph 0–99 is empty, out of order or outside the text, $.paragraphs[0], "
            "or leave `paragraphs` out",
        ),
        (
            {"hints": ["p"]},
            "1 hints for 3 paragraphs, $.hints, give one a paragraph, or null for it",
        ),
    ],
)
def test_a_document_that_does_not_hold_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        document(**fields)
    assert str(caught.value) == message


def test_a_hash_that_is_not_the_texts_is_refused() -> None:
    with pytest.raises(InputError, match=r"the text's hash is .*…, not 000000000000…, \$\.sha256"):
        document(sha256="0" * 64)


def test_the_hash_may_be_that_of_the_text_as_it_came() -> None:
    assert document(text="a\r\nb", sha256=text_hash("a\r\nb")).sha256 == text_hash("a\nb")


def test_a_document_without_an_id_is_called_by_its_hash() -> None:
    made = document()
    assert made.id == made.sha256[:16]


def test_an_id_may_come_as_a_number() -> None:
    assert document(id=0).id == "0"


def test_paragraphs_are_found_or_taken_over() -> None:
    assert document().paragraphs == ((0, 13), (15, 20), (22, 26))
    assert document(paragraphs=[[0, 20]]).paragraphs == ((0, 20),)


def test_paragraphs_of_a_text_with_crlf_count_it_as_it_came() -> None:
    assert document(text="a\r\n\r\nb", paragraphs=[[0, 1], [5, 6]]).paragraphs == ((0, 1), (3, 4))


def test_what_is_known_of_a_document_is_kept_and_what_is_not_is_empty() -> None:
    fields: dict[str, Any] = {
        "id": "a/1",
        "title": "A title",
        "source": "a",
        "url": "https://a.example/1",
        "published": "2026-01-08",
        "language": "en",
        "hints": ["h1", None, "p"],
        "meta": {"k": [1]},
    }
    made = document(**fields)
    assert {name: getattr(made, name) for name in fields} == fields | {"hints": ("h1", None, "p")}
    assert made.text == TEXT
    assert made.sha256 == text_hash(TEXT)
    bare = document()
    assert (bare.title, bare.source, bare.url, bare.published, bare.language) == ("",) * 5
    assert (bare.hints, bare.meta) == ((), {})


def test_a_record_without_an_id_names_no_document() -> None:
    assert record_id(record()) == record_id(record(id="")) == ""
    assert record_id(record(id=7)) == "7"


def test_a_hash_may_be_written_in_capitals() -> None:
    assert document(sha256=text_hash(TEXT).upper()).sha256 == text_hash(TEXT)


def test_paragraphs_outside_the_text_as_it_came_are_refused() -> None:
    with pytest.raises(InputError, match=r"outside the text.*\$\.paragraphs"):
        document(text="a\r\nb", paragraphs=[[0, 1], [3, 9]])


def test_paragraphs_that_begin_inside_a_character_are_refused() -> None:
    made = record(text="😀 one", paragraphs=[[1, 6]])
    with pytest.raises(InputError, match=r"\$\.paragraphs, or leave `paragraphs` out"):
        document_of(made, locate((), made.text or "", "utf16"))
