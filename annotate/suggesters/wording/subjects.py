"""Where the source starts that stands before its cue: a pronoun, a noun phrase, an apposition."""

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

UNNAMED = 6
"""Tokens from who wants no name to the word that says so: who asked not to be named."""
_VERB_GROUP = frozenset(("auxiliary", "adverb"))
_NOUNS = frozenset(
    ("", "determiner", "quantifier", "joining", "noun", "evidence", "conjunction", "time", "call")
)
"""What a noun phrase may hold."""


def verb_group_start(stream: Stream, cue: int) -> int:
    """Where a verb's group starts, auxiliaries and adverbs included: has also said."""
    index = cue
    while _in_verb_group(stream, index - 1):
        index -= 1
    return index


def _in_verb_group(stream: Stream, index: int) -> bool:
    kind = stream.kinds[index]
    if kind in _VERB_GROUP:
        return not stream.is_name(index) or stream.words[index].islower()
    if stream.language.sets["clitics"] and _is_clitic(stream, index):
        return True
    word = stream.words[index] if kind == "" and index >= 0 else ""
    return word.islower() and stream.language.is_adverb(word)


def _is_clitic(stream: Stream, index: int) -> bool:
    """Whether a token is whom one tells, before the verb: leur a répondu."""
    if index < 0 or stream.words[index].lower() not in stream.language.sets["clitics"]:
        return False
    verbs = (
        ("auxiliary",)
        if stream.kinds[index] == "pronoun"
        else ("auxiliary", "say", "think", "call")
    )
    return stream.kinds[index + 1] in verbs


def source_before(stream: Stream, end: int) -> int | None:
    """Where the source starts whose last token is end - 1, or None if there is none."""
    last = end - 1
    kind = stream.kinds[last]
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
    mark, after_comma = stream.kinds[closing], None
    drops = stream.language.drops_subjects
    for index in range(closing - 1, max(-1, closing - FARTHEST), -1):
        kind = stream.kinds[index]
        if kind in ("stop", "colon"):
            break
        if kind == mark and drops and stream.kinds[index + 1] == "say":
            return None  # El puerto, añade, no contesta
        if kind == mark:
            start = _phrase_start(stream, index - 1)
            before = "" if start is None else stream.kinds[start - 1]
            if before == "boundary" and after_comma is not None:
                return after_comma  # After the hearing, Ann, a guard, said
            if before in _BEFORE_CLAUSE:
                return start
            if start is not None and stream.kinds[start - 1] == "comma" and after_comma is None:
                after_comma = start
    return after_comma


_BEFORE_CLAUSE = frozenset(("stop", "colon", QUOTE, "that", "conjunction", "boundary", "dash"))


def _phrase_start(stream: Stream, last: int) -> int | None:
    """The start of the noun phrase that ends with token `last`, or None if there is none there."""
    first = _leftmost(stream, last)
    first = _without_adverbials(stream, first, last)
    return None if _ADVERBIAL.issuperset(stream.kinds[first : last + 1]) else first


_ADVERBIAL = frozenset(("joining", "time"))
"""What is no noun phrase alone."""


def _leftmost(stream: Stream, last: int) -> int:
    """The first token of the noun phrase that ends with `last`, "who" and its clause included."""
    first = _run_start(stream, last)
    who = _who_is_unnamed(stream, last) or first - 1
    if first > last or not stream.is_who(who):
        return first
    antecedent = _run_start(stream, who - 1)
    return antecedent if antecedent < who else first


def _who_is_unnamed(stream: Stream, last: int) -> int | None:
    """Where "who" stands in a clause that ends there: a man who asked not to be named."""
    if stream.words[last] not in stream.language.sets["unnamed"]:
        return None
    near = range(last - 1, max(0, last - UNNAMED), -1)
    return next((i for i in near if stream.is_who(i)), None)


def _run_start(stream: Stream, last: int) -> int:
    """The first token of those up to `last` that a noun phrase may hold, in one run."""
    index, conjunction = last, None
    while index >= 0 and last - index < FARTHEST and _in_phrase(stream, index):
        if stream.kinds[index] == "conjunction":
            conjunction = index
            if not _joins_nouns(stream, index):
                break
        index = _before(stream, index)
    if stream.kinds[index] in VERBAL and conjunction is not None:
        return conjunction + 1
    return index + 1


