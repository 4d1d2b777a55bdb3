"""Which piece of an article a record is."""

from annotate.core.piece import KEY, Piece, piece_of, with_piece
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
