"""What others call a title, an address, a date, a language; and what stays under `meta`."""

import json
from typing import Any

import pytest

from annotate.core.record import Record, decode_record
from annotate.core.usual_keys import USUAL, is_date, likely_text


def read(**keys: Any) -> Record:
    return decode_record(json.dumps({"text": "A b."} | keys))


@pytest.mark.parametrize(
    ("own", "name"), [(own, name) for own, names in USUAL.items() for name in names]
)
def test_a_usual_key_is_read_as_the_records_own(own: str, name: str) -> None:
    value = "2026-01-08T10:00:00Z" if own == "published" else "x"
    record = read(**{name: value})
    assert (getattr(record, own), record.meta) == (value, None)


def test_a_usual_key_beside_the_records_own_stays_under_meta() -> None:
    record = read(title="Own", headline="Other", url="", link="there", lang="en", language=None)
    assert (record.title, record.url, record.language) == ("Own", "there", "en")
    assert record.meta == {"headline": "Other"}


def test_of_several_the_likeliest_counts_and_the_others_stay() -> None:
    record = read(pub_date="2026-01-09", date="2026-01-08")
    assert (record.published, record.meta) == ("2026-01-08", {"pub_date": "2026-01-09"})
    record = read(pub_date="2026-01-09", date="last week")
    assert (record.published, record.meta) == ("2026-01-09", {"date": "last week"})


@pytest.mark.parametrize("value", [None, "", 20260108, {"iso": "2026-01-08"}, "8 Jan 2026"])
def test_a_date_that_is_none_stays_as_it_is(value: object) -> None:
    record = read(date=value)
    assert (record.published, record.meta) == (None, {"date": value})


def test_what_stands_under_meta_is_nobodys_but_metas() -> None:
    record = read(meta={"lang": "en"}, link="there")
    assert (record.language, record.url, record.meta) == (None, "there", {"lang": "en"})


@pytest.mark.parametrize(
    ("keys", "likely"), [({"body": "A."}, "body"), ({"content": 1}, None), ({"words": "x"}, None)]
)
def test_where_the_text_may_be_is_known_though_it_is_not_taken(
    keys: dict[str, Any], likely: str | None
) -> None:
    assert decode_record(json.dumps(keys)).text is None
    assert likely_text(keys) == likely


@pytest.mark.parametrize(
    "published", [None, "", "2026-01-08", "2026-01-08T10:00", "2026-01-08 10:00", "20260108 10:00"]
)
def test_what_begins_with_its_day_or_says_nothing_is_sound(published: str | None) -> None:
    assert is_date(published) is (published != "20260108 10:00")


@pytest.mark.parametrize("published", ["2026-01-08X", "2026-02-30", "last week", "2026-01-081"])
def test_and_nothing_else_is(published: str) -> None:
    assert not is_date(published)
