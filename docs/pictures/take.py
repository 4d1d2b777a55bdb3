"""Takes the pictures of the documentation from the running program: `make pictures`."""

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.services.project import Project, init
from annotate.services.sample import throw_away
from annotate.storage.project import join
from annotate.ui.adjudicating import AdjudicateApp
from annotate.ui.app import AnnotateApp

HERE = Path(__file__).parent
EIGHTH = "down " * 7
FERRY = "left_square_bracket " * 13 + EIGHTH
"""The eighth paragraph of the first article, for those who have labelled that and are further."""
PICTURES = {
    # each by its name: how many columns and lines, who annotates, which keys
    "annotate": ((120, 40), "sample-ana", f"{FERRY} tab tab tab"),
    "labelling": ((110, 24), "you", f"{EIGHTH} q a q"),
    "narrow": ((80, 24), "sample-ben", FERRY),
    "documents": ((120, 24), "sample-ana", "escape down"),
    "plain": ((120, 40), "sample-ana", f"{FERRY} tab ctrl+t ctrl+t"),
    "help": ((110, 40), "sample-ana", "question_mark"),
    "hidden": ((110, 24), "you", f"{EIGHTH} asterisk"),
    "done": ((110, 24), "you", "enter " * 28),
    "error": ((110, 24), "you", f"{EIGHTH} q a q a q"),
    "empty": ((110, 14), "you", ""),
    "tutorial": ((80, 24), "you", "f2 down up enter space q a enter"),
    "adjudicate": ((120, 34), "eva", "space tab"),
    "agreement-screen": ((120, 50), "eva", "ctrl+a"),
    "disagreements": ((110, 26), "eva", "ctrl+a down down enter"),
}
IN_ADJUDICATION = {"adjudicate", "agreement-screen", "disagreements"}
WITHOUT_ARTICLES = {"empty"}
SAME = "0" * 32
"""The id of the project in every picture: by it the lot falls, of who is P1 and which is A."""
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
RUN = re.compile(r'(<text [^>]*?x=")([\d.]+)("[^>]*?textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')
BLANK = "&#160;"


async def take(name: str) -> None:
    """Run the program on a copy of the sample project, press the keys, keep the screen."""
    size, annotator, keys = PICTURES[name]
    made = blank if name in WITHOUT_ARTICLES else throw_away
    with made() as folder, Project.open(folder) as project:
        # somebody new: no theme of who takes it, and none of another picture
        os.environ["XDG_CONFIG_HOME"] = str(folder)
        join(project.store, SAME)
        app = (AdjudicateApp if name in IN_ADJUDICATION else AnnotateApp)(project, annotator)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys.split():
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await pilot.pause(0.2)
            svg = tidied(app.export_screenshot(simplify=True))
            (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


@contextmanager
def blank() -> Iterator[Path]:
    """A project without articles."""
    with TemporaryDirectory() as name:
        init(Path(name, "project"), "New project")
        yield Path(name, "project")


def tidied(svg: str) -> str:
    """Without fonts from elsewhere, and with no run that starts or ends with blanks."""
    return RUN.sub(_without_blanks, FONT.sub("", svg)).replace("Fira Code", "monospace")


def _without_blanks(run: re.Match[str]) -> str:
    before, x, middle, length, end, text, close = run.groups()
    cells = len(re.sub(r"&#?\w+;", "_", text))
    width = float(length) / max(1, cells)
    left = len(re.match(f"(?:{BLANK})*", text)[0]) // len(BLANK)  # type: ignore[index]  # may be empty
    kept = text.removeprefix(BLANK * left)
    right = (len(kept) - len(re.sub(f"(?:{BLANK})+$", "", kept))) // len(BLANK)
    kept = kept.removesuffix(BLANK * right)
    if not kept:
        return ""
    x, length = f"{float(x) + left * width:g}", f"{(cells - left - right) * width:g}"
    return f"{before}{x}{middle}{length}{end}{kept}{close}"


def main() -> None:
    """Take them all."""
    for name in PICTURES:
        asyncio.run(take(name))


if __name__ == "__main__":
    main()
