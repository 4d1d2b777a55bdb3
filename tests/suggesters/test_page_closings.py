"""Lines about the article or its paper, in full sentences within the article's own container."""

import pytest

from tests.suggesters.pages import PROSE, blocks

STORY = "main > article > p"


def after_prose(line: str) -> str:
    """What a line is taken for that ends an article, where its markup is that of the prose."""
    return blocks(*PROSE, line, hints=[STORY] * 4)[3]


@pytest.mark.parametrize(
    "line",
    [
        "Quay Wire writer Ida Quill in Port Elm contributed to this report.",
        "Ida Quill and Tom Marsh in Port Elm contributed reporting to the Gazette.",
        "Ida Quill writes on harbours for the Gazette. She can be reached at iq@gazette.example.",
        "Ida Quill is a staff writer at the Harbour Gazette in Port Elm.",
        "This story has been corrected to show that the wall moved by eleven centimetres.",
        "This story was first published on March 4, 2026, and was read by many.",
        "Este contenido se publicó originalmente en Radio Muelle.",
        "Questo articolo è stato pubblicato per la prima volta sulla Gazzetta del Molo.",
        "Copyright 2026 Quay Wire. All rights reserved. It may not be printed or sent elsewhere.",
        "© Hafenbote 2026, alle Rechte vorbehalten, auch die des Nachdrucks und der Übersetzung.",
    ],
)
def test_whoever_wrote_it_is_no_body(line: str) -> None:
    assert after_prose(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Ida Quill contributed to the wall with her own hands and with forty crowns.",
        "The staff writer of the Gazette saw the wall move on Tuesday morning.",
        "The story was first told in the harbour inn, by the engineer himself.",
    ],
)
def test_a_sentence_of_the_story_that_has_such_words_is(line: str) -> None:
    assert after_prose(line) == "body"


def test_a_long_paragraph_that_has_them_is_body_too() -> None:
    line = f"{PROSE[0]} {PROSE[1]} Divers of the port contributed to this report."

    assert after_prose(line) == "body"
