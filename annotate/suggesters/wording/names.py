"""Whether quotation marks hold a name: a title, a paper, what a thing is called, who speaks."""

from collections.abc import Iterator, Sequence

from annotate.suggesters.wording.inversion import ELIDED
from annotate.suggesters.wording.stream import DETERMINERS, FINITE, QUOTE, Stream, is_possessive

SMALL_WORDS = 3
"""Words that may part a title from the word for its source."""
NEAR = 6
"""Tokens before a verb that gives a name in which what it names is looked for."""


def is_title(stream: Stream, words: Sequence[str]) -> bool:
    """Whether all words but small ones have a capital, as in “All Right Now”."""
    begins = bool(words) and words[0].strip(_AROUND)[:1].isupper()
    if not begins or any(word[:1].islower() for word in _large(stream, words)):
        return False
    return next(_large(stream, words), None) is not None


def _large(stream: Stream, words: Sequence[str]) -> Iterator[str]:
    """The words that have a capital in a title, without the marks around them."""
    kinds = stream.language.kinds
    for word in words:
        bare = word.strip(_AROUND)
        if kinds.get(bare.lower()) not in _SMALL:
            yield bare


_AROUND = ".,!?;:“”‘’\"'"
_SMALL = frozenset(("joining", "determiner", "conjunction"))


def names_work(stream: Stream, index: int) -> bool:
    """Whether what stands before a quotation makes it a title: the novel, on Port Radio's."""
    near = [word.lower() for word in stream.words[max(0, index - 3) : index]]
    owned = bool(near) and is_possessive(near[-1])
    works = stream.language.sets["work"]
    return owned or not works.isdisjoint(near) or _is_source(stream, index)


def _is_source(stream: Stream, index: int) -> bool:
    """Whether small words part a title from whose it is: laut „Spiegel“, a report in the “Log”."""
    first = index
    while index - first < SMALL_WORDS and stream.kinds[first - 1] in ("determiner", "joining"):
        first -= 1
    before = stream.kinds[first - 1]
    told = first == index and before in ("say", "think") and _is_led(stream, index - 1)
    if before == "phrase" or told:
        return True
    return first < index and (
        before == "evidence" or _is_told(stream, index) or _is_where_said(stream, first, index)
    )


def _is_where_said(stream: Stream, small: int, index: int) -> bool:
    """Whether, after somebody's words, it says where they stand: …,” he said in the “Log”."""
    spoke = stream.kinds[stream.sentence_start(index) - 1] == QUOTE
    return spoke and stream.words[small].lower() in stream.language.sets["place"]


def _is_led(stream: Stream, verb: int) -> bool:
    """Whether words before a verb say that who tells follows it: según publicó «El Muelle»."""
    near = stream.words[max(0, verb - SMALL_WORDS) : verb]
    return not stream.language.sets["leads"].isdisjoint(map(str.lower, near))


def _is_told(stream: Stream, index: int) -> bool:
    """Whether an article says who was told, whose it is, or who tells: berichtet die „Zeit“."""
    article = stream.kinds[index - 1] == "determiner" and stream.words[index - 1].lower()
    if article and stream.language.sets["leads"] and stream.kinds[index - 2] == "say":
        return True
    told = article in stream.language.sets["tail"]
    return told and (stream.kinds[index - 2] == "pronoun" or stream.is_name(index - 2))


def is_subject(stream: Stream, index: int) -> bool:
    """Whether a noun stands before the marks, its verb behind: L’association « Mer » réclame."""
    if index == 0 or stream.kinds[index + 1] not in FINITE:
        return False
    noun = stream.kinds[index - 1] == "" and stream.kinds[index - 2] == "determiner"
    return noun or stream.words[index - 1].lower().startswith(ELIDED)


def names_thing(stream: Stream, index: int) -> bool:
    """Whether words only name a thing, as in what officials call a “ghost”."""
    verb = index - 1 - (stream.kinds[index - 1] in DETERMINERS)
    if verb < 0 or stream.words[verb].lower() not in stream.language.sets["naming"]:
        return False
    return "that" in stream.kinds[max(0, verb - NEAR) : verb]


def is_so_called(stream: Stream, index: int, words: Sequence[str]) -> bool:
    """Whether marks hold what is so called: the so-called “tax”, but no llamado «a la calma»."""
    if index == 0 or stream.language.kinds.get("".join(words[:1]).lower()) == "joining":
        return False
    near = [word.lower() for word in stream.words[max(0, index - 2) : index]]
    return not stream.language.sets["so_called"].isdisjoint((near[-1], "-".join(near)))
