"""The site: built without a doubt, whole, and content with what it brings along."""

import re
from pathlib import Path

from tests.docs.pages import DOCS
from tests.docs.sphinx import build

LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']([^\"']*)"
    r"|<link\b[^>]*\bhref=[\"']([^\"']*)"
    r"|url\([\"']?([^\"')]*)"
    r"|@import\s+[\"']([^\"']*)"
)
"""What a browser fetches by itself with a page or a style sheet."""
ELSEWHERE = re.compile(r"\s*(?:[a-z+]+:)?//")


def elsewhere(page: str) -> list[str]:
    """The addresses on other hosts that a page or a style sheet makes a browser ask."""
    found = ("".join(groups) for groups in LOADED.findall(page))
    return [address for address in found if ELSEWHERE.match(address)]


def test_each_page_is_built_without_a_warning_and_asks_no_other_host(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        assert (site / page.relative_to(DOCS)).with_suffix(".html").is_file(), page
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".css"}]
    asked = {path.name: elsewhere(path.read_text(encoding="utf-8")) for path in files}
    assert not {name: addresses for name, addresses in asked.items() if addresses}


def test_what_a_browser_would_fetch_is_known() -> None:
    page = """<script defer src="https://a.example/x.js"></script><a href="https://b.example">b</a>
    <link rel="stylesheet" href="//c.example/c.css"><img alt="" src="../d.png">
    @import "https://e.example/e.css"; src: url(https://f.example/f.woff)"""
    hosts = [address.partition("//")[2][:1] for address in elsewhere(page)]
    assert hosts == ["a", "c", "e", "f"]


def test_a_broken_link_and_a_page_in_no_list_stop_it(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "conf.py").write_text((DOCS / "conf.py").read_text(encoding="utf-8"))
    (pages / "site").mkdir()
    (pages / "index.md").write_text("# All\n\n[To](other.md#there)\n")
    (pages / "other.md").write_text("# Other\n")
    done = build(pages, tmp_path / "site")
    assert done.returncode
    assert "'there'" in done.stderr
    assert "other.md: WARNING: document isn't included in any toctree" in done.stderr
