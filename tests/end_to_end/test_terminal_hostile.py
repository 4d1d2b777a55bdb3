"""Hostile text wherever there can be any: the terminal obeys nothing of it, on no screen."""

import json
import re
from pathlib import Path

import pytest

from tests.campaign import campaign
from tests.cli.program import annotate, made
from tests.end_to_end.terminal import NARROW, WIDE, Terminal

PAYLOADS = (
    "\x1b[2J\x1b[31;47m\x1b[?1002h",  # clear, colour, report the mouse
    "\x1b]0;owned\x07",  # set the title
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGk=\x07",  # fill the clipboard
    "\x1bP1$r0m\x1b\\\x1b_x\x1b\\\x1b^y\x1b\\\x1bc",  # DCS, APC, PM, reset
    "\x9b2J\x9d0;owned\x9c\x90q\x9c\x84\x85",  # the same in single characters
    "\u202eesrever\u202c\u2066x\u2069\u061c\u200f",
    "bell\x07back\x08tab\tvt\x0bff\x0cso\x0esi\x0fdel\x7f",
    "sep\u2028para\u2029zero\u200bwidth\ufeffjoin\u2060",
    "e" + "\u0301" * 500,
    "[/nope][bold]x[/]",
    "[@click=app.bell]click[/]",
    "[link=http://evil.example]link[/link]",
    "👩\u200d👩\u200d👧 🇩🇪🇪 ｗｉｄｅ",
)
ALL = "".join(PAYLOADS)
DRAWN = 0.08
"""Seconds of quiet after which a screen is drawn, usually: otherwise it is not looked at."""
OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
"""What a terminal would act upon; line feeds and tabs aside, which are part of most texts."""
SEQUENCE = re.compile(
    r"\x1b(?:\[([<-?]?)[0-;:]*([ -/]*[@-~])|\](\d+);[^\x07\x1b]*(?:\x07|\x1b\\)|([^\[\]]))|"
    r"([\x00-\x08\x0b-\x1f\x7f-\x9f])"
)
SCHEME = """name = {name}
guidelines = {name}
[[labels]]
name = "[/nope]"
key = "q"
unit = "quotation"
help = {name}
[[labels]]
name = "[@click=app.bell]x"
key = "a"
unit = "attribution"
help = {name}
[[labels]]
name = "[link=http://evil.example]"
key = "["
unit = "paragraph"
[[relations]]
label = "[@click=app.quit]"
head = ["[@click=app.bell]x"]
child = ["[/nope]"]
help = {name}
[keys]
previous-article = "ctrl+up"
[suggestions]
without = 1.0
"""


def harmless(text: str) -> str:
    """The same with letters in the place of all that could be obeyed, as long as before."""
    return OBEYED.sub("o", text).replace("[", "o")


def record(number: int, evil: str) -> str:
    """An article that is hostile in every field, labelled by Ana, with hostile notes."""
    text = f"Evil {number} {evil}\n\n“{evil},” said {evil}. “needle {evil}.”\n\n{evil}"
    return json.dumps(
        {
            "id": f"id {number} {evil}",
            "title": f"Title {number} {evil}",
            "source": f"source {evil}",
            "url": evil,
            "published": evil,
            "language": evil,
            "text": text,
            "annotator": "ana",
            "status": "open",
            "spans": [{"id": f"s{evil}", "start": 0, "end": 4, "label": "[/nope]", "origin": evil}],
            "notes": [{"text": f"note {evil}", "paragraph": 0}, {"text": f"whole {evil}"}],
            "flags": [{"paragraph": 1}],
        }
    )


def hostile_project(folder: Path, evil: str) -> Path:
    """A project that holds the text in every place where text can be."""
    project = made(folder / f"project {evil[:60].replace('/', '-')}")
    name = json.dumps(evil, ensure_ascii=False).replace("\x7f", "\\u007f")
    (project / "annotate.toml").write_text(SCHEME.format(name=name), encoding="utf-8")
    records = [record(number, evil) for number in range(3)]
    (project / "corpora" / "records.jsonl").write_text("\n".join(records), encoding="utf-8")
    file = project / "corpora" / f"{evil[:60].replace('/', '-')}.txt"
    file.write_text(f"File {evil}\n\n{evil}", encoding="utf-8")
    ended = annotate("import", project=project)
    assert ended.code == 0, ended.err
    return project


