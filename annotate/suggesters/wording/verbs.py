"""Attributions by verbs, and by nouns made of them: where the source is, if there is one.

The scores are shares of such attributions that annotators of news made too.
"""

from msgspec.structs import replace

from annotate.suggesters.languages import PHRASE
from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import DETERMINERS, QUOTE, Stream, is_possessive
from annotate.suggesters.wording.subjects import (
    source_before,
    subject_of_sentence,
    verb_group_start,
)

NEAR = 8
"""Tokens after a cue in which what it attributes shows itself."""


def verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb of saying: its subject before it, else after it, else far from it."""
    first = verb_group_start(stream, cue)
    leading = _leading(stream, first)
    if leading is not None:
        return of_verb(stream, verb_group_start(stream, leading), cue)
    if _is_adjective(stream, cue) or stream.kind(cue - 1) == "inverted":
        return None  # the alleged fraud; the second half of a-t-elle déclaré
    if first == cue and stream.words[cue].lower().endswith(stream.language.auxiliary_endings):
        return None  # el hombre acusado de robo
    if _has_agent(stream, cue):
        return _of_agent(stream, first, cue)
    if _is_infinitive_or_passive(stream, first, cue) or _leads(stream, cue):
        return None
    return of_verb(stream, first, cue)


def _leads(stream: Stream, cue: int) -> bool:
    """Whether a verb only leads to one of saying: used to say, went on to tell."""
    if stream.words[cue].lower() not in stream.language.sets["leading"]:
        return False
    infinitive = stream.language.sets["infinitive"]
    near = range(cue + 1, min(cue + 3, len(stream.words)))
    to = next((i for i in near if stream.words[i].lower() in infinitive), -2)
    return stream.kind(to + 1) in ("say", "think", "call")


def _leading(stream: Stream, first: int) -> int | None:
    """Where the verb is that leads to one in the infinitive."""
    for index in range(first - 2, max(-1, first - 4), -1):
        if _leads(stream, index):
            return index
    return None


def _of_agent(stream: Stream, first: int, cue: int) -> Attribution | None:
    """A verb whose source follows with "by": was asked by Quill."""
    often = stream.words[cue].lower() in stream.language.sets["inverting"]
    end = source_after(stream, cue + 2) if often and first < cue else None
    return None if end is None else Attribution(first, end, "passive verb and name", 0.6)


def of_verb(stream: Stream, first: int, cue: int) -> Attribution | None:
    """A verb whose group starts with token `first`: with its subject, wherever that stands."""
    led = _is_led(stream, first)
    start = None if led else source_before(stream, first)
    if start is not None and not _speaker_follows(stream, first, cue):
        end = _with_medium(stream, cue + 1)
        return _placed(stream, start, end, "name and verb")
    if stream.kind(first - 1) == "boundary" and not led:
        return None  # when asked, despite repeated warnings
    end_of_source = _subject_after(stream, first, cue) if _may_invert(stream, first, cue) else None
    if end_of_source is not None:
        first -= stream.kind(first - 1) == PHRASE  # según explicó Quill
        return _placed(stream, first, end_of_source, "verb and name")
    return _of_far_subject(stream, first, cue, "verb")


def _may_invert(stream: Stream, first: int, cue: int) -> bool:
    """Whether the subject may follow a verb: after a quotation, or a verb that often does so."""
    before = stream.kind(first - 1)
    often = stream.words[cue].lower() in stream.language.sets["inverting"]
    opened = before in ("stop", "comma", "dash", "colon") or _is_led(stream, first)
    return before == QUOTE or (often and opened)


def _is_led(stream: Stream, first: int) -> bool:
    """Whether a word stands before a verb after which its subject follows it: como dijo Quill.

    An article is one at the start of a sentence only: Das sagte Quill.
    """
    before = first - 1
    led = before >= 0 and stream.words[before].lower() in stream.language.sets["leads"]
    return led and (stream.kind(before) not in DETERMINERS or stream.begins_sentence(before))


def _subject_after(stream: Stream, first: int, cue: int) -> int | None:
    """Where the subject ends that follows a verb, also after a time: sagte am Montag der Minister.

    With a verb of its own, and no quotation before, a pronoun is what was said: Ann said she left.
    """
    clause = stream.kind(cue + 1) == "pronoun" and stream.kind(cue + 2) in ("", "auxiliary")
    if clause and not stream.follows_quotation(first):
        return None
    opens = stream.kind(first - 1) in ("boundary", PHRASE)  # según dijo la alcaldesa, el barco …
    at = cue + 1
    end = source_after(stream, at, opens_sentence=opens)
    later = at if end else _after_time(stream, at)
    return end if later == at else source_after(stream, later, opens_sentence=opens)


def _after_time(stream: Stream, index: int) -> int:
    """The token after an adverb of time, or after a time and the preposition before it."""
    times = index + (stream.kind(index) == "joining")
    if stream.kind(times) != "time" and stream.kind(index) != "adverb":
        return index
    while stream.kind(times) in ("time", "adverb"):
        times += 1
    return times


def _speaker_follows(stream: Stream, first: int, cue: int) -> bool:
    """Whether, after a comma, all up to the next mark is a name: …, said Rivera, a baker."""
    if stream.kind(first - 1) != "comma" or not _may_invert(stream, first, cue):
        return False
    end = source_after(stream, cue + 1)
    named = end is not None and stream.words[cue + 1][:1].isupper()
    return named and stream.kind(end or 0) in ("stop", "comma")


def _has_agent(stream: Stream, cue: int) -> bool:
    sets = stream.language.sets
    by = cue + 1 < len(stream.words) and stream.words[cue + 1].lower() in sets["agent"]
    return by and stream.words[cue].lower() not in sets["about"]


def _is_adjective(stream: Stream, cue: int) -> bool:
    """Whether a cue belongs to a noun: the alleged fraud, for repeated votes, Peru's feared."""
    if _is_led(stream, cue):
        return False
    owned = cue > 0 and is_possessive(stream.words[cue - 1])
    return owned or stream.kind(cue - 1) in ("determiner", "joining")


