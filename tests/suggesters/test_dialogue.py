"""Speech after a dash, in the languages whose files say that it is set so."""

import pytest

from tests.suggesters.documents import attributed, linked, quotes


@pytest.mark.parametrize(
    ("text", "spoken", "said"),
    [
        ("—Aquí no entra nadie —dijo Quill.", ["—Aquí no entra nadie"], ["dijo Quill"]),
        (
            "—Si llueve —explica la alcaldesa—, no salimos.",
            ["—Si llueve", "no salimos."],
            ["explica la alcaldesa"],
        ),
        (
            "—No entra nadie —dijo Quill mientras reía—. Ni los ratones.",
            ["—No entra nadie", "Ni los ratones."],
            ["dijo Quill"],
        ),
        ("—¿No tiene miedo? —se quejó ella.", ["—¿No tiene miedo?"], ["se quejó ella"]),
        (
            "—La obra —que empezó en mayo— sigue —añadió.",
            ["—La obra —que empezó en mayo— sigue"],
            ["añadió"],
        ),
        ("— Hoy no — dijo Quill. — Mañana sí.", ["— Hoy no", "Mañana sí."], ["dijo Quill"]),
        ("-El paso franco-alemán -dijo ella-.", ["-El paso franco-alemán"], ["dijo ella"]),
        ("—Tarde —masculló Quill—. Muy tarde.", ["—Tarde", "Muy tarde."], ["masculló Quill"]),
    ],
)
def test_what_follows_a_dash_is_spoken_but_for_who_says_it(
    text: str, spoken: list[str], said: list[str]
) -> None:
    assert quotes(text, "es") == spoken
    assert attributed(text, "es") == said


def test_both_parts_are_linked_to_who_says_them_and_joined() -> None:
    text = "—Si llueve —explica la alcaldesa—, no salimos."
    first, second = "—Si llueve", "no salimos."

    assert linked(text, language="es") == [
        ("explica la alcaldesa", first),
        ("explica la alcaldesa", second),
    ]
    assert linked(text, "continues", "es") == [(first, second)]


def test_marks_within_speech_are_a_quotation_within() -> None:
    text = "—Me dijo: «Vete ya de aquí» —contó Quill."

    assert quotes(text, "es") == ["—Me dijo: «Vete ya de aquí»", "«Vete ya de aquí»"]


def test_lines_of_talk_are_spoken_if_one_of_them_says_who_speaks() -> None:
    talk = "—¿Vienes?\n\n—Mañana.\n\n—Bien —dijo Quill."

    assert quotes(talk, "es") == ["—¿Vienes?", "—Mañana.", "—Bien"]
    assert quotes("El plan:\n\n—Un muelle nuevo.\n\n—Dos barcos más.", "es") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "—Nobody comes here —said Quill."),
        ("de", "— Hier kommt niemand — sagte Quill."),
        ("es", "El barco —dijo Quill— zarpa mañana."),
        ("es", "2019—2024, añadió Quill."),
    ],
)
def test_elsewhere_a_dash_is_a_dash(language: str, text: str) -> None:
    assert quotes(text, language) == []
