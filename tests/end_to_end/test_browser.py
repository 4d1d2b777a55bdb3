"""The UI in a real browser: Chromium, without a window, driven by keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

import annotate
from tests.end_to_end.serving import PATIENCE, Served, becomes

CHROMIUM, DRIVER = which("chromium"), which("chromedriver")
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1200,800 "
    "--disable-dev-shm-usage"
)
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium here: apt install chromium chromium-driver"
)


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chrome]:
    options = webdriver.ChromeOptions()
    for option in (*OPTIONS.split(), f"--user-data-dir={tmp_path / 'browser'}"):
        options.add_argument(option)
    options.binary_location = CHROMIUM or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def served(sample: Path) -> Iterator[Served]:
    with Served(sample, "ana") as running:
        yield running


def press(driver: Chrome, *keys: str) -> None:
    ActionChains(driver).send_keys(*keys).perform()


def drawn(driver: Chrome) -> None:
    """Wait until the terminal has the keys, and has been drawn."""
    focused = "return document.activeElement.className + ' ' + document.body.className"
    WebDriverWait(driver, PATIENCE).until(
        lambda driver: (
            {"xterm-helper-textarea", "-first-byte"} <= set(driver.execute_script(focused).split())
        )
    )


def labels(project: Path) -> list[tuple[str, str]]:
    with annotate.open_project(project) as reader:
        return [(span.annotator, span.label) for document in reader for span in document.spans]


def told(driver: Chrome, log: str) -> list[dict[str, Any]]:
    """What the browser has logged."""
    entries: list[dict[str, Any]] = driver.get_log(log)  # type: ignore[no-untyped-call]  # Selenium
    return entries


def asked(driver: Chrome) -> Iterator[str]:
    """Every address that the page asked for."""
    for entry in told(driver, "performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def test_a_paragraph_is_labelled_by_keys_and_found_again(
    chromium: Chrome, served: Served, sample: Path
) -> None:
    chromium.get(served.links["ana"])
    drawn(chromium)
    assert chromium.title == f"ana · {sample.name} · annotate"
    press(chromium, "b")
    assert becomes(lambda: labels(sample) == [("ana", "body")])
    press(chromium, Keys.ARROW_DOWN, "c")
    assert becomes(lambda: len(labels(sample)) == 2)
    chromium.refresh()
    drawn(chromium)
    press(chromium, "u")  # from the run that is new after the reload
    assert becomes(lambda: labels(sample) == [("ana", "body")])
    hosts = {urlsplit(url).netloc for url in asked(chromium) if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(served.links["ana"]).netloc}
    wrong = [entry for entry in told(chromium, "browser") if entry["level"] == "SEVERE"]
    assert not wrong


def test_there_is_no_bar_beside_what_scrolls_by_keys(chromium: Chrome, served: Served) -> None:
    chromium.get(served.links["ana"])
    drawn(chromium)
    widths = "const bar = document.querySelector('.xterm-viewport'); return bar.offsetWidth - "
    assert chromium.execute_script(widths + "bar.clientWidth") == 0


def test_keys_typed_in_a_burst_all_arrive(chromium: Chrome, served: Served, sample: Path) -> None:
    chromium.get(served.links["ana"])
    drawn(chromium)
    press(chromium, *[key for _ in range(9) for key in ("b", Keys.ARROW_DOWN)])
    assert becomes(lambda: labels(sample) == [("ana", "body")] * 9)


def test_what_is_practised_in_the_tutorial_is_not_in_the_project(
    chromium: Chrome, served: Served, sample: Path
) -> None:
    chromium.get(served.links["ana"])
    drawn(chromium)
    press(chromium, Keys.F2, "b", Keys.ARROW_DOWN, "b", Keys.F2, "c")
    assert becomes(lambda: labels(sample) == [("ana", "caption")])


def test_a_page_that_is_cut_off_says_so_and_goes_on_by_enter(
    chromium: Chrome, served: Served, sample: Path
) -> None:
    chromium.get(served.links["ana"])
    drawn(chromium)
    served.tabs()[0].kill()
    note = chromium.find_element(By.ID, "said")
    WebDriverWait(chromium, PATIENCE).until(lambda _: note.is_displayed())
    assert "All that you labelled is kept" in note.text
    press(chromium, Keys.ENTER)
    WebDriverWait(chromium, PATIENCE).until(lambda _: len(served.tabs()) == 1)
    drawn(chromium)
    press(chromium, "b")
    assert becomes(lambda: labels(sample) == [("ana", "body")])


def test_a_used_link_says_that_another_is_needed(chromium: Chrome, served: Served) -> None:
    chromium.get(served.url("ana") + "/#used")
    said = chromium.find_element(By.ID, "said")
    WebDriverWait(chromium, PATIENCE).until(lambda _: "Ask for a new one" in said.text)
    assert chromium.current_url == served.url("ana") + "/"
