"""How far a stream was read, and whether what follows is still to come."""

import select
from typing import BinaryIO

from annotate.formats.measured import taken


def must_wait(stream: BinaryIO) -> bool:
    """Whether what follows is still to come through a pipe, which may take any time."""
    piped = not stream.seekable() and taken(stream) is None
    return piped and not select.select([stream], [], [], 0)[0]


def position(stream: BinaryIO) -> int:
    """How many bytes of the file were read, as far as that can be told."""
    below = taken(stream)
    return below if below is not None else stream.tell() if stream.seekable() else 0
