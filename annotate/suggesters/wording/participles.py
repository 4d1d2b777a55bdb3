"""Attributions by participles: she went on, adding that; she is saying that; many saying that."""

from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.stream import DETERMINERS, Stream
from annotate.suggesters.wording.subjects import source_before, verb_group_start
from annotate.suggesters.wording.verbs import complemented, of_far_subject, of_verb

FARTHEST = 8
"""Tokens before the comma of a participle in which the verb stands that said it first."""


def participle(stream: Stream, cue: int) -> Attribution | None:
    """A participle: she went on, adding that; she is saying that; with many saying that."""
    first = verb_group_start(stream, cue)
    group = {word.lower() for word in stream.words[first:cue]}
    if not stream.language.sets["passive"].isdisjoint(group):
        return of_verb(stream, first, cue)
    followed = complemented(stream, cue)
    if followed and stream.kinds[first - 1] in _OWN_SUBJECT:
        return _with_own_subject(stream, first, cue)
    if not followed and stream.kinds[cue - 1] != "comma":
        return None
    start = _speaker_put_in(stream, cue - 1)
    return of_far_subject(stream, cue, cue, "participle") if start is None else _of(start, cue)


_OWN_SUBJECT = frozenset(("", "quantifier", "time"))


def _with_own_subject(stream: Stream, first: int, cue: int) -> Attribution:
    start = source_before(stream, first)
    if start is None or stream.words[first - 1].lower() in stream.language.sets["medium"]:
        return of_far_subject(stream, cue, cue, "participle")
    return _of(start, cue)


def _of(start: int, cue: int) -> Attribution:
    return Attribution(start, cue + 1, "subject and participle", 0.7)


def _speaker_put_in(stream: Stream, comma: int) -> int | None:
    """Where who speaks starts, put in after what is said: fares will rise, Quill said, adding."""
    if stream.kinds[comma] != "comma":
        return None
    verb = comma - 1
    while verb > comma - FARTHEST and _says_where(stream, verb):
        verb -= 1
    if stream.kinds[verb] != "say":
        return None
    start = source_before(stream, verb_group_start(stream, verb))
    return start if start is not None and stream.kinds[start - 1] == "comma" else None


def _says_where(stream: Stream, index: int) -> bool:
    """Whether a token says when, where or to whom one spoke: told the Ledger on Monday."""
    kind, sets = stream.kinds[index], stream.language.sets
    if kind in DETERMINERS or kind in ("time", "joining"):
        return True
    word = stream.words[index] if index >= 0 else ""
    told = not (sets["addressee"] | sets["medium"]).isdisjoint((word.lower(),))
    return told or (kind == "" and word[:1].isupper())
