"""Any text at all: suggestions lie inside it, are the same each time, and take linear time."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.document import Document
from annotate.core.graphemes import splits_grapheme
from annotate.core.suggestion import NONE, Suggestions, merged
from annotate.suggesters import attributions, links, quotations
from annotate.suggesters.languages import LANGUAGES, load
from annotate.suggesters.wording import reading
from tests.campaign import campaign
from tests.core.texts import HOSTILE
from tests.steps import steps
from tests.suggesters.documents import attributed, document, suggested

MARK = "\u0301"
WORDS = (
    *("said", "adding", "she", "who", "the", "Quill", "pilot", "and", "of", "according", "to"),
    *("claim", "that", "was", "has", "53", "quoted", "as", "saying", "by", "in", "a", "statement"),
    *("IT", "Mr", "Monday", ",", ".", ":", "“", "”", "''", '"', "‘", "’", "(", ")", "—", "\n\n"),
)
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
LANGUAGE = st.sampled_from(["en", "es", "de", "fr", "it", ""])


@settings(max_examples=campaign(150, 5000))
@given(st.one_of(HOSTILE, NEWS), LANGUAGE)
def test_every_suggestion_lies_inside_its_text_and_holds_words(text: str, language: str) -> None:
    about = document(text, language)

    for s in suggested(text, language).spans:
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip() != ""
        assert 0 < s.score < 1
        assert s.origin
        assert about.paragraphs[0][0] <= s.start
        assert not splits_grapheme(text, s.start)
        assert not splits_grapheme(text, s.end)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=campaign(100, 10_000))
@given(st.data())
def test_the_words_that_a_language_knows_may_stand_in_any_order(
    code: str, data: st.DataObject
) -> None:
    text = data.draw(_sentences(code))

    assert all(s.end <= len(text) for s in suggested(text, code).spans)


@cache
def _sentences(code: str) -> st.SearchStrategy[str]:
    """Some words and marks that a language's file names, of each group as often as of another."""
    language = load(code)
    kinds = sorted({*language.kinds.values()})
    groups = (
        ("Quill", "ferry", "“No,”", "\n\n"),
        *filter(None, language.sets.values()),
        *((word for word, its in language.kinds.items() if its == kind) for kind in kinds),
    )
    words = [st.sampled_from(sorted(group)) for group in groups]
    return st.lists(st.one_of(words), min_size=1, max_size=10).map(" ".join)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La sindaca, Anna Quill, dice Marta Voss", "it"),
        ("La alcaldesa, Anna Quill, dice Marta Voss", "es"),
    ],
)
def test_who_says_it_may_be_the_last_of_a_paragraph_without_a_stop(text: str, code: str) -> None:
    assert attributed(text, code) == ["dice Marta Voss"]


def test_none_ends_amid_the_marks_of_a_character() -> None:
    text = f"“Never,” said e{MARK * 500} Lee."
    [said] = [s for s in suggested(text).spans if s.label == "attribution"]
    assert not splits_grapheme(text, said.end)


@settings(max_examples=campaign(100, 3000))
@given(NEWS, LANGUAGE)
def test_links_tie_spans_that_were_suggested(text: str, language: str) -> None:
    found = suggested(text, language)
    places = {s.place for s in found.spans}

    assert all({k.head, k.child} <= places and k.head != k.child for k in found.links)


@settings(max_examples=campaign(60, 1000))
@given(st.one_of(HOSTILE, NEWS))
def test_the_answer_is_the_same_each_time(text: str) -> None:
    first = suggested(text)
    reading._read.cache_clear()

    assert suggested(text) == first


@settings(max_examples=campaign(60, 1000))
@given(NEWS)
def test_quotations_and_attributions_do_not_wait_for_one_another(text: str) -> None:
    about = document(text)

    def run(members: list[Any]) -> Suggestions:
        found = NONE
        for member in members:
            found = merged(found, member.suggest(about, found))
        return found

    assert run([quotations, attributions]) == run([attributions, quotations])


MEMBERS = ("quotations", "attributions", "links")


@pytest.mark.parametrize("order", list(permutations(MEMBERS)))
def test_members_load_in_any_order(order: tuple[str, ...]) -> None:
    program = "; ".join(f"import annotate.suggesters.{member}" for member in order)

    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


# --- linear ------------------------------------------------------------------------------------


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python run while some work is done."""
    with steps() as ran:
        work()
    return ran.number


def steps_for(text: str, language: str = "en") -> int:
    """How many for one text in one paragraph (or as many as it has)."""
    about: Document = document(text, language)

    def work() -> None:
        found = NONE
        for member in (quotations, attributions, links):
            found = merged(found, member.suggest(about, found))

    return steps_of(work)


@pytest.mark.parametrize(
    "piece",
    [
        "she said the pilot, a baker, said, ",
        "“ ",
        '" ',
        "“a” ",
        "said “a” b ",
        "who a ",
        "said a, ",
        "said a, who ",
        "a, a, said ",
        "was also not ",
        "( ",
        "Quill and ",
        "Quill calls ",
        "(a) b said ",
        "says who and ",
        "strongly: “a” ",
        "“a,” a disagreed ",
        "ROSA VANE: I ",
        "according to ",
        "“a,” she said. ",
        "“a\n\n",
        "12 34 — ",
        "שלום אמר ",
        "الوزير قال ",
        "\u0301",
        "'",
        "``",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    small, large = steps_for(piece * 400), steps_for(piece * 1600)

    assert large < 4.6 * small


@pytest.mark.parametrize(
    "piece", ["« oui, dit-il, non » ", "oui, a dit le, ", "oui, dit la dame, "]
)
def test_so_it_does_within_french_marks(piece: str) -> None:
    small, large = (steps_for(f"« {piece * size} »", "fr") for size in (400, 1600))

    assert large < 4.6 * small


@pytest.mark.parametrize(
    "piece", ["—sí —dijo Quill—. ", "—«sí» —dijo—, ", "—«sí —dijo—» ", "— ", "—sí —dijo ella.\n\n"]
)
def test_so_it_does_after_spanish_dashes(piece: str) -> None:
    small, large = steps_for(piece * 400, "es"), steps_for(piece * 1600, "es")

    assert large < 4.6 * small


@pytest.mark.parametrize("piece", ["teilte mit ", "Aus dem Amt teilte ", "teilte er auf "])
def test_so_it_does_where_particles_are_sought(piece: str) -> None:
    small, large = steps_for(piece * 400, "de"), steps_for(piece * 1600, "de")

    assert large < 4.6 * small


def test_long_and_empty_texts_are_read() -> None:
    assert suggested("") == NONE
    assert suggested("12 345 67 — ; : ,") == NONE
    assert suggested("she said the pilot “ran”, " * 20_000).spans
    assert suggested("“" * 100_000 + '"' * 100_000).links == ()
