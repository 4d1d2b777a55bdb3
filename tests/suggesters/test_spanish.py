"""Who says what in Spanish news: its marks, its cues, and verbs that stand before who says it."""

import pytest

from tests.suggesters.documents import attributed, linked, quotes


@pytest.mark.parametrize(
    ("text", "quote", "attribution"),
    [
        (
            "«Salimos mañana otra vez», dijo Marta Quill.",
            "«Salimos mañana otra vez»",
            "dijo Marta Quill",
        ),
        ("Quill afirmó: “Salimos mañana”.", "“Salimos mañana”", "Quill afirmó"),
        ("“Así es”, coincide la alcaldesa.", "“Así es”", "coincide la alcaldesa"),
        ("“Así es”, remachó Quill.", "“Así es”", "remachó Quill"),
        ("El juez ha tachado de «grave» la obra.", "«grave»", "El juez ha tachado"),
        ("Los vecinos tildan la obra de «chapuza».", "«chapuza»", "Los vecinos tildan"),
        (
            "«Salimos mañana otra vez», se quejó Marta Quill.",
            "«Salimos mañana otra vez»",
            "se quejó Marta Quill",
        ),
    ],
)
def test_marks_and_cues_are_read(text: str, quote: str, attribution: str) -> None:
    assert quotes(text, "es") == [quote]
    assert attributed(text, "es") == [attribution]
    assert linked(text, language="es") == [(attribution, quote)]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Según la alcaldía, el barco se queda en el puerto.", "Según la alcaldía"),
        ("A juicio del juez, el barco se queda en el puerto.", "A juicio del juez"),
        ("En palabras del juez, el barco «no zarpa».", "En palabras del juez"),
        ("En opinión de los prácticos, el barco «no zarpa».", "En opinión de los prácticos"),
    ],
)
def test_according_to(text: str, attribution: str) -> None:
    assert attributed(text, "es")[0].startswith(attribution)


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("El barco zarpa, según explicó la alcaldesa, mañana.", "según explicó la alcaldesa"),
        ("Como explicó la alcaldesa, el barco zarpa.", "explicó la alcaldesa"),
        ("Quill ha subrayado que el barco zarpa.", "Quill ha subrayado"),
        ("El barco zarpa, de acuerdo con un informe.", "de acuerdo con un informe"),
        ("Quill habla de “negligencia”.", "Quill habla"),
        ("La obra, explica el jefe Tom Quill, comenzó en mayo.", "explica el jefe Tom Quill"),
        (
            "El barco, que llegó tarde, zarpa hoy, han dicho las mismas fuentes.",
            "han dicho las mismas fuentes",
        ),
        ("Preguntado por el muelle, respondió: “Ya veremos”.", "respondió"),
        ("La alcaldesa nos explicó el plan.", "La alcaldesa nos explicó"),
        ("Lo dijo en rueda de prensa el alcalde.", "Lo dijo en rueda de prensa el alcalde"),
    ],
)
def test_who_said_it_is_found_in_the_manner_of_its_news(text: str, attribution: str) -> None:
    assert attributed(text, "es") == [attribution]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (
            "El barco zarpa, según ha informado este lunes la alcaldía.",
            "según ha informado este lunes la alcaldía",
        ),
    ],
)
def test_when_and_to_whom_may_stand_between_a_verb_and_who_said_it(
    text: str, attribution: str
) -> None:
    assert attributed(text, "es") == [attribution]


@pytest.mark.parametrize(
    "text",
    [
        "El hombre acusado de robo salió del puerto.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert attributed(text, "es") == []


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Aseguran que el barco zarpa.", "Aseguran"),
        ("El puerto, añade, no contesta.", "añade"),
        ("El barco —insistió— zarpa hoy.", "insistió"),
        ("Primero llegó y luego reconoció que era tarde.", "luego reconoció"),
    ],
)
def test_a_verb_says_it_alone(text: str, attribution: str) -> None:
    assert attributed(text, "es") == [attribution]


@pytest.mark.parametrize("text", ["Cuentan con dos barcos.", "Pide pan en el muelle."])
def test_but_not_where_nothing_is_said(text: str) -> None:
    assert attributed(text, "es") == []


@pytest.mark.parametrize(
    "told",
    [
        "a los periodistas",
        "a Europa Press",
        "a la Cadena Norte",
        "en la misma red",
        "en un comunicado",
    ],
)
def test_whom_one_tells_and_where_may_stand_before_who_says_it(told: str) -> None:
    text = f"«El muro es viejo», explicó {told} la alcaldesa."

    assert attributed(text, "es") == [f"explicó {told} la alcaldesa"]


def test_by_and_a_time_is_no_agent() -> None:
    assert attributed("Quill les respondió por la tarde: «Ya voy».", "es") == [
        "Quill les respondió"
    ]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("«El muro es viejo», describe su jefe, Tom Quill.", "describe su jefe, Tom Quill"),
        ("«El muro es viejo», dijo entre risas el piloto.", "dijo entre risas el piloto"),
        ("Quill ha dicho a este diario que el barco zarpa.", "Quill ha dicho a este diario"),
        ("Quill ha reconocido al Estado en el muelle.", "Quill ha reconocido"),
        ("Según el jefe, Tom Quill, el barco zarpa.", "Según el jefe, Tom Quill"),
        ("El muro, insiste Quill, el viejo muelle y el faro caen.", "insiste Quill"),
        ("El muro es viejo, aunque niega que vaya a caer.", "niega"),
        ("La piloto la definió como “una tormenta con guantes”.", "La piloto la definió"),
    ],
)
def test_who_says_it_ends_and_begins_where_spanish_has_it(text: str, attribution: str) -> None:
    assert attributed(text, "es") == [attribution]
