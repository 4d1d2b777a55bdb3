"""Terminals of any size and kind: usable, or one clear line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.campaign import campaign
from tests.cli.program import COMMAND
from tests.end_to_end.claims import operations
from tests.end_to_end.terminal import NARROW, WIDE, Terminal


def kinds(project: Path) -> list[str]:
    return [o.kind for o in operations(project)]


SIZES = [NARROW, (20, 5), WIDE, (40, 12), (300, 100)]
PAGES = {(20, 5): 3}
"""Pages of the first paragraph, where it is taller than one."""
TINY = [(1, 1), (12, 2), (2, 1), (1, 3), (13, 3)]
TERMINALS: list[dict[str, str | None]] = [
    {"TERM": "xterm", "COLORTERM": None},
    {"LANG": None, "LC_ALL": "C"},
    {"TERM": "vt100", "COLORTERM": None},
    {"TERM": "screen-256color"},
    {"TERM": None, "COLORTERM": None},
    {"NO_COLOR": "1"},
    {"LANG": "C", "LC_ALL": None},
]


@pytest.mark.parametrize("size", SIZES[: campaign(2, 9)])
def test_a_paragraph_is_labelled_and_one_sees_it(size: tuple[int, int], sample: Path) -> None:
    with Terminal(sample, size=size).wait("1▸") as terminal:
        terminal.press("d").wait(lambda t: t.footer.rstrip().endswith(" ad"))
        terminal.press(*["enter"] * PAGES.get(size, 1)).wait("2▸")
        assert terminal.quit() == 0
    assert kinds(sample) == ["add", "status"]


@pytest.mark.parametrize("size", TINY[: campaign(2, 9)])
def test_where_nothing_can_be_seen_nothing_breaks(size: tuple[int, int], sample: Path) -> None:
    with Terminal(sample, size=size).started() as terminal:
        terminal.press("d", "n", *"note", "enter", "?", "q", "/", *"xx", "enter")
        terminal.wait(lambda _: kinds(sample) == ["add", "note"])
        terminal.settle().press("down", "b")
        terminal.wait(lambda _: len(kinds(sample)) == 3)
        assert terminal.resize(*NARROW).wait("2▸· b").quit() == 0


def test_the_window_changes_its_size_during_work(sample: Path) -> None:
    with Terminal(sample, size=WIDE).wait("1▸") as terminal:
        for number, size in enumerate([NARROW, (20, 5), (1, 1), (200, 60), (100, 30)], 1):
            small = size <= (20, 5)
            terminal.resize(*size).settle()
            if not small:
                terminal.wait(f"{number}▸")  # before it is drawn anew, Enter would read on
            terminal.press("d", "down" if small else "enter")
            terminal.wait(lambda _, n=number: kinds(sample).count("add") == n)  # type: ignore[misc]  # mypy infers no default
        terminal.wait(lambda _: kinds(sample).count("status") == 3)
        terminal.resize(*WIDE).wait("¶ 6 of").wait("6▸")
        assert len(terminal.lines) == WIDE[1]
        terminal.press("?").wait("Keys").resize(*NARROW).press("q").wait("6▸")
        terminal.press("n").wait("Note on").resize(*WIDE).press(*"hm", "enter").wait("noted")
        terminal.press("escape").wait("14 articles")
        terminal.resize(60, 10).wait("0/").press("enter").wait("6▸")
        assert terminal.quit() == 0


@pytest.mark.parametrize("variables", TERMINALS[: campaign(2, 9)], ids=str)
def test_every_usual_terminal_and_locale_will_do(
    variables: Mapping[str, str | None], sample: Path
) -> None:
    with Terminal(sample, size=NARROW, variables=variables).wait("1▸") as terminal:
        terminal.press("d").wait("1▸· d").press("enter").wait("✓")
        assert terminal.quit() == 0
    assert kinds(sample) == ["add", "status"]


def is_grey(colour: str) -> bool:
    """Whether a colour as pyte has it is none: a name of grey, or three equal parts."""
    return colour in ("default", "black", "white", "brightwhite") or colour == colour[:2] * 3


@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1"}, {"TERM": "xterm-16color", "COLORTERM": None}],
    ids=["no colour", "16 colours"],
)
def test_without_colour_labels_are_underlined_and_have_their_letters(
    variables: Mapping[str, str | None], sample: Path
) -> None:
    with Terminal(sample, variables=variables).wait("article 1 of") as terminal:
        terminal.press("]").wait("article 2 of").press(":", "7", "enter").wait("¶ 7 of")
        terminal.press("q").wait("q“something close to eleven knots”")
        cells = [cell for row in terminal.cells for cell in row]
        assert all(is_grey(cell.fg) and is_grey(cell.bg) for cell in cells)
        underlined = "".join(cell.data for cell in cells if cell.underscore)
        assert underlined == "“something close to eleven knots”"


def test_with_16_colours_it_stays_with_the_theme_that_can_be_read(sample: Path) -> None:
    with Terminal(sample, variables={"TERM": "screen", "COLORTERM": None}) as terminal:
        terminal.wait("1▸").press("ctrl+t").wait("No other theme can be read")
        assert all(is_grey(cell.fg) and is_grey(cell.bg) for row in terminal.cells for cell in row)
        assert terminal.quit() == 0


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"TERM": "dumb"}, "this terminal cannot be drawn on, TERM=dumb, "),
        ({"PYTHONIOENCODING": "latin-1"}, "this terminal is not in UTF-8, iso8859-1, "),
        (
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            "this terminal is not in UTF-8, ",
        ),
    ],
)
def test_a_terminal_that_cannot_show_it_is_told_in_one_line(
    variables: Mapping[str, str], line: str, sample: Path
) -> None:
    with Terminal(sample, variables=variables) as terminal:
        assert terminal.end() == 1
        assert terminal.raw.count(b"\n") == 1
        assert terminal.raw.startswith(f"error: {line}".encode())
        assert b"\x1b" not in terminal.raw


def test_a_redirected_standard_error_is_no_terminal(sample: Path, tmp_path: Path) -> None:
    command = ("/bin/sh", "-c", f'exec "$0" "$@" 2>"{tmp_path}/errors"', str(COMMAND))
    with Terminal(sample, command=command) as terminal:
        assert terminal.end() == 1
        assert b"\x1b" not in terminal.raw
    assert (tmp_path / "errors").read_text().startswith("error: no terminal to draw on, ")
