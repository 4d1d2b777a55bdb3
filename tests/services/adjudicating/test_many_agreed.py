"""A paragraph of hundreds of labels that all have: what it costs to tell how it would end."""

from annotate.services.adjudicating import finishing
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.versions import having
from annotate.storage.store import Store
from tests.services.adjudicating.making import Said, opened, version
from tests.steps import steps

NUMBER = 400
ALL: list[Said] = [("quote", f"“No {n:03}.”") for n in range(NUMBER)]
TEXT = f"{' '.join(words for _, words in ALL)}\n\nThe end."


def agreed(store: Store) -> Adjudication:
    return opened(store, *[version(*ALL, text=TEXT)] * 2, text=TEXT)


def test_that_more_of_it_is_to_be_seen_is_told_without_a_look_at_each(store: Store) -> None:
    here = agreed(store)
    assert finishing.goes_on(here, 500)
    with steps() as taken:
        assert finishing.goes_on(here, 500)
    assert taken.number < NUMBER
    finishing.onward(here)
    here.cursor.go(0)
    assert len(here.content.spans) == NUMBER
    assert not finishing.goes_on(here, 500)


def test_whose_a_label_is_is_found_without_a_look_at_all_others(store: Store) -> None:
    here = agreed(store)
    for span in here.versions[0].content.spans[:: NUMBER // 4]:
        place = span.start, span.end, span.label
        with steps() as taken:
            assert having(place, here.versions) == ["v0", "v1"]
        assert taken.number < NUMBER // 2
        assert having((span.start, span.end, "body"), here.versions) == []
        assert having((span.start, span.end + 1, span.label), here.versions) == []
