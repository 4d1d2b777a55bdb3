"""The scanner: quotations that run over paragraphs, and those of the sample articles."""

import pytest

from annotate.core.document import text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.quotations import quotations_of
from annotate.core.quotations_around import find_running
from annotate.core.record import decode_record
from tests.core.articles import CORPORA, articles


def by_paragraph(text: str) -> list[list[str]]:
    paragraphs = find_paragraphs(text)
    return [
        [text[q.start : q.end] for q in quotations_of(text, paragraphs, index)]
        for index in range(len(paragraphs))
    ]


def running(text: str, index: int = 0) -> list[str]:
    return [text[q.start : q.end] for q in find_running(text, find_paragraphs(text), index)]


LETTER = "He wrote: “One.\n\n“Two ‘and a half’.\n\n“Three.” She wept.\n\n“Four.”"


def test_an_opening_mark_runs_to_the_end_where_the_next_paragraph_opens_too() -> None:
    assert by_paragraph(LETTER) == [
        ["“One."],
        ["“Two ‘and a half’.", "‘and a half’"],
        ["“Three.”"],
        ["“Four.”"],
    ]


def test_the_parts_of_a_running_quotation_are_found_together() -> None:
    assert running(LETTER) == ["“One.", "“Two ‘and a half’.", "“Three.”"]
    assert running(LETTER, 1) == ["“Two ‘and a half’.", "“Three.”"]
    assert running(LETTER, 2) == running(LETTER, 3) == []


def test_of_two_that_nothing_closes_the_first_runs_on() -> None:
    assert by_paragraph("“One. “Two.\n\n“Three.”") == [["“One. “Two."], ["“Three.”"]]


@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", "«»", "„“", '""', "''", "»«"])
def test_quotations_run_on_in_any_marks(opening: str, closing: str) -> None:
    text = f"{opening}One.\n\n{opening}Two.\n\n{opening}Three.{closing}"
    assert running(text) == [f"{opening}One.", f"{opening}Two.", f"{opening}Three.{closing}"]


@pytest.mark.parametrize("before", ["", "She wrote: ", "She wrote:  ", "And so…", "It rained. "])
def test_one_runs_on_from_where_a_statement_may_begin(before: str) -> None:
    assert running(f"{before}“One.\n\n“Two.”") == ["“One.", "“Two.”"]


@pytest.mark.parametrize("before", ["the ", "the:x ", "1.5 "])
def test_and_not_from_amid_a_sentence(before: str) -> None:
    assert running(f"{before}“One.\n\n“Two.”") == []


def test_one_whose_end_was_forgotten_stops_where_nothing_opens() -> None:
    assert running("“One.\n\n“Two.\n\nShe wept.") == ["“One."]
    assert running("“One.\n\n“Two, she said ‘no’.") == ["“One."]
    assert running("“One.\n\n“Two.\n\n“Three.\n\nShe wept.") == ["“One.", "“Two."]


def test_an_opening_mark_runs_on_in_its_own_family_only() -> None:
    assert by_paragraph("“One.\n\n‘Two.’") == [[], ["‘Two.’"]]
    assert by_paragraph("She wrote ‘One “and a half.\n\n“Two.”") == [[], ["“Two.”"]]


@pytest.mark.parametrize(
    ("paragraph", "runs"),
    [("He said: “One.", True), ("Yes. “One.", True), ("It is “one of.", False), ("“One.", True)],
)
def test_it_opens_where_a_statement_begins(paragraph: str, runs: bool) -> None:
    assert bool(running(f"{paragraph}\n\n“Two.”")) is runs


def test_the_last_paragraph_leaves_nothing_open() -> None:
    assert by_paragraph("“One.") == [[]]


# --- in the sample articles --------------------------------------------------------------------


def all_quotations(text: str) -> set[tuple[int, int]]:
    """Each quotation of a text, and those that run over paragraphs as wholes."""
    paragraphs = find_paragraphs(text)
    spans = set()
    for index in range(len(paragraphs)):
        spans |= {(q.start, q.end) for q in quotations_of(text, paragraphs, index)}
        if parts := list(find_running(text, paragraphs, index)):
            spans.add((parts[0].start, parts[-1].end))
    return spans


@pytest.mark.parametrize("annotator", ["sample-ana", "sample-ben", "sample-chloe"])
def test_every_quotation_that_the_sample_annotators_labelled_is_found(annotator: str) -> None:
    texts = {text_hash(text): text for text in articles().values()}
    lines = (CORPORA / "sample-annotators.jsonl").read_text("utf-8").splitlines()
    records = [r for r in map(decode_record, lines) if r.annotator == annotator]
    assert len(records) == 8
    for record in records:
        labelled = {(s.start, s.end) for s in record.spans or () if s.label == "quote"}
        assert labelled <= all_quotations(texts[record.sha256 or ""])
