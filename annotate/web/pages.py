"""The pages: the door, the terminal, and the one that says that no place is left."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent / "templates"


def entrance() -> str:
    """The door: it takes a link's token, or says that one is needed."""
    return _filled("entrance", title="annotate")


def terminal(project: str, annotator: str) -> str:
    """The terminal of an annotator."""
    return _filled("terminal", title=f"{annotator} · {project} · annotate")


def full(why: str) -> str:
    """That no place is left, and why."""
    return _filled("full", title="annotate", why=why)


def _filled(name: str, **parts: str) -> str:
    return _template(name).substitute({part: escape(text) for part, text in parts.items()})


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