def walked(project: Path, size: tuple[int, int], evil: str) -> bytes:
    """Every byte that the program sends on a walk through all its screens and dialogs."""
    paste = f"\x1b[200~{evil.replace(chr(27), '')}\x1b[201~"
    with Terminal(project, size=size).wait("File").press("]").wait("Evil 0") as terminal:
        for keys in (
            "q",
            "a",
            "[",
            "tab",
            "w",
            "m",
            "r",
            "x",
            "u",
            "U",
            "f",
            "s",
            "e e e e e",
            "escape",
        ):
            terminal.press(*keys.split()).settle(DRAWN)
        for key in ("n", "ctrl+n"):
            terminal.press(key).wait("Note on").write(paste).press("enter").wait("noted")
        terminal.press("/").wait("Search in").write(paste).press("enter").wait("not in this")
        terminal.press(":", *"9z", "enter").wait("not a number").press("escape").settle(DRAWN)
        terminal.press("@").wait("Who annotates").write(paste).press("enter").wait("no name")
        terminal.press("escape").settle(DRAWN).press("?").wait("Keys").press(
            "pagedown", "end"
        ).settle(DRAWN)
        terminal.press("q", "g").wait("Labels").press("pagedown", "end").settle(DRAWN).press("q")
        terminal.press("ctrl+p").settle(DRAWN).press(*"x", "down").settle(DRAWN).press(
            "escape"
        ).settle(DRAWN)
        terminal.press("ctrl+f", *"needle", "enter").wait("articles ·").press("down").settle(DRAWN)
        terminal.press("enter").wait("match 1").press("ctrl+t").settle(DRAWN).press("p").settle(
            DRAWN
        )
        terminal.press("]", "q").settle(DRAWN).press("ctrl+up", "u").settle(DRAWN).press(
            "escape"
        ).settle(DRAWN)
        terminal.press("escape").settle(DRAWN).press("escape").wait("articles")
        for key in ("down", "o", "o", "f", "f", "f", "f", "f", "/"):
            terminal.press(key).settle(DRAWN)
        terminal.write(paste).press("enter").settle(DRAWN).press("escape").settle(DRAWN)
        gone(project, terminal)
        terminal.resize(size[0] - 20, size[1] - 4).settle(DRAWN).press("end", "enter").settle(DRAWN)
        assert terminal.quit() == 0
        assert terminal.left == ""
        return bytes(terminal.raw)


def gone(project: Path, terminal: Terminal) -> None:
    """What is said of a folder that is no longer there: its name is hostile too."""
    elsewhere = project.rename(project.with_name("elsewhere"))
    terminal.press("ctrl+f", "x", "enter").wait("no database").press("escape").settle(DRAWN)
    terminal.press("escape").wait("done · next").press("f").wait("no longer in its place")
    elsewhere.rename(project)
    terminal.press("escape").wait("articles")


def kinds(raw: bytes) -> set[tuple[str, ...]]:
    """The kinds of control sequences and characters in what was sent."""
    return {tuple(part or "" for part in match) for match in SEQUENCE.findall(raw.decode())}


@pytest.mark.parametrize("size", [WIDE, NARROW][: campaign(1, 2)])
def test_no_screen_lets_the_terminal_obey_a_text(size: tuple[int, int], tmp_path: Path) -> None:
    raw = walked(hostile_project(tmp_path / "evil", ALL), size, ALL)
    innocent = harmless(ALL)
    usual = walked(hostile_project(tmp_path / "usual", innocent), size, innocent)
    assert kinds(raw) <= kinds(usual)
    shown = SEQUENCE.sub("", raw.decode())
    assert not OBEYED.search(shown)
    sequences = [p for p in re.findall("\x1b[^\x1b]+", ALL) if len(p) > 2]
    assert not [p for p in sequences if p.encode() in raw]
    assert annotate("check", project=next((tmp_path / "evil").iterdir())).code == 0
