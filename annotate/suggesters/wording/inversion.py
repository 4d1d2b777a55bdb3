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
    return source_after(stream, _after_adjuncts(stream, cue + 1), opens_sentence=opens)


def _after_adjuncts(stream: Stream, index: int) -> int:
    """What follows when it was said, and to which agency: ha dicho el lunes a EFE Quill."""
    farthest = min(len(stream.words), index + ADJUNCTS)
    while index < farthest and (after := _after_adjunct(stream, index)) > index:
        index = after
    return index


ADJUNCTS = 6
"""Tokens that may stand between a verb and who says it."""


def _after_adjunct(stream: Stream, index: int) -> int:
    """The token after an adverb, after a time and the small word before it, or after "to AFP"."""
    if stream.kind(index) in ("time", "adverb"):
        return index + 1
    small, following = stream.kind(index), stream.kind(index + 1)
    if small in ("joining", "determiner") and following == "time":
        return index + 2
    addressed = small == "joining" and index + 1 < len(stream.words)
    agency = addressed and is_acronym(stream.words[index + 1].replace("’", "'").split("'")[-1])
    return index + 2 if agency else index


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
