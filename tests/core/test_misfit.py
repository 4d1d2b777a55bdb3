"""A value of the wrong kind is told of in words, not in those of a programming language."""

from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from annotate.core.misfit import in_file, misfit


class Inner(Struct, forbid_unknown_fields=True):
    """A field that must be there."""

    name: str


class Outer(Struct):
    """A field of each kind."""

    number: int | None = None
    share: Annotated[float, Meta(ge=0)] = 0.0
    truth: bool = False
    many: list[Inner] = []
    pair: tuple[int, int] = (0, 0)
    kind: Literal["a", "b"] = "a"
    table: dict[str, str] = {}


@pytest.mark.parametrize(
    ("given", "what", "path"),
    [
        ([], "expected an object, got a list", ""),
        ({"number": "x"}, "expected a whole number or null, got text", "$.number"),
        ({"share": "x"}, "expected a number, got text", "$.share"),
        ({"share": -1}, "expected a number >= 0.0", "$.share"),
        ({"truth": 1}, "expected true or false, got a whole number", "$.truth"),
        ({"many": None}, "expected a list, got null", "$.many"),
        ({"many": [{}]}, "the field 'name' is missing", "$.many[0]"),
        ({"many": [{"name": "x", "y": 1}]}, "unknown field 'y'", "$.many[0]"),
        ({"pair": [1]}, "expected a list of length 2, got 1", "$.pair"),
        ({"kind": "`c`"}, "unknown value '`c`'", "$.kind"),
        ({"table": {"a": 1}}, "expected text, got a whole number", "$.table[...]"),
    ],
)
def test_what_does_not_fit_is_said_in_words(given: object, what: str, path: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(given, Outer)
    assert misfit(caught.value) == (what, path)
    assert in_file(caught.value) == (f"{path[2:]}: {what}" if path else what)
