"""The lines of an interview, each of which begins with its speaker: ROSA VANE: The wall holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.stream import QUOTE, Stream, is_acronym

LONGEST = 7
"""Tokens up to the colon of a line that begins with its speaker's name."""
NEAR = 12
"""Tokens after that colon in which the speaker's own person shows."""
SEVERAL = 2
"""Lines from which on a name speaks in an interview though its person never shows; questions with
answers that make one."""


def speakers_of(streams: Iterable[Stream]) -> frozenset[str]:
    """Who speaks in the lines of an article: all that do so, if the person of one of them shows.

    So do those who ask and those who answer. Q and A are such names where there are both. One name
    alone is one that speaks several times and is somebody's elsewhere in the article too: a word
    before a credit is not.
    """
    streams = [*streams]
    lines = [(_name(stream), stream) for stream in streams if _colon(stream)]
    shown = {name for name, stream in lines if _shows_person(stream)}
    turns = {name for name, stream in lines if name.lower() in stream.language.sets["turns"]}
    talking = _who_ask_and_answer(streams) if lines else set()
    often = Counter(name for name, _ in lines)
    several = talking | {name for name in often if often[name] >= SEVERAL and (shown or talking)}
    lone = {n for n in several - turns if " " not in n and not is_acronym(n)}
    named = _counted(lone, streams) if lone else often
    several -= {name for name in lone if named[name] == often[name]}
    return frozenset(shown | several | (turns if len(turns) > 1 else set()))


def _who_ask_and_answer(streams: Sequence[Stream]) -> set[str]:
    """The names of lines with a question and of the next ones with its answer, if several are."""
    pairs = [
        {_name(question), _name(answer)}
        for question, answer in pairwise(streams)
        if question.words[-1:] == ["?"] and _colon(question) and _colon(answer)
    ]
    talks = [pair for pair in pairs if len(pair) > 1]
    return set[str]().union(*talks) if len(talks) >= SEVERAL else set()


def speaker_of_line(stream: Stream, speakers: frozenset[str]) -> Attribution | None:
    """The speaker whom a line begins with, its colon left out."""
    colon = _colon(stream) if speakers else 0
    if not colon or _name(stream) not in speakers:
        return None
    return Attribution(0, colon, "speaker of the line", 0.7)


def _counted(names: set[str], streams: Iterable[Stream]) -> Counter[str]:
    """How often each of some names stands in an article."""
    return Counter(word for stream in streams for word in stream.words if word in names)


def _name(stream: Stream) -> str:
    return " ".join(stream.words[: _colon(stream)])


def _colon(stream: Stream) -> int:
    """Where the colon stands that follows a line's first words, if they may be a name; else 0.

    It may be a stop after the letter of a question or an answer.
    """
    first = stream.kinds[:LONGEST]
    if first and len(stream.words[0]) == 1 and stream.words[1:2] == ["."]:
        return int(stream.words[0].lower() in stream.language.sets["turns"])
    if "colon" not in first:
        return 0
    colon = first.index("colon")
    return colon if _may_be_name(stream, colon) and QUOTE not in stream.kinds[: colon + 2] else 0


def _may_be_name(stream: Stream, colon: int) -> bool:
    """Whether words begin with a capital, as names and Q and A do."""
    names = [word for word in stream.words[:colon] if word != "."]
    return bool(names) and all(word[:1].isupper() for word in names)


def _shows_person(stream: Stream) -> bool:
    """Whether "I" stands near after a name in capitals, or right after another name."""
    colon, own = _colon(stream), stream.language.sets["own"]
    after = [word.lower() for word in stream.words[colon + 1 : colon + NEAR]]
    names = [word for word in stream.words[:colon] if word != "."]
    if all(map(str.isupper, names)) and any(map(is_acronym, names)):
        return not own.isdisjoint(after)
    return len(names) > 1 and not own.isdisjoint(after[:1])
