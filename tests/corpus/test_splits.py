"""Splits: whole groups, in their shares, whatever the order, and never otherwise than before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.corpus.splits import Member, Plan, Shares, assign, read_shares
from tests.campaign import campaign

USUAL = read_shares("train=80,validation=10,test=10")


def member(key: int, group: int | None = None, stratum: str = "") -> Member:
    digest = sha256(str(key).encode()).hexdigest()
    return Member(key, digest, key if group is None else group, stratum)


@st.composite
def corpora(draw: st.DrawFn, most: int = 60) -> list[Member]:
    """Articles of three sources, some of them in groups."""
    number = draw(st.integers(1, most))
    anchors = draw(st.lists(st.integers(0, most), min_size=number, max_size=number))
    sources = draw(st.lists(st.sampled_from("abc"), min_size=number, max_size=number))
    return [
        member(key, anchor if anchor < key else None, source)
        for key, (anchor, source) in enumerate(zip(anchors, sources, strict=True))
    ]


@st.composite
def shares(draw: st.DrawFn) -> Shares:
    weights = draw(st.lists(st.integers(1, 99), min_size=2, max_size=4))
    names = ("train", "validation", "test", "held_back")
    return read_shares(",".join(f"{n}={w}" for n, w in zip(names, weights, strict=False)))


def sizes(members: Sequence[Member]) -> list[int]:
    """How many there are in each group."""
    return list(Counter(member.group for member in members).values())


def excess(members: Sequence[Member], found: Mapping[int, str], shares: Shares) -> Fraction:
    """By how much the size of a split differs from its share, at most."""
    there = Counter(found.values())
    return max(abs(there[split] - share * len(members)) for split, share in shares.items())


@given(corpora(), shares(), st.integers(0, 5))
def test_groups_are_whole_and_shares_are_kept_to_within_the_largest(
    members: list[Member], shares: Shares, seed: int
) -> None:
    found = assign(members, shares, seed)
    assert found.keys() == {member.key for member in members}
    assert set(found.values()) <= set(shares)
    where = defaultdict(set)
    for each in members:
        where[each.group].add(found[each.key])
    assert all(len(splits) == 1 for splits in where.values())
    unstratified = assign([replace(m, stratum="") for m in members], shares, seed)
    assert excess(members, unstratified, shares) <= max(sizes(members))


@given(corpora(), shares())
def test_shares_are_kept_in_each_source_too(members: list[Member], shares: Shares) -> None:
    alone = [replace(member, group=member.key) for member in members]
    found = assign(alone, shares)
    assert excess(alone, found, shares) <= 2
    for source in "abc":
        inside = [member for member in alone if member.stratum == source]
        there = {member.key: found[member.key] for member in inside}
        assert excess(inside, there, shares) <= 2


@given(corpora())
def test_the_order_of_import_makes_no_difference(members: list[Member]) -> None:
    turned = [replace(m, key=1000 - m.key, group=1000 - m.group) for m in reversed(members)]
    there = {1000 - key: split for key, split in assign(turned, USUAL).items()}
    assert there == assign(members, USUAL)


@given(st.lists(corpora(12), min_size=1, max_size=campaign(5, 12)), shares())
def test_under_growth_everything_stays_and_the_shares_hold(
    batches: list[list[Member]], shares: Shares
) -> None:
    known: list[Member] = []
    before: dict[int, str] = {}
    for number, batch in enumerate(batches):
        by = 1000 * number
        known += [replace(member(m.key + by), group=m.group + by, stratum=m.stratum) for m in batch]
        found = assign([replace(m, split=before.get(m.key)) for m in known], shares)
        assert before.items() <= found.items()
        before = found
        assert excess(known, found, shares) <= len(shares) * max(sizes(known))


def test_one_article_at_a_time_comes_to_the_same_shares() -> None:
    before: dict[int, str] = {}
    members: list[Member] = []
    for key in range(300):
        members.append(member(key))
        before = assign([replace(m, split=before.get(m.key)) for m in members], USUAL)
        assert excess(members, before, USUAL) <= 2
    assert Counter(before.values()) == {"train": 240, "validation": 30, "test": 30}


@given(corpora(), st.data())
def test_what_joins_a_group_goes_where_that_is(members: list[Member], data: st.DataObject) -> None:
    before = assign(members, USUAL)
    joined = data.draw(st.sampled_from(members))
    more = [*(replace(m, split=before[m.key]) for m in members), member(999, joined.group)]
    assert assign(more, USUAL)[999] == before[joined.key]


def test_a_copy_that_joins_two_groups_moves_neither() -> None:
    there = [replace(member(1), split="train"), replace(member(2), group=1, split="test")]
    found = assign([*there, member(3, 1)], USUAL)
    assert (found[1], found[2]) == ("train", "test")
    assert found[3] in ("train", "test")


def test_another_seed_divides_otherwise_and_the_same_one_does_not() -> None:
    members = [member(key) for key in range(50)]
    assert assign(members, USUAL, 1) == assign(members, USUAL, 1)
    assert assign(members, USUAL, 1) != assign(members, USUAL, 2)


def test_chance_is_fair() -> None:
    tests: Counter[int] = Counter()
    for seed in range(400):
        found = assign([member(key) for key in range(10)], USUAL, seed)
        tests.update(key for key, split in found.items() if split == "test")
    assert set(tests) == set(range(10))
    assert max(tests.values()) < 80


def test_a_group_larger_than_a_share_still_is_whole() -> None:
    members = [member(key, 0) for key in range(9)] + [member(9)]
    found = assign(members, USUAL)
    assert len({found[key] for key in range(9)}) == 1
    assert found[0] == "train"


def test_shares_are_read_however_they_are_written() -> None:
    expected = {"train": Fraction(4, 5), "validation": Fraction(1, 10), "test": Fraction(1, 10)}
    for text in ("train=80,validation=10,test=10", "train = 8, validation=1,test=1.0"):
        assert read_shares(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "train",
        "train=80",
        "train=80,train=20",
        "train=80,test=0",
        "train=80,test=-1",
        "train=80,test=x",
        "train=80,test=1e3",
        "train=80,../test=20",
        "Train=80,test=20",
        "train=80,=20",
        "train=80,test=20,",
    ],
)
def test_what_is_no_division_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"write them as train=80,validation=10,test=10$"):
        read_shares(text)


def test_a_plan_has_the_same_name_in_whatever_order_it_is_written() -> None:
    one, other = (Plan(read_shares(t)) for t in ("train=80,test=20", "test=2,train=8"))
    assert one.name == other.name == "test=1/5,train=4/5 seed=0"
    names = {one.name, Plan(one.shares, 1).name, Plan(one.shares, by_source=True).name}
    assert len(names) == 3
