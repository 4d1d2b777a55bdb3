"""Links that come with a label's key, and those that give way to them; by keys."""

from annotate.core.annotation_set import EMPTY
from tests.services.annotating.offering import QUOTE, SAID
from tests.ui.conftest import Make, Offer
from tests.ui.running import WIDE, running, stored


async def test_a_quotation_after_the_speaker_goes_on_as_the_one_before(make: Make) -> None:
    async with running(make("“No,” said Ann. “Never.”"), size=WIDE) as desk:
        await desk.press("q", "a", "q")
        assert "quote · linked to said Ann" in desk.lines[-1]
        said = [("attributes", "said Ann", text) for text in ("“No,”", "“Never.”")]
        assert desk.links == said
        await desk.press("u")
        assert desk.links == said[:1]


async def test_who_stands_beside_a_quotation_has_it_from_whom_it_went_on(make: Make) -> None:
    folder = make("“No,” said Ann. “Never,” said Bob.")
    async with running(folder, size=WIDE) as desk:
        await desk.press("q", "a", "q")
        assert ("attributes", "said Ann", "“Never,”") in desk.links
        await desk.press("a")
        assert "attribution · linked to “Never,”" in desk.lines[-1]
        assert desk.links == [
            ("attributes", "said Ann", "“No,”"),
            ("attributes", "said Bob", "“Never,”"),
        ]
        await desk.press("u")
        assert ("attributes", "said Ann", "“Never,”") in desk.links
        await desk.press("u", "u", "u")
    assert stored(folder).spans == EMPTY.spans


async def test_enter_links_a_suggested_quotation_to_a_nearer_label_made_by_hand(
    offer: Offer,
) -> None:
    text = "So said Ana Ruiz. Bob wrote “It was dark,” again."
    async with running(offer(QUOTE, SAID, texts=(text,)), size=WIDE) as desk:
        await desk.press("apostrophe", "b", "shift+right", "shift+right", "a", "enter")
        assert desk.links == [("attributes", "Bob wrote", QUOTE[1])]
        await desk.press("u", "u", "enter")
        assert desk.links == [("attributes", SAID[1], QUOTE[1])]


async def test_who_said_a_quotation_gets_the_paragraph_too_by_a_key_and_loses_it(
    make: Make,
) -> None:
    text = "“No,” said Ann. It was dark."
    folder = make(text)
    async with running(folder, size=WIDE) as desk:
        await desk.press("b", "q", "a")
        quoted, whole = (("attributes", "said Ann", said) for said in ("“No,”", text))
        assert desk.links == [quoted]
        await desk.press("R")
        assert "attributes too · linked to body “No,” said Ann." in desk.lines[-1]
        assert set(desk.links) == {quoted, whole}
        await desk.press("u")
        assert desk.links == [quoted]
        await desk.press("home", "tab", "tab", "tab", "R", "r")
        assert "link removed: body “No,” said Ann." in desk.lines[-1]
        assert desk.links == [quoted]
        await desk.press("R", "R")
        assert desk.links == [quoted]


async def test_right_after_a_paragraph_is_done_its_link_is_put_right_from_where_one_is(
    offer: Offer,
) -> None:
    text = "“It was dark,” said Ana Ruiz. So was “the sea,” it is said.\n\nIt rained."
    sea = "quote", "“the sea,”"
    async with running(offer(QUOTE, SAID, sea, texts=(text,)), size=WIDE) as desk:
        await desk.press("enter")
        first, second = (("attributes", SAID[1], words) for words in (QUOTE[1], sea[1]))
        assert desk.links == [first]
        await desk.press("r")
        assert desk.lines[-1].endswith("¶ 1: attributes · linked to said Ana Ruiz")
        assert desk.links == [first, second]
        assert desk.article.cursor.paragraph == 1
        await desk.press("u")
        assert desk.links == [first]
