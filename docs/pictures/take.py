"""Takes the pictures of the documentation from the running program: `make pictures`."""

import asyncio
import re
from pathlib import Path

from annotate.services.project import Project
from annotate.services.sample import throw_away
from annotate.ui.app import AnnotateApp

HERE = Path(__file__).parent
FERRY = "right_square_bracket"
EIGHTH = "down " * 7
PICTURES = {
    # each by its name: how many columns and lines, who annotates, which keys
    "annotate": ((120, 40), "sample-ana", f"{FERRY} {EIGHTH} tab tab tab"),
    "labelling": ((110, 24), "you", f"{FERRY} {EIGHTH} q a q"),
    "narrow": ((80, 24), "sample-ben", f"{FERRY} {EIGHTH}"),
    "documents": ((120, 24), "sample-ana", "escape down"),
    "plain": ((120, 40), "sample-ana", f"{FERRY} {EIGHTH} tab ctrl+t ctrl+t"),
    "help": ((110, 40), "sample-ana", "question_mark"),
}
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
RUN = re.compile(r'(<text [^>]*?x=")([\d.]+)("[^>]*?textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')
BLANK = "&#160;"


async def take(name: str) -> None:
    """Run the program on a copy of the sample project, press the keys, keep the screen."""
    size, annotator, keys = PICTURES[name]
    with throw_away() as folder, Project.open(folder) as project:
        app = AnnotateApp(project, annotator)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys.split())
            await pilot.pause(0.2)
            svg = tidied(app.export_screenshot(simplify=True))
            (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


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
