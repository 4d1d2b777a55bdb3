"""CoNLL: flat tags of words, with a file beside them that has what gave way."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.sentences import sentence_edges
from annotate.formats import conll, conll_writing
from annotate.formats.base import Incoming, Loss, Lost, Problem, Source, Writing
from annotate.formats.tokens import Words
from tests.campaign import campaign
from tests.formats.reading import read, records
from tests.formats.ships import HOW, NOBODYS, RECORD, TEXT


def test_conll_is_flat_and_says_what_gave_way(tmp_path: Path) -> None:
    loss = conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    lines = (tmp_path / conll_writing.FILE_NAME).read_text(encoding="utf-8").split("\n")
    assert lines == [
        "-DOCSTART- -X- -X- O",
        "",
        "🚢 -X- _ O",
        *("“ -X- _ B-quote", "No -X- _ I-quote", ". -X- _ I-quote"),
        *("Never -X- _ I-quote", ", -X- _ I-quote", "” -X- _ I-quote"),
        *("said -X- _ B-attribution", "Ann -X- _ I-attribution", ". -X- _ O"),
        "",
        *("More -X- _ O", "here -X- _ O", ". -X- _ O"),
        "",
        "-DOCSTART- -X- -X- O",
        "",
        *("Unread -X- _ O", ". -X- _ O"),
        "",
        "",
    ]
    assert loss == Loss(
        flattened=(Lost("ana d x:3", "another label has some of its tokens"),),
        dropped=(Lost("ana d attributes x:2 x:1", "tags cannot say what is linked"),),
    )


WORDS = ["One", "two.", "“Three!”", "four,", "é🚢", "Mr.", "Five.", "a", "seventeen_letters"]


@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.sets(st.integers(0, 20), max_size=6),
    st.integers(1, 2),
)
@example(["One", "two.", "Five.", "One"], {3, 5}, 1)
@example(["One", "two.", "Five.", "One"], {1, 5, 6}, 1)
@settings(max_examples=campaign(200, 5000))
def test_a_labelled_document_is_that_of_a_line_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], edges: set[int], step: int
) -> None:
    folder, text = tmp_path_factory.mktemp("conll"), " ".join(pieces)
    words = Words(text)
    places = [*zip(words.starts, words.ends, strict=True)]
    chunks = [*pairwise(sorted({min(edge, len(places)) for edge in edges}))][::step]
    spans = [
        RecordSpan(id=f"x:{a}", start=places[a][0], end=places[b - 1][1], label="quote")
        for a, b in chunks
    ]
    whole = (0, len(text))
    record = Record(id="d", text=text, paragraphs=(whole,), annotator="ana", spans=tuple(spans))
    conll_writing.write([record], folder, HOW)
    tags = {n: "I-quote" for a, b in chunks for n in range(a, b)}
    tags |= {a: "B-quote" for a, _ in chunks}
    firsts = {*words.next_to(sentence_edges(text, [whole]))} - {0}
    lines = ["-DOCSTART- -X- -X- O\n"]
    for n, (start, end) in enumerate(places):
        tag = tags.get(n, "O")
        # a sentence begins after an empty line, but no label is parted
        begins = n in firsts and tag != "I-quote"
        lines += [""] * begins + [f"{text[start:end]} -X- _ {tag}"]
    assert (folder / "records.conll").read_text(encoding="utf-8") == "\n".join([*lines, "\n"])


def test_the_side_file_has_the_offsets_in_the_unit_asked_for(tmp_path: Path) -> None:
    conll_writing.write([RECORD], tmp_path, Writing(DEFAULT_SCHEME, "utf16"))
    side = json.loads((tmp_path / "records.offsets").read_bytes())
    assert side["text"] == TEXT
    assert side["tokens"][:3] == [[0, 2], [3, 4], [4, 6]]


def read_back(folder: Path) -> list[Incoming | Problem]:
    path = folder / conll_writing.FILE_NAME
    with path.open("rb") as stream:
        return [*conll.read(Source("f", path), stream, None)]


THREE = [NOBODYS, RECORD, replace(RECORD, annotator="ben", spans=(), relations=())]
"""A text, and another by two people."""


def test_the_text_of_several_stands_with_the_first_of_them(tmp_path: Path) -> None:
    conll_writing.write(THREE, tmp_path, HOW)
    first, second, third = map(json.loads, (tmp_path / "records.offsets").read_bytes().splitlines())
    assert first.keys() == second.keys() == {"text", "tokens", "annotate"}
    assert third.keys() == {"annotate"}
    texts = [item.record.text for item in records(read_back(tmp_path))]
    assert texts == [NOBODYS.text, TEXT, TEXT]


@pytest.mark.parametrize("with_texts", [False, True])
def test_a_line_of_the_side_file_that_cannot_be_read_costs_those_that_lean_on_it(
    tmp_path: Path, with_texts: bool
) -> None:
    conll_writing.write(THREE, tmp_path, HOW)
    side = tmp_path / "records.offsets"
    first, second, third = map(json.loads, side.read_bytes().splitlines())
    if with_texts:
        third |= {"text": second["text"], "tokens": second["tokens"]}
    lines = [json.dumps(first), "{", json.dumps(third)]
    side.write_text("\n".join(lines), encoding="utf-8")
    found = read_back(tmp_path)
    assert [isinstance(item, Incoming) for item in found] == [True, False, with_texts]
    if not with_texts:
        assert "no text and tokens in it, nor in one before" in str(found[2])


def test_other_tokens_than_the_side_files_are_refused(tmp_path: Path) -> None:
    conll_writing.write([RECORD, NOBODYS], tmp_path, HOW)
    path = tmp_path / conll_writing.FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Ann ", "Anne "), encoding="utf-8")
    first, second = read_back(tmp_path)
    assert "other tokens than in the side file" in str(first)
    assert "Problem" not in type(second).__name__


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-x I-x O I-x", [(0, 1), (3, 3)]),
        ("B-x B-x I-y I-x", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("B-x I-x E-x I-x", [(0, 2), (3, 3)]),
        ("S-x U-x B-x L-x", [(0, 0), (1, 1), (2, 3)]),
    ],
)
def test_tags_of_every_kind(tags: str, expected: list[tuple[int, int]]) -> None:
    content = "".join(f"{n}\t{tag}\n" for n, tag in enumerate(tags.split()))
    (item,) = records(read(conll.read, content.encode()))
    spans = item.record.spans or ()
    assert [(s.start // 2, (s.end - 1) // 2) for s in spans] == expected


@pytest.mark.parametrize("begins", ["-DOCSTART- O\n\n", "", "\n\n"])
def test_documents_are_the_same_however_much_is_read_at_once(
    monkeypatch: pytest.MonkeyPatch, begins: str
) -> None:
    content = (
        f"{begins}one B-quote\n\ntwo O\n\n-DOCSTART- O\n-DOCSTART- O\nthree O\n\n\n-DOCSTART- O\n4"
    ).encode()
    found = []
    for size in range(1, len(content) + 2):
        monkeypatch.setattr(conll, "BUFFER", size)
        found.append(read(conll.read, content))
    assert found == [found[0]] * len(found)
    *whole, bad = found[0]
    last = content.count(b"\n") + 1
    assert [i.record.text for i in whole if isinstance(i, Incoming)] == ["one\ntwo", "", "three"]
    assert str(bad).startswith(f"file:{last - 1}: not a token and its tag ('4'), line {last}, ")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("I I / I I", ["a b", "c d"]),  # IOB1: a B is only where one follows the other
        ("O I / I B / I O", ["b", "c", "d", "e"]),
        ("B I / I O / O I", ["a b", "c", "f"]),
        ("B I / I I / I O", ["a b\nc d\ne"]),  # one that runs over sentences, as of ours
        ("B I / B I / I O", ["a b", "c d\ne"]),
        ("B I / B E / S O", ["a b", "c d", "e"]),
        ("O I / O I", ["b", "d"]),
    ],
)
def test_a_label_ends_with_its_sentence_where_it_began_as_iob1(
    tags: str, expected: list[str]
) -> None:
    words = iter("abcdef")
    sentences = (
        "".join(
            f"{next(words)} {tag}{'' if tag == 'O' else '-quote'}\n" for tag in sentence.split()
        )
        for sentence in tags.split("/")
    )
    (item,) = records(read(conll.read, "\n".join(sentences).encode()))
    assert [span.text for span in item.record.spans or ()] == expected
