"""Who may come in."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.web.entrance import LASTS, Entrance

SECRET = b"s" * 32
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def test_a_link_opens_once_for_the_one_it_is_for() -> None:
    entrance = Entrance(["ana", "ben"], SECRET)
    link = entrance.tokens["ben"]
    assert entrance.enter(link) == "ben"
    assert entrance.enter(link) is None


def test_a_used_link_has_a_successor_and_the_others_stay() -> None:
    entrance = Entrance(["ana", "ben"], SECRET)
    before = entrance.tokens
    entrance.enter(before["ana"])
    assert entrance.tokens["ana"] != before["ana"]
    assert entrance.tokens["ben"] == before["ben"]
    assert entrance.enter(entrance.tokens["ana"]) == "ana"


@given(token=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_no_link_opens_nothing(token: str) -> None:
    assert Entrance(["ana"], SECRET).enter(token) is None


@given(name=NAMES)
def test_a_cookie_says_whose_it_is_after_a_restart_too(name: str) -> None:
    cookie = Entrance([name], SECRET).cookie(name)
    assert Entrance([name], SECRET).whose(cookie) == name


@given(name=NAMES, other=NAMES)
def test_a_cookie_of_somebody_who_is_served_no_more_opens_nothing(name: str, other: str) -> None:
    cookie = Entrance([name], SECRET).cookie(name)
    assert Entrance([other], SECRET).whose(cookie) == (name if name == other else None)


def test_a_cookie_ends() -> None:
    now = 1_000_000.0
    entrance = Entrance(["ana"], SECRET, lambda: now)
    cookie = entrance.cookie("ana")
    now += LASTS - 1
    assert entrance.whose(cookie) == "ana"
    now += 1
    assert entrance.whose(cookie) is None


def test_a_cookie_signed_with_another_secret_opens_nothing() -> None:
    assert Entrance(["ana"], SECRET).whose(Entrance(["ana"], b"t" * 32).cookie("ana")) is None


@given(data=st.data())
def test_a_cookie_that_was_changed_anywhere_opens_nothing(data: st.DataObject) -> None:
    entrance = Entrance(["ana", "anb"], SECRET, lambda: 1_000_000.0)
    cookie = entrance.cookie("ana")
    at = data.draw(st.integers(0, len(cookie) - 1))
    put = data.draw(st.text("0123456789abcdefABCXYZ.=_-é", max_size=2))
    changed = cookie[:at] + put + cookie[at + 1 :]
    assert entrance.whose(changed) == ("ana" if changed == cookie else None)


@given(cookie=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_no_cookie_opens_nothing(cookie: str) -> None:
    assert Entrance(["ana"], SECRET).whose(cookie) is None
