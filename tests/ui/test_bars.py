"""The lines above and below a page, where what they say has no room."""

import pytest

from annotate.core.operations import Status
from annotate.storage.store import FILE_NAME, Store
from tests.storage.making import commit
from tests.ui.conftest import Make
from tests.ui.listing import MIXED
from tests.ui.running import running

LONG = "A title that is longer than any line of a narrow terminal ever was\n\nOne."


async def test_of_a_message_that_has_no_room_dots_say_that_it_goes_on(make: Make) -> None:
    async with running(make(LONG, "Alpha"), size=(40, 10)) as desk:
        await desk.press("b", "right_square_bracket", "u")
        assert desk.lines[-1] == " undone · body A title that is longer …"


@pytest.mark.parametrize(
    ("width", "shown"), [(26, "  ben ✓  chloe ✓  dora ✓"), (22, "  ben ✓  chloe ✓  d…")]
)
async def test_of_more_people_than_there_is_room_for_too(
    make: Make, width: int, shown: str
) -> None:
    folder = make(*MIXED)
    with Store.open(folder / FILE_NAME) as store:
        for name in ("ben", "chloe", "dora"):
            commit(store, 1, Status((0, 1), "done"), name=name)
    async with running(folder, size=(width, 10)) as desk:
        await desk.press("escape")
        assert desk.lines[-2] == shown
