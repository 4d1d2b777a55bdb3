"""The lines of an interview: each begins with its speaker, or none of them does."""

import re
from pathlib import Path

import pytest

from tests.suggesters.documents import attributed, linked

GUIDELINES = Path(__file__).parents[2] / "docs" / "guidelines.md"
BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


def lines(*interview: str, language: str = "en") -> list[str]:
    return attributed(BEFORE + "\n\n".join(interview), language)


def test_who_asks_is_a_speaker_in_each_line_though_only_one_shows_them() -> None:
    found = lines(
        "HARBOUR NEWS: What was the hardest part?",
        "ROSA VANE: The waiting. It took years.",
        "HARBOUR NEWS: Thank you.",
        "ROSA VANE: And the wind.",
    )

    assert found == ["HARBOUR NEWS", "ROSA VANE"] * 2


@pytest.mark.parametrize(
    ("language", "asks", "answers"),
    [("en", "Q", "A"), ("de", "Frage", "Antwort"), ("es", "P", "R"), ("fr", "Q", "R")],
)
def test_question_and_answer_are_speakers_where_there_are_both(
    language: str, asks: str, answers: str
) -> None:
    question, answer = f"{asks}: 1985?", f"{answers}: 1986. Quill said: ja, no."

    assert lines(question, answer, language=language) == [asks, answers]
    assert asks not in lines(question, language=language)


def test_a_stop_may_part_their_letters_from_what_they_say() -> None:
    assert lines("P. ¿Y el muelle?", "R. Ya veremos.", language="es") == ["P", "R"]
    assert lines("R. Quill ya veremos.", "S. Quill espera.", language="es") == []


@pytest.mark.parametrize(
    "name", ["Opening Hours", "PORT ELM", "UPDATE", "Q", "The Mayor of Port Elm"]
)
def test_what_else_begins_lines_with_a_colon_is_no_speaker(name: str) -> None:
    assert lines(f"{name}: The ferry is late.", f"{name}: The ferry is in.") == []


def test_a_name_that_stands_once_beside_speakers_is_none_of_them() -> None:
    assert lines("ROSA VANE: I wait.", "NOTE: The wall is old.", "ROSA VANE: Still.") == [
        "ROSA VANE",
        "ROSA VANE",
    ]


def test_one_name_alone_speaks_where_it_is_somebody_s_and_another_speaker_shows() -> None:
    asked = ("HARBOUR NEWS: Frau Vane, was nun?", "Vane: Wir warten.", "Vane: Nun ja.")
    credits_too = ("HARBOUR NEWS: Was tun Sie nun?", "Foto: Der Hafen.", "Foto: Der Kai.")

    assert lines(*asked, "HARBOUR NEWS: Und Sie?", language="de") == [
        "HARBOUR NEWS",
        "Vane",
        "Vane",
        "HARBOUR NEWS",
    ]
    assert lines(*credits_too, language="de") == ["HARBOUR NEWS"]
    assert lines("Vane: Wir warten.", "Vane: Frau Vane wartet.", language="de") == []


def test_who_ask_and_who_answer_speak_though_nobody_s_person_shows() -> None:
    talk = (
        "Fiona Crane: How long did it take?",
        "Idris Bell: Eleven years, on and off.",
        "Crane: And what did people say?",
        "Bell: They stared.",
    )

    assert lines(*talk) == ["Fiona Crane", "Idris Bell", "Crane", "Bell"]
    assert lines("FC: How long?", "IB: A year.", "FC: And then?", "IB: Sleep.") == ["FC", "IB"] * 2


@pytest.mark.parametrize(
    "talk",
    [
        ("Fiona Crane: How long did it take?", "Idris Bell: Eleven years, on and off."),
        ("Place: Which hall?", "Time: Six.", "Place: Which door?", "Time: Seven."),
        ("Port Elm: Is it shut?", "Port Elm: It is.", "Port Elm: Still?", "Port Elm: Still."),
    ],
)
def test_one_question_makes_no_interview_nor_words_that_are_nobody_s(talk: tuple[str, ...]) -> None:
    assert lines(*talk) == []


def test_the_guidelines_decide_it_as_the_rules_do() -> None:
    page = GUIDELINES.read_text(encoding="utf-8")
    section = page.partition("## Interviews")[2].partition("\n## ")[0]
    said = re.findall(r"`([^`]+: [^`]+)`", section)

    assert lines(*said) == [line.partition(":")[0] for line in said]
    assert len(said) == 4


ASKED = "Q: And the minister?"


def test_who_is_quoted_in_an_answer_is_found_and_reported_speech_is_not() -> None:
    answer = "A: The town pays. “Not us,” the minister told me. She said no."

    assert lines(ASKED, answer) == ["Q", "A", "the minister told"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("A: The town pays. “Not us,” the minister told me.", "the minister told"),
        ("A: The minister said: “Not us, and not this year.”", "The minister said"),
        ("A: The town pays. “Not us, and not this year.”", "A"),
    ],
)
def test_a_quotation_in_an_answer_is_of_whom_it_is_attributed_to(answer: str, says: str) -> None:
    assert [head for head, _ in linked(f"{BEFORE}{ASKED}\n\n{answer}")] == [says]
