"""The planner that counts keys: what it presses ends at the gold, whatever is suggested."""

import pytest

from annotate.core.document import Document
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import Place
from annotate.suggesters import SUGGESTERS
from benchmarks.planning.desk import GESTURES
from benchmarks.planning.gold import Gold, sample
from benchmarks.planning.habits import CUT, MARKS, WITHIN, habit
from benchmarks.planning.planner import Plan, plan
from benchmarks.planning.reaching import MOVES, SHAPES
from tests.storage.making import document

RULES = SuggestionSettings()
NOTHING = SuggestionSettings(off=tuple(SUGGESTERS))
TEXT = "“One,” said Ann Lee, a baker. “Two.”\n\nHe left."


def place(article: Document, label: str, words: str) -> Place:
    start = article.text.index(words)
    return start, start + len(words), label


def gold(*labelled: tuple[str, str], text: str = TEXT) -> Gold:
    article = document(text)
    spans = frozenset(place(article, *words) for words in labelled)
    return Gold(article, spans, frozenset(), DEFAULT_SCHEME)


def test_what_no_key_is_needed_for_costs_a_key_a_paragraph() -> None:
    assert plan(gold(), NOTHING, space=False).keys == ["enter", "enter"]


@pytest.mark.parametrize(
    ("label", "words", "keys"),
    [
        ("quote", "“One,”", ["q"]),
        ("attribution", "said Ann Lee, a baker", ["a", "quotation_mark", "b"]),
        ("body", "He left.", ["b"]),
        ("caption", "Lee", ["apostrophe", "l", "shift+left", "c"]),
    ],
)
def test_by_hand_the_fewest_keys_are_found(label: str, words: str, keys: list[str]) -> None:
    pressed = plan(gold((label, words)), NOTHING, space=False).keys
    assert [key for key in pressed if key != "enter"] == keys


def test_every_wrong_thing_is_taken_out_and_every_missing_one_made() -> None:
    """Raises where the end is not the gold."""
    found = plan(gold(("ad", "said Ann"), ("quote", "One"), ("body", "left")), RULES, space=True)
    assert isinstance(found, Plan)
    assert found.times["missing ad"] == 1


def test_with_suggestions_the_samples_first_article_takes_a_fraction_of_the_keys() -> None:
    article = next(sample())
    without = plan(article, NOTHING, space=False)
    enter, space = (plan(article, RULES, space=s) for s in (False, True))
    assert len(without.keys) > 3 * len(enter.keys)
    assert len(space.keys) < len(enter.keys)
    assert without.spans == enter.spans == len(article.spans)


def test_habits_of_a_gold_are_told_apart() -> None:
    text = "“One. Two ‘or three’,” said Ann Lee."
    cut = gold(("quote", "“One."), ("quote", "Two ‘or three’,”"), text=text)
    article = cut.document
    assert habit(cut, place(article, "quote", "“One."), wanted=True) == CUT
    assert habit(cut, place(article, "quote", "‘or three’"), wanted=False) == WITHIN
    assert habit(cut, place(article, "attribution", "said Ann Lee."), wanted=True) == MARKS
    assert habit(cut, place(article, "attribution", "said Ann Lee"), wanted=True) == ""


def test_each_key_that_is_planned_can_be_pressed() -> None:
    assert MOVES.keys() | SHAPES.keys() <= GESTURES.keys()
