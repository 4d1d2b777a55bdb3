"""A paragraph's attributions: what is tried at which cue, and what phrases and marks say."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from annotate.suggesters.languages import PHRASE, Phrase
from annotate.suggesters.wording.attribution import Attribution
from annotate.suggesters.wording.interviews import speaker_of_line
from annotate.suggesters.wording.participles import participle
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.speakers import after_quotation, before_colon
from annotate.suggesters.wording.stream import DETERMINERS, QUOTE, VERBS, Stream
from annotate.suggesters.wording.subjects import source_before, verb_group_start
from annotate.suggesters.wording.verbs import (
    inverted,
    naming_verb,
    noun,
    of_verb,
    verb,
    weak_verb,
)


def attributions_in(
    stream: Stream, speakers: frozenset[str], *, is_headline: bool = False
) -> Iterator[Attribution]:
    """The attributions of a paragraph, by their cues.

    In a line of one of `speakers` they are its speaker, and what stands beside a quotation there.
    """
    speaker = speaker_of_line(stream, speakers)
    if speaker is None:
        yield from _by_cues(stream, is_headline)
        return
    yield speaker
    if QUOTE in stream.kinds:
        said = (a for a in _by_cues(stream, is_headline) if a.start > speaker.end)
        yield from (a for a in said if _is_beside_quotation(stream, a))


def _by_cues(stream: Stream, is_headline: bool) -> Iterator[Attribution]:
    for index in stream.telling:
        kind = stream.kinds[index]
        rule = RULES.get(kind)
        if rule and (is_headline or kind not in VERBS or not stream.is_name(index)):
            found = rule(stream, index)
            if found:
                yield found


def _is_beside_quotation(stream: Stream, found: Attribution) -> bool:
    """Whether a quotation comes right before an attribution, or right after it."""
    after = stream.kinds[found.end : found.end + 2]
    return stream.follows_quotation(found.start) or QUOTE in after


def _phrase(stream: Stream, index: int) -> Attribution | None:
    for phrase in stream.language.phrases[stream.words[index].lower()]:
        start = index - phrase.key
        end = start + len(phrase.words)
        words = [word.lower() for word in stream.words[max(0, start) : end]]
        found = _of_phrase(stream, phrase, start, end) if words == list(phrase.words) else None
        if found:
            return found
    return noun(stream, index)


def _of_phrase(stream: Stream, phrase: Phrase, start: int, end: int) -> Attribution | None:
    name = " ".join(phrase.words)
    if phrase.kind == "quoted":
        found = of_verb(stream, verb_group_start(stream, start), end - 1)
        return found and replace(found, origin=name)
    if phrase.kind == "complete":
        return Attribution(start, end, name, 0.9)
    if phrase.kind in _AFTER_SOURCE:
        first = source_before(stream, start)
        return None if first is None else Attribution(first, end, *_AFTER_SOURCE[phrase.kind])
    last = _source_of(stream, start, end)
    if last is None or (phrase.kind == "tagged" and not _is_tag(stream, start, end, last)):
        return None
    score = 0.45 if phrase.kind in ("provenance", "contribution") else 0.9
    return Attribution(start, last, name, score)


_AFTER_SOURCE = {"contributors": ("contributors' line", 0.45), "postposed": ("according to", 0.9)}
"""The phrases that follow their source, and what one is called, and how sure it is."""


def _source_of(stream: Stream, start: int, end: int) -> int | None:
    """Where the source of a phrase ends, that follows at once or after "of": nach Angaben von X."""
    opens = stream.begins_sentence(start)
    tail = end < len(stream.words) and stream.words[end].lower() in stream.language.sets["tail"]
    of = end + 1 if tail and stream.kinds[end] == "joining" else end
    return source_after(stream, of, opens_sentence=opens)


def _is_tag(stream: Stream, start: int, end: int, last: int) -> bool:
    """Whether a phrase after a quotation or a comma holds no more than who: …, so der Minister."""
    follows = stream.kinds[start - 1] in (QUOTE, "comma")
    named = stream.kinds[end] in DETERMINERS or stream.words[end][:1].isupper()
    return follows and named and stream.kinds[last] in _AFTER_TAG


_AFTER_TAG = frozenset(("stop", "comma", "dash", "close", "joining", "boundary", "time", "adverb"))


RULES: dict[str, Callable[[Stream, int], Attribution | None]] = {
    "say": verb,
    "think": weak_verb,
    "call": naming_verb,
    "saying": participle,
    "inverted": inverted,
    "noun": noun,
    "colon": before_colon,
    QUOTE: after_quotation,
    PHRASE: _phrase,
}
"""What is tried at a token of each kind."""
