"""Where the source ends that stands after its cue: said Rivera, 53, a baker in Ohio."""

from annotate.suggesters.languages import PHRASE
from annotate.suggesters.wording.stream import (
    ALWAYS,
    DETERMINERS,
    FARTHEST,
    MARKS,
    QUOTE,
    VERBAL,
    Stream,
    is_acronym,
    is_possessive,
)


def source_after(stream: Stream, start: int, *, opens_sentence: bool = False) -> int | None:
    """Where the source ends (half-open) that starts with token `start`, or None.

    Where its phrase `opens_sentence`, what follows a comma is rather the sentence's subject.
    """
    if stream.kinds[start] in ("pronoun",):
        return start + 1
    end = _phrase_end(stream, start)
    if end == start:
        return None
    return _with_apposition(stream, end, opens_sentence=opens_sentence)


def _phrase_end(stream: Stream, start: int) -> int:
    index, farthest = start, min(len(stream.words), start + FARTHEST)
    while index < farthest:
        after = _after(stream, start, index)
        if after is None:
            break
        index = after
    while index > start and stream.kinds[index - 1] in _OPEN:
        index -= 1
    return index


_OPEN = frozenset(("joining", "conjunction", "determiner", "quantifier"))
"""What a source does not end with: its noun is still to come."""


def _after(stream: Stream, start: int, index: int) -> int | None:
    """The token after one that a source goes on with, or None; a whole bracket counts as one."""
    if stream.kinds[index] != "open":
        return index + 1 if _goes_on(stream, start, index) else None
    near = range(index, min(len(stream.words), index + 12))
    closing = next((i for i in near if stream.kinds[i] == "close"), None)
    return None if closing is None else closing + 1


def _goes_on(stream: Stream, start: int, index: int) -> bool:
    """Whether a source that starts at token `start` goes on with token `index`."""
    kind, word = stream.kinds[index], stream.words[index]
    if word.lower() in stream.language.sets["agent"] and _has_author(stream, start, index):
        return stream.kinds[index + 1] != "time"
    if kind in _GO_ON:
        return _GO_ON[kind](stream, start, index)
    if is_acronym(word):
        return True
    return kind not in MARKS and kind not in ALWAYS and stream.is_name(index)


def _noun_goes_on(stream: Stream, start: int, index: int) -> bool:
    if index == start:
        return True
    word, before, sets = stream.words[index], stream.words[index - 1], stream.language.sets
    if before.lower() in sets["agent"] or (
        word.lower() in sets["tail"] and _is_text(stream, index - 1)
    ):
        return True  # por la alcaldesa, einem Bericht des Senders
    if stream.language.capital_nouns and stream.kinds[index - 1] == "":
        return word.lower() in sets["tail"] or stream.kinds[index] not in DETERMINERS
    return stream.kinds[index - 1] in _BEFORE_NOUN and not _is_title(stream, index - 1)


def _preposition_goes_on(stream: Stream, start: int, index: int) -> bool:
    return index > start and _joins(stream, index)


def _conjunction_goes_on(stream: Stream, start: int, index: int) -> bool:
    return index > start and stream.kinds[index + 1] in ("", "determiner", "quantifier")


def _time_goes_on(stream: Stream, start: int, index: int) -> bool:
    owner = is_possessive(stream.words[index]) or _made_then(stream, start, index)
    return owner or stream.kinds[index - 1] in ("determiner", "quantifier", "joining")


def _made_then(stream: Stream, start: int, time: int) -> bool:
    """Whether an author follows a time: a report released on Monday by X."""
    agent = stream.language.sets["agent"]
    by = time + 1 < len(stream.words) and stream.words[time + 1].lower() in agent
    return by and _has_author(stream, start, time + 1)


def _word_goes_on(stream: Stream, start: int, index: int) -> bool:
    word = stream.words[index]
    if index == start or not (word.islower() or word.isdigit()):
        return True
    return not (stream.language.is_adverb(word) or _is_after_noun(stream, index))


def _is_after_noun(stream: Stream, index: int) -> bool:
    """Whether a small word follows a noun, in a language that shows which words are nouns."""
    word = stream.words[index]
    follows = stream.language.capital_nouns and word[:1].isalnum() and _is_noun(stream, index - 1)
    aged = stream.words[index - 2].isdigit() and stream.kinds[index - 3] == "determiner"
    return follows and not aged  # die 61 Jahre alte Lotsin


def _is_noun(stream: Stream, index: int) -> bool:
    """Whether a word has a capital, or is a title in marks."""
    return stream.words[index][:1].isupper() or _is_title(stream, index)


def _is_title(stream: Stream, index: int) -> bool:
    """Whether a word is a whole title in marks."""
    return stream.words[index][-1:] in _CLOSING


_CLOSING = tuple("”\"’'»“‹›」』")
_BEFORE_NOUN = frozenset(("joining", "determiner", "quantifier", "", "conjunction"))
_GO_ON = {
    "": _word_goes_on,
    "determiner": _noun_goes_on,
    "quantifier": _noun_goes_on,
    "noun": _noun_goes_on,
    "evidence": _noun_goes_on,
    "joining": _preposition_goes_on,
    "conjunction": _conjunction_goes_on,
    "time": _time_goes_on,
}


def _joins(stream: Stream, index: int) -> bool:
    """Whether a preposition goes on with the source: "of" always, "in" and "to" before a name."""
    word, sets = stream.words[index].lower(), stream.language.sets
    if word in sets["tail"]:
        said_there = (
            stream.words[index + 1 : index + 2]
            and stream.words[index + 1].lower() in sets["medium"]
        )
        return stream.kinds[index + 1] != "time" and not said_there
    following = index + 1 + (stream.kinds[index + 1] in DETERMINERS)
    named = following < len(stream.words) and _is_noun(stream, following)
    return named and word in sets["place"] and stream.kinds[following] not in ("time", "pronoun")


