"""The family: the dict lists what the folder holds."""

from importlib.resources import files

import pytest

from annotate.core.errors import InputError
from annotate.suggesters import SUGGESTERS, get_suggester, links, suggest
from tests.suggesters.documents import document
from tests.suggesters.pages import PROSE

NO_MEMBERS = {"__init__", "base"}


def test_the_dict_lists_the_members_in_the_folder() -> None:
    folder = files("annotate.suggesters")
    modules = {f.name.removesuffix(".py") for f in folder.iterdir() if f.name.endswith(".py")}

    assert set(SUGGESTERS) == modules - NO_MEMBERS


def test_links_come_last_since_they_tie_what_the_others_found() -> None:
    assert list(SUGGESTERS)[-1] == "links"


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(InputError, match="unknown suggester 'quotes'") as error:
        get_suggester("quotes")

    assert "quotations" in str(error.value.hint)


def test_a_member_that_is_off_proposes_nothing() -> None:
    about = document("It rained.\n\nA day went by.\n\n“We sail,” Quill said.")

    labels = {s.label for s in suggest(about, off=("attributions",)).spans}

    assert "quote" in labels
    assert "attribution" not in labels


@pytest.mark.parametrize("named", ["attribution", "who"])
def test_speech_outside_the_article_is_hardly_sure_whatever_its_label_is_called(named: str) -> None:
    about = document("\n\n".join([*PROSE, "Most read", "Quill says he will", "Last page"]))

    found = suggest(about, names={"attribution": named})

    last = [s for s in found.spans if s.label == named][-1]
    assert (about.text[last.start : last.end], last.score) == ("Quill says", links.ASTRAY)
