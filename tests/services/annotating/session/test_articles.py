"""From article to article, over restarts: where one stopped, the next, and two at once."""

from collections.abc import Callable

import pytest

from annotate.core.errors import GestureError
from annotate.services.annotating import accepting, labelling, marking
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import documents, positions
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, at, links, spans, tag
from tests.services.annotating.session.sitting import sit_down

# --- from article to article -------------------------------------------------------------------


def test_the_first_time_the_first_article_is_opened(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    article = session.resume()
    assert article
    assert article.key == keys[0]
    assert session.place() == (1, 3)


def test_where_there_is_no_article_none_is_opened(store: Store) -> None:
    assert sit_down(store).resume() is None


def test_one_goes_on_where_one_stopped_to_the_word(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    session.open(keys[0]).cursor.to(8)
    session.open(keys[1])
    session.open(keys[0])
    session.leave()
    again = sit_down(store).resume()
    assert again
    assert again.key == keys[0]
    assert at(again) == "aid Ann."


def test_each_article_has_its_place_and_each_annotator_their_own(
    store: Store, keys: list[int]
) -> None:
    ana, ben = sit_down(store), sit_down(store, "ben")
    ana.open(keys[0]).cursor.to(8)
    ben.open(keys[0]).cursor.go(1)
    ana.step(1)
    ben.step(1)
    assert at(ana.step(-1)) == "aid Ann."
    assert at(ben.step(-1)) == "More of "


def test_a_gesture_is_resumed_at_even_where_nothing_was_remembered_at_the_end(
    session: Session, store: Store
) -> None:
    assert session.article
    session.article.cursor.go(1)
    labelling.label(session.article, BODY)
    again = sit_down(store).resume()
    assert again
    assert again.cursor.paragraph == 1


@pytest.mark.parametrize(
    ("gesture", "paragraph"),
    [
        (marking.done, 1),
        (marking.skip, 1),
        (lambda article: accepting.accept_run(article, 0), 1),
        (lambda article: article.cursor.go(1) or marking.done(article), 1),
    ],
)
def test_what_leads_on_is_resumed_where_it_led_to(
    session: Session, store: Store, gesture: Callable[[Article], object], paragraph: int
) -> None:
    assert session.article
    session.article.cursor.to(8)
    gesture(session.article)
    again = sit_down(store).resume()
    assert again
    assert (again.position, again.cursor.paragraph) == (session.article.position, paragraph)


def test_opening_the_open_article_changes_nothing(session: Session, keys: list[int]) -> None:
    article = session.article
    assert article
    article.cursor.to(3)
    assert session.open(keys[0]) is article
    assert article.cursor.selection.cursor == 3


def test_the_articles_before_the_first_and_after_the_last_are_said_not_to_be(
    session: Session, keys: list[int]
) -> None:
    with pytest.raises(GestureError, match="this is the first"):
        session.step(-1)
    assert [session.step(1).key, session.step(1).key] == keys[1:]
    with pytest.raises(GestureError, match="this is the last article"):
        session.step(1)
    assert session.place() == (3, 3)


def test_the_next_unfinished_article_is_sought_round_the_end(
    session: Session, store: Store, keys: list[int]
) -> None:
    assert (session.next_unfinished(), session.place()) == ("", (2, 3))
    marking.skip_article(session.open(keys[1]))
    assert (session.next_unfinished(), session.place()) == ("", (3, 3))
    marking.skip_article(session.open(keys[2]))
    assert session.next_unfinished() == "from the first article again"
    assert session.place() == (1, 3)
    with pytest.raises(GestureError, match="every other article is finished"):
        session.next_unfinished()


def test_where_one_was_while_another_program_wrote_is_kept_once_it_no_longer_does(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as other:
        with other.transaction():
            session.open(keys[0]).cursor.to(8)
            session.remember()
            session.open(keys[1]).cursor.to(2)
            assert at(session.open(keys[0])) == "aid Ann."
            session.open(keys[2])
            session.remember()
        assert positions.latest(other, "ana") is None
        session.remember()
        places = [positions.get(other, "ana", key) for key in keys]
        assert [place and place.cursor for place in places] == [8, 2, 0]
        assert positions.latest(other, "ana") == places[2]


def test_where_all_is_finished_one_still_resumes_somewhere(store: Store, keys: list[int]) -> None:
    session = sit_down(store)
    for key in keys:
        marking.skip_article(session.open(key))
    store.connection.execute("DELETE FROM positions")
    article = sit_down(store).resume()
    assert article
    assert article.key == keys[0]


def test_a_removed_article_is_not_resumed_nor_stepped_to(
    session: Session, store: Store, keys: list[int]
) -> None:
    session.step(1)
    session.leave()
    documents.remove(store, keys[1])
    again = sit_down(store)
    article = again.resume()
    assert article
    assert article.key == keys[0]
    assert again.step(1).key == keys[2]


# --- two at once -------------------------------------------------------------------------------


def test_two_runs_of_one_person_on_one_file_see_and_keep_each_others_labels(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        mine, theirs = session.article, sit_down(elsewhere).open(keys[0])
        assert mine
        tag(mine, "“One,”", QUOTE)
        tag(theirs, "More", QUOTE)
        tag(theirs, "said Ann", ATTRIBUTION)
        assert links(theirs) == [("attributes", "said Ann", "“One,”")]
        assert mine.refresh()
        assert not mine.refresh()
        assert mine.content == theirs.content
        assert len(spans(mine)) == 3


def test_undo_takes_the_latest_of_both_and_each_sees_it(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        other = sit_down(elsewhere)
        mine, theirs = session.article, other.open(keys[0])
        assert mine
        tag(mine, "One", QUOTE)
        tag(theirs, "More", QUOTE)
        session.undo()
        assert spans(mine) == [("quote", "One")]
        theirs.refresh()
        assert spans(theirs) == [("quote", "One")]
        other.redo()
        mine.refresh()
        assert spans(mine) == spans(theirs) == [("quote", "One"), ("quote", "More")]


def test_both_labelling_the_same_at_once_is_one_span(
    session: Session, store: Store, keys: list[int]
) -> None:
    with Store.open(store.path) as elsewhere:
        mine, theirs = session.article, sit_down(elsewhere).open(keys[0])
        assert mine
        tag(mine, "“One,”", QUOTE)
        tag(theirs, "“One,”", QUOTE)
        tag(theirs, "said Ann", ATTRIBUTION)
        mine.refresh()
        assert mine.content == theirs.content
        assert links(mine) == [("attributes", "said Ann", "“One,”")]
        assert len(spans(mine)) == 2