def _has_author(stream: Stream, start: int, by: int) -> bool:
    """Whether "by" names who wrote something: a report by, a report prepared by, not by Monday."""
    while by - 1 > start and stream.kinds[by - 1] in ("time", "determiner"):
        by -= 1
    word = stream.words[by - 1]
    made = word.endswith(stream.language.participle_endings) or word in stream.language.sets["made"]
    written = by - 1 - made
    return written >= start and _is_text(stream, written)


def _is_text(stream: Stream, index: int) -> bool:
    """Whether a token is what somebody may have written: a report, a statement."""
    written = stream.words[index].lower() in stream.language.sets["medium"]
    return written or stream.kinds[index] in ("evidence", "noun")


def _with_apposition(stream: Stream, end: int, *, opens_sentence: bool) -> int:
    """`end`, or where the appositions after it end: said X, 53, a minister in Y."""
    for _ in range(APPOSITIONS):
        if stream.is_who(end):
            return _segment_end(stream, end)
        last = _apposition_end(stream, end + 1, opens_sentence) if _pauses(stream, end) else end
        if last == end:
            break
        end = last
    return end


APPOSITIONS = 4
"""As many are followed, one after the other."""


def _pauses(stream: Stream, index: int) -> bool:
    return stream.kinds[index] == "comma" and index + 1 < len(stream.words)


def _apposition_end(stream: Stream, first: int, opens_sentence: bool) -> int:
    """Where the apposition ends that starts with a token after a comma; if none, at the comma."""
    last = _segment_end(stream, first)
    if stream.words[first].isdigit() and PHRASE in stream.kinds[first:last]:
        return first - 1  # selon la police, 15 selon les autres
    if stream.is_who(first):
        return first - 1 if opens_sentence or _has_cue(stream, first, last) else last
    if not _is_apposition(stream, first, opens_sentence) or stream.kinds[last - 1] in _OPEN:
        return first - 1
    return first - 1 if _is_clause(stream, first, _who(stream, first, last)) else last


def _is_clause(stream: Stream, start: int, end: int) -> bool:
    return any(stream.kinds[i] in VERBAL and not stream.is_name(i) for i in range(start, end))


def _who(stream: Stream, start: int, end: int) -> int:
    """Where a relative clause begins between two tokens, or `end`."""
    return next((i for i in range(start, end) if stream.kinds[i] == "relative"), end)


def _is_apposition(stream: Stream, first: int, opens_sentence: bool) -> bool:
    """Whether what follows a comma is a noun phrase: a baker, 53, of Ohio, Ms. Rivera's aide."""
    word, kind = stream.words[first], stream.kinds[first]
    if opens_sentence:
        named = _is_bare_name(stream, first) and stream.kinds[_segment_end(stream, first)] in (
            "comma",
            "stop",
        )
        return named or word.lower() in stream.language.sets["indefinite"] or is_possessive(word)
    if kind in ("determiner", "quantifier", "joining", "noun") or word.isdigit():
        return kind != "joining" or word.lower() in stream.language.sets["tail"]
    return kind == "" and _is_role(stream, first)


def _is_role(stream: Stream, index: int) -> bool:
    """Whether an apposition begins with its noun: spokesman for X, President of Y, Ohio's Z."""
    word, following = stream.words[index], stream.kinds[index + 1]
    if not word.islower():
        near = stream.words[index : index + 4]
        owned = following == "joining" or (following == "determiner" and _owns(stream, index + 1))
        return owned or any(map(is_possessive, near)) or _is_bare_name(stream, index)
    language = stream.language
    if language.capital_nouns or word.endswith(language.verb_endings):
        return False
    if following in DETERMINERS and not _owns(stream, index + 1):
        return False  # the deal, reported by the Log, values the firm at a million
    if following != "joining" and stream.words[index - 2][:1].islower():
        return False  # the wall, according to experts, costs too much
    participle = word.endswith(language.participle_endings)
    return not language.is_adverb(word) and (not participle or following == "")


def _owns(stream: Stream, index: int) -> bool:
    """Whether an article says whose a role is: Mutter einer Tochter, Chefin der Werft."""
    return (
        stream.kinds[index] == "determiner" and stream.words[index] in stream.language.sets["tail"]
    )


def _is_bare_name(stream: Stream, start: int) -> bool:
    """Whether two to four words with capitals are all that stands up to the next mark."""
    end = _segment_end(stream, start)
    words = stream.words[
        start : next((i for i in range(start, end) if stream.kinds[i] == "open"), end)
    ]
    lone = len(words) == 1 and stream.kinds[end] in ("stop", "dash") and words[0].istitle()
    return (lone or 1 < len(words) < 5) and all(word[:1].isupper() for word in words)


def _segment_end(stream: Stream, index: int) -> int:
    """Where the next mark stands, or as far as a source may go."""
    farthest = min(len(stream.words), index + FARTHEST)
    return next((i for i in range(index, farthest) if stream.kinds[i] in _PARTING), farthest)


_PARTING = frozenset(("stop", "comma", "dash", QUOTE, "colon"))


def _has_cue(stream: Stream, start: int, end: int) -> bool:
    return any(stream.kinds[i] in _CUES for i in range(start, end))


_CUES = frozenset(("say", "saying", "phrase"))
