"""Attributions: the cue and its source, wherever the two stand, and what is none."""

import pytest

from annotate.suggesters.wording.cues import RULES
from annotate.suggesters.wording.stream import TELLING
from tests.suggesters.documents import attributed, suggested

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


def check(sentence: str, *expected: str) -> None:
    assert attributed(BEFORE + sentence) == list(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We sail,” Marta Quill said.", "Marta Quill said"),
        ("“We sail,” said Marta Quill.", "said Marta Quill"),
        ("“We sail,” she said on Monday.", "she said"),
        ("Quill said: “We sail.”", "Quill said"),
        ("“We sail,” the pilot added.", "the pilot added"),
        (
            "“We sail,” the head of the pilots' union has said.",
            "the head of the pilots' union has said",
        ),
        ("“We sail,” she vented.", "she vented"),
        ("“We sail,” she said in a statement.", "she said in a statement"),
        ("Marta Quill: “We sail.”", "Marta Quill"),
    ],
)
def test_cue_and_source_beside_a_quotation_are_one_span(sentence: str, expected: str) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "“We sail,” said Marta Quill, 53, a pilot from Port Elm.",
            "said Marta Quill, 53, a pilot from Port Elm",
        ),
        (
            "“We sail,” said Marta Quill, president of the union.",
            "said Marta Quill, president of the union",
        ),
        (
            "“We sail,” said Marta Quill, Port Elm's deputy mayor.",
            "said Marta Quill, Port Elm's deputy mayor",
        ),
        ("“We sail,” said the pilot, Marta Quill. It rained.", "said the pilot, Marta Quill"),
        (
            "“We sail,” said Marta Quill, an IT engineer from Port Elm.",
            "said Marta Quill, an IT engineer from Port Elm",
        ),
        (
            "Marta Quill, a pilot from Port Elm, said the ferry was late.",
            "Marta Quill, a pilot from Port Elm, said",
        ),
        (
            "Marta Quill, who steered the ferry, said it was late.",
            "Marta Quill, who steered the ferry, said",
        ),
        (
            "“We sail,” said Rep. Ivo T. Marsh (D-Elm) in the hall.",
            "said Rep. Ivo T. Marsh (D-Elm)",
        ),
    ],
)
def test_appositions_that_name_the_source_belong_to_it(sentence: str, expected: str) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry said the pier would close.", "The ministry said"),
        ("Others said that the pier would close.", "Others said"),
        ("In Port Elm, the mayor later announced a new pier.", "the mayor later announced"),
        ("On Monday Quill told the crew to stay.", "Quill told"),
        ("Sailors believe that the pier is cursed.", "Sailors believe"),
        ("The survey shows a pier in ruins.", "The survey shows"),
        ("Quill and her brother have denied it.", "Quill and her brother have denied"),
        ("It was late, said Marta Quill.", "said Marta Quill"),
        (
            "The pier was unsafe, according to a survey of the bay.",
            "according to a survey of the bay",
        ),
        ("According to the mayor, the pier is safe.", "According to the mayor"),
        ("Quill's claim that the pier is safe was wrong.", "Quill's claim"),
        ("Marsh was asked by Marta Quill whether it was safe.", "was asked by Marta Quill"),
        ("Quill was quoted as saying the pier was safe.", "Quill was quoted as saying"),
        ("Quill went on, adding that the pier was safe.", "Quill went on, adding"),
    ],
)
def test_reported_speech_has_an_attribution_without_marks(sentence: str, expected: str) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "The alleged smuggler left the island.",
        "Peru's disputed coast lies to the south.",
        "The United States sent a ship.",
        "She had nothing to say.",
        "The crew was told to stay.",
        "The pier was opposed by many sailors.",
        "A claim was filed in court.",
        "The ferry runs on weekdays and on holidays.",
        "Mr. Read and Ms. Noted walked home.",
        "They think about it daily.",
        "Anyone who saw the crash is asked to call the police.",
        "Sailors who knew the pier were sent home.",
    ],
)
def test_what_attributes_nothing_is_none(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("But the engineer disagreed: “The wall is safe.”", "the engineer disagreed"),
        ("When asked, the mayor disagreed: “The wall is safe.”", "the mayor disagreed"),
        (
            "Quill, the engineer, disagreed strongly: “It is.”",
            "Quill, the engineer, disagreed strongly",
        ),
        ("He disagreed: “No.”", "He disagreed"),
        ("“Then we stay,” disagreed Quill.", "disagreed Quill"),
        ("“Then we stay,” the mayor disagreed.", "the mayor disagreed"),
    ],
)
def test_a_verb_that_no_file_knows_attributes_beside_a_quotation(
    sentence: str, expected: str
) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "The list was wrong: “Salt, bread, rope and tar.”",
        "“We stay,” it read, in the light that the window faded into.",
        "The “second flood” the mayor disagreed about was none.",
    ],
)
def test_such_a_verb_elsewhere_does_not(sentence: str) -> None:
    assert not {"wrong", "faded", "disagreed"} & {*" ".join(attributed(BEFORE + sentence)).split()}


