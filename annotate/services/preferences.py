"""What is kept of somebody at this machine, over projects and restarts: a file for each thing."""

from contextlib import suppress
from pathlib import Path

from annotate.services import whole_files


def keep(what: str, value: str) -> None:
    """Keep something for the next time; where there is no room for it, it is not kept."""
    file = file_of(what)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        whole_files.write(file, f"{value}\n".encode())


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
