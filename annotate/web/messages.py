"""What a page may say over its websocket; anything else ends the talk."""

from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

WIDEST, TALLEST = 1000, 500
"""Cells of a terminal; beyond them drawing takes more memory than any screen has use for."""
LONGEST = 1 << 20
"""Bytes of one message, a paste included."""

Width = Annotated[int, Meta(ge=1, le=WIDEST)]
Height = Annotated[int, Meta(ge=1, le=TALLEST)]


class Size(Struct, frozen=True):
    """The terminal's, in cells."""

    width: Width
    height: Height


class Typed(Struct, array_like=True, tag="stdin", frozen=True):
    """Keys, a paste, or the mouse, as a terminal sends them."""

    text: str


class Resized(Struct, array_like=True, tag="resize", frozen=True):
    """The window has another size."""

    size: Size


class Asked(Struct, array_like=True, tag="ping", frozen=True):
    """Whether anybody is there."""

    mark: str


class Focused(Struct, array_like=True, tag="focus", frozen=True):
    """Keys go to the page now."""


class Blurred(Struct, array_like=True, tag="blur", frozen=True):
    """They do no more."""


Message = Typed | Resized | Asked | Focused | Blurred
_decode: Callable[[str], Message] = msgspec.json.Decoder(Message).decode


def decode(said: str) -> Message:
    """A message from its JSON. Raises msgspec.DecodeError for what is none."""
    try:
        return _decode(said)
    except RecursionError as error:
        raise msgspec.DecodeError("too deep") from error


def size(width: str, height: str) -> Size:
    """The size that a page asks for as it opens. Raises msgspec.ValidationError if it is none."""
    return msgspec.convert({"width": width, "height": height}, Size, strict=False)
