"""Operations from elsewhere: what a program like this could have made, at every edge of it."""

from typing import Any

import pytest
from msgspec.structs import replace

from annotate.core.operations import Operation
from annotate.core.soundness import BODY, KIND, LATEST, LEAP, NAME, is_name, unsound

SOUND = Operation("ana@1", 2, 3, "ana", "0" * 64, 1, "add", "{}", 0)
NAMELESS = "a name that nobody can have"
UNCOUNTED = "numbers that no log has"
AHEAD = "a clock that is too far ahead"


@pytest.mark.parametrize(
    "edge",
    [
        {},
        {"writer": "a@1", "layer": "x" * NAME},
        {"kind": "k"},
        {"kind": "k" * KIND},
        {"n": 1, "lamport": 1},
        {"gesture": 2},
        {"at": -(2**62)},
        {"at": 2**62 - 1},
        {"lamport": LEAP + 9},
        {"body": "[" + " " * (BODY - 2) + "]"},
    ],
)
def test_up_to_the_edge_it_is_sound(edge: dict[str, Any]) -> None:
    assert unsound(replace(SOUND, **edge), 10) == ""


@pytest.mark.parametrize(
    ("beyond", "said"),
    [
        ({"writer": ""}, NAMELESS),
        ({"writer": "@1"}, NAMELESS),
        ({"writer": "ana\n@1"}, NAMELESS),
        ({"layer": ""}, NAMELESS),
        ({"layer": "x" * (NAME + 1)}, NAMELESS),
        ({"kind": ""}, "no kind, or no document's hash"),
        ({"kind": "k" * (KIND + 1)}, "no kind, or no document's hash"),
        ({"kind": "a\x1b"}, "no kind, or no document's hash"),
        ({"document": "0" * 63}, "no kind, or no document's hash"),
        ({"document": "0" * 65}, "no kind, or no document's hash"),
        ({"document": "G" * 64}, "no kind, or no document's hash"),
        ({"gesture": 0}, UNCOUNTED),
        ({"gesture": 3}, UNCOUNTED),
        ({"lamport": 1}, UNCOUNTED),
        ({"at": 2**62}, UNCOUNTED),
        ({"at": -(2**62) - 1}, UNCOUNTED),
        ({"lamport": LEAP + 10}, AHEAD),
        ({"body": "[" + " " * (BODY - 1) + "]"}, "a body that is no JSON"),
        ({"body": "{"}, "a body that is no JSON"),
        ({"body": "\ud800"}, "a body that is no JSON"),
        ({"body": ""}, "a body that is no JSON"),
    ],
)
def test_beyond_it_is_not_and_it_says_why(beyond: dict[str, Any], said: str) -> None:
    assert unsound(replace(SOUND, **beyond), 10) == said


def test_no_clock_goes_beyond_what_one_more_still_fits_into() -> None:
    assert unsound(replace(SOUND, lamport=LATEST - 1), LATEST) == ""
    assert unsound(replace(SOUND, lamport=LATEST), LATEST) == AHEAD


def test_a_name_is_one_that_can_be_printed_and_is_not_endless() -> None:
    assert is_name("x")
    assert is_name("x" * NAME)
    assert not any(map(is_name, ("", "x" * (NAME + 1), "a\nb", "\u202e")))
