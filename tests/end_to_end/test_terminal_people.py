"""One person over articles and restarts, in two windows at once, and several at one machine."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.storage import positions
from annotate.storage.store import FILE_NAME, Store
from tests.cli.program import annotate
from tests.end_to_end.claims import claim, gestures, operations
from tests.end_to_end.terminal import NARROW, Terminal


def labelled(label: str, number: int = 1) -> Callable[[Terminal], bool]:
    """Whether the panel counts so many spans of a label."""
    return lambda terminal: claim(terminal).counts.get(label) == number


def test_undo_goes_back_over_articles_and_restarts_and_redo_forward(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("c").wait(labelled("caption"))
        terminal.press("]").wait("article 2 of").press("d").wait(labelled("ad"))
        assert terminal.quit() == 0
    with Terminal(sample).wait("article 2 of").wait(labelled("ad")) as terminal:
        terminal.press("u").wait(labelled("ad", 0)).wait("undone")
        terminal.press("u").wait("article 1 of").wait(labelled("caption", 0))
        terminal.wait("undone · caption Diario del Cabo").wait("· in “La biblioteca")
        terminal.press("u").wait("nothing to undo")
        assert terminal.quit() == 0
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("U").wait("done again").wait(labelled("caption"))
        terminal.press("U").wait("article 2 of").wait(labelled("ad"))
        terminal.press("U").wait("nothing to redo")
        terminal.press("u").wait(labelled("ad", 0)).press("b").wait(labelled("body"))
        terminal.press("U").wait("nothing to redo")
        assert terminal.quit() == 0
    kinds = [o.kind for o in operations(sample)]
    assert kinds == ["add", "add", "undo", "undo", "redo", "redo", "undo", "add"]
    assert annotate("check", project=sample).code == 0


def test_each_article_is_left_where_one_was_and_the_program_starts_at_the_last(
    sample: Path,
) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("down", "down").wait("¶ 3 of")
        terminal.press("]").wait("article 2 of").press("down").wait("¶ 2 of")
        terminal.press("[").wait("article 1 of").wait("¶ 3 of")
        assert terminal.quit() == 0
    with Terminal(sample).wait("article 1 of").wait("¶ 3 of") as terminal:
        terminal.press("]").wait("article 2 of").wait("¶ 2 of")


def paragraph(project: Path) -> int:
    """Where Ana was last, as it is remembered, from 1; 0 for nowhere."""
    with Store.open(project / FILE_NAME, create=False) as store:
        found = positions.latest(store, "ana")
    return found.paragraph + 1 if found else 0


def test_the_place_is_remembered_though_nothing_is_labelled(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("down", "down").wait(lambda _: paragraph(sample) == 3)
        assert terminal.kill(signal.SIGKILL).end() == -signal.SIGKILL
    with Terminal(sample) as again:
        again.wait("¶ 3 of")


def test_two_windows_of_one_person_show_each_others_labels_and_lose_none(sample: Path) -> None:
    with Terminal(sample) as one, Terminal(sample, size=(132, 43)) as two:
        one.wait("article 1 of").press("c").wait(labelled("caption"))
        two.wait("article 1 of").wait(labelled("caption"))
        two.press("down", "d").wait(labelled("ad"))
        one.wait(labelled("ad"))
        for number in range(2, 12):
            one.press("down", "b")
            two.press("]" if number == 2 else "down", "d")
        one.wait(labelled("body", 10))
        two.wait("article 2 of").wait(labelled("ad", 10))
        two.press("[").wait("article 1 of").wait(labelled("body", 10)).press("u")
        two.wait("undone")
        assert (one.quit(), two.quit()) == (0, 0)
    assert len(gestures(operations(sample))) == 23
    assert annotate("check", project=sample).code == 0


def test_another_person_sits_down_and_finds_nothing_of_the_first(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("]").wait("article 2 of").press("b").wait(labelled("body"))
        terminal.press("@", *"ben", "enter").wait("new annotator ben? ⏎ again")
        terminal.press("enter").wait("article 1 of 14 · ben")
        terminal.wait(labelled("body", 0)).press("d").wait(labelled("ad"))
        terminal.press("@", *"ana", "enter").wait("article 2 of 14 · ana").wait(labelled("body"))
        terminal.press("u").wait(labelled("body", 0))
        assert terminal.quit() == 0
    assert [o.kind for o in operations(sample, "ana")] == ["add", "undo"]
    assert [o.kind for o in operations(sample, "ben")] == ["add"]


@pytest.mark.parametrize(("name", "said"), [("ana@home", "'@' cannot be"), (" ", "no name")])
def test_a_name_that_will_not_do_is_asked_for_again(name: str, said: str, sample: Path) -> None:
    with Terminal(sample, annotator=None, size=NARROW).wait("What is your name?") as terminal:
        terminal.press(*name, "enter").wait(said)
        terminal.press(*["backspace"] * len(name), *"eva", "enter").wait("article 1 of 14 · eva")


def test_the_first_run_asks_for_the_name_once(sample: Path, tmp_path: Path) -> None:
    with Terminal(sample, annotator=None).wait("What is your name?") as terminal:
        terminal.press("escape")
        assert terminal.end() == 0
    with Terminal(sample, annotator=None).wait("What is your name?") as terminal:
        terminal.press(*"Ana María", "enter").wait("· Ana María").press("b").wait(labelled("body"))
        assert terminal.quit() == 0
    with Terminal(sample, annotator=None).wait("· Ana María") as terminal:
        terminal.wait(labelled("body"))
    assert (tmp_path / "config" / "annotate" / "annotator").read_text() == "Ana María\n"
    assert [o.kind for o in operations(sample, "Ana María")] == ["add"]
