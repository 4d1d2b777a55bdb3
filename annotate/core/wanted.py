"""What an export is to hold: whose labels, which of them, in which pieces."""

import re
from typing import Literal

from msgspec import Struct

from annotate.core.errors import InputError

GOLD = "gold"
"""In the place of a layer: of each document the adjudicated one."""
WINDOW = re.compile(r"(\d{1,9})([wc]?)(?::(\d{1,9}))?")


class Window(Struct, frozen=True):
    """Pieces of at most `size` words or characters, each begun at most `stride` after the last."""

    size: int
    stride: int
    unit: Literal["word", "character"] = "word"


class Wanted(Struct, frozen=True, omit_defaults=True):
    """What is asked for; the default is all that anybody finished.

    `layers` are names, also after `annotator/`, and GOLD; none is all. With `unfinished`, what is
    not finished and documents that nobody labelled go out too. `majority` is how many who finished
    must agree on a span, 0 for no such layer; with `votes`, every span of theirs goes out with who
    has it. `labels` are names, none is all. Without `text` no word of an article goes out; with
    `pseudonyms` no name of an annotator.
    """

    layers: tuple[str, ...] = ()
    unfinished: bool = False
    majority: int = 0
    votes: bool = False
    labels: tuple[str, ...] = ()
    window: Window | None = None
    text: bool = True
    pseudonyms: bool = False

    @property
    def together(self) -> bool:
        """Whether layers that several annotators make together go out, not those of each."""
        return self.votes or self.majority > 0


FINISHED = Wanted()
EVERYTHING = Wanted(unfinished=True)


def parse_window(given: str) -> Window:
    """`400`, `2000c` and `400:200`: a size in words (w) or characters, and a stride.

    Raises InputError for anything else.
    """
    found = WINDOW.fullmatch(given)
    size, stride = (int(found[1]), int(found[3] or found[1])) if found else (0, 0)
    if not found or not 0 < stride <= size:
        hint = "write 400 (words), 2000c (characters) or 400:200 (a new one every 200)"
        raise InputError(f"no window: {given!r}", hint=hint)
    return Window(size, stride, "character" if found[2] == "c" else "word")
