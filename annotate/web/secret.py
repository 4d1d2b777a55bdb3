"""The secret with which a project's cookies are signed, kept for this user of this machine."""

import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from annotate.services import whole_files

SIZE = 32
"""Bytes of it."""


def secret(project: str) -> bytes:
    """The secret of a project, by its id; made where there is none yet.

    Where it cannot be kept, it holds for this run: browsers then need a new link after the next.
    """
    file = _file(project)
    try:
        kept = file.read_bytes()
    except OSError:
        kept = b""
    return kept if len(kept) == SIZE else _make(file)


def forget(project: str) -> None:
    """Let no cookie that was given out open anything any more."""
    _file(project).unlink(missing_ok=True)


def _make(file: Path) -> bytes:
    made = secrets.token_bytes(SIZE)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        whole_files.write(file, made, whole_files.OWNER)
    return made


def _file(project: str) -> Path:
    from platformdirs import user_state_path

    # the id comes out of a database, which may be anybody's: it is no name of a file
    return user_state_path("annotate") / "serve" / sha256(project.encode()).hexdigest()
