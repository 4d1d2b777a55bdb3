"""No link between pages is broken, whether they are read as files or as a site."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import PAGES, ROOT, anchor, headings, links


def broken(page: Path) -> list[str]:
    """The links of a page to files and headings that are not there."""
    return [link for link in links(page) if "://" not in link and not _leads(page, link)]


def _leads(page: Path, link: str) -> bool:
    name, _, heading = unquote(link).partition("#")
    target = page.parent / name if name else page
    if link.startswith("mailto:"):
        return True
    if not target.exists():
        return False
    return not heading or heading in {anchor(found) for found in headings(target)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    assert not broken(page)


def test_what_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A `--json` of\n[a](#a---json-of) [b](#b) [c](c.md) ![d](d.svg)\n")
    assert broken(page) == ["#b", "c.md", "d.svg"]
