"""A label that was split or retired: its spans are shown plainly, and a label key takes them."""

import pytest

from annotate.core.scheme import DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.core.scheme_file import NAME, render
from tests.ui.conftest import Make
from tests.ui.running import WIDE, running
from tests.ui.test_side_panel import panel

REST = DEFAULT_SCHEME.labels[1:]
LINKS = (RelationType("attributes", ("attribution",), ("body",)),)
SPLIT = Scheme(
    (Label("direct", "q", formerly=("quote",)), Label("scare", "z", formerly=("quote",)), *REST),
    LINKS,
)


@pytest.mark.parametrize("split", [True, False])
async def test_what_has_a_bygone_label_is_there_and_a_key_makes_it_another(
    make: Make, split: bool
) -> None:
    folder = make("“One,” said Ann. “Two.”")
    async with running(folder, size=WIDE) as desk:
        await desk.press("q", "a")
    source = render("", SPLIT if split else Scheme(REST, LINKS))
    top = "" if split else 'retired = ["quote"]\n'
    (folder / NAME).write_text(top + source, encoding="utf-8")
    async with running(folder, size=WIDE) as desk:
        assert desk.spans == [("quote", "“One,”"), ("attribution", "said Ann")]
        assert desk.links == [("attributes", "said Ann", "“One,”")]
        assert any(line.startswith("? “One,”") for line in panel(desk))
        assert any(line.split() == ["quote", "1"] for line in panel(desk))
        await desk.press("home", "tab")
        await desk.press("z" if split else "c")
        assert desk.spans[0] == ("scare" if split else "caption", "“One,”")
        assert not any(line.startswith("? “One,”") for line in panel(desk))
        await desk.press("u")
        assert desk.spans[0] == ("quote", "“One,”")
