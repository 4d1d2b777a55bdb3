"""`annotate search`: articles by their words."""

from tests.cli.conftest import Run


def test_articles_that_hold_all_words_are_shown_with_where(filled: Run) -> None:
    out = filled("search", "captain", "SUSPENDED").out.splitlines()
    assert out[0] == "gazette/2025-11-04-ferry  Ferry strikes breakwater"
    assert "The captain was suspended" in out[1]
    assert len(out) == 2


def test_nothing_found_is_said_beside_the_data(filled: Run) -> None:
    ended = filled("search", "zeppelin")
    assert (ended.code, ended.out, ended.err) == (0, "", "nothing found\n")
    assert filled("search", "zeppelin", "--json").json() == []


def test_as_json(filled: Run) -> None:
    [found] = filled("search", "union", "--json").json()
    assert set(found) == {"key", "id", "title", "source", "snippet"}
    assert (found["id"], found["source"]) == ("gazette/2025-11-19-strike", "gazette")


def test_no_more_than_asked_for(filled: Run) -> None:
    assert len(filled("search", "the", "--json").json()) == 2
    assert len(filled("search", "the", "--json", "--most", "1").json()) == 1


def test_what_was_typed_is_no_query_language(filled: Run) -> None:
    for words in ('"', "NOT", "a AND", "text:x", "^", "*", "(", "-x", "a-b"):
        assert filled("search", "--", words).code == 0
