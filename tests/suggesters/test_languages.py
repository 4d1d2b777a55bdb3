"""The language files: sound in themselves, chosen by code or by a guess, and of use."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from annotate.suggesters.languages import (
    LANGUAGES,
    SETTINGS,
    guess,
    language_of,
    languages_in,
    load,
)
from tests.suggesters.documents import attributed, linked, quotes, suggested

FOLDER = files("annotate.suggesters.languages")


def test_one_more_file_is_one_more_language(tmp_path: Path) -> None:
    for name in ("it.toml", "de.toml", "en.toml", "__init__.py"):
        (tmp_path / name).touch()

    assert languages_in(tmp_path) == ("en", "de", "it")
    assert LANGUAGES == ("en", "de", "es", "fr")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_stands_in_one_group_only(code: str) -> None:
    raw = tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))
    groups = [words for group, words in raw.items() if group not in SETTINGS]
    words = Counter(w for group in groups if isinstance(group, str) for w in group.split())

    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_has_one_kind_in_lower_case_in_capitals_and_with_a_capital_first(code: str) -> None:
    kinds = load(code).kinds
    lower = [word for word in kinds if word == word.lower()]
    spellings = [(word.upper(), word.capitalize()) for word in lower]

    assert [
        w
        for w, (up, first) in zip(lower, spellings, strict=True)
        if not kinds[w] == kinds[up] == kinds[first]
    ] == []
    assert kinds.keys() - set(lower) <= {spelled for pair in spellings for spelled in pair}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry came in at six and it was late for the third time.", "en"),
        ("El barco llegó a las seis y la gente no lo esperaba en el muelle.", "es"),
        ("Die Fähre kam um sechs und war nicht zum ersten Mal zu spät.", "de"),
        ("Le bateau est arrivé à six heures et les gens ne l'attendaient pas.", "fr"),
        ("", "en"),
        ("العبارة وصلت في السادسة", "en"),
        ("12 345 — 67", "en"),
        ("News Sport Meer " * 80 + "Die Fähre kam um sechs und war nicht zu spät.", "de"),
    ],
)
def test_the_language_is_guessed_from_its_commonest_words(text: str, code: str) -> None:
    assert guess(text) == code


def test_a_document_s_own_language_comes_first_and_an_unknown_one_is_guessed() -> None:
    german = "Die Fähre kam um sechs und war nicht zum ersten Mal zu spät."

    assert [language_of(german, code).code for code in ("en-GB", "DE", "xx", "")] == [
        "en",
        "de",
        "de",
        "de",
    ]


@pytest.mark.parametrize("code", ["est", "Esperanto", "fry", "english"])
def test_a_code_that_only_begins_like_a_known_one_is_unknown(code: str) -> None:
    assert language_of("Die Fähre kam nicht und das war der Anfang.", code).code == "de"


@pytest.mark.parametrize(
    ("language", "text", "quote", "attribution"),
    [
        (
            "de",
            "„Wir fahren morgen wieder“, sagte Marta Quill.",
            "„Wir fahren morgen wieder“",
            "sagte Marta Quill",
        ),
        ("de", "»Wir fahren morgen wieder«, so Quill.", "»Wir fahren morgen wieder«", "so Quill"),
        ("de", "Quill erklärte: „Wir fahren.“", "„Wir fahren.“", "Quill erklärte"),
        (
            "es",
            "«Salimos mañana otra vez», dijo Marta Quill.",
            "«Salimos mañana otra vez»",
            "dijo Marta Quill",
        ),
        ("es", "Quill afirmó: “Salimos mañana”.", "“Salimos mañana”", "Quill afirmó"),
        (
            "fr",
            "« Nous partons demain matin », a déclaré Marta Quill.",
            "« Nous partons demain matin »",
            "a déclaré Marta Quill",
        ),
        (
            "fr",
            "« Nous partons demain matin », dit-elle.",
            "« Nous partons demain matin »",
            "dit-elle",
        ),
        (
            "de",
            "»Das ist ein Jammer«, klagt Marta Quill.",
            "»Das ist ein Jammer«",
            "klagt Marta Quill",
        ),
        (
            "es",
            "«Salimos mañana otra vez», se quejó Marta Quill.",
            "«Salimos mañana otra vez»",
            "se quejó Marta Quill",
        ),
        (
            "fr",
            "« Nous partons demain matin », fustige Marta Quill.",
            "« Nous partons demain matin »",
            "fustige Marta Quill",
        ),
        (
            "fr",
            "« Nous partons demain matin », regrette-t-elle.",
            "« Nous partons demain matin »",
            "regrette-t-elle",
        ),
        (
            "fr",
            "« Nous partons demain matin », a-t-elle déclaré.",
            "« Nous partons demain matin »",
            "a-t-elle déclaré",
        ),
    ],
)
def test_marks_and_cues_of_other_languages_are_read(
    language: str, text: str, quote: str, attribution: str
) -> None:
    assert quotes(text, language) == [quote]
    assert attributed(text, language) == [attribution]
    assert linked(text, language=language) == [(attribution, quote)]


def test_a_french_auxiliary_with_its_pronoun_and_the_verb_after_it_are_one() -> None:
    found = suggested("« Nous partons demain matin », a-t-elle déclaré.", "fr").spans

    assert [s.label for s in found] == ["quote", "attribution"]


@pytest.mark.parametrize(
    ("quote", "attribution"),
    [
        ("« Oui, a-t-elle ajouté, je viens demain. »", "a-t-elle ajouté"),
        ("« La digue tient, explique Marta Quill, mais pas longtemps. »", "explique Marta Quill"),
        ("« Oui, a ajouté la maire, tout passe. »", "a ajouté la maire"),
        ("« Oui ! a-t-elle dit. Je viens demain. »", "a-t-elle dit"),
    ],
)
def test_an_attribution_within_french_marks_is_linked_to_what_is_around_it(
    quote: str, attribution: str
) -> None:
    text = f"Le port reste fermé.\n\nRien ne bouge.\n\n{quote}"

    assert attributed(text, "fr") == [attribution]
    assert linked(text, language="fr") == [(attribution, quote)]


def test_one_right_after_french_marks_goes_before_one_within() -> None:
    quote = "« Elle est venue, dit-il, et elle est partie »"

    assert linked(f"{quote}, a raconté Quill.", language="fr") == [("a raconté Quill", quote)]


def test_words_within_marks_of_other_languages_are_left_alone() -> None:
    assert attributed("“Yes, said she, I come with all the children.”", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "attribution"),
    [
        (
            "de",
            "Nach Angaben der Verwaltung bleibt die Fähre im Hafen.",
            "Nach Angaben der Verwaltung",
        ),
        ("de", "Laut Quill bleibt die Fähre im Hafen.", "Laut Quill"),
        ("es", "Según la alcaldía, el barco se queda en el puerto.", "Según la alcaldía"),
        ("fr", "Selon la mairie, le bateau reste au port.", "Selon la mairie"),
    ],
)
def test_according_to_in_other_languages(language: str, text: str, attribution: str) -> None:
    assert attributed(text, language)[0].startswith(attribution)


@pytest.mark.parametrize(
    ("language", "text", "attribution"),
    [
        ("de", "Ein Sprecher der Werft sagte, man warte ab.", "Ein Sprecher der Werft sagte"),
        ("fr", "Le chef des pilotes a estimé que rien ne presse.", "Le chef des pilotes a estimé"),
        ("de", "Das sagte die Bürgermeisterin am Freitag.", "sagte die Bürgermeisterin"),
        (
            "de",
            "Wie die Werft am Montag mitteilte, ruht die Arbeit.",
            "die Werft am Montag mitteilte",
        ),
        ("de", "Einem Lotsen zufolge war die See ruhig.", "Einem Lotsen zufolge"),
        ("de", "Nach Einschätzung von Lotsen bleibt es ruhig.", "Nach Einschätzung von Lotsen"),
        ("de", "Quill sprach von einer „ruhigen, aber langen Nacht“.", "Quill sprach"),
        ("es", "El barco zarpa, según explicó la alcaldesa, mañana.", "según explicó la alcaldesa"),
        ("es", "Como explicó la alcaldesa, el barco zarpa.", "explicó la alcaldesa"),
        ("es", "Quill ha subrayado que el barco zarpa.", "Quill ha subrayado"),
        ("es", "El barco zarpa, de acuerdo con un informe.", "de acuerdo con un informe"),
        ("fr", "Tout va bien, comme l'a rappelé la maire.", "l'a rappelé la maire"),
        ("fr", "La maire se dit « soulagée ».", "La maire se dit"),
        ("fr", "La maire parle d'une « affaire classée ».", "La maire parle"),
        ("fr", "« Rien ne presse », répète-t-elle.", "répète-t-elle"),
        ("es", "Quill habla de “negligencia”.", "Quill habla"),
        ("de", "Nach Polizeiangaben war die Straße glatt.", "Nach Polizeiangaben"),
        ("es", "La obra, explica el jefe Tom Quill, comenzó en mayo.", "explica el jefe Tom Quill"),
        ("de", "Der Bau, sagte der Lotse Tom Quill, begann im Mai.", "sagte der Lotse Tom Quill"),
        (
            "es",
            "El barco, que llegó tarde, zarpa hoy, han dicho las mismas fuentes.",
            "han dicho las mismas fuentes",
        ),
        ("es", "Preguntado por el muelle, respondió: “Ya veremos”.", "respondió"),
        ("es", "La alcaldesa nos explicó el plan.", "La alcaldesa nos explicó"),
    ],
)
def test_who_said_it_is_found_in_the_manner_of_other_languages_news(
    language: str, text: str, attribution: str
) -> None:
    assert attributed(text, language) == [attribution]


@pytest.mark.parametrize(
    ("language", "text", "attribution"),
    [
        ("fr", "Le bac reste à quai, a annoncé lundi la mairie.", "a annoncé lundi la mairie"),
        (
            "de",
            "„Das ist ein guter Tag“, sagte am Freitag der Lotse Tom Quill.",
            "sagte am Freitag der Lotse Tom Quill",
        ),
        (
            "es",
            "El barco zarpa, según ha informado este lunes la alcaldía.",
            "según ha informado este lunes la alcaldía",
        ),
        ("fr", "Rien ne presse, a précisé à l'AFP la mairie.", "a précisé à l'AFP la mairie"),
        ("fr", "Rien ne presse, a fait savoir lundi la mairie.", "a fait savoir lundi la mairie"),
    ],
)
def test_when_and_to_which_agency_may_stand_between_a_verb_and_who_said_it(
    language: str, text: str, attribution: str
) -> None:
    assert attributed(text, language) == [attribution]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El hombre acusado de robo salió del puerto."),
        ("fr", "Le pilote, accusé de fraude, reste à quai."),
        ("de", "Wenn die Flut kommt, so bleibt die Fähre im Hafen."),
        ("de", "Er blieb, so lange die Fähre fuhr."),
    ],
)
def test_what_only_looks_like_a_cue_is_none_in_other_languages(language: str, text: str) -> None:
    assert attributed(text, language) == []


def test_so_names_who_said_it_after_a_comma_too() -> None:
    assert attributed("Man warte ab, so die Lotsin am Freitag.", "de") == ["so die Lotsin"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_french_verb_with_its_pronoun_elided_is_one(mark: str) -> None:
    text = f"« On ne demande pas la lune », s{mark}emporte Quill."

    assert attributed(text, "fr") == [f"s{mark}emporte Quill"]


def test_who_says_it_is_followed_by_a_name_and_the_party_in_brackets() -> None:
    text = "« Rien n'est décidé », tempère le maire de Lorne, Tom Quill (LR)."

    assert attributed(text, "fr") == ["tempère le maire de Lorne, Tom Quill (LR)"]
