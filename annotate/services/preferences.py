"""What is kept of somebody at this machine, over projects and restarts: a file for each thing."""

import os
from pathlib import Path


def keep(what: str, value: str) -> None:
    """Keep something for the next time; where there is no room for it, it is not kept."""
    file = file_of(what)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_text(value + "\n", encoding="utf-8")
        part.replace(file)
    except OSError:
        return


def kept(what: str) -> str:
    """What was kept last; "" for nothing."""
    try:
        return file_of(what).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def file_of(what: str) -> Path:
    """Where something is kept."""
    from platformdirs import user_config_path

    return user_config_path("annotate") / what
