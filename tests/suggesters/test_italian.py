"""Who says what in Italian news, whose file was written without any code of its own."""

import pytest

from tests.suggesters.documents import attributed, linked, quotes


@pytest.mark.parametrize(
    ("text", "quote", "attribution"),
    [
        (
            "«Il muro è vecchio», ha detto Marta Quill.",
            "«Il muro è vecchio»",
            "ha detto Marta Quill",
        ),
        ("«Il muro è vecchio», ha aggiunto.", "«Il muro è vecchio»", "ha aggiunto"),
        ("«Il muro è vecchio», così la sindaca.", "«Il muro è vecchio»", "così la sindaca"),
        ("– Il muro è vecchio – disse Quill.", "– Il muro è vecchio", "disse Quill"),
        (
            "“Il muro è vecchio”, spiega ai giornalisti la sindaca.",
            "“Il muro è vecchio”",
            "spiega ai giornalisti la sindaca",
        ),
        (
            "La sindaca ha scritto in una nota: «Il muro è vecchio».",
            "«Il muro è vecchio»",
            "La sindaca ha scritto in una nota",
        ),
    ],
)
def test_marks_and_cues_are_read(text: str, quote: str, attribution: str) -> None:
    assert quotes(text, "it") == [quote]
    assert attributed(text, "it") == [attribution]
    assert linked(text, language="it") == [(attribution, quote)]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Secondo il Comune, il muro è vecchio.", "Secondo il Comune"),
        ("A detta della sindaca, il muro è vecchio.", "A detta della sindaca"),
        ("Stando ai tecnici, il muro è vecchio.", "Stando ai tecnici"),
        ("La procura ha fatto sapere che il muro è vecchio.", "La procura ha fatto sapere"),
        ("Assicura che il muro reggerà.", "Assicura"),
        ("Come riferisce la sindaca, il muro è vecchio.", "riferisce la sindaca"),
        ("Gli esperti ritengono che il muro reggerà.", "Gli esperti ritengono"),
        ("Il muro reggerà. Lo ha detto ieri Marta Quill.", "Lo ha detto ieri Marta Quill"),
        ("L’ha annunciato la ministra.", "L’ha annunciato la ministra"),
    ],
)
def test_reported_speech_is_found(text: str, attribution: str) -> None:
    assert attributed(text, "it") == [attribution]
