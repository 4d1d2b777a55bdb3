"""What replicas tell each other in a few letters."""

from hashlib import sha256

from annotate.core.exchange import Mark, Standing, marks_digest, person_of, scheme_digest, tip_of


def test_the_person_is_what_stands_before_the_last_at() -> None:
    assert person_of("ana@1f") == "ana"
    assert person_of("ana@news.example@1f") == "ana@news.example"
    assert person_of("ana") == ""


def test_the_digest_of_how_far_logs_go_is_what_the_hub_counts_in_any_order() -> None:
    marks = {"b@2": Mark(7, "ab"), "a@1": Mark(3, "cd")}
    expected = sha256(b"a@1 3 cd\nb@2 7 ab").hexdigest()
    assert marks_digest(marks) == marks_digest(dict(reversed(marks.items()))) == expected


def test_the_digest_of_no_scheme_is_none() -> None:
    assert scheme_digest("") == ""
    assert scheme_digest("{}") == sha256(b"{}").hexdigest()


def test_a_tip_is_the_beginning_of_a_hash() -> None:
    assert tip_of(bytes(range(32))) == "0001020304050607"


def test_the_later_standing_of_a_document_holds_and_at_once_the_graver() -> None:
    first, later = Standing(1, "x", "purged", 5), Standing(2, "x", "present", 6)
    assert first.order < later.order
    assert Standing(1, "x", "removed", 5).order < first.order