def _before(stream: Stream, index: int) -> int:
    """The token before one; a whole bracket counts as one."""
    if stream.kinds[index] != "close":
        return index - 1
    opening = _opening(stream, index)
    return -1 if opening is None else opening - 1


def _joins_nouns(stream: Stream, index: int) -> bool:
    if index == 0 or stream.kinds[index - 1] in ("comma", "stop", QUOTE, "close"):
        return False
    return stream.words[index].islower() or stream.words[index] == "&"


def _is_owned(stream: Stream, index: int) -> bool:
    """Whether an article says whose a noun is: Sprecher der Polizei, ministre des Transports."""
    word, article = stream.words[index], stream.words[index + 1]
    noun = word[:1].isupper() or not stream.language.capital_nouns
    return noun and article in stream.language.sets["tail"]


def _opening(stream: Stream, closing: int) -> int | None:
    near = range(closing - 1, max(-1, closing - 12), -1)
    return next((i for i in near if stream.kinds[i] == "open"), None)


def _in_phrase(stream: Stream, index: int) -> bool:
    kind, word = stream.kinds[index], stream.words[index]
    if kind == "close":
        return _opening(stream, index) is not None
    if kind == "":
        adverb = word.islower() and stream.language.is_adverb(word)
        return not adverb and (
            stream.kinds[index + 1] not in DETERMINERS
            or _is_owned(stream, index)
            or _is_clitic(stream, index + 1)
        )
    if kind in _NOUNS or (kind == "adverb" and stream.kinds[index - 1] in DETERMINERS):
        return True
    name = stream.is_name(index) and (kind not in ALWAYS or is_acronym(word))
    return kind not in MARKS and name


def _without_adverbials(stream: Stream, first: int, last: int) -> int:
    """`first`, less what stands before the noun phrase proper: "On Monday", "and", "last week"."""
    if "time" in stream.kinds[first:last]:
        first = _after_time(stream, first, last)
    while first <= last and stream.kinds[first] in ("conjunction", "joining"):
        first += 1
    return first


def _after_time(stream: Stream, first: int, last: int) -> int:
    """`first`, or what follows the last time of an adverbial there, if something does."""
    times = [
        i
        for i in range(first, last + 1)
        if stream.kinds[i] == "time" and not is_possessive(stream.words[i])
    ]
    if times and times[-1] < last and _opens_adverbial(stream, first):
        return times[-1] + 1
    return first


def _opens_adverbial(stream: Stream, index: int) -> bool:
    """Whether a run begins with a preposition, a day, or as "last week" does."""
    period = stream.language.sets["period"]
    return stream.kinds[index] in ("joining", "time") or stream.words[index].lower() in period


# --- in the same sentence ----------------------------------------------------------------------

NEAR, NEAR_VERB = 90, 60
"""Characters from a subject to a participle, or to a second verb, that one span may hold."""


def subject_of_sentence(stream: Stream, cue: int) -> int | None:
    """Where the subject starts that begins the sentence of a cue, if it is near."""
    index = stream.sentence_start(cue)
    while index < cue and stream.kinds[index] in ("conjunction", "adverb", "comma", "dash"):
        index += 1
    index = _after_dateline(stream, index, cue)
    farthest = NEAR if stream.kinds[cue] == "saying" else NEAR_VERB
    near = stream.end(cue) - stream.start(index) <= farthest
    return index if near and index < cue and _begins_subject(stream, index) else None


DATELINE = 12
"""Tokens before the dash that parts a place, a day and an agency from the first sentence."""


def _after_dateline(stream: Stream, index: int, cue: int) -> int:
    """The token after whence the news comes: LONDON, May 3 (RTV) — The mayor left, saying."""
    if stream.words[index].isupper() and len(stream.words[index]) > 1:
        for dash in range(index + 1, min(cue, index + DATELINE)):
            if stream.kinds[dash] == "dash" and _begins_subject(stream, dash + 1):
                return dash + 1
    return index


def _begins_subject(stream: Stream, index: int) -> bool:
    kind, word = stream.kinds[index], stream.words[index]
    if kind == "" and word[:1].isupper():
        return not word.endswith(stream.language.participle_endings)  # Preguntado por eso, dijo
    return kind in ("pronoun", "determiner", "quantifier")
