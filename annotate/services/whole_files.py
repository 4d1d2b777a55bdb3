"""Files that are there whole or not at all, whatever happens while they are written."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Put a file in its place at once: whoever reads it finds what was there before, or this.

    Raises OSError where it cannot be written; what was there before then still is.
    """
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:  # Ctrl-C too leaves no half of one
        with suppress(OSError):  # what went wrong before is what is told
            part.unlink()
        raise
