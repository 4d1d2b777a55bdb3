"""Killed at any moment: what the screen had acknowledged is there, whole, and one goes on there."""

import random
import signal
import time
from pathlib import Path
from shutil import copytree

import pytest
from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from tests.campaign import campaign
from tests.cli.program import annotate
from tests.end_to_end.claims import Gesture, claim, gestures, operations, place, states
from tests.end_to_end.terminal import Terminal, keys

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
SCRIPT = keys(
    "d enter b x u enter s b enter c u U enter f f b enter a q b enter q a b enter"
    " right a u u U U b enter b X q a b enter d enter b enter q right a b enter"
)
"""Keys on the second sample article; all but the moves are a gesture each."""
MOVES = {"right"}
LEADING = {"enter", "s"}
"""Gestures that are remembered where they lead to."""
HASTE = (0, 1, 4, len(SCRIPT))
"""Keys that are sent, and not waited for, just before the end."""


class Reference(Struct, frozen=True):
    """What the script does: its log, the states between gestures, the places after each key."""

    log: list[Gesture]
    states: list[AnnotationSet]
    places: list[int]

    def made(self, number: int) -> int:
        """How many gestures so many keys are."""
        return sum(key not in MOVES for key in SCRIPT[:number])

    def around(self, gestures: int, *, exactly: bool) -> set[int]:
        """Where one is after so many gestures, or else was while making the last of them."""
        keys = [k for k in range(len(self.places)) if self.made(k) == gestures]
        before = not exactly and SCRIPT[keys[0] - 1] not in LEADING
        return set(self.places[keys[0] - before : keys[-1] + 1])


def opened(project: Path) -> Terminal:
    """The program at the second article."""
    return Terminal(project).wait("article 1 of").press("]").wait("article 2 of")


@pytest.fixture(scope="session")
def reference(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder = tmp_path_factory.mktemp("reference")
    typed = Path(copytree(imported, folder / "typed"))
    with opened(typed) as terminal:
        assert terminal.press(*SCRIPT, "ctrl+q").end() == 0
    log = operations(typed)
    known = Reference(gestures(log), states(log), [])
    assert len(known.log) == known.made(len(SCRIPT))
    with opened(Path(copytree(imported, folder / "watched"))) as terminal:
        known.places.append(place(terminal))
        for number in range(len(SCRIPT)):
            press(terminal, known, number)
            known.places.append(place(terminal))
    return known


def press(terminal: Terminal, reference: Reference, number: int) -> None:
    """Press one key of the script, and wait until the screen shows what it did."""
    key, after = SCRIPT[number], reference.states[reference.made(number + 1)]
    if key in MOVES:
        terminal.press(key).settle(0.1)
    else:
        assert not claim(terminal).holds(after), f"nobody could see what {key} at {number} did"
        terminal.press(key).wait(lambda t: claim(t).holds(after))


@pytest.mark.parametrize("seed", range(campaign(6, 120)))
def test_no_acknowledged_gesture_is_missing_and_none_is_half_there(
    seed: int, sample: Path, reference: Reference
) -> None:
    chance = random.Random(seed)
    name, hasty = SIGNALS[seed % len(SIGNALS)], HASTE[seed // len(SIGNALS) % len(HASTE)]
    watched = chance.randrange(1, len(SCRIPT))
    sent = min(watched + hasty, len(SCRIPT))
    with opened(sample) as terminal:
        for number in range(watched):
            press(terminal, reference, number)
        terminal.press(*SCRIPT[watched:sent])
        time.sleep(chance.random() * 0.01 * hasty)
        assert terminal.kill(name).end() == (-name if name == signal.SIGKILL else 128 + name)
        last = claim(terminal)
    there = gestures(operations(sample))
    assert reference.made(watched) <= len(there) <= reference.made(sent)
    assert there == reference.log[: len(there)]
    possible = range(reference.made(watched), reference.made(sent) + 1)
    shown = [n for n in possible if last.holds(reference.states[n])]
    assert not shown or shown[0] <= len(there)
    assert annotate("check", project=sample).code == 0
    with Terminal(sample).wait("article 2 of") as again:
        again.wait(lambda t: claim(t).holds(reference.states[len(there)]))
        assert place(again) in reference.around(len(there), exactly=name != signal.SIGKILL)
