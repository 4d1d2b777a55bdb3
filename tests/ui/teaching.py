"""The tutorial on the screen: what it says, and its way."""

from annotate.services.tutorial.article import PARAGRAPHS
from annotate.ui.hints import KEY
from annotate.ui.screens.coached import PracticeScreen
from annotate.ui.widgets.coach import EDGE, Coach
from tests.ui.running import Desk

WALK = (
    ("↓ goes to the next paragraph, ↑", "down"),
    ("↑ leads back to paragraph 1", "up"),
    ("Enter ⏎ accepts what is suggested", "enter"),
    ("Space does the same", "space"),
    ("q labels the quotation", "q"),
    ("a labels who said it", "a"),
    ("Enter ⏎: this paragraph is done", "enter"),
    ("q and a accept what is suggested", "q a"),
    ("r links the attribution", "r"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("Tab goes to the next label", "tab"),
    ("x rejects it", "x"),
    ("u takes the last key back", "u"),
    ("U does it again", "U"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("e selects a word", "e e q"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("c labels the whole paragraph", "c"),
    ("Enter ⏎ to the end; o goes to", "enter enter"),
)
"""What the coach says, and the keys that he names there."""
LABELS = [
    *((("body", text)) for text in PARAGRAPHS[:3]),
    ("quote", "“We counted every one of those nights,”"),
    ("attribution", "said Ines Falk"),
    ("attribution", "Bram Osk, the harbour master, radioed back"),
    ("quote", "“We see you.”"),
    ("quote", "Keep the dog off the stairs"),
    ("caption", PARAGRAPHS[7]),
    ("body", PARAGRAPHS[8]),
]


def coached(desk: Desk) -> list[str]:
    """The lines of the coach; none where there is none."""
    coach = desk.app.screen.query(Coach)
    if not coach or not coach.first().display:
        return []
    here = coach.first().region
    return desk.lines[here.y : here.bottom]


def practising(desk: Desk) -> bool:
    return isinstance(desk.app.screen, PracticeScreen)


async def walk(desk: Desk) -> None:
    """Press what the coach says, to the end; all of it is to be read."""
    for words, keys in WALK:
        assert words in coached(desk)[0]
        assert _is_said_whole(desk)
        await desk.press(*keys.split())
    assert "That is all it takes" in coached(desk)[0]


def _is_said_whole(desk: Desk) -> bool:
    """Whether the coach's lines have the step and its reason to the last word."""
    screen = desk.app.screen
    assert isinstance(screen, PracticeScreen)
    course = screen._course
    whole = " ".join((EDGE + course.place, *course.says()))
    said = KEY.sub(lambda found: screen._named(found[1]), whole)
    return " ".join(coached(desk)).split() == said.split()
