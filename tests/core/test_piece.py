"""Which piece of an article a record is."""

import pytest

from annotate.core.document import Range
from annotate.core.piece import KEY, Piece, paragraphs_in, piece_of, with_piece
from annotate.core.record import Record

PIECE = Piece("a1", "0" * 64, 10, 20)


def test_a_piece_is_found_again_beside_what_was_there() -> None:
    record = with_piece(Record(meta={"a": 1}), PIECE)
    assert (record.meta or {})["a"] == 1
    assert piece_of(record) == PIECE
    assert piece_of(with_piece(Record(), PIECE)) == PIECE


def test_a_record_that_says_nothing_or_something_else_is_no_piece() -> None:
    for meta in (None, {}, {"a": 1}, {KEY: None}, {KEY: 7}, {KEY: {"article": "a1"}}):
        assert piece_of(Record(meta=meta)) is None


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((0, 33), {0: (0, 8), 1: (10, 27), 2: (29, 33)}),
        ((8, 10), {}),
        ((7, 11), {0: (0, 1), 1: (3, 4)}),
        ((12, 14), {1: (0, 2)}),
        ((27, 30), {2: (2, 3)}),
    ],
)
def test_a_place_has_something_of_the_paragraphs_that_it_shares_a_character_with(
    place: Range, inside: dict[int, Range]
) -> None:
    assert paragraphs_in(((0, 8), (10, 27), (29, 33)), place) == inside
