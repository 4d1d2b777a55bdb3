"""Where an attribution ends: who made a report, what leads to a verb of saying."""

import pytest

from tests.suggesters.documents import attributed, quotes

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "According to a report by the state engineer"),
        ("en", "According to a report released by Quill"),
        ("en", "According to the “Harbour Gazette”"),
        ("de", "Laut einem Bericht des „Boten“"),
        ("de", "Laut dem neuen Bericht der Stadt"),
        ("de", "Laut „Boten“"),
        ("es", "Según un informe elaborado por la alcaldesa"),
        ("es", "Según un informe de «El Muelle»"),
        ("fr", "Selon une enquête du « Quai »"),
    ],
)
def test_who_made_a_report_and_where_it_stands_belongs_to_the_source(
    language: str, source: str
) -> None:
    rest = " steigt die Miete." if language == "de" else ", it rains."

    assert attributed(BEFORE + source + rest, language) == [source]
    assert quotes(BEFORE + source + rest, language) == []


def test_when_a_report_was_made_is_no_author_of_it() -> None:
    assert attributed(BEFORE + "According to a report by Monday, it rains.") == [
        "According to a report"
    ]


@pytest.mark.parametrize(
    ("sentence", "expected", "language"),
    [
        ("My father used to say, “It rains.”", "My father used to say", "en"),
        ("Quill went on to say that it rains.", "Quill went on to say", "en"),
        ("Officials used to call it “a gift”.", "Officials used to call", "en"),
        ("Quill said at a news conference that it rains.", "Quill said at a news conference", "en"),
        ("Quill pflegte zu sagen: „Es regnet heute.“", "Quill pflegte zu sagen", "de"),
    ],
)
def test_what_leads_to_a_verb_of_saying_and_where_it_is_said_are_part_of_the_cue(
    sentence: str, expected: str, language: str
) -> None:
    assert attributed(BEFORE + sentence, language) == [expected]


def test_who_was_made_to_say_something_or_would_like_to_has_not_said_it() -> None:
    assert attributed(BEFORE + "Quill was forced to say that it rains.") == []
    assert attributed(BEFORE + "Quill wants to say that it rains.") == []


@pytest.mark.parametrize("begun", ["a", "in the", "the most"])
def test_what_leads_to_a_word_in_marks_is_no_apposition(begun: str) -> None:
    assert attributed(f"{BEFORE}It was, said Tom Quill, {begun} “quiet” night.") == [
        "said Tom Quill"
    ]


def test_who_saw_or_gave_a_document_is_part_of_the_source() -> None:
    said = "According to documents seen by the Harbour Log, it rains."

    assert attributed(BEFORE + said) == ["According to documents seen by the Harbour Log"]


def test_a_pronoun_with_a_verb_of_its_own_is_not_who_said_it() -> None:
    far = "Maria do Quill, a pensioner from the village of Port Elm, said she spent it on the roof."

    assert "said she" not in attributed(BEFORE + far)
    assert attributed(BEFORE + "It rained, said she.") == ["said she"]
    assert attributed("»Es regnet«, heißt es weiter.", "de") == ["heißt es"]


def test_who_follows_an_adverbial_and_has_an_apposition_is_found_without_it() -> None:
    said = "Speaking after the hearing, Ann Quill, of the Harbour Watch, praised the crew."

    assert attributed(BEFORE + said) == ["Ann Quill, of the Harbour Watch, praised"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tom Quill added two goals.", []),
        ("Tom Quill added 12 points.", []),
        ("Tom Quill added the plan would fail.", ["Tom Quill added"]),
        ("Tom Quill added that it rains.", ["Tom Quill added"]),
        ("“It rains,” added the mayor.", ["added the mayor"]),
    ],
)
def test_who_adds_a_thing_has_said_nothing(sentence: str, expected: list[str]) -> None:
    assert attributed(BEFORE + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Quill told us it was “one of the worst” he had read.", ["Quill told"]),
        ("“My attic,” Quill calls it.", ["Quill calls"]),
        ("‘My attic’, Quill calls it.", ["Quill calls"]),
    ],
)
def test_a_verb_that_gives_words_follows_a_quotation_after_a_pause_only(
    sentence: str, expected: list[str]
) -> None:
    assert attributed(BEFORE + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We sail,” said a pilot, who asked not to be named.", "said a pilot"),
        ("“We sail,” said a pilot, who insisted on anonymity.", "said a pilot"),
        (
            "A pilot who asked to remain anonymous said the pier was safe.",
            "A pilot who asked to remain anonymous said",
        ),
        (
            "A pilot who declined to be identified said the pier was safe.",
            "A pilot who declined to be identified said",
        ),
        (
            "A pilot who gave only her first name said the pier was safe.",
            "A pilot who gave only her first name said",
        ),
        ("“We sail,” said a pilot, who declined to give his name.", "said a pilot"),
    ],
)
def test_that_somebody_wants_no_name_is_nothing_that_is_said(sentence: str, expected: str) -> None:
    assert attributed(BEFORE + sentence) == [expected]


def test_what_else_somebody_said_in_such_a_clause_is() -> None:
    said = attributed(BEFORE + "Quill, who said the pier would hold, left at noon.")
    assert said == ["who said"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The deal, first reported by the Harbour Gazette, values the firm at a million.",
            "first reported by the Harbour Gazette",
        ),
        ("“We sail,” said Quill, pilot of the ferry.", "said Quill, pilot of the ferry"),
    ],
)
def test_a_verb_after_a_comma_is_no_apposition(sentence: str, expected: str) -> None:
    assert attributed(BEFORE + sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("The wall, according to experts, costs too much.", "according to experts", "en"),
        ("El muro, según los expertos, cuesta mucho.", "según los expertos", "es"),
        ("Le mur, selon les experts, coûte cher.", "selon les experts", "fr"),
        ("Il muro, secondo gli esperti, va rifatto.", "secondo gli esperti", "it"),
        (
            "The wall, according to Ida Quill, chief engineer, is old.",
            "according to Ida Quill, chief engineer",
            "en",
        ),
    ],
)
def test_what_goes_on_after_a_source_without_a_name_is_no_role_of_it(
    sentence: str, source: str, language: str
) -> None:
    assert attributed(BEFORE + sentence, language) == [source]


@pytest.mark.parametrize(
    ("first", "said", "language"),
    [
        ("“We sail now,”", "said Quill in the “Harbour Log”", "en"),
        ("«Zarpamos ya»", "dijo la alcaldesa en «El Muelle»", "es"),
        ("„Wir laufen jetzt aus“", "sagte Quill im „Hafenboten“", "de"),
    ],
)
def test_where_somebody_said_it_is_no_quotation(first: str, said: str, language: str) -> None:
    text = f"{BEFORE}{first}{'' if language == 'en' else ','} {said}."

    assert quotes(text, language) == [first]
    assert attributed(text, language) == [said]


@pytest.mark.parametrize(
    ("source", "verb", "language"),
    [
        ("L’association « Sauvons le port »", "réclame", "fr"),
        ("La asociación «Salvemos el puerto»", "reclama", "es"),
        ("L’associazione «Salviamo il porto»", "chiede", "it"),
        ("The group “save the harbour”", "says", "en"),
    ],
)
def test_the_name_of_who_speaks_is_no_quotation(source: str, verb: str, language: str) -> None:
    text = f"{BEFORE}{source} {verb} 400."

    assert quotes(text, language) == []
    assert attributed(text, language) == [f"{source} {verb}"]
