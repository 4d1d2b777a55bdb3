"""Where a source's noun phrase starts or ends, found from the cue that it stands beside."""

from annotate.suggesters.wording.stream import QUOTE, Stream

FARTHEST = 60
"""Tokens that a source may hold; a longer one was read wrongly."""

_VERB_GROUP = frozenset(("auxiliary", "adverb"))
_NOUNS = frozenset(("", "determiner", "joining", "noun", "evidence", "conjunction", "time", "call"))
"""What a noun phrase may hold."""
_CUES = frozenset(("say", "saying", "think", "phrase"))


def verb_group_start(stream: Stream, cue: int) -> int:
    """Where a verb's group starts, auxiliaries and adverbs included: has also said."""
    index = cue
    while _in_verb_group(stream, index - 1):
        index -= 1
    return index


def _in_verb_group(stream: Stream, index: int) -> bool:
    kind = stream.kind(index)
    if kind in _VERB_GROUP:
        return not stream.is_name(index) or stream.words[index].islower()
    word = stream.words[index] if kind == "" and index >= 0 else ""
    return word.islower() and stream.language.is_adverb(word)


# --- before the cue ----------------------------------------------------------------------------


def source_before(stream: Stream, end: int) -> int | None:
    """Where the source starts whose last token is end - 1, or None if there is none."""
    last = end - 1
    kind = stream.kind(last)
    if kind in ("pronoun", "relative"):
        return last
    if kind in ("comma", "dash"):
        return _before_apposition(stream, last)
    if kind == "conjunction":
        return None
    return _phrase_start(stream, last)


def _before_apposition(stream: Stream, closing: int) -> int | None:
    """The start of "X" in "X, a minister," given the second comma (or dash).

    The rightmost that begins a clause is taken; else the rightmost that stands after a comma.
    """
    mark, after_comma = stream.kind(closing), None
    for index in range(closing - 1, max(-1, closing - FARTHEST), -1):
        kind = stream.kinds[index]
        if kind in ("stop", "colon"):
            break
        if kind == mark:
            start = _phrase_start(stream, index - 1)
            if start is not None and stream.kind(start - 1) in _BEFORE_CLAUSE:
                return start
            if start is not None and stream.kind(start - 1) == "comma" and after_comma is None:
                after_comma = start
    return after_comma


_BEFORE_CLAUSE = frozenset(("stop", "colon", QUOTE, "that", "conjunction", "boundary", "dash"))


def _phrase_start(stream: Stream, last: int) -> int | None:
    """The start of the noun phrase that ends with token `last`, or None if there is none there."""
    first = _leftmost(stream, last)
    first = _without_adverbials(stream, first, last)
    if first > last or all(stream.kind(i) in ("joining", "time") for i in range(first, last + 1)):
        return None
    return first


def _leftmost(stream: Stream, last: int) -> int:
    """The first token of those before `last` that a noun phrase may hold, in one run."""
    index, conjunction = last, None
    while index >= 0 and last - index < FARTHEST:
        if stream.kind(index) == "close":
            opening = _opening(stream, index)
            if opening is None:
                break
            index = opening - 1
            continue
        if not _in_phrase(stream, index):
            break
        if stream.kind(index) == "conjunction":
            conjunction = index
            if not _joins_nouns(stream, index, last):
                break
        index -= 1
    verbal = stream.kind(index) in ("auxiliary", "pronoun", "say", "think", "saying", "relative")
    if verbal and conjunction is not None:
        return conjunction + 1
    if stream.kind(index) == "relative" and index < last:
        antecedent = _leftmost(stream, index - 1)
        return antecedent if antecedent < index else index + 1
    return index + 1


def _joins_nouns(stream: Stream, index: int, last: int) -> bool:
    if index == 0 or stream.kind(index - 1) in ("comma", "stop", QUOTE, "close"):
        return False
    return stream.words[index].islower() or stream.words[index] == "&"


def _opening(stream: Stream, closing: int) -> int | None:
    near = range(closing - 1, max(-1, closing - 12), -1)
    return next((i for i in near if stream.kind(i) == "open"), None)


def _in_phrase(stream: Stream, index: int) -> bool:
    kind, word = stream.kinds[index], stream.words[index]
    if kind == "":
        return not (word.islower() and stream.language.is_adverb(word))
    if kind in _NOUNS:
        return True
    return kind not in _MARKS and stream.is_name(index) and kind not in _ALWAYS


_MARKS = frozenset(("comma", "stop", "dash", "open", "close", "colon", QUOTE))
_ALWAYS = frozenset(("pronoun", "relative", "that"))


def _without_adverbials(stream: Stream, first: int, last: int) -> int:
    """`first`, less what stands before the noun phrase proper: "On Monday", "and", "last week"."""
    times = [
        i
        for i in range(first, last + 1)
        if stream.kind(i) == "time" and not is_possessive(stream.words[i])
    ]
    leading = stream.kind(first) in ("joining", "time") if first <= last else False
    if times and times[-1] < last and (leading or stream.words[first].lower() in ("last", "this")):
        first = times[-1] + 1
    while first <= last and stream.kind(first) in ("conjunction", "joining"):
        first += 1
    return first


