"""Suggestions from elsewhere: who they may say that they are of."""

from typing import Any

import pytest

from annotate.core.errors import InputError
from annotate.core.record import decode_record, encode_record
from annotate.core.soundness import NAME
from annotate.services.suggested import suggester_of

SPANS = [{"start": 0, "end": 3, "label": "quote", "score": 0.5}]


def said(**keys: Any) -> str | None:
    """Who suggests what a record holds, as its line has the name."""
    line = encode_record({"text": "abc", "spans": SPANS, **keys})
    return suggester_of(decode_record(line))


@pytest.mark.parametrize("name", ["rules", "Ma-lab/Größe 7B", "my quotations", "x" * NAME])
def test_any_other_name_is_kept_as_it_is(name: str) -> None:
    assert said(suggester=name) == name


@pytest.mark.parametrize("name", ["learned", "Quotations", "BODY", " seen ", "linkſ"])
def test_our_own_names_are_refused_in_whatever_case(name: str) -> None:
    with pytest.raises(InputError, match=r"is the name of one of the program's own suggesters"):
        said(suggester=name)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[31m", "x" * (NAME + 1)])
def test_what_is_no_name_is_one_short_line(name: str) -> None:
    with pytest.raises(InputError, match=r"is no name for a suggester, \$\.suggester") as raised:
        said(suggester=name)

    assert len(str(raised.value)) < 200


def test_without_a_name_labels_that_are_nobodys_are_refused() -> None:
    for whose in ({}, {"annotator": None}):
        with pytest.raises(InputError, match=r"null is no suggester, \$\.suggester, name what"):
            said(suggester=None, **whose)


def test_where_null_leaves_no_doubt_it_is_as_good_as_left_out() -> None:
    assert said(suggester=None, annotator="ana") is None
    assert said(suggester=None, spans=None) is None
    assert said() is None
