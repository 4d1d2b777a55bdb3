"""The quick ways of cutting texts and of reading tags give what the plain ways give."""

import re
from collections.abc import Iterable
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec
import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.core import sentences
from annotate.formats import conll, conll_own, conll_writing
from annotate.formats.base import Incoming, Problem, Source
from annotate.formats.flat import chunks
from annotate.formats.prodigy_tokens import Tokenised
from annotate.formats.tokens import Words
from tests.campaign import campaign

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(" \t\n\r\xa0\x1c\u2028a“’.-\u0301é🙂1", max_size=60),
    st.lists(st.sampled_from(["“No,”", "said", "X.", "", "\n\nHe", "e\u0301", "\u0301"])).map(
        " ".join
    ),
)
STOPS = st.one_of(
    st.text(".!?…。！？”’) aA1\n", max_size=40),
    st.lists(st.sampled_from(["go", "Bo", "Mr", "B", "1", ". ", ".", "! ", " ", "“", "”"])).map(
        "".join
    ),
)
WORD = regex.compile(r"\w+|[^\w\s]")
PIECE = regex.compile(r"(?:\w+|[^\w\s]|\s+) ?")


@given(TEXTS)
@example("".join(map(chr, range(0x100))))
@example("a" * 16 + " " + "b" * 17 + "\0" + "é" * 8 + '"' + "é" * 9 + " c " + "漢" * 400)
@settings(max_examples=campaign(300, 20_000))
def test_words_are_those_that_the_pattern_finds(text: str) -> None:
    found = list(WORD.finditer(text))
    words = Words(text)
    assert [*zip(words.starts, words.ends, strict=True)] == [m.span() for m in found]
    spaced, begun = words.spaced()
    assert spaced.decode() == "".join(f"{m[0]} " for m in found)
    assert [*begun] == [*accumulate((len(m[0].encode()) + 1 for m in found), initial=0)]
    assert msgspec.json.decode(words.words()) == [m[0] for m in found]
    assert msgspec.json.decode(words.places(None)) == [[*m.span()] for m in found]


@pytest.mark.parametrize("length", [9, 10, 11, 65_534, 65_535, 65_536, 100_001])
def test_places_have_as_many_digits_as_they_need(length: int) -> None:
    text = "ab," + "." * (length - 5) + "yz"
    found = [[0, 2], *([n, n + 1] for n in range(2, length - 2)), [length - 2, length]]
    assert Words(text).places(None) == msgspec.Raw(msgspec.json.encode(found))


def in_tokens(text: str, edges: Iterable[int]) -> bytes:
    """The JSON of Prodigy's tokens, a token at a time; `edges` is where they begin, and the end."""
    found = [(text[a:b], a, b) for a, b in pairwise(edges)]
    spaced = [piece.endswith(" ") and piece != " " for piece, _, _ in found]
    return msgspec.json.encode(
        [
            {
                "text": piece.removesuffix(" ") if ws else piece,
                "start": a,
                "end": b - ws,
                "id": n,
                "ws": ws,
            }
            for n, ((piece, a, b), ws) in enumerate(zip(found, spaced, strict=True))
        ]
    )


@given(TEXTS, st.integers(0, 40))
@example("", 0)
@example("a b " + "x" * 70_000 + " c", 1)
@example("a" * 16 + " " + "b" * 17 + '\\"é' * 9 + " " + "c" * 400, 3)
@settings(max_examples=campaign(300, 20_000))
def test_tokens_of_tasks_are_those_that_the_pattern_finds(text: str, longer: int) -> None:
    text = re.sub(r"\w", lambda match: match[0] * longer, text.replace("\0", ""))
    edges = [0, *(match.end() for match in PIECE.finditer(text))]
    assert Tokenised(text, None).json == msgspec.Raw(in_tokens(text, edges))


@pytest.mark.parametrize("length", [9, 10, 11, 65_534, 65_535, 65_536, 100_001])
def test_tokens_of_tasks_have_as_many_digits_as_they_need(length: int) -> None:
    assert Tokenised("." * length, None).json == msgspec.Raw(
        in_tokens("." * length, range(length + 1))
    )