def _is_infinitive_or_passive(stream: Stream, first: int, cue: int) -> bool:
    sets = stream.language.sets
    group = [word.lower() for word in stream.words[max(0, first - 1) : cue]]
    return not sets["infinitive"].isdisjoint(group[:1]) or not sets["passive"].isdisjoint(group)


def _placed(stream: Stream, start: int, end: int, what: str) -> Attribution:
    """An attribution whose origin says where it stands: right after a quotation, before one."""
    if stream.follows_quotation(start):
        return Attribution(start, end, f"after the quotation: {what}", 0.92)
    if QUOTE in (stream.kind(end), stream.kind(end + 1)):
        return Attribution(start, end, f"before the quotation: {what}", 0.78)
    if stream.kind(start - 1) in _REPORTING:
        return Attribution(start, end, f"inside reported speech: {what}", 0.2)
    return Attribution(start, end, f"reported speech: {what}", 0.78)


_REPORTING = frozenset(("say", "think", "that"))
"""What stands before a clause that is reported itself: she said he believes …"""


def _with_medium(stream: Stream, end: int) -> int:
    """`end`, or where "reporters" or "in a statement" ends that follows a verb at once."""
    if end < len(stream.words) and stream.words[end].lower() in stream.language.sets["addressee"]:
        return end + 1
    if stream.kind(end) == "joining" and stream.kind(end + 1) == "determiner":
        for index in range(end + 2, min(end + 5, len(stream.words))):
            if stream.words[index].lower() in stream.language.sets["medium"]:
                return index + 1
    return end


