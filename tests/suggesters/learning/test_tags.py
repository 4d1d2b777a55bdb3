"""Tags: from spans to tags and back."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.document import Document, text_hash
from annotate.core.suggestion import Place
from annotate.suggesters.learning import tags
from annotate.suggesters.wording.reading import Paragraph, read
from tests.suggesters.documents import document

UNITS: tags.Units = {"q": "quotation", "a": "attribution", "p": "paragraph", "x": "selection"}
SAID = "Marta Quill said “no,” then “yes” and left."


def paragraph(text: str) -> Paragraph:
    return read(document(text, "en")).paragraphs[0]


def place(words: str, label: str, text: str = SAID) -> Place:
    start = text.index(words)
    return start, start + len(words), label


def tagged(*spans: Place) -> list[str]:
    return tags.of_words(paragraph(SAID), spans, UNITS)


def test_a_quotation_is_one_token_and_an_attribution_several() -> None:
    found = tagged(place("Marta Quill said", "a"), place("“yes”", "q"))

    assert found == ["B a", "I a", "I a", "O", "O", "W q", "O", "O", "O"]


def test_a_span_that_ends_within_a_quotation_or_starts_there_is_no_quotation() -> None:
    assert set(tagged(place("no", "q"), place("“yes” and", "q"))) == {"O"}


def test_paragraph_labels_are_no_words() -> None:
    assert set(tagged(place(SAID, "p"))) == {"O"}


def test_of_two_that_overlap_the_first_and_longer_has_the_tokens() -> None:
    found = tagged(place("Quill said", "x"), place("Marta Quill", "a"), place("Marta", "x"))

    assert found[:4] == ["B a", "I a", "O", "O"]


def test_a_quotation_amid_an_attribution_is_both() -> None:
    found = tagged(place("said “no,” then", "a"), place("“no,”", "q"))

    assert found[2:5] == ["B a", "W q", "I a"]


@given(st.lists(st.sampled_from(["O", "W q", "B a", "I a", "B x", "I x"])))
def test_spans_lie_one_after_the_other_and_cover_every_tag(found: list[str]) -> None:
    spans = list(tags.spans_of(found))

    inside = [i for span in spans for i in range(span.start, span.end)]
    assert inside == [i for i, tag in enumerate(found) if tag != "O"]
    assert all(found[s.start][2:] == s.label for s in spans)


def test_a_tag_that_continues_nothing_begins_something() -> None:
    assert list(tags.spans_of(["I a", "I x"])) == [(0, 1, "a"), (1, 2, "x")]


# --- paragraphs --------------------------------------------------------------------------------

ABOUT = document("0123456789\n\nabcdefghij\n\nABCDEFGHIJ")


def of_paragraphs(*spans: Place, about: Document = ABOUT) -> list[str]:
    return tags.of_paragraphs(about, spans, UNITS)


def test_a_paragraph_has_the_label_that_covers_half_of_it() -> None:
    assert of_paragraphs((0, 5, "p"), (12, 16, "p")) == ["W p", "O", "O"]


def test_a_span_may_lie_over_several() -> None:
    assert of_paragraphs((6, 34, "p")) == ["O", "W p", "W p"]


def test_other_labels_are_no_paragraphs() -> None:
    assert of_paragraphs((0, 10, "q"), (12, 22, "x")) == ["O"] * 3


def test_nothing_is_nothing() -> None:
    empty = Document(sha256=text_hash(""), text="", paragraphs=())

    assert of_paragraphs(about=empty) == []
