"""Tables in plain text: what makes a run of short lines one, and whose it is."""

import pytest

from tests.suggesters.pages import PROSE, blocks

TABLE = ("Ferry", "Crossings", "Late", "Gull", "1,204", "3.5%", "Tern", "986", "4.1%")
MENU = ("News", "Sport", "Weather", "Tides", "Letters", "Log in", "About us", "Comments 12", "2025")


def test_a_table_amid_prose_is_the_articles() -> None:
    assert blocks(*PROSE, *TABLE, *PROSE) == ["body"] * (2 * len(PROSE) + len(TABLE))


def test_a_menu_amid_prose_is_not() -> None:
    labels = blocks(*PROSE, *MENU, *PROSE)

    assert labels == ["body"] * len(PROSE) + [""] * len(MENU) + ["body"] * len(PROSE)


def test_a_table_below_an_article_or_above_it_is_the_sites() -> None:
    assert blocks(*PROSE, *TABLE) == ["body"] * len(PROSE) + [""] * len(TABLE)
    assert blocks(*TABLE, *PROSE) == [""] * len(TABLE) + ["body"] * len(PROSE)


@pytest.mark.parametrize("figure", ["12", "1,204.5", "3.5%", "€80", "-4", "2–1", "12:45", "4 %"])
def test_figures_are_told_by_their_digits(figure: str) -> None:
    rows = ("Gull", figure, "Tern", figure, "Petrel", figure)

    assert blocks(*PROSE, *rows, *PROSE) == ["body"] * (2 * len(PROSE) + len(rows))
