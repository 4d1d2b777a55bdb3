"""Attributions within the marks: « Oui, a-t-elle ajouté, je viens », in languages that do so."""

from collections.abc import Iterator

from annotate.core.document import Range
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import QUOTE, Stream, stream_of

NEAR = 6
"""Tokens after a verb with its pronoun among which a mark ends what is told."""
ORIGIN, SCORE = "within the marks", 0.8


def within_quotations(text: str, stream: Stream) -> Iterator[Range]:
    """Where attributions stand in a paragraph's outermost quotations."""
    for index, kind in enumerate(stream.kinds):
        if kind == QUOTE:
            start, end = stream.place(index)
            yield from _within(stream_of(text, start + 1, end - 1, (), stream.language))


def _within(words: Stream) -> Iterator[Range]:
    for index in range(1, len(words.words)):
        end = _end(words, index) if words.kinds[index - 1] in ("comma", "stop") else None
        if end is not None and _pauses(words, end, inverted=words.kinds[index] == "inverted"):
            yield words.start(index), words.end(end - 1)


def _pauses(words: Stream, end: int, *, inverted: bool) -> bool:
    """Whether a mark follows, after a verb with its pronoun also some words: dit-il en riant."""
    near = words.kinds[end : end + NEAR] if inverted else [words.kinds[end]]
    return end >= len(words.words) or "comma" in near or "stop" in near


def _end(words: Stream, index: int) -> int | None:
    """Where an attribution ends that a verb begins: with its pronoun, else with its source."""
    if words.kinds[index] == "inverted":
        return index + 1 + (words.kinds[index + 1] == "say")
    if words.kinds[index - 1] != "comma":
        return None
    verb = index + (words.kinds[index] == "auxiliary")
    if (
        verb == len(words.words)
        or words.words[verb].lower() not in words.language.sets["inverting"]
    ):
        return None
    return source_after(words, verb + 1, opens_sentence=True)  # what follows goes on with the words
