"""Attributions by verbs, and by nouns made of them: where the source is, if there is one.

The scores are shares of such attributions that annotators of news made too.
"""

from msgspec.structs import replace

from annotate.suggesters.languages import PHRASE
from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.inversion import (
    adverbial_before,
    after_told,
    is_led,
    may_invert,
    speaker_follows,
    subject_after,
    with_origin,
)
from annotate.suggesters.wording.particles import lacks_particle, with_particle
from annotate.suggesters.wording.perfect import perfect
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import DETERMINERS, FINITE, QUOTE, Stream, is_possessive
from annotate.suggesters.wording.subjects import (
    UNNAMED,
    source_before,
    subject_of_sentence,
    verb_group_start,
)

NEAR = 8
"""Tokens after a cue in which what it attributes shows itself."""


def verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb of saying: its subject before it, else after it, else far from it."""
    first = verb_group_start(stream, cue)
    if stream.words[cue] in stream.language.sets["perfect"]:
        found = perfect(stream, cue)
        return found and _placed(stream, *found, "verb in two parts")
    leading = _leading(stream, first)
    if leading is not None:
        return of_verb(stream, verb_group_start(stream, leading), cue)
    if stream.kinds[cue - 1] == "inverted" or (first == cue and _is_no_verb(stream, cue)):
        return None  # the second half of a-t-elle déclaré
    if _has_agent(stream, cue):
        return _of_agent(stream, first, cue)
    unsaid = _is_infinitive_or_passive(stream, first, cue) or _leads(stream, cue)
    unsaid = unsaid or _keeps_unnamed(stream, first, cue)
    if unsaid or (stream.language.parted and lacks_particle(stream, cue)):
        return None
    return of_verb(stream, first, cue)


def _leads(stream: Stream, cue: int) -> bool:
    """Whether a verb only leads to one of saying: used to say, went on to tell."""
    if stream.words[cue].lower() not in stream.language.sets["leading"]:
        return False
    infinitive = stream.language.sets["infinitive"]
    near = range(cue + 1, min(cue + 3, len(stream.words)))
    to = next((i for i in near if stream.words[i].lower() in infinitive), -2)
    return stream.kinds[to + 1] in FINITE


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
    led = is_led(stream, first)
    start = None if led else source_before(stream, first)
    if start is not None and stream.language.sets["adverbial"]:
        said = _after_adverbial(stream, start, first, cue)
        if said:
            return said
    if start is not None and not speaker_follows(stream, first, cue):
        if _has_object(stream, cue):
            return None
        end = with_particle(stream, cue, _with_medium(stream, cue + 1))
        return _placed(stream, start, end, "name and verb")
    if stream.kinds[first - 1] == "boundary" and not (led or stream.language.drops_subjects):
        return None  # when asked, despite repeated warnings
    end_of_source = subject_after(stream, first, cue) if may_invert(stream, first, cue) else None
    if end_of_source is not None:
        first -= stream.kinds[first - 1] == PHRASE  # según explicó Quill
        end = with_particle(stream, cue, with_origin(stream, end_of_source))
        return _placed(stream, first, end, "verb and name")
    return of_far_subject(stream, first, cue, "verb")


def _after_adverbial(stream: Stream, start: int, first: int, cue: int) -> Attribution | None:
    """A verb whose subject follows it, since what begins its sentence is none: Aus dem Amt hieß es.

    Where that subject is nobody, what begins the sentence is who says it.
    """
    opens = adverbial_before(stream, start)
    end = None if opens is None else subject_after(stream, first, cue)
    if opens is None or end is None:
        return None
    nobody = stream.words[end - 1].lower() in stream.language.sets["impersonal"]
    end = with_particle(stream, cue, end)
    return _placed(stream, opens if nobody else first, end, "verb and name")


def _has_agent(stream: Stream, cue: int) -> bool:
    sets = stream.language.sets
    by = cue + 1 < len(stream.words) and stream.words[cue + 1].lower() in sets["agent"]
    if not by or stream.words[cue].lower() in sets["about"]:
        return False
    return stream.kinds[cue + 2 + (stream.kinds[cue + 2] == "determiner")] != "time"


def _has_object(stream: Stream, cue: int) -> bool:
    """Whether a verb that also does something does it to a thing: Voss added two goals."""
    if stream.words[cue].lower() not in stream.language.sets["doing"]:
        return False
    counted = stream.words[cue + 1 : cue + 2] and stream.words[cue + 1][:1].isdigit()
    return bool(counted or stream.kinds[cue + 1] in DETERMINERS) and not complemented(stream, cue)


def _is_no_verb(stream: Stream, cue: int) -> bool:
    """Whether a cue without an auxiliary is an adjective: the alleged fraud, acusado de robo."""
    participle = stream.words[cue].lower().endswith(stream.language.auxiliary_endings)
    return participle or _is_adjective(stream, cue)


def _is_adjective(stream: Stream, cue: int) -> bool:
    """Whether a cue belongs to a noun: the alleged fraud, for repeated votes, Peru's feared."""
    owned = cue > 0 and is_possessive(stream.words[cue - 1])
    belongs = owned or stream.kinds[cue - 1] in ("determiner", "joining")
    return belongs and not is_led(stream, cue)


