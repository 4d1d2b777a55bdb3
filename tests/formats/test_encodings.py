"""Encodings: UTF-8, what a mark says, what was named, or an educated guess that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.formats.encodings import check_encoding, decode, standard_name

FRENCH = (
    "Le café de l'été était fermé. « C'est dommage », a déclaré la ministre de l'Économie à "
    "l'Assemblée. Les élèves ont été prévenus. "
)
GERMAN = "Die Straße über den Fluß wurde gesperrt. „Das müssen wir klären“, sagte Jürgen Möller. "
SPANISH = "La niña dijo que mañana habrá más información. «No sé qué pasó», explicó Núñez. "
POLISH = (
    "Zażółć gęślą jaźń w Łodzi. „Nie wiem, co się stało”, powiedział burmistrz. Wszyscy "
    "mieszkańcy zostali już ostrzeżeni. "
)
RUSSIAN = "Президент заявил, что решение будет принято завтра. «Мы не знаем», сказала министр. "


@given(st.text())
def test_utf_8_is_utf_8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_a_mark_tells_the_encoding(encoding: str, order: str) -> None:
    data = f"\ufeff{FRENCH}😀".encode(f"{encoding}-{order}")
    assert decode(data) == (f"{FRENCH}😀", encoding)


def test_what_a_mark_promises_must_hold() -> None:
    with pytest.raises(InputError, match=r"^not utf-16, name it with --encoding$"):
        decode("\ufeffabc".encode("utf-16-le") + b"x")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
    ],
)
@pytest.mark.parametrize("times", [1, 5, 50])
def test_the_usual_encodings_are_told(text: str, encoding: str, times: int) -> None:
    assert decode((text * times).encode(encoding)) == (text * times, encoding)


def test_a_short_text_is_not_taken_for_a_rare_encoding() -> None:
    assert decode(FRENCH.encode("latin-1"))[0] == FRENCH


@pytest.mark.parametrize("size", [5, 50, 500])
def test_what_cannot_be_told_is_refused(size: int) -> None:
    with pytest.raises(InputError) as caught:
        decode(bytes((i * 37 + 130) % 256 or 1 for i in range(size)))
    assert str(caught.value) == (
        "neither UTF-8 nor any encoding that could be told, name it with --encoding"
    )


def test_an_encoding_that_was_named_is_taken() -> None:
    assert decode(FRENCH.encode("mac_roman"), "mac_roman") == (FRENCH, "mac-roman")
    assert decode(FRENCH.encode(), "UTF8") == (FRENCH, "utf-8")


def test_one_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match=r"^not ascii, name it with --encoding$"):
        decode(FRENCH.encode(), "ascii")


@pytest.mark.parametrize("encoding", [None, "utf-8", "LATIN1", "utf-16", "shift_jis"])
def test_encodings_there_are_pass(encoding: str | None) -> None:
    check_encoding(encoding)


@pytest.mark.parametrize("encoding", ["utf-99", "klingon", "base64", "rot13", "hex"])
def test_those_there_are_not_are_refused(encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        check_encoding(encoding)
    assert str(caught.value) == (
        f"unknown encoding {encoding!r}, write utf-8, cp1252, koi8-r or another that Python knows"
    )


def test_one_encoding_has_one_name() -> None:
    assert {standard_name(n) for n in ("UTF-8", "utf8", "U8")} == {"utf-8"}
