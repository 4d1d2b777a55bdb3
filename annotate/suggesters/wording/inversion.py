"""Whether the subject follows its verb, and where it ends: “No,” said Quill; Das sagte Quill."""

from annotate.suggesters.languages import PHRASE
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import DETERMINERS, QUOTE, Stream, is_acronym


def may_invert(stream: Stream, first: int, cue: int) -> bool:
    """Whether the subject may follow a verb: after a quotation, or a verb that often does so."""
    before = stream.kind(first - 1)
    if before == QUOTE:
        return True
    often = stream.words[cue].lower() in stream.language.sets["inverting"]
    return often and (before in ("stop", "comma", "dash", "colon") or is_led(stream, first))


def is_led(stream: Stream, first: int) -> bool:
    """Whether a word stands before a verb after which its subject follows it: como dijo Quill.

    An article is one at the start of a sentence only: Das sagte Quill.
    """
    leads, before = stream.language.sets["leads"], first - 1
    led = bool(leads) and before >= 0 and stream.words[before].lower() in leads
    return led and (stream.kind(before) not in DETERMINERS or stream.begins_sentence(before))


def subject_after(stream: Stream, first: int, cue: int) -> int | None:
    """Where the subject ends that follows a verb, also after a time: sagte am Montag der Minister.

    With a verb of its own, and no quotation before, a pronoun is what was said: Ann said she left.
    """
    clause = stream.kind(cue + 1) == "pronoun" and stream.kind(cue + 2) in ("", "auxiliary")
    if clause and not stream.follows_quotation(first):
        return None
    opens = stream.kind(first - 1) in ("boundary", PHRASE)  # según dijo la alcaldesa, el barco …
    end = source_after(stream, _after_adjuncts(stream, cue + 1), opens_sentence=opens)
    return None if end and _is_object(stream, first, cue, end) else end


def _is_object(stream: Stream, first: int, cue: int, end: int) -> bool:
    """Whether what follows a verb that begins a sentence is what is said: Pide una tregua."""
    alone = stream.language.drops_subjects and stream.kind(first - 1) in ("stop", "conjunction")
    return alone and not stream.is_name(cue + 1) and stream.kind(end) != "that"


def _after_adjuncts(stream: Stream, index: int) -> int:
    """What follows when it was said, and to which agency: ha dicho el lunes a EFE Quill."""
    farthest = min(len(stream.words), index + ADJUNCTS)
    while index < farthest and (after := _after_adjunct(stream, index)) > index:
        index = after
    return index


ADJUNCTS = 6
"""Tokens that may stand between a verb and who says it."""


def _after_adjunct(stream: Stream, index: int) -> int:
    """The token after an adverb, or after a small word and a time, whom one tells, or a medium."""
    kind, following = stream.kind(index), stream.kind(index + 1)
    if kind in ("time", "adverb"):
        return index + 1
    if kind in ("joining", "determiner") and following == "time":
        return index + 2
    if kind not in ("joining", "boundary"):
        return index
    return _after_told(stream, index) or _after_medium(stream, index) or index


def _after_told(stream: Stream, small: int) -> int | None:
    """The token after whom one tells: a EFE, à l'AFP, a los periodistas, a Radio Cumbre."""
    to = stream.words[small].lower() in stream.language.sets["to"]
    told = small + 1 + (stream.kind(small + 1) == "determiner")
    if told >= len(stream.words):
        return None
    bare = told == small + 1
    if bare and is_acronym(stream.words[told].replace("’", "'").split("'")[-1]):
        return told + 1
    known = stream.words[told].lower() in stream.language.sets["addressee"]
    named = bare and stream.is_name(told) and not stream.kinds[told]
    return _after_names(stream, told + 1) if to and (known or named) else None


def _after_names(stream: Stream, index: int) -> int:
    """The first token from one on that is no name."""
    while index < len(stream.words) and stream.is_name(index) and not stream.kinds[index]:
        index += 1
    return index


def _after_medium(stream: Stream, small: int) -> int | None:
    """The token after a statement or the like: en la misma red, in einer Mitteilung."""
    media = stream.language.sets["medium"]
    near = range(small + 1, min(small + ADJUNCTS - 1, len(stream.words)))
    for index in near:
        if stream.words[index].lower() in media:
            return index + 1
        if stream.kinds[index] not in ("", "determiner", "quantifier"):
            return None
    return None


def with_origin(stream: Stream, end: int, pronoun: str = "") -> int:
    """`end`, or where those end who say it if its subject is nobody: dit-on de source sûre."""
    word = pronoun or stream.words[end - 1]
    if word.lower() not in stream.language.sets["impersonal"] or stream.kind(end) != "joining":
        return end
    told = end + 1 + (stream.kind(end + 1) == "determiner")
    return end if stream.kind(told) == "time" else source_after(stream, end + 1) or end


def adverbial_before(stream: Stream, start: int) -> int | None:
    """Where an adverbial starts that a noun phrase belongs to, if it begins its sentence."""
    index = start - 1
    small = stream.words[index].lower() in stream.language.sets["adverbial"]
    return index if small and stream.begins_sentence(index) else None


def speaker_follows(stream: Stream, first: int, cue: int) -> bool:
    """Whether, after a comma, all up to the next mark is who said it: …, said Rivera, a baker.

    Without a name that is all up to the sentence's end: …, han dicho las mismas fuentes.
    """
    if stream.kind(first - 1) != "comma" or not may_invert(stream, first, cue):
        return False
    end = source_after(stream, cue + 1)
    after = "" if end is None else stream.kind(end)
    if stream.words[cue + 1 : cue + 2] and stream.words[cue + 1][:1].isupper():
        return after in ("stop", "comma")
    return after == "stop" and stream.kind(cue + 1) in DETERMINERS
