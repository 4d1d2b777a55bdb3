"""What happens to a text once, at import: line ends become LF, a BOM goes, offsets follow."""

from bisect import bisect_right
from typing import Literal

from msgspec import Struct

from annotate.core.errors import InputError

OffsetUnit = Literal["codepoint", "utf16", "byte"]
"""What an offset that arrives from elsewhere counts."""

BOM = "\ufeff"


class OffsetMap(Struct, frozen=True):
    """From code-point offsets in the original to those in the normalised text.

    `dropped` holds, ascending, the original offset of each character that went.
    """

    dropped: tuple[int, ...] = ()

    def __call__(self, offset: int) -> int:
        """The normalised offset; a dropped character maps to where it was."""
        return offset - bisect_right(self.dropped, offset - 1)


def normalise(raw: str) -> tuple[str, OffsetMap]:
    """The text as it is stored, and the map its old offsets go through.

    A text that was stored stays as it is, so that an export can be taken in again. Raises
    InputError for NUL and lone surrogates, naming the line.
    """
    refuse_unstorable(raw)
    text = raw.lstrip(BOM)
    if "\r" not in text:
        return text, OffsetMap(tuple(range(len(raw) - len(text))))
    return text.replace("\r\n", "\n").replace("\r", "\n"), OffsetMap(tuple(_dropped(raw)))


def _dropped(raw: str) -> list[int]:
    """Offsets of BOMs at the start and of each CR that an LF follows."""
    dropped = list(range(len(raw) - len(raw.lstrip(BOM))))
    at = raw.find("\r\n")
    while at >= 0:
        dropped.append(at)
        at = raw.find("\r\n", at + 2)
    return dropped


def refuse_unstorable(raw: str) -> None:
    """Raise InputError, naming the line, where `raw` holds NUL or a lone surrogate."""
    at = raw.find("\0")
    if at < 0:
        try:
            raw.encode()
            return
        except UnicodeEncodeError as error:
            at = error.start
    what = "NUL character" if raw[at] == "\0" else f"lone surrogate U+{ord(raw[at]):04X}"
    raise InputError(what, f"line {raw.count(chr(10), 0, at) + 1}", "remove it and import again")
