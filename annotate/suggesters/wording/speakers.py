"""Speakers whom no verb that is known names: before a colon, and beside a quotation."""

from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import QUOTE, VERBS, Stream
from annotate.suggesters.wording.subjects import source_before, verb_group_start

AFTER = "after the quotation:"


def before_colon(stream: Stream, colon: int) -> Attribution | None:
    """A speaker before a colon and a quotation: Rivera: “No.” The engineer disagreed: “No.”"""  # noqa: D415  # it ends as the examples do
    if stream.kinds[colon + 1] != QUOTE:
        return None
    end = colon
    while end > 1 and _is_adverb(stream, end - 1):
        end -= 1
    start = source_before(stream, end)
    sentence = stream.kinds[stream.sentence_start(colon) : colon]
    if start is None or stream.words[start].islower() or not VERBS.isdisjoint(sentence):
        start = _subject_of_unknown(stream, end - 1)
    return None if start is None else Attribution(start, colon, "speaker and colon", 0.6)


def _is_adverb(stream: Stream, index: int) -> bool:
    word = stream.words[index]
    return stream.kinds[index] == "adverb" or (word.islower() and stream.language.is_adverb(word))


def _subject_of_unknown(stream: Stream, verb: int) -> int | None:
    """Where the subject of a verb starts that no file knows."""
    if verb < 0 or not _looks_a_verb(stream, verb):
        return None
    return source_before(stream, verb_group_start(stream, verb))


# --- after a quotation -------------------------------------------------------------------------


def after_quotation(stream: Stream, quotation: int) -> Attribution | None:
    """A verb that no file knows and its subject, up to the next mark: “No,” she vented."""
    first = quotation + 1
    first += stream.kinds[first] == "comma"
    if _begins_anew(stream, first):
        return None
    if stream.kinds[first] == "pronoun":
        return _pronoun_and_verb(stream, first)
    if _looks_a_verb(stream, first):
        return _verb_and_name(stream, first)
    paused = any(mark in stream.words[quotation] for mark in ",?!")
    return _name_and_verb(stream, first) if paused else None


def _begins_anew(stream: Stream, first: int) -> bool:
    """Whether a sentence of its own follows a quotation: “No.” She left. “No!” She left."""
    ended = stream.words[first - 1]
    if "." in ended:
        return True
    large = stream.kinds[first] == "pronoun" and stream.words[first].istitle()
    return large and "," not in ended and stream.words[first] != "I"


def _pronoun_and_verb(stream: Stream, first: int) -> Attribution | None:
    verb = first + 1
    if stream.kinds[verb] or not stream.words[verb].islower():
        return None
    return _closed(stream, Attribution(first, verb + 1, f"{AFTER} name and verb", 0.7), verb + 1)


def _verb_and_name(stream: Stream, first: int) -> Attribution | None:
    end = source_after(stream, first + 1)
    if end is None or not stream.words[first + 1][:1].isupper():
        return None
    return _closed(stream, Attribution(first, end, f"{AFTER} verb and name", 0.7), end)


def _name_and_verb(stream: Stream, first: int) -> Attribution | None:
    end = source_after(stream, first) or first
    verb = next((i for i in range(first + 1, end) if _looks_a_verb(stream, i)), None)
    if verb is None:
        return None
    return _closed(stream, Attribution(first, verb + 1, f"{AFTER} name and verb", 0.7), end)


def _closed(stream: Stream, found: Attribution, end: int) -> Attribution | None:
    """What was found, if nothing but a mark follows."""
    closed = end < len(stream.words) and stream.kinds[end] in ("stop", "comma", "dash")
    return found if closed else None


def _looks_a_verb(stream: Stream, index: int) -> bool:
    """Whether a word that no file knows ends as a verb of the past does."""
    word = stream.words[index] if index < len(stream.words) else ""
    language = stream.language
    looks = word.islower() and word.endswith(language.participle_endings + language.verb_endings)
    return looks and not stream.kinds[index]
