"""Folds: copies of one story are together, and the rest is shared out evenly."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotate.services.training.folds import folds
from tests.suggesters.documents import document

STORY = " ".join(f"word{n} of the story" for n in range(60))


def test_copies_of_a_story_are_in_one_fold_and_others_are_not() -> None:
    others = [document(" ".join(f"{n} other{k}" for k in range(80))) for n in range(3)]
    copies = [document(f"{site} reports\n\n{STORY}\n\nRead on.") for site in ("Gazette", "Wire")]

    placed = folds([*others, *copies], 4)

    assert placed[copies[0].sha256] == placed[copies[1].sha256]
    assert len(set(placed.values())) == 4


def test_a_short_report_is_with_the_long_one_that_it_was_cut_from() -> None:
    words = [f"{n} of the storm" for n in range(400)]
    long, short = document(" ".join(words)), document(" ".join(words[150:180]))
    others = [document(" ".join(f"{n} other{k}" for k in range(80))) for n in range(2)]

    placed = folds([short, *others, long], 4)

    assert placed[short.sha256] == placed[long.sha256]
    assert len(set(placed.values())) == 3


def test_shared_furniture_makes_no_copies() -> None:
    furniture = "Sign up for our newsletter to read more of the news of the harbour every day."
    about = [
        document(f"{' '.join(f'{n} other{k}' for k in range(200))}\n\n{furniture}")
        for n in range(6)
    ]

    assert len(set(folds(about, 6).values())) == 6


def test_the_order_of_the_articles_changes_nothing() -> None:
    about = [document(f"Story {n}: " + " ".join(f"{n}{k}" for k in range(30))) for n in range(20)]

    assert folds(about, 5) == folds(about[::-1], 5)


@given(st.integers(1, 30), st.integers(2, 7))
def test_folds_are_as_large_as_one_another_give_or_take_one(articles: int, number: int) -> None:
    about = [document(f"{n} " * 9 + f"story{n}") for n in range(articles)]

    sizes = Counter(folds(about, number).values())

    assert len(sizes) == min(articles, number)
    assert max(sizes.values()) - min(sizes.values()) <= 1


def test_a_story_that_is_told_often_leaves_the_others_to_the_other_folds() -> None:
    often = [document(f"{site} reports\n\n{STORY}") for site in ("Gazette", "Wire", "Times")]
    once = [document(" ".join(f"{n} other{k}" for k in range(80))) for n in range(3)]

    assert sorted(Counter(folds([*once, *often], 2).values()).values()) == [3, 3]


def test_texts_of_a_few_words_are_copies_only_of_themselves() -> None:
    about = [document(text) for text in ("", "Rain.", "Wind.", "Rain again.")]

    assert len(set(folds(about, 9).values())) == 4
