"""The sample articles, and what their README says of them."""

import re
from functools import cache
from pathlib import Path

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def articles() -> dict[str, str]:
    """The text of each sample article, by its path below `corpora/`."""
    files = sorted(CORPORA.glob("*/*.txt"))
    return {file.relative_to(CORPORA).as_posix(): file.read_text("utf-8") for file in files}


@cache
def paragraph_counts() -> dict[str, int]:
    """How many paragraphs each article has, by the README's table."""
    table = (CORPORA / "README.md").read_text("utf-8")
    rows = re.finditer(r"^\| `(?P<article>[^`]+)` \|[^|]*\| *(?P<count>\d+) *\|", table, re.M)
    return {row["article"]: int(row["count"]) for row in rows}
