"""Any text and any hints: suggestions cover whole paragraphs, once each, in linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.document import Document
from annotate.core.suggestion import NONE
from annotate.suggesters.page import lines
from tests.campaign import campaign
from tests.core.texts import HOSTILE
from tests.steps import steps
from tests.suggesters.pages import PROSE, blocks_of, page

PIECES = (
    *("Photo:", "Ida Quill", "/", "Reuters", "(", ")", "©", "Advertisement", "ѕhоеѕ", "іn", "www."),
    *("on", "Nov.", "4,", "2025,", "waits", "By", "Read more:", "|", ".", "“", "”", "\n\n", "\n"),
    *("http://ads.", "[email", "cookies", "שלום", "الوزير", "日本語。", *PROSE),
)
NEWS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
HINT = st.one_of(
    st.none(),
    st.lists(st.sampled_from(["div.story", "p", "figure", "td", "h2", "a.adCaption"]), max_size=4)
    .map(" > ".join),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=campaign(150, 5000))
@given(st.one_of(HOSTILE, NEWS), st.data())
def test_each_suggestion_is_a_whole_paragraph_and_body_is_of_no_other_label(
    text: str, data: st.DataObject
) -> None:
    bare = page([text])
    hints = data.draw(st.one_of(st.just(()), st.tuples(*[HINT] * len(bare.paragraphs))))
    found = blocks_of(page([text], hints)).spans

    assert {s.range for s in found} <= set(bare.paragraphs)
    assert all(0 < s.score < 1 and s.origin for s in found)
    others = {s.range for s in found if s.label != "body"}
    assert not others & {s.range for s in found if s.label == "body"}


@settings(max_examples=campaign(50, 1000))
@given(st.one_of(HOSTILE, NEWS))
def test_the_answer_is_the_same_each_time(text: str) -> None:
    first = blocks_of(page([text]))
    lines._lines.cache_clear()

    assert blocks_of(page([text])) == first


def steps_for(about: Document) -> int:
    """How many lines of Python run for one document."""
    with steps() as ran:
        blocks_of(about)
    return ran.number


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize(
    "piece",
    [
        PROSE[0],
        "The quay on Tuesday at dawn, in the rain and the wind. Photo: Ida Quill",
        "Advertise with us",
        "https://ads.example.com/frame",
        "ѕhоеѕ іn",
        "(((((((",
        "a/a/a/a",
        "Cookies | Share | By",
        "שלום עולם.",
        "12 34 — ;",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str, gap: str) -> None:
    steps_for(page([piece]))  # what is made once, is made now
    small, large = (steps_for(page([gap.join([piece] * times)])) for times in (200, 800))

    assert large < 4.6 * small


def test_a_repeated_beginning_is_not_compared_with_every_other() -> None:
    line = "The quay on Tuesday at dawn, in the rain and the wind, {}"

    def read(times: int) -> int:
        lines = [line.format(n) for n in range(times)]
        return steps_for(page([*[f"{one} Photo: Ida Quill" for one in lines], *lines[::-1]]))

    read(1)

    assert read(400) < 4.6 * read(100)


def test_long_texts_and_texts_without_letters_are_read() -> None:
    assert [s.label for s in blocks_of(page(["The quay is closed. " * 250_000])).spans] == ["body"]
    assert blocks_of(page(["12 345 — ; : ,", "* * *", "…"])) == NONE
    assert blocks_of(page([""])) == NONE
