"""Windows: cut where paragraphs end, else sentences, else words; nothing is lost without a name."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Flag, Note, Rejection, Relation, Span
from annotate.core.document import Document, text_hash
from annotate.core.errors import IntegrityError
from annotate.core.record import Record, RecordSpan, to_record
from annotate.core.wanted import Window
from annotate.formats.losses import Losses
from annotate.formats.tokens import Words
from annotate.services.exporting.windows import Windows
from tests.campaign import campaign
from tests.formats.round_trips import contents, documents
from tests.storage.making import document

TEXT = "One two three.\n\nFour five. Six seven eight nine.\n\nTen."
PARAGRAPHS = ["One two three.", "Four five. Six seven eight nine.", "Ten."]


def cut(window: Window, *records: Record) -> list[Record]:
    return list(Windows(window, Losses()).cut(records))


def texts(text: str, window: Window) -> list[str]:
    return [record.text or "" for record in cut(window, to_record(document(text, "a/1")))]


# --- where they are cut --------------------------------------------------------------------------


def test_what_fits_is_left_as_it_is() -> None:
    record = to_record(document(TEXT, "a/1"))
    assert cut(Window(14, 14), record) == [record]
    assert cut(Window(len(TEXT), 9, "character"), record) == [record]


def test_what_fits_but_for_blank_lines_around_it_is_cut_too() -> None:
    (only,) = cut(Window(2, 2, "character"), to_record(document("\nA.\n\n", "a")))
    assert (only.id, only.text) == ("a#1-3", "A.")


def test_windows_end_with_paragraphs() -> None:
    assert texts(TEXT, Window(13, 13)) == ["\n\n".join(PARAGRAPHS[:2]), "Ten."]
    assert texts(TEXT, Window(9, 9)) == [
        "One two three.",
        "Four five. Six seven eight nine.\n\nTen."[:32],
        "Ten.",
    ]


def test_a_paragraph_that_fits_none_is_cut_between_sentences() -> None:
    assert texts(TEXT, Window(7, 7)) == [
        "One two three.\n\nFour five.",
        "Six seven eight nine.\n\nTen.",
    ]


def test_a_sentence_that_fits_none_is_cut_between_words_and_a_word_between_letters() -> None:
    assert texts("One two three four", Window(2, 2)) == ["One two ", "three four"]
    assert texts("abcdefgh", Window(3, 3, "character")) == ["abc", "def", "gh"]
    assert texts("ae\u0301io", Window(2, 2, "character")) == ["a", "e\u0301", "io"]


def test_with_a_stride_they_overlap() -> None:
    text = "A b.\n\nC d.\n\nE f.\n\nG h."
    assert texts(text, Window(6, 3)) == ["A b.\n\nC d.", "C d.\n\nE f.", "E f.\n\nG h."]
    assert texts(text, Window(6, 1)) == texts(text, Window(6, 3))


# --- what is in them -----------------------------------------------------------------------------

LABELS = AnnotationSet(
    spans=(
        Span(0, 3, "quote", "1", "rules", 0.5),
        Span(20, 30, "body", "2"),
        Span(27, 30, "attribution", "3"),
    ),
    relations=(Relation("attributes", "3", "1"), Relation("attributes", "3", "2")),
    status="dsd",
    notes=(Note("all"), Note("on two", paragraph=1), Note("gone", "2"), Note("six", "3")),
    flags=(Flag(paragraph=2),),
    rejections=(Rejection(0, 3, "ad"), Rejection(3, 30, "ad")),
)


def labelled(layer: str = "ana") -> Record:
    made = document(TEXT, "a/1", hints=("p", "q", "r"), title="T", meta={"a": 1})
    return to_record(made, layer, LABELS)


def test_a_window_has_its_own_of_everything() -> None:
    first, second = cut(Window(7, 7), labelled())
    assert (first.id, second.id) == ("a/1#0-26", "a/1#27-54")
    assert second.text == TEXT[27:54]
    assert second.sha256 == text_hash(TEXT[27:54])
    assert second.paragraphs == ((0, 21), (23, 27))
    assert second.hints == ("q", "r")
    assert (first.paragraph_status, first.status) == ("ds", "skipped")
    assert second.spans == (RecordSpan(id="3", start=0, end=3, label="attribution", text="Six"),)
    assert [(n.text, n.paragraph) for n in second.notes or ()] == [("on two", 0), ("six", None)]
    assert [n.text for n in first.notes or ()] == ["all", "on two"]
    assert [f.paragraph for f in second.flags or ()] == [1]
    assert (first.rejections, second.rejections) == (((0, 3, "ad"),), None)
    assert second.meta == {
        "a": 1,
        "window": {"article": "a/1", "sha256": text_hash(TEXT), "start": 27, "end": 54},
    }


def test_what_crosses_the_edges_is_named() -> None:
    losses = Losses()
    list(Windows(Window(7, 7), losses).cut([labelled()]))
    assert [(lost.id, lost.reason) for lost in losses.loss().dropped] == [
        ("ana a/1 2", "no window holds all of it"),
        ("ana a/1 attributes 3 1", "no window holds both of its ends"),
        ("ana a/1 attributes 3 2", "no window holds both of its ends"),
        ("ana a/1 note on 2", "no window holds all of its span"),
        ("ana a/1 rejection 3 30 ad", "no window holds all of it"),
    ]


def test_every_layer_of_an_article_is_cut_alike_and_stays_beside_the_others() -> None:
    found = cut(Window(7, 7), labelled("ana"), labelled("ben"), to_record(document("X.", "b")))
    assert [(r.id, r.layer) for r in found] == [
        ("a/1#0-26", "ana"),
        ("a/1#0-26", "ben"),
        ("a/1#27-54", "ana"),
        ("a/1#27-54", "ben"),
        ("b", None),
    ]


def test_a_span_that_does_not_cover_its_text_stops_everything() -> None:
    span = RecordSpan(id="1", start=0, end=3, label="quote", text="Two")
    record = Record(id="a", sha256="0", text=TEXT, paragraphs=((0, 14), (16, 48)), spans=(span,))
    with pytest.raises(IntegrityError, match="a window moved a span, 1, report this"):
        cut(Window(7, 7), record)


# --- whatever the article ------------------------------------------------------------------------


@st.composite
def windows(draw: st.DrawFn) -> Window:
    size = draw(st.integers(1, 12))
    stride = draw(st.integers(1, size))
    return Window(size, stride, "word" if draw(st.booleans()) else "character")


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, AnnotationSet]:
    made = draw(documents())
    return made, draw(contents(made))


def size(text: str, window: Window) -> int:
    return len(text) if window.unit == "character" else len(Words(text))


def within(record: Record, pieces: list[Record]) -> Iterator[tuple[str | int | None, bool]]:
    """For each span whether a window holds all of it."""
    places = [(p.meta or {})["window"] for p in pieces]
    for span in record.spans or ():
        yield span.id, any(p["start"] <= span.start and span.end <= p["end"] for p in places)


@settings(max_examples=campaign(50, 2000), deadline=None)
@given(articles(), windows())
def test_all_is_there_or_named(article: tuple[Document, AnnotationSet], window: Window) -> None:
    made, content = article
    record, losses = to_record(made, "ana", content), Losses()
    pieces = list(Windows(window, losses).cut([record]))
    if pieces == [record]:
        assert size(made.text, window) <= window.size
        return
    covered = bytearray(len(made.text))
    for piece in pieces:
        place = (piece.meta or {})["window"]
        text = piece.text or ""
        assert made.text[place["start"] : place["end"]] == text
        assert 0 < size(text, window) <= window.size
        assert piece.sha256 == text_hash(text)
        assert len(piece.paragraph_status or "") == len(piece.paragraphs or ())
        covered[place["start"] : place["end"]] = b"\1" * len(text)
        for span in piece.spans or ():
            assert text[span.start : span.end] == span.text
    assert not [n for n, there in enumerate(covered) if not there and not made.text[n].isspace()]
    lost = {each.id for each in losses.loss().dropped}
    for id, inside in within(record, pieces):
        assert inside != (f"ana {made.id} {id}" in lost)
    links = {link for piece in pieces for link in piece.relations or ()}
    for link in record.relations or ():
        named = f"ana {made.id} {link.label} {link.head} {link.child}" in lost
        assert (link in links) != named
