"""DocBins made to take all memory there is: named, and no more is read than the file could say."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import spacy as library
from msgspec import Raw
from spacy.tokens import Doc, DocBin, Span

from annotate.formats import spacy
from tests.formats.reading import read

DOC = Doc(library.blank("en").vocab, words=["Ann"])
Make = Callable[[], bytes]
"""Makes a file when its test begins: every worker collects all tests, and one runs each."""
MANY = 3 << 20
MEGABYTE = 1 << 20


def squeezed(**changes: Any) -> bytes:
    """The DocBin of a doc of one word, with something else in it."""
    whole = msgspec.msgpack.decode(zlib.decompress(DocBin(docs=[DOC]).to_bytes()))
    return zlib.compress(msgspec.msgpack.encode(whole | changes), 9)


def listed(element: bytes, number: int) -> Raw:
    """A list of so many of one packed value."""
    return Raw(b"\xdd" + struct.pack(">I", number) + element * number)


def packed(value: object) -> bytes:
    return msgspec.msgpack.encode(value)


def long_word(number: int) -> bytes:
    """A doc of so many words, each as long as there are of them."""
    word = "a" * number
    row = struct.pack("Q", DOC.vocab.strings.add(word)) * number
    lengths, spaces = struct.pack("i", number), b"\0" * number
    return squeezed(tokens=row, attrs=[65], lengths=lengths, spaces=spaces, strings=[word])


def under_many_names() -> bytes:
    """A doc whose spans, of which there are some, have many names each."""
    doc = Doc(DOC.vocab, words=["Ann"])
    doc.spans["sc"] = [Span(doc, 0, 1, label="quote")] * 2000
    group = doc.spans["sc"].to_bytes()
    return squeezed(span_groups=[packed({group: ["sc"] * 1000})], strings=["Ann", "quote"])


KEYS = {5: "no text", "more": listed(b"\x80", 5 * MEGABYTE)}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            lambda: zlib.compress(bytes(100 * MEGABYTE), 9),
            "file: it expands to more than 300 times its size, is it a bomb?",
        ),
        (
            lambda: squeezed(flags=listed(b"\x80", MANY)),
            "file: more than 1,048,576 docs, or different words, in it, write it as several",
        ),
        (
            lambda: squeezed(strings=listed(b"\xa1a", MANY)),
            "file: more than 1,048,576 docs, or different words, in it, write it as several",
        ),
        (
            lambda: long_word(9000),
            "file:1: a text of more than 67,108,864 characters, is it a bomb?",
        ),
        (under_many_names, "file:1: more than 1,048,576 spans, is it a bomb?"),
        (
            lambda: squeezed(span_groups=[packed({b"a": listed(b"\xa0", MANY)})]),
            "file:1: a doc that cannot be read (ValidationError)",
        ),
        (
            lambda: squeezed(user_data=[packed(KEYS)]),
            "file:1: more than 4 MB of user data with keys that are no text, remove those",
        ),
    ],
)
def test_a_bomb_is_one_problem_and_takes_little(made: Make, expected: str) -> None:
    content = made()
    assert len(content) < MEGABYTE
    assert _least(content, 200) == [expected]


@pytest.mark.parametrize(
    "made",
    [
        lambda: squeezed(cats=listed(b"\x80", 10 * MEGABYTE)),
        lambda: squeezed(user_data=[packed({"more": listed(b"\x80", 10 * MEGABYTE)})]),
        lambda: squeezed(more=listed(b"\x80", 10 * MEGABYTE)),
    ],
)
def test_what_is_not_looked_at_takes_no_more_than_it_is(made: Make) -> None:
    (item,) = _least(made(), 50)
    assert "Ann" in item


def _least(content: bytes, megabytes: int) -> list[str]:
    """What is read, which must not take more memory than that."""
    tracemalloc.start()
    try:
        found = [str(item)[:200] for item in read(spacy.read, content)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MEGABYTE
    return found
