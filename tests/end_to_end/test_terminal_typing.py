"""Keys that come faster than they can be drawn: all arrive, in order, where they were meant."""

import random
from json import dumps
from pathlib import Path

from msgspec.json import decode

from annotate.core.annotation_set import Note
from annotate.core.fold import fold
from annotate.services.sample import corpora
from tests.campaign import campaign
from tests.cli.program import annotate, made, prepared
from tests.end_to_end.claims import operations, place
from tests.end_to_end.terminal import Terminal

LABELS = {"b": "body", "c": "caption", "d": "ad"}
LONG = corpora() / "pellan-courier" / "2026-01-22-council-meeting-in-full.txt"


def test_three_hundred_keys_in_one_write_all_arrive_in_order(tmp_path: Path) -> None:
    project = made(tmp_path / "project")
    prepared("import", LONG, project=project)
    for seed in range(campaign(1, 20)):
        letters = random.Random(seed).choices("bcd", k=150)
        who = f"ana{seed}"
        with Terminal(project, who).wait("¶ 1 of") as terminal:
            terminal.press(*(key for letter in letters for key in (letter, "down")))
            terminal.wait("¶ 151 of")
            assert terminal.quit() == 0
        bodies = [decode(o.body) for o in operations(project, who)]
        assert [body["label"] for body in bodies] == [LABELS[letter] for letter in letters]
        assert [body["start"] for body in bodies] == sorted(body["start"] for body in bodies)
    assert annotate("check", project=project).code == 0


def test_what_is_typed_ahead_of_a_dialog_goes_into_it_and_labels_nothing(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("n", *"bad caption, check", "enter", "down", "n", *"quote?", "enter")
        terminal.wait("noted").wait("¶ 2 of")
        terminal.press("/", *"consejera", "enter", "n", ":", *"20", "enter", "f")
        terminal.wait("¶ 20 of").wait("⚑")
        terminal.press("ctrl+f", *"breakwater", "enter").wait("1 article ·")
        terminal.press("enter").wait("article 2 of").wait("match 1 of")
        terminal.press("@", *"ben", "enter", "enter", "b").wait("· ben")
        terminal.wait(lambda t: len(operations(sample, "ben")) == 1)
        assert terminal.quit() == 0
    content = fold(operations(sample))
    assert content.notes == (
        Note("bad caption, check", paragraph=0),
        Note("quote?", paragraph=1),
    )
    assert [flag.paragraph for flag in content.flags] == [19]
    assert not content.spans


def test_a_note_that_is_looked_at_and_not_changed_stays_as_it_was(tmp_path: Path) -> None:
    project = made(tmp_path / "project")
    record = {"text": "One.", "annotator": "ana", "notes": [{"text": "bell\x07", "paragraph": 0}]}
    source = dumps(record).encode()
    assert annotate("import", "-", "--format", "jsonl", project=project, stdin=source).code == 0
    with Terminal(project).wait("bell␇") as terminal:
        terminal.press("n").wait("Note on").press("enter", "n").wait("Note on")
        terminal.press("enter", "f").wait("flagged")
        assert [o.kind for o in operations(project)] == ["import", "flag"]
        terminal.press("n").wait("Note on").press("!", "enter").wait("noted")
        assert terminal.quit() == 0
    assert fold(operations(project)).notes == (Note("bell␇!", paragraph=0),)


def test_keys_that_leave_a_page_twice_act_on_the_article_the_second_time(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        for key in ("?", "g"):
            terminal.press(key, key, "down")
        terminal.wait(lambda t: place(t) == 3)
        terminal.press("?", "q", "b").wait("body")
        terminal.press("?", "q", "q").wait("no quotation here")
        assert terminal.quit() == 0


def test_keys_typed_ahead_while_the_program_starts_are_not_lost(sample: Path) -> None:
    with Terminal(sample).started() as terminal:
        terminal.press("down", "d", "down").wait("¶ 3 of")
        assert terminal.quit() == 0
    assert [o.kind for o in operations(sample)] == ["add"]
