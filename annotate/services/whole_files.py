"""Files that are there whole or not at all, whatever happens while they are written."""

import os
import secrets
from contextlib import suppress
from functools import partial
from pathlib import Path

ANYBODY, OWNER = 0o666, 0o600
"""Who may read it: whom the user lets read new files, or the user alone."""


def write(file: Path, content: bytes, mode: int = ANYBODY) -> None:
    """Put a file in its place at once: whoever reads it finds what was there before, or this.

    Raises OSError where it cannot be written; what was there before then still is.
    """
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb", opener=partial(os.open, mode=mode)) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:  # Ctrl-C too leaves no half of one
        with suppress(OSError):  # what went wrong before is what is told
            part.unlink()
        raise
