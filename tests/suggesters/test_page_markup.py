"""Markup: tags, signs, and how much of a page's prose lies where a paragraph does."""

from annotate.suggesters.page.markup import Markup, read_markup


def read(*hints: str, prose: int = 2) -> list[Markup]:
    """The markup of paragraphs of 100 characters, the first of which are prose."""
    found = read_markup(hints, [100] * len(hints), [i < prose for i in range(len(hints))])
    return [markup for markup in found if markup]


def test_a_container_has_the_share_of_the_prose_in_it() -> None:
    story, other, subhead, footer = read(
        "div.story > p", "div.side > p", "div.story > h2", "div.footer > p"
    )

    assert (story.share, other.share, subhead.share, footer.share) == (0.5, 0.5, 0.5, 0.0)


def test_an_element_that_holds_much_of_the_prose_is_no_sign() -> None:
    story, _, advert = read("div.promo > p", "div.promo > p", "div.advert > p")

    assert story.signs == frozenset()
    assert advert.signs == {"ad"}


def test_the_element_of_most_prose_is_the_usual_one() -> None:
    *_, box, paragraph = read("div.story > p", "div.story > p", "div.story > div", "p")

    assert (box.usual, paragraph.usual) == (False, True)


def test_a_bare_tag_before_the_chain_is_passed_over() -> None:
    assert read("p div.story > p.first") == read("div.story > p.first")


def test_without_prose_and_without_hints_there_are_no_shares() -> None:
    found = read_markup(["div.story > p", None], [100, 100], [False, True])

    assert found == [Markup("p", frozenset(), 0.0, usual=False), None]


def test_hints_of_any_form_are_read() -> None:
    assert [m.tag for m in read(" ", ">", " > ", "..", "DIV.x", "p", prose=6)] == [
        *("", ">", "", "", "div", "p")
    ]
