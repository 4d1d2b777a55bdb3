"""What the page on the architecture says is so: its files are there, and hold what it names."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pkgutil import iter_modules

import pytest
from markdown_it.tree import SyntaxTreeNode

import annotate
from tests.docs.pages import DOCS, ROOT, codes, tree, words

PAGE = DOCS / "architecture.md"
PATH = re.compile(r"annotate/[\w/]+(?:\.py)?")
FOLDERS = {found.name for found in iter_modules(annotate.__path__) if found.ispkg}


def steps(way: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each step of the ways, or of one: the file it begins with, the names that it has of it."""
    heading = ""
    for part in tree(PAGE).children:
        if part.type == "heading":
            heading = words(part)
        for node in part.walk() if way in ("", heading) else ():
            if node.type == "list_item" and (found := _codes(node)) and PATH.fullmatch(found[0]):
                yield found[0], [code for code in found[1:] if code.isidentifier()]


def _codes(item: SyntaxTreeNode) -> list[str]:
    """The code in an item's own sentence."""
    first = item.children[0]
    inside = first.walk() if first.type == "paragraph" else ()
    return [node.content for node in inside if node.type == "code_inline"]


STEPS = list(steps())


def test_every_file_and_folder_that_it_names_is_there() -> None:
    named = [code for code in codes(PAGE) if PATH.fullmatch(code)]
    assert len(named) > len(STEPS) > 20
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize(("path", "names"), STEPS, ids=[path for path, _ in STEPS])
def test_a_file_holds_what_the_page_says_is_in_it(path: str, names: list[str]) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert names
    assert not [name for name in names if not re.search(rf"\b{name}\b", text)]


def test_the_picture_has_every_folder_of_the_package_and_no_other() -> None:
    picture = ET.parse(DOCS / "architecture.svg")
    texts = picture.iterfind(".//{*}text")
    names = (text for text in texts if "name" in text.get("class", "").split())
    assert {text.text for text in names} == FOLDERS
