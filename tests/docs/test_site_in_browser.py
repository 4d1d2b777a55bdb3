"""The site in a real browser: it fits a phone, and nothing outside is asked for anything."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome

from tests.campaign import CAMPAIGN
from tests.end_to_end.test_browser import CHROMIUM, DRIVER, chromium

__all__ = ["chromium"]
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium here: apt install chromium chromium-driver"
)
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
WIDEST = ("index", "commands", "formats", "performance", "architecture", "guidelines")
"""The pages with the widest tables, code and pictures."""
OVER = """return [...document.querySelectorAll("article *")].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-wrapper, pre")
).map(e => e.outerHTML.slice(0, 80))"""
"""What sticks out to the right, but for what can be moved by itself."""


def pages(site: Path) -> list[Path]:
    """The pages to look at."""
    return sorted(site.rglob("*.html")) if CAMPAIGN else [site / f"{n}.html" for n in WIDEST]


def log(driver: Chrome, kind: str) -> list[dict[str, Any]]:
    """What the browser has noted of a kind since it was asked last."""
    return list(driver.get_log(kind))  # type: ignore[no-untyped-call]  # Selenium's


def asked(driver: Chrome) -> Iterator[str]:
    """The addresses that the browser asked for."""
    for entry in log(driver, "performance"):
        request = json.loads(entry["message"])["message"].get("params", {}).get("request", {})
        yield request.get("url", "")


def test_it_fits_a_phone_and_asks_nothing_of_others(chromium: Chrome, site: Path) -> None:
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    for page in pages(site):
        chromium.get(page.as_uri())
        width = chromium.execute_script("return document.documentElement.scrollWidth")
        assert (width, chromium.execute_script(OVER)) == (PHONE["width"], []), page.name
        assert log(chromium, "browser") == [], page.name
    schemes = {urlsplit(address).scheme for address in asked(chromium)}
    assert "file" in schemes
    assert not schemes & {"http", "https", "ws", "wss"}