def _is_infinitive_or_passive(stream: Stream, first: int, cue: int) -> bool:
    sets = stream.language.sets
    group = [word.lower() for word in stream.words[max(0, first - 1) : cue]]
    return not sets["infinitive"].isdisjoint(group[:1]) or not sets["passive"].isdisjoint(group)


def _keeps_unnamed(stream: Stream, first: int, cue: int) -> bool:
    """Whether a relative clause says no more than that its subject is not to be named."""
    if stream.kinds[first - 1] != "relative":
        return False
    near = stream.words[cue + 1 : cue + UNNAMED]
    return not stream.language.sets["unnamed"].isdisjoint(near)


def _placed(stream: Stream, start: int, end: int, what: str) -> Attribution:
    """An attribution whose origin says where it stands: right after a quotation, before one."""
    if stream.follows_quotation(start):
        return Attribution(start, end, f"after the quotation: {what}", 0.92)
    if QUOTE in (stream.kinds[end], stream.kinds[end + 1]):
        return Attribution(start, end, f"before the quotation: {what}", 0.78)
    if stream.kinds[start - 1] in _REPORTING:
        return Attribution(start, end, f"inside reported speech: {what}", 0.2)
    return Attribution(start, end, f"reported speech: {what}", 0.78)


_REPORTING = frozenset(("say", "think", "that"))
"""What stands before a clause that is reported itself: she said he believes …"""


def _with_medium(stream: Stream, end: int) -> int:
    """`end`, or where "reporters" or "in a statement" ends that follows a verb at once."""
    word = stream.words[end].lower() if end < len(stream.words) else ""
    if word in stream.language.sets["addressee"] or word in stream.language.sets["reflexive"]:
        return end + 1
    if stream.kinds[end] != "joining":
        return end
    if stream.language.sets["to"] and (told := after_told(stream, end, by_name=False)):
        return told
    if stream.kinds[end + 1] == "determiner":
        for index in range(end + 2, min(end + 5, len(stream.words))):
            if stream.words[index].lower() in stream.language.sets["medium"]:
                return index + 1
    return end


