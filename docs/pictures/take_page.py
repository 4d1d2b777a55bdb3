"""Takes the picture of the page of agreement: needs selenium and Chromium."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from take_browser import opened

from annotate.services.sample import throw_away

HERE = Path(__file__).parent
SIZE = (1160, 850)


def take() -> None:
    """Write the page of the sample project, and keep what its first screen shows."""
    with throw_away() as folder, TemporaryDirectory() as profile:
        page = folder / "agreement.html"
        program = Path(sys.executable).with_name("annotate")
        command = [program, "--project", folder, "agreement", "--html", page]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
        browser = opened(profile)
        browser.set_window_size(*SIZE)
        browser.get(page.as_uri())
        browser.execute_script("document.documentElement.style.overflow = 'hidden'")
        browser.save_screenshot(HERE / "agreement-page.png")
        browser.quit()


if __name__ == "__main__":
    take()