def is_possessive(word: str) -> bool:
    """Whether a word ends as an owner does."""
    return word.endswith(("'s", "’s", "s'", "s’"))


# --- after the cue -----------------------------------------------------------------------------


def source_after(stream: Stream, start: int, *, opens_sentence: bool = False) -> int | None:
    """Where the source ends (half-open) that starts with token `start`, or None.

    Where its phrase `opens_sentence`, what follows a comma is rather the sentence's subject.
    """
    if stream.kind(start) in ("pronoun",):
        return start + 1
    end = _phrase_end(stream, start)
    if end == start:
        return None
    return _with_apposition(stream, end, opens_sentence=opens_sentence)


def _phrase_end(stream: Stream, start: int) -> int:
    index, size = start, len(stream.words)
    while index < size and index - start < FARTHEST:
        kind = stream.kinds[index]
        if kind == "open":
            closing = next(
                (i for i in range(index, min(size, index + 12)) if stream.kinds[i] == "close"), None
            )
            if closing is None:
                break
            index = closing + 1
        elif _goes_on(stream, start, index):
            index += 1
        else:
            break
    while index > start and stream.kinds[index - 1] in ("joining", "conjunction", "determiner"):
        index -= 1
    return index


def _goes_on(stream: Stream, start: int, index: int) -> bool:
    kind, word = stream.kinds[index], stream.words[index]
    if kind in ("determiner", "noun", "evidence"):
        return index == start or stream.kinds[index - 1] in (
            "joining",
            "determiner",
            "",
            "conjunction",
        )
    if kind == "joining":
        return index > start and _joins(stream, index)
    if kind == "conjunction":
        return index > start and stream.kind(index + 1) in ("", "determiner")
    if kind == "time":
        return stream.kind(index - 1) in ("determiner", "joining") or is_possessive(word)
    if kind == "":
        return not (word.islower() and stream.language.is_adverb(word))
    return kind not in _MARKS and kind not in _ALWAYS and stream.is_name(index)


def _joins(stream: Stream, index: int) -> bool:
    """Whether a preposition goes on with the source: "of" and its like; others before a name."""
    if stream.words[index].lower() in stream.language.sets["tail"]:
        return stream.kind(index + 1) != "time"
    following = index + 1
    if stream.kind(following) == "determiner":
        following += 1
    named = following < len(stream.words) and stream.words[following][:1].isupper()
    return (
        named
        and stream.kind(following) not in ("time", "pronoun", "stop")
        and stream.words[index].lower() in ("in", "to")
    )


def _with_apposition(stream: Stream, end: int, *, opens_sentence: bool) -> int:
    """`end`, or where an apposition after a comma ends: said X, a minister in Y."""
    if _is_who(stream, end):
        return _relative_end(stream, end)
    first = end + 1
    if stream.kind(end) != "comma" or first >= len(stream.words):
        return end
    if _is_who(stream, first):
        return end if opens_sentence or _has_cue(stream, first) else _relative_end(stream, first)
    last = _phrase_end(stream, first) if _is_apposition(stream, first, opens_sentence) else end
    if last <= first or not (_is_who(stream, last) or stream.kind(last) in _AFTER_APPOSITION):
        return end
    return _with_apposition(stream, last, opens_sentence=opens_sentence)


_AFTER_APPOSITION = frozenset(("comma", "stop", "dash", QUOTE))


def _is_who(stream: Stream, index: int) -> bool:
    return (
        stream.kind(index) == "relative"
        and stream.words[index].lower() in stream.language.sets["who"]
    )


def _is_apposition(stream: Stream, first: int, opens_sentence: bool) -> bool:
    word, kind = stream.words[first], stream.kinds[first]
    if opens_sentence:
        return word.lower() in stream.language.sets["indefinite"] or is_possessive(word)
    return kind == "determiner" or word.isdigit() or (kind == "" and _is_role(stream, first))


def _is_role(stream: Stream, index: int) -> bool:
    word = stream.words[index]
    return word.islower() and not stream.language.is_adverb(word) and not word.endswith("ing")


def _relative_end(stream: Stream, index: int) -> int:
    size = len(stream.words)
    stops = ("stop", "comma", "dash", QUOTE, "colon")
    return next((i for i in range(index, size) if stream.kinds[i] in stops), size)


def _has_cue(stream: Stream, index: int) -> bool:
    return any(stream.kinds[i] in _CUES for i in range(index, _relative_end(stream, index)))


# --- in the same sentence ----------------------------------------------------------------------

NEAR = 90
"""Characters from a subject to a cue that one attribution may span."""


def subject_of_sentence(stream: Stream, cue: int) -> int | None:
    """Where the subject starts that begins the sentence of a cue, if it is near."""
    index = cue
    while index > 0 and stream.kinds[index - 1] not in ("stop", "colon", QUOTE):
        index -= 1
    while index < cue and stream.kinds[index] in ("conjunction", "adverb", "comma", "dash"):
        index += 1
    near = stream.ends[cue] - stream.starts[index] <= NEAR
    kind, word = stream.kinds[index], stream.words[index]
    subject = kind in ("pronoun", "determiner") or (kind == "" and word[:1].isupper())
    return index if near and subject and index < cue else None