def naming_verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb that gives a name or words, with a quotation after it or right before its subject."""
    near = stream.kinds[cue + 1 : cue + NEAR]
    quoted = QUOTE in near and "stop" not in near[: near.index(QUOTE)]
    found = verb(stream, cue)
    return _unsure(found) if found and (quoted or _after_pause(stream, found.start)) else None


def _after_pause(stream: Stream, index: int) -> bool:
    """Whether a token follows a quotation and a pause: “My gym,” he calls it, no “gym” he saw."""
    if not stream.follows_quotation(index):
        return False
    return stream.kinds[index - 1] == "comma" or any(m in stream.words[index - 1] for m in ",?!")


def weak_verb(stream: Stream, cue: int) -> Attribution | None:
    """A verb that attributes with a complement only, or after a poll or a report; or a noun."""
    if _is_adjective(stream, cue):
        return noun(stream, cue)
    first = verb_group_start(stream, cue)
    start = source_before(stream, first)
    of_clause = stream.kinds[first - 1] != "relative"  # anyone who saw the crash is asked to call
    if not (complemented(stream, cue, by_verb=of_clause) or _has_a_say(stream, start, first, cue)):
        return None
    return _unsure(verb(stream, cue))


def _unsure(found: Attribution | None) -> Attribution | None:
    return found and replace(found, score=min(found.score, 0.65))


def _has_a_say(stream: Stream, start: int | None, first: int, cue: int) -> bool:
    """Whether a subject is a poll or a report, or what it attributes stands before it."""
    if start is None:
        return stream.follows_quotation(first) or is_led(stream, first)
    parenthesis = stream.kinds[start - 1] == "comma" and stream.kinds[cue + 1] in ("comma", "stop")
    evident = "evidence" in stream.kinds[start:first]
    return evident or parenthesis or stream.follows_quotation(start)


def complemented(stream: Stream, cue: int, *, by_verb: bool = True) -> bool:
    """Whether what is attributed follows: a quotation, or a clause with "that" or a subject.

    A clause shows `by_verb` alone too, where that is no verb of the sentence around the cue.
    """
    following = stream.kinds[cue + 1]
    if following in ("that", QUOTE, "colon", "pronoun"):
        return True
    if following == "comma" and stream.kinds[cue + 2] == "that":
        return True  # schätzt, dass
    for index in range(cue + 1, min(cue + NEAR, len(stream.words))):
        kind = stream.kinds[index]
        if kind in (QUOTE, "that") or (by_verb and kind == "auxiliary" and index > cue + 1):
            return True
        if kind in ("stop", "comma", "boundary", "dash"):
            return False
    return False


def of_far_subject(stream: Stream, first: int, cue: int, what: str) -> Attribution:
    """A verb or participle with the subject that begins its sentence; alone if that is not near."""
    drops = what == "verb" and stream.language.drops_subjects
    if drops and _is_alone(stream, first, cue):
        return Attribution(first, cue + 1, "verb alone", 0.6)
    start = None if drops else subject_of_sentence(stream, cue)
    if start is not None:
        return Attribution(
            start, cue + 1, f"subject and {what}", 0.7 if what == "participle" else 0.5
        )
    leads = (stream.kinds[cue + 1], stream.kinds[cue + 2]) == ("colon", QUOTE)
    score = 0.5 if leads or stream.follows_quotation(first) else 0.4
    return Attribution(first, cue + 1, f"{what} alone", score)


def _is_alone(stream: Stream, first: int, cue: int) -> bool:
    """Whether a verb needs no pronoun to say who says it: —añadió—; Aseguró que vendría."""
    before, after = stream.kinds[first - 1], stream.kinds[cue + 1]
    plain = "adverb" not in stream.kinds[first:cue]  # no contesta
    put_in = plain and before in ("comma", "dash") and after in ("comma", "dash", "stop", "colon")
    begins = before in ("comma", "dash", "stop", "conjunction", "open", "boundary")
    return put_in or (begins and after in ("that", "colon"))


def inverted(stream: Stream, index: int) -> Attribution:
    """A verb that holds its pronoun (dit-il), or an auxiliary that does (a-t-elle déclaré)."""
    more = stream.kinds[index + 1] == "say"
    end = with_origin(stream, index + 1 + more, stream.words[index].rpartition("-")[2])
    return _placed(stream, index, end, "verb and pronoun")


def noun(stream: Stream, cue: int) -> Attribution | None:
    """A noun with its owner: her claim that …"""  # noqa: D415  # it ends as the phrase does
    start = source_before(stream, cue) if stream.kinds[cue + 1] in ("that", QUOTE) else None
    if start is None:
        return None
    owned = stream.words[start].lower() in stream.language.sets["possessive"]
    if owned or any(map(is_possessive, stream.words[start:cue])):
        return Attribution(start, cue + 1, "owner and noun", 0.7)
    return None