def test_whom_somebody_told_belongs_to_the_attribution_if_it_is_reporters() -> None:
    check("“We stay,” Quill told reporters on Monday.", "Quill told reporters")
    check("Quill told reporters that the pier was safe.", "Quill told reporters")
    check("Quill told Marsh that the pier was safe.", "Quill told")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ROSA VANE: I think the wall is safe, and Quill said so.", "ROSA VANE"),
        ("VANE: Nobody has asked us about our boats.", "VANE"),
        ("Rosa Vane: We think the wall is safe.", "Rosa Vane"),
    ],
)
def test_of_a_line_in_an_interview_only_its_speaker_is_attributed(line: str, expected: str) -> None:
    check(line, expected)


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE: The ferry has left.",
        "Opinion: We need a wall.",
        "Photo: My dog on the pier.",
        "The rule is simple: we stay.",
    ],
)
def test_what_else_stands_before_a_colon_is_no_speaker(line: str) -> None:
    check(line)


def test_whoever_is_spoken_of_before_a_colon_is_not_who_speaks() -> None:
    check("The mayor said of Quill: “No.”", "The mayor said")


def test_a_line_whose_speaker_is_quoted_is_read_on() -> None:
    check("ROSA VANE: “No.” I left, Quill said.", "ROSA VANE", "Quill said")


@pytest.mark.parametrize("ends", [".", "!", "?"])
def test_a_sentence_after_a_quotation_is_no_attribution_of_it(ends: str) -> None:
    check(f"He put it to the crew. “Nobody goes home{ends}” She smiled, and left.")
    check("“Nobody goes home?” I joked, and left.", "I joked")


def test_words_in_marks_amid_a_sentence_are_not_what_the_verb_after_them_attributes() -> None:
    check("The words “we sail at noon tomorrow” Marta Quill painted, are gone.")


def test_a_clause_after_who_is_no_part_of_a_source_that_opens_the_sentence() -> None:
    check("According to Quill, who steers the ferry, it was late.", "According to Quill")


def test_who_was_asked_said_nothing() -> None:
    check("The crew left when asked.")


def test_within_french_marks_an_attribution_ends_before_a_mark() -> None:
    oui = "« Oui, dit-il, je viens demain avec le bateau. »"
    assert attributed(oui, "fr") == ["dit-il"]
    assert attributed(oui.replace("dit-il,", "dit-il toujours"), "fr") == []


def test_what_somebody_calls_a_thing_attributes_nothing() -> None:
    check("The wall is haunted by what officials call a “ghost”.")
    check("Officials call it “a gift from the sea”.", "Officials call")


def test_a_name_after_the_verb_of_an_apposition_is_not_its_speaker() -> None:
    check("Ivo Marsh, a pilot, said Quill “was at sea.”", "Ivo Marsh, a pilot, said")
    check("Ivo Marsh, a pilot, told Elm Radio.", "Ivo Marsh, a pilot, told")


def test_what_is_said_inside_reported_speech_is_none_of_its_own() -> None:
    check("Quill said she believes the pier is safe.", "Quill said")
    check("Quill said that Marsh had told a lie.", "Quill said")


def test_words_inside_a_quotation_are_left_alone() -> None:
    check("“My mother said the sea was kind, and I believe that,” Quill said.", "Quill said")


def test_the_last_paragraph_s_stop_ends_the_source() -> None:
    check("“We sail,” said Quill. “Soon,” said Marsh.", "said Quill", "said Marsh")


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("This story originally appeared on Elm Radio.", "originally appeared on"),
        ("Ivo Marsh and Ada Bell contributed to this report.", "contributors' line"),
    ],
)
def test_provenance_and_contributors_are_proposed_below_what_is_shown(
    line: str, origin: str
) -> None:
    [found] = suggested(BEFORE + line).spans

    assert (found.label, found.origin, found.score < 0.5) == ("attribution", origin, True)


def test_every_attribution_says_in_words_why_it_is_one() -> None:
    text = BEFORE + "“We sail,” Quill said. Marsh called it “mad.” The crew noted a storm."

    origins = [s.origin for s in suggested(text).spans if s.label == "attribution"]

    assert origins == [
        "after the quotation: name and verb",
        "before the quotation: name and verb",
        "reported speech: name and verb",
    ]


def test_every_cue_is_looked_at() -> None:
    assert RULES.keys() <= TELLING


@pytest.mark.parametrize("spaces", ["  ", "\u00a0", " \t "])
def test_whatever_spaces_part_its_words(spaces: str) -> None:
    text = f"The sea{spaces}rose. “We sail,”{spaces}said{spaces}Marta{spaces}Quill."

    assert attributed(text) == [f"said{spaces}Marta{spaces}Quill"]


@pytest.mark.parametrize(
    ("language", "text", "attribution"),
    [
        ("es", "—Nunca vino nadie —añadió.", "añadió"),
        (
            "en",
            "The mayor – back from a tour – said that it rained.",
            "The mayor – back from a tour – said",
        ),
    ],
)
def test_a_verb_after_a_dash_that_opens_takes_nobody_from_before_it(
    language: str, text: str, attribution: str
) -> None:
    assert attributed(text, language) == [attribution]
