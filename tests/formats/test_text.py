"""Plain text: a file is an article; its headline and date are found, its text is left alone."""

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.normalisation import normalise
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record
from annotate.formats.text import headline, published
from annotate.formats.text import read as reader
from tests.formats.reading import problems, read, records

ARTICLE = (
    "Harbour Gazette | News\n\nFerry strikes breakwater in fog\n\n4 November 2025\n\n"
    "“No,” said Ana Ruiz.\n"
)


def one(content: bytes, encoding: str | None = None, **source: str) -> Record:
    (found,) = records(read(reader, content, encoding, **source))
    return found.record


def test_a_file_is_one_article() -> None:
    record = one(ARTICLE.encode(), id="gazette/2025-11-04-ferry", folder="harbour-gazette")
    assert record == Record(
        id="gazette/2025-11-04-ferry",
        title="Ferry strikes breakwater in fog",
        source="harbour-gazette",
        published="2025-11-04",
        text=ARTICLE,
        paragraphs=find_paragraphs(ARTICLE),
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_nothing_of_a_text_is_lost_but_line_ends_and_a_mark(text: str) -> None:
    assert one(text.encode()).text == normalise(text)[0]


def test_the_encoding_is_told() -> None:
    (found,) = records(read(reader, ARTICLE.encode("utf-16")))
    assert (found.encoding, found.line, found.record.text) == ("utf-16", 0, ARTICLE)


def test_what_came_through_standard_input_has_no_id() -> None:
    record = one(b"A text with no headline at all.")
    assert (record.id, record.title, record.published) == (None, "", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\nb\0", "file: NUL character, line 2, remove it and import again"),
        ("a\nb".encode("utf-16-le"), "file: NUL character, line 1, remove it and import again"),
        (
            b"\x81\x8d\x8f\x90\x9d",
            "file: neither UTF-8 nor any encoding that could be told, name it with --encoding",
        ),
    ],
)
def test_a_file_that_cannot_be_stored_is_named(content: bytes, said: str) -> None:
    assert problems(read(reader, content)) == [said]


def test_a_hard_wrapped_text_has_its_paragraphs() -> None:
    sentence = "The ferry struck the breakwater on Tuesday in thick fog, but nobody was hurt. "
    wrapped = "\n\n".join([fill(sentence * 3, 70), fill(sentence * 2, 70)])
    assert len(one(wrapped.encode()).paragraphs or ()) == 2


@pytest.mark.parametrize(
    ("paragraphs", "site", "expected"),
    [
        (["Ferry strikes breakwater"], "", "Ferry strikes breakwater"),
        (["Harbour Gazette | News", "Ferry strikes breakwater"], "", "Ferry strikes breakwater"),
        (
            ["The Harbour Gazette news", "Ferry strikes pier"],
            "harbour-gazette",
            "Ferry strikes pier",
        ),
        (["Gazette of today is late"], "a", "Gazette of today is late"),
        (["Gazettes are what we read"], "gazette", "Gazettes are what we read"),
        (["Harbour gazettes close down"], "harbour-gazette", "Harbour gazettes close down"),
        (["Monday 3 March 2025", "Ferry strikes breakwater"], "", "Ferry strikes breakwater"),
        (["See https://a.example/b now", "Ferry strikes pier"], "", "Ferry strikes pier"),
        (["Home", "Two words", "Ferry strikes breakwater"], "", "Ferry strikes breakwater"),
        (["A sentence that ends.", "Another that ends."], "", ""),
        (["x y z " * 50], "", ""),
        (["Ferry\n strikes\tbreakwater"], "", "Ferry strikes breakwater"),
        (["a", "b", "c", "d", "e", "Too far down here"], "", ""),
        (["The ferry struck a pier on Monday.", "What happened then", "It sank."], "", ""),
        (["“It sank at noon on Monday,” he said.", "“We saw it,” said the mayor"], "", ""),
        (["A long story " * 20, "And what they said"], "", ""),
        (
            ["Will the ferry ever come back?", "Nobody knows it"],
            "",
            "Will the ferry ever come back?",
        ),
        (["Updated at noon.", "Ferry strikes breakwater"], "", "Ferry strikes breakwater"),
        ([], "", ""),
    ],
)
def test_the_headline_is_found_near_the_top(
    paragraphs: list[str], site: str, expected: str
) -> None:
    text = "\n\n".join(paragraphs)
    starts = [text.index(p) for p in paragraphs]
    ranges = tuple((s, s + len(p)) for s, p in zip(starts, paragraphs, strict=True))
    assert headline(text, ranges, site) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-01-08-ferry", "2026-01-08"),
        ("ferry-2026-01-08", "2026-01-08"),
        ("2026-01-08", "2026-01-08"),
        ("a-2026-01-08-b", ""),
        ("2026-13-08-ferry", ""),
        ("12026-01-08", ""),
        ("2026-13-01-x-2026-01-08", "2026-01-08"),
        ("٢٠٢٦-٠١-٠٨", ""),
        ("", ""),
    ],
)
def test_a_name_may_hold_the_date(stem: str, expected: str) -> None:
    assert published(stem) == expected


@pytest.mark.parametrize(
    ("id", "folder", "top", "title"),
    [
        ("a", "folder", "Folder one headline text", "Folder one headline text"),
        ("f/2026-02-01-b", "folder", "Folder two headline text", "Folder two headline text"),
        ("a/2026-02-01-b", "a", "Another day", "Another day"),
        ("doc_0012", "", "Ferry strikes pier - Harbour News", "Ferry strikes pier - Harbour News"),
        ("harbour-gazette/7", "harbour-gazette", "Harbour Gazette wins", "Harbour Gazette wins"),
        ("2026-02-01-ferry-fire", "", "Two words", "2026-02-01-ferry-fire"),
        ("2026-02-01-ferry-fire", "", "Ferry burns in port", "Ferry burns in port"),
        ("a", "", "Home", "a"),
        ("a", "", "Monday 3 March 2025", "a"),
        ("a", "", "This is where it began.", "a"),
        ("a", "", "Write to editor@a.example now", "a"),
    ],
)
def test_what_it_begins_with_is_a_better_title_than_a_name_without_words(
    id: str, folder: str, top: str, title: str
) -> None:
    text = f"{top}\n\nIt was late when the ferry came in."
    assert one(text.encode(), id=id, folder=folder).title == title