def naming_verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb that gives a name or words, with a quotation after it or right before its subject."""
    near = stream.kinds[cue + 1 : cue + NEAR]
    quoted = QUOTE in near and "stop" not in near[: near.index(QUOTE)]
    found = verb(stream, cue)
    return _unsure(found) if found and (quoted or stream.follows_quotation(found.start)) else None


def weak_verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb that attributes with a complement only, or after a poll or a report; or a noun."""
    if _is_adjective(stream, cue):
        return noun(stream, cue)
    first = verb_group_start(stream, cue)
    start = source_before(stream, first)
    if not (_complemented(stream, cue) or _has_a_say(stream, start, first, cue)):
        return None
    return _unsure(verb(stream, cue))


def _unsure(found: Attribution | None) -> Attribution | None:
    return found and replace(found, score=min(found.score, 0.65))


def _has_a_say(stream: Stream, start: int | None, first: int, cue: int) -> bool:
    """Whether a subject is a poll or a report, or what it attributes stands before it."""
    if start is None:
        return False
    parenthesis = stream.kind(start - 1) == "comma" and stream.kind(cue + 1) in ("comma", "stop")
    evident = "evidence" in stream.kinds[start:first]
    return evident or parenthesis or stream.follows_quotation(start)


def _complemented(stream: Stream, cue: int) -> bool:
    """Whether what is attributed follows: a quotation, or a clause with "that" or a subject."""
    following = stream.kind(cue + 1)
    if following in ("that", QUOTE, "colon", "pronoun"):
        return True
    for index in range(cue + 1, min(cue + NEAR, len(stream.words))):
        kind = stream.kinds[index]
        if kind in (QUOTE, "that") or (kind == "auxiliary" and index > cue + 1):
            return True
        if kind in ("stop", "comma", "boundary", "dash"):
            return False
    return False


def participle(stream: Stream, cue: int) -> Attribution | None:
    """A participle: she went on, adding that; she is saying that; with many saying that."""
    first = verb_group_start(stream, cue)
    group = {word.lower() for word in stream.words[first:cue]}
    if not stream.language.sets["passive"].isdisjoint(group):
        return of_verb(stream, first, cue)
    complemented = _complemented(stream, cue)
    if complemented and stream.kind(first - 1) in _OWN_SUBJECT:
        return _with_own_subject(stream, first, cue)
    if not complemented and stream.kind(cue - 1) != "comma":
        return None
    return _of_far_subject(stream, cue, cue, "participle")


_OWN_SUBJECT = frozenset(("", "quantifier", "time"))


def _with_own_subject(stream: Stream, first: int, cue: int) -> Attribution:
    start = source_before(stream, first)
    if start is None or stream.words[first - 1].lower() in stream.language.sets["medium"]:
        return _of_far_subject(stream, cue, cue, "participle")
    return Attribution(start, cue + 1, "subject and participle", 0.7)


def _of_far_subject(stream: Stream, first: int, cue: int, what: str) -> Attribution:
    start = subject_of_sentence(stream, cue)
    if start is not None:
        return Attribution(
            start, cue + 1, f"subject and {what}", 0.7 if what == "participle" else 0.5
        )
    score = 0.5 if stream.follows_quotation(first) else 0.4
    return Attribution(first, cue + 1, f"{what} alone", score)


def inverted(stream: Stream, index: int) -> Attribution:
    """A verb that holds its pronoun (dit-il), or an auxiliary that does (a-t-elle déclaré)."""
    more = stream.kind(index + 1) == "say"
    return _placed(stream, index, index + 1 + more, "verb and pronoun")


def noun(stream: Stream, cue: int) -> Attribution | None:
    """A noun with its owner: her claim that …"""  # noqa: D415  # it ends as the phrase does
    start = source_before(stream, cue) if stream.kind(cue + 1) in ("that", QUOTE) else None
    if start is None:
        return None
    owned = stream.words[start].lower() in stream.language.sets["possessive"]
    if owned or any(map(is_possessive, stream.words[start:cue])):
        return Attribution(start, cue + 1, "owner and noun", 0.7)
    return None
