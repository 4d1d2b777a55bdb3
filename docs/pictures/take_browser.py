"""Takes the picture of the program in a browser: needs the extra `serve`, selenium and Chromium."""

import os
import subprocess
import sys
import time
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from annotate.services.sample import throw_away

HERE = Path(__file__).parent
OPTIONS = "--headless --no-sandbox --disable-gpu --no-first-run --window-size=1200,740"
KEYS = ("[" * 13, Keys.ARROW_DOWN * 7, Keys.TAB * 3)


def take() -> None:
    """Serve a copy of the sample project, open it, press the keys, keep the page."""
    with throw_away() as folder, serving(folder) as server:
        link = server.stdout.readline().split()[-1]  # type: ignore[union-attr]  # it is a pipe
        with TemporaryDirectory() as profile:
            browser = opened(profile)
            browser.get(link)
            time.sleep(3)
            for keys in KEYS:
                ActionChains(browser).send_keys(keys).perform()
            time.sleep(1)
            browser.save_screenshot(HERE / "browser.png")
            browser.quit()
        server.terminate()


def serving(folder: Path) -> "subprocess.Popen[str]":
    """The server, for one of those who labelled the sample and has chosen no theme yet."""
    program = Path(sys.executable).with_name("annotate")
    command = [str(program), "--project", str(folder), "serve", "sample-ana", "--port", "0"]
    new = {**os.environ, "XDG_CONFIG_HOME": str(folder)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=new)


def opened(profile: str) -> Chrome:
    """A browser without a window."""
    options = ChromeOptions()
    for option in (*OPTIONS.split(), f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.binary_location = which("chromium") or ""
    return Chrome(options, ChromeService(which("chromedriver")))


if __name__ == "__main__":
    take()
