"""What the list of articles tells of each where there is little room, and where there is much."""

from annotate.core.operations import Status
from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import add, commit, document
from tests.ui.conftest import Make
from tests.ui.running import NARROW, WIDE, Desk, running


async def ordered(desk: Desk, *keys: str) -> str:
    """The first line of the list after these keys."""
    await desk.press(*keys or ["escape"])
    return desk.lines[1]


async def test_a_narrow_list_has_most_of_a_title_and_what_it_is_in_the_order_of(
    make: Make,
) -> None:
    folder = make()
    title = "Workers at both harbours return after a week, pay to be settled by June"
    known = {"title": title, "source": "gazette", "published": "2026-01-08T10:00"}
    with Store.open(folder / FILE_NAME) as store:
        add(store, document("One.\n\nTwo.", "a", **known))
    async with running(folder, size=NARROW) as desk:
        assert await ordered(desk) == f"▸ ·   0/2     {title[:52]}…  2026-01-08"
        assert desk.lines[-2].endswith(" gazette · 2026-01-08")
        assert await ordered(desk, "o", "o") == f"▸ ·   0/2     {title[:47]}… gazette"
        assert await ordered(desk, "o", "o", "o") == f"▸ ·   0/2     {title[:52]}…     – unsure"


async def test_a_wide_list_in_the_order_of_sources_has_all_else_too(make: Make) -> None:
    folder = make()
    known = {"title": "Ferry", "source": "gazette", "published": "2026-01-08"}
    with Store.open(folder / FILE_NAME) as store:
        add(store, document("One.", "a", **known))
    async with running(folder, size=WIDE) as desk:
        before = await ordered(desk)
        assert "━━━" in before
        assert before.endswith(" 2026-01-08")
        assert await ordered(desk, "o", "o") == before


async def test_an_article_of_very_many_paragraphs_leaves_the_columns_in_line(make: Make) -> None:
    folder = make()
    known = {"title": "Ferry", "published": "2026-01-08"}
    with Store.open(folder / FILE_NAME) as store:
        for text in ("One.", "\n\n".join(["Two."] * 12_345)):
            add(store, document(text, str(len(text)), **known))
    async with running(folder, size=NARROW) as desk:
        await desk.press("escape")
        assert {line.index("Ferry") for line in desk.lines[1:3]} == {18}
        assert all(line.endswith(" 2026-01-08") for line in desk.lines[1:3])


async def test_of_a_long_source_stands_below_what_there_is_room_for(make: Make) -> None:
    folder = make()
    known = {"title": "Ferry", "source": "The Gazette of Both Harbours and All Isles"}
    with Store.open(folder / FILE_NAME) as store:
        add(store, document("One.", "a", **known))
    async with running(folder, size=NARROW) as desk:
        await desk.press("escape")
        assert desk.lines[-2].endswith(" The Gazette of Both Har…")


async def test_where_nothing_has_a_date_sources_have_its_room(make: Make) -> None:
    title = "Workers at both harbours return after a week, pay to be settled by June"
    async with running(make(title), size=NARROW) as desk:
        assert await ordered(desk) == f"▸ ·   0/1     {title[:47]}… gazette"


async def test_where_many_are_at_an_article_that_has_the_room(make: Make) -> None:
    folder = make("Beta\n\nOne.", "Alpha\n\nTwo.")
    names = [f"annotator-{n}" for n in range(5)]
    with Store.open(folder / FILE_NAME) as store:
        for name in names:
            commit(store, 1, Status((0,), "done"), name=name)
    async with running(folder) as desk:
        await desk.press("escape")
        assert all(f" {name} 1/2" in desk.lines[-2] for name in names[:4])
        assert "gazette" not in desk.lines[-2]
        await desk.press("down")
        assert desk.lines[-2].endswith(" gazette")
