"""Numbers with their nouns."""

from annotate.core.plural import plural


def test_numbers_agree_with_their_nouns() -> None:
    assert plural(0, "article") == "0 articles"
    assert plural(1, "article") == "1 article"
    assert plural(10_000, "article") == "10,000 articles"
