"""Several paragraphs at once, also where they are lines with no blank one between them."""

import pytest

from annotate.services.annotating import labelling, stretches
from annotate.services.annotating.article import Article
from annotate.storage.store import Store
from tests.services.annotating.making import CAPTION, opened, selected

LINES = [f"Line {n} of the table." for n in range(12)]


@pytest.fixture(params=["\n", "\n\n"], ids=["lines", "blank lines"])
def table(store: Store, request: pytest.FixtureRequest) -> Article:
    return opened(store, request.param.join(LINES))


def numbers(article: Article) -> list[int]:
    """The numbers of the lines that are selected."""
    return [int(line.split()[1]) for line in selected(article).split("\n") if line]


def test_what_was_labelled_as_a_whole_ends_where_that_ends(table: Article) -> None:
    for _ in range(2):
        stretches.extend(table, 1)
    assert stretches.selected(table) == range(2)
    labelling.label(table, CAPTION)
    assert stretches.selected(table) == range(2)
    assert stretches.done(table).startswith("2 paragraphs done")
    assert table.content.status.startswith("dd")
    assert "d" not in table.content.status[2:]


def test_up_from_the_last_and_down_again(table: Article) -> None:
    table.cursor.go(len(LINES))
    seen = []
    for step in (-1, -1, -1, 1, 1):
        stretches.extend(table, step)
        seen.append(numbers(table))
    assert seen == [[11], [10, 11], [9, 10, 11], [10, 11], [11]]


def test_a_page_is_to_its_end_however_much_is_selected_and_then_one_more(table: Article) -> None:
    for _ in range(2):
        stretches.extend(table, 1)
    seen = []
    for _ in range(3):
        stretches.extend_to(table, 5, beyond=3)
        seen.append(numbers(table)[-1])
    assert seen == [5, 8, 11]


def test_from_below_what_is_in_sight_it_is_the_paragraph_there(table: Article) -> None:
    table.cursor.go(7)
    stretches.extend_to(table, 5, beyond=3)
    assert numbers(table) == [7]
