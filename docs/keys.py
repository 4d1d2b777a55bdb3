"""Writes the tables of `keys.md` from the bindings of the program: `python -m docs.keys`."""

import re
from pathlib import Path

from textual.app import App
from textual.binding import Binding

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.keymap import in_force

FILE = Path(__file__).with_suffix(".md")
HEADINGS = {
    "annotate": "## On an article\n",
    "documents": "## In the list of articles\n",
    "adjudicate": "## In adjudication\n",
    "queue": "## In the list of what is to be settled\n",
    "agreement": "## On the figures of agreement\n",
}


def refreshed(page: str) -> str:
    """The page with its tables made anew; what is written around them stays."""
    for screen, bindings in in_force(DEFAULT_SCHEME, {}).items():
        heading = HEADINGS[screen]
        rows = ["| keys | do | id |", "| --- | --- | --- |", *map(_row, bindings)]
        section = re.compile(rf"{re.escape(heading)}.*?(?=\n## |\Z)", re.DOTALL)
        page = section.sub("\n".join([heading, *rows, ""]).replace("\\", r"\\"), page)
    return page


def _row(binding: Binding) -> str:
    more = "" if binding.tooltip == binding.description else f": {binding.tooltip}"
    shown = (App[None]().get_key_display(Binding(key, "")) for key in binding.key.split(","))
    keys = " ".join(f"`{key}`" for key in shown)
    return f"| {keys} | {binding.description}{more} | `{binding.id}` |"


if __name__ == "__main__":
    FILE.write_text(refreshed(FILE.read_text(encoding="utf-8")), encoding="utf-8")
