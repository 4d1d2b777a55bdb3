"""The lines of an interview, each of which begins with its speaker: ROSA VANE: The wall holds."""

from collections import Counter
from collections.abc import Iterable

from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.stream import QUOTE, Stream, is_acronym

LONGEST = 7
"""Tokens up to the colon of a line that begins with its speaker's name."""
NEAR = 12
"""Tokens after that colon in which the speaker's own person shows."""
SEVERAL = 2
"""Lines from which on a name speaks in an interview though its person never shows."""


def speakers_of(streams: Iterable[Stream]) -> frozenset[str]:
    """Who speaks in the lines of an article: all that do so, if the person of one of them shows.

    Q and A are such names where there are both.
    """
    lines = [(_name(stream), stream) for stream in streams if _colon(stream)]
    shown = {name for name, stream in lines if _shows_person(stream)}
    turns = {name for name, stream in lines if name.lower() in stream.language.sets["turns"]}
    often = Counter(name for name, _ in lines)
    several = {name for name in often if often[name] >= SEVERAL and shown}
    return frozenset(shown | several | (turns if len(turns) > 1 else set()))


def speaker_of_line(stream: Stream, speakers: frozenset[str]) -> Attribution | None:
    """The speaker whom a line begins with, its colon left out."""
    colon = _colon(stream) if speakers else 0
    if not colon or _name(stream) not in speakers:
        return None
    return Attribution(0, colon, "speaker of the line", 0.7)


def _name(stream: Stream) -> str:
    return " ".join(stream.words[: _colon(stream)])


def _colon(stream: Stream) -> int:
    """Where the colon stands that follows a line's first words, if they may be a name; else 0."""
    first = stream.kinds[:LONGEST]
    if "colon" not in first:
        return 0
    colon = first.index("colon")
    return colon if _may_be_name(stream, colon) and QUOTE not in stream.kinds[: colon + 2] else 0


def _may_be_name(stream: Stream, colon: int) -> bool:
    """Whether words are in capitals, two or more that begin with one, or as Q and A are."""
    names = [word for word in stream.words[:colon] if word != "."]
    if not all(word[:1].isupper() for word in names):
        return False
    turn = len(names) == 1 and names[0].lower() in stream.language.sets["turns"]
    return turn or len(names) > 1 or any(map(is_acronym, names))


def _shows_person(stream: Stream) -> bool:
    """Whether "I" stands near after a name in capitals, or right after another name."""
    colon, own = _colon(stream), stream.language.sets["own"]
    after = [word.lower() for word in stream.words[colon + 1 : colon + NEAR]]
    names = [word for word in stream.words[:colon] if word != "."]
    if all(map(str.isupper, names)) and any(map(is_acronym, names)):
        return not own.isdisjoint(after)
    return len(names) > 1 and not own.isdisjoint(after[:1])
