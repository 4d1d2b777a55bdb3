"""Whether an operation from elsewhere is one that a program like this could have made."""

import re

import msgspec

from annotate.core.exchange import person_of
from annotate.core.operations import Operation

LATEST = 2**53
"""Beyond this no clock of a log comes by itself: one more must always fit."""
LEAP = 2**40
"""How far a clock may be ahead of one's own: nobody makes so many operations."""
NAME, KIND, BODY = 300, 60, 2**26
"""The most characters of a writer's or layer's name, of a kind, of a body."""
HASH = re.compile("[0-9a-f]{64}")
TIMES = range(-(2**62), 2**62)
"""Milliseconds that fit into any database."""
_is_json = msgspec.json.Decoder(msgspec.Raw).decode


def unsound(o: Operation, clock: int) -> str:
    """What is wrong with an operation, to whom the greatest lamport is `clock`; "" for nothing.

    A kind or a body of a newer program is nothing wrong.
    """
    if not (is_name(o.writer) and person_of(o.writer) and is_name(o.layer)):
        return "a name that nobody can have"
    if not (0 < len(o.kind) <= KIND and o.kind.isprintable() and HASH.fullmatch(o.document)):
        return "no kind, or no document's hash"
    if not (0 < o.gesture <= o.n <= o.lamport and o.at in TIMES):
        return "numbers that no log has"
    if o.lamport >= min(LATEST, clock + LEAP):
        return "a clock that is too far ahead"
    return "" if len(o.body) <= BODY and _is_sound(o.body) else "a body that is no JSON"


def is_name(name: str) -> bool:
    """Whether a writer or a layer could be called so."""
    return 0 < len(name) <= NAME and name.isprintable()


def _is_sound(body: str) -> bool:
    try:
        _is_json(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False
    return True
