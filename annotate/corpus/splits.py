"""Dividing documents into splits: whole groups, in given shares, and never otherwise than before.

What was assigned once stays. The groups that are new stand in a row, ordered by hashes, and each
goes to the split that is short of most. In which order documents came makes no difference.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from hashlib import sha256

from msgspec import Struct

from annotate.core.errors import InputError

Shares = dict[str, Fraction]
"""The part of all documents by the name of the split; they add up to 1."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
EXAMPLE = "write them as train=80,validation=10,test=10"
ALLOWED = f"begin with a to z, go on with a to z, 0 to 9 and _, 32 at most; {EXAMPLE}"


class Plan(Struct, frozen=True):
    """How documents are to be divided: in which shares, by which chance, whether by source."""

    shares: Shares
    seed: int = 0
    by_source: bool = False

    @property
    def name(self) -> str:
        """The same text for the same plan, whatever the order of the shares."""
        shares = ",".join(f"{split}={share}" for split, share in sorted(self.shares.items()))
        return f"{shares} seed={self.seed}{' source' if self.by_source else ''}"


class Member(Struct, frozen=True):
    """A document to be assigned: its number, the hash of its text, its stratum.

    `group` is the number of its group's anchor, `split` what it was assigned before.
    """

    key: int
    sha256: str
    group: int
    stratum: str = ""
    split: str | None = None


Group = list[Member]
"""Never empty; the one with the least hash comes first, and stands for it."""


def read_shares(text: str) -> Shares:
    """The shares in `train=80,validation=10,test=10`. Raises InputError for what is none."""
    pairs = [part.partition("=") for part in text.split(",")]
    names = [name.strip() for name, _, _ in pairs]
    if len(set(names)) < len(names) or len(names) < 2:
        raise InputError("two different splits at least", text, EXAMPLE)
    weights = [_weight(share) for _, _, share in pairs]
    for name, weight in zip(names, weights, strict=True):
        if not NAME.fullmatch(name):
            raise InputError(f"{name!r} is no name for a split", text, ALLOWED)
        if not weight:
            raise InputError(f"the share of {name} is no number above 0", text, EXAMPLE)
    return {name: weight / sum(weights) for name, weight in zip(names, weights, strict=True)}


def _weight(text: str) -> Fraction:
    """A share as it is written; 0 for what is none."""
    return Fraction(text) if re.fullmatch(r"\s*\d{1,9}(\.\d{1,9})?\s*", text) else Fraction(0)


def assign(members: Iterable[Member], shares: Shares, seed: int = 0) -> dict[int, str]:
    """The split of each document, by its number.

    The number of documents in a split is its share of all within the size of one group, and its
    share of each stratum within that of two. With what was assigned before, it is its share of all
    within as many as there are splits.
    """
    found: dict[int, str] = {}
    short = dict.fromkeys(sorted(shares), Fraction(0))
    for groups in _strata(members, seed):
        kept = _kept(groups)
        for split in short:
            short[split] += shares[split] * sum(map(len, groups))
            short[split] -= sum(there == split for there in kept.values())
        for group, split in _filled([g for g in groups if g[0].key not in kept], short, seed):
            kept |= {member.key: split for member in group}
        found |= kept
    return found


def _strata(members: Iterable[Member], seed: int) -> list[list[Group]]:
    """The groups by the stratum of their first document; no stratum comes first by its name."""
    groups: defaultdict[int, Group] = defaultdict(list)
    for member in sorted(members, key=lambda member: member.sha256):
        groups[member.group].append(member)
    strata: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups.values():
        strata[group[0].stratum].append(group)
    return [strata[name] for name in sorted(strata, key=lambda name: _chance(name, seed))]


def _kept(groups: Iterable[Group]) -> dict[int, str]:
    """What was assigned before, and with it what has joined its group since."""
    kept: dict[int, str] = {}
    for group in groups:
        first = next((member.split for member in group if member.split), None)
        if first:
            kept |= {member.key: member.split or first for member in group}
    return kept


def _filled(
    groups: Iterable[Group], short: dict[str, Fraction], seed: int
) -> Iterator[tuple[Group, str]]:
    """Each group with the split that is short of most when its turn comes."""
    for group in sorted(groups, key=lambda group: _chance(group[0].sha256, seed)):
        split = max(short, key=lambda name: short[name])
        short[split] -= len(group)
        yield group, split


def _chance(name: str, seed: int) -> bytes:
    """Where in a row something comes: as good as chance, and always the same."""
    return sha256(f"{seed} {name}".encode()).digest()