def edges_one_by_one(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of a range begin, full stop after full stop."""
    stops = sentences._stop().finditer(text, start, end)
    ends = [stop.end() for stop in stops if sentences._ends_sentence(text, start, end, stop)]
    return [start, *ends]


@given(STOPS, st.sets(st.integers(0, 40), max_size=6))
@example("“No.” Bob. Ann", {0, 11, 14})
@example("go. Bob", {1, 7})
@example("go.oB Mr. Bo go. go B. Bo", {0, 25})
@settings(max_examples=campaign(300, 20_000))
def test_sentences_of_many_ranges_are_those_of_each(text: str, cuts: set[int]) -> None:
    ranges = list(pairwise(sorted({min(cut, len(text)) for cut in cuts})))[::2]
    found = [edge for start, end in ranges for edge in edges_one_by_one(text, start, end)]
    assert sentences.sentence_edges(text, ranges) == found


def one_by_one(tags: list[str]) -> list[tuple[int, int, str]]:
    """What is labelled, a tag at a time."""
    found: list[tuple[int, int, str]] = []
    going_on = ""
    for n, tag in enumerate(tags):
        kind, label = tag[0], tag[2:]
        if kind in "IEL" and label == going_on:
            found[-1] = found[-1][0], n, label
        elif kind != "O":
            found.append((n, n, label))
        going_on = label if kind in "BI" else ""
    return found


@given(
    st.lists(st.sampled_from(["O", *(f"{kind}-{label}" for kind in "BIESLU" for label in "xy")]))
)
@settings(max_examples=campaign(300, 20_000))
def test_runs_of_tags_are_read_as_each_tag_is(tags: list[str]) -> None:
    assert chunks(tags) == one_by_one(tags)


WRITTEN = (
    "-DOCSTART- -X- -X- O\n\nNo -X- _ B-quote\n, -X- _ I-quote\n\nhe -X- _ O\n\n"
    "-DOCSTART- -X- -X- O\n\nNo -X- _ O\n, -X- _ O\n\nhe -X- _ B-body\n\n"
)
SIDE = '{"text": "No, he", "tokens": [[0, 2], [2, 3], [4, 6]], "annotate": {"record": {}}}\n'
EDITS = st.tuples(
    st.integers(0, len(WRITTEN)), st.integers(0, 6), st.sampled_from(["", "\n", " ", "O", "No"])
)


def read(path: Path) -> list[Incoming | Problem]:
    with path.open("rb") as stream:
        return list(conll.read(Source(path.name, path), stream, None))


@given(st.lists(EDITS, max_size=2))
@settings(max_examples=campaign(200, 5000))
def test_a_file_that_was_changed_is_read_as_if_it_were_of_others(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]]
) -> None:
    text = WRITTEN
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    folder = tmp_path_factory.mktemp("conll")
    (folder / "r.offsets").write_text(SIDE * 2)
    (folder / "r.conll").write_text(text)
    quick = read(folder / "r.conll")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conll_own.Cut, "chunks", lambda *_: None)
        assert read(folder / "r.conll") == quick


LINES = st.tuples(
    st.integers(0, 8),
    st.integers(0, 3),
    st.sampled_from(["O", "B-q", "I-q", "B-r", "I-r", "B-", "E-q", "B-q\xa0", "B-q q", "O\r"]),
    st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\r\n", "\n# no token\n"]),
)


@given(st.text("Né🚢 \t\r\n\xa0\x0b-#,", max_size=8), st.lists(LINES, max_size=5))
@settings(max_examples=campaign(200, 20_000))
def test_with_a_side_file_that_was_changed_too_it_is_read_as_if_it_were_of_others(
    tmp_path_factory: pytest.TempPathFactory, text: str, lines: list[tuple[int, int, str, str]]
) -> None:
    places = [(start, start + size) for start, size, _, _ in lines]
    rows = (f"{text[a : a + n]} -X- _ {tag}{end}" for a, n, tag, end in lines)
    folder = tmp_path_factory.mktemp("conll")
    side = {"text": text, "tokens": places, "annotate": {"record": {}}}
    (folder / "r.offsets").write_bytes(msgspec.json.encode(side) + b"\n")
    (folder / "r.conll").write_bytes(f"{conll_writing.BEGINNING}{''.join(rows)}".encode())
    quick = read(folder / "r.conll")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conll_own.Cut, "chunks", lambda *_: None)
        assert read(folder / "r.conll") == quick


def test_what_is_wrong_in_a_side_file_is_named_with_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "r.conll").write_text(WRITTEN)
    (tmp_path / "r.offsets").write_text(
        SIDE.replace('"No, he"', "5") + SIDE.replace("[2, 3]", '[2, "a"]')
    )
    problems = read(tmp_path / "r.conll")
    assert [str(problem).split(", ")[2] for problem in problems] == ["$.text", "$.tokens[1][1]"]


def test_a_line_without_its_token_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "r.offsets").write_text(SIDE * 2)
    (tmp_path / "r.conll").write_text(WRITTEN.replace("he -X- _ O", "O"))
    first, second = read(tmp_path / "r.conll")
    assert isinstance(first, Problem)
    assert "not a token and its tag ('O')" in first.reason
    assert isinstance(second, Incoming)


def test_what_was_written_here_is_read_the_quick_way() -> None:
    first, second = WRITTEN.split("-DOCSTART-")[1:]
    cut = conll_own.Cut(msgspec.json.decode(SIDE, type=conll_writing.Side))
    assert cut.chunks(f"-DOCSTART-{first}".encode()) == [(0, 1, "quote")]
    assert cut.chunks(f"-DOCSTART-{second}".encode()) == [(2, 2, "body")]
    assert cut.chunks(f"-DOCSTART-{second}".replace("B-body", "I-body").encode()) is None


@pytest.mark.parametrize("token", ["No\nhe", "No he", "No\the", "No\r", ""])
def test_a_side_file_with_what_is_no_token_is_not_read_the_quick_way(token: str) -> None:
    side = {"text": token, "tokens": [[0, len(token)]], "annotate": {"record": {}}}
    content = msgspec.json.encode(side)
    cut = conll_own.Cut(msgspec.json.decode(content, type=conll_writing.Side))
    assert cut.chunks(f"-DOCSTART- -X- -X- O\n\n{token} -X- _ B-quote\n".encode()) is None
