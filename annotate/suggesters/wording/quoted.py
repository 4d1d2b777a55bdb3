"""Which quotations are somebody's words, and which are scare quotes, titles or marked words.

The scores are shares of such quotations that annotators of news took for quotes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from annotate.core.quotations import Quotation
from annotate.suggesters.wording.names import (
    is_so_called,
    is_subject,
    is_title,
    names_thing,
    names_work,
)
from annotate.suggesters.wording.stream import FARTHEST, QUOTE, Stream

CUES = frozenset(("say", "saying", "think", "call", "inverted", "noun", "phrase"))
LONG, SHORT = 5, 2
"""Words from which on a quotation needs no cue, and up to which it needs one before it."""
LETTERS = 2
"""Chinese or Japanese letters that count as a word."""
SPEAKER, HEARSAY = 6, 12
"""Tokens after a quotation in which a speaker, or any cue in its sentence, is looked for."""
_CLOSES_SENTENCE, _CLOSES = frozenset(".?!…"), "”\"’'»“‹›」』 "


class Judged(Struct, frozen=True):
    """A quotation, why it is taken for somebody's words (or not), and how sure that is."""

    start: int
    end: int
    origin: str
    score: float


def judge(
    text: str, stream: Stream, quotations: Sequence[Quotation], *, is_headline: bool
) -> Iterator[Judged]:
    """Each quotation of a paragraph with its judgement; below a score of 0.5 it is likely none."""
    outer = iter(stream.quoted)
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        if quotation.depth:
            judgement = _nested(text, stream, quotation)
        elif quotation.kind == "dash":
            next(outer)
            judgement = "speech after a dash", 0.9
        else:
            judgement = _outer(text, stream, next(outer), is_headline=is_headline)
        yield Judged(start, end, *judgement)


def _outer(text: str, stream: Stream, index: int, *, is_headline: bool) -> tuple[str, float]:
    start, end = stream.place(index)
    if is_headline:
        return "quotation marks in a headline", 0.3
    if text.startswith("''", start):
        return "two apostrophes as marks", 0.45
    words = text[start + 1 : end - 1].split()
    cued = _cue_before(text, stream, index) or _is_said(text, stream, index)
    named = _named(text, stream, index, words, cued=cued)
    if named:
        return named, 0.3
    cued = cued or (len(words) >= SHORT and _cue_after(text, stream, index))
    if len(words) >= LONG or _undivided(text, start + 1, end - 1) >= LONG:
        return ("quotation marks and a cue", 0.98) if cued else ("quotation marks", 0.95)
    if cued:
        return "few words in marks, and a cue", 0.9
    sentence = _is_sentence(text, start, end) or _is_own_sentence(text, stream, index, words)
    return ("few words in marks", 0.7) if sentence else ("words in marks", 0.4)


def _undivided(text: str, start: int, end: int) -> int:
    """About how many words there are in a script that puts nothing between them."""
    inside = text[start:end]
    return 0 if inside.isascii() else sum("\u3040" <= c <= "\u9fff" for c in inside) // LETTERS


def _nested(text: str, stream: Stream, quotation: Quotation) -> tuple[str, float]:
    """One inside a quotation is a quote where a comma, a colon or a verb introduces it."""
    before = text[max(0, quotation.start - 24) : quotation.start].rstrip()
    introduced = before[-1:] in (",", ":") or stream.language.kinds.get(
        before.rsplit(maxsplit=1)[-1].lower() if before else "", ""
    ) in ("say", "saying", "call")
    start, end = quotation.start, quotation.end
    if introduced and (" " in text[start:end] or _is_sentence(text, start, end)):
        return "quotation within a quotation", 0.6
    return "marks within a quotation", 0.3


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a quotation begins with a capital and ends as a sentence does."""
    inside = text[start:end].strip(_CLOSES + "„‘«‚")
    return inside[:1].isupper() and (inside[-1:] in _CLOSES_SENTENCE or inside[-1:] == ",")


def _is_own_sentence(text: str, stream: Stream, index: int, words: Sequence[str]) -> bool:
    """Whether a quotation is all of its sentence, whose stop stands after the marks: «Vamos ya»."""
    start, end = stream.place(index)
    begins = stream.begins_sentence(index) and text[start + 1 : end].lstrip()[:1].isupper()
    if not begins or text[end : end + 1] not in _CLOSES_SENTENCE:
        return False
    return len(words) >= SHORT or _goes_on(text, stream, index - 2)


def tells(text: str, stream: Stream) -> bool:
    """Whether a paragraph is no headline, since it goes on after a sentence, or says who spoke."""
    last = len(stream.words) - 1
    return "stop" in stream.kinds[:last] or any(
        _is_said(text, stream, index) or (index < last and ends_sentence(text, end))
        for index, (_, end) in stream.quoted.items()
    )


def ends_sentence(text: str, end: int) -> bool:
    """Whether the text before `end`, less closing marks, ends a sentence."""
    return text[max(0, end - 4) : end].rstrip(_CLOSES)[-1:] in _CLOSES_SENTENCE


def _cue_before(text: str, stream: Stream, index: int) -> bool:
    return _is_cued(text, stream, reversed(_telling(stream, index - FARTHEST + 1, index)))


def _cue_after(text: str, stream: Stream, index: int) -> bool:
    if text[stream.end(index) - 2] == ".":
        return False
    return _is_cued(text, stream, _telling(stream, index + 1, index + HEARSAY))


def _telling(stream: Stream, first: int, end: int) -> list[int]:
    """The tokens from `first` to `end` that may be cues, or end a sentence."""
    telling = stream.telling
    return telling[bisect_left(telling, first) : bisect_left(telling, end)]


def _is_cued(text: str, stream: Stream, near: Iterable[int]) -> bool:
    """Whether a cue comes before the sentence ends, on the way through some tokens."""
    for i in near:
        kind = stream.kinds[i]
        if kind in CUES:
            return True
        if kind == "stop" or (kind == QUOTE and ends_sentence(text, stream.end(i))):
            return False
    return False


def _is_said(text: str, stream: Stream, index: int) -> bool:
    """Whether a pause after a quotation and a cue right behind it say that somebody spoke."""
    first = index + 1 + _pauses_after(text, stream, index)
    near = stream.kinds[first : index + SPEAKER]
    cue = next((i for i, kind in enumerate(near) if kind in CUES), None)
    return (
        _pauses(text, stream, index) and cue is not None and not {"comma", "stop"} & set(near[:cue])
    )


def _pauses(text: str, stream: Stream, index: int) -> bool:
    """Whether a mark inside a quotation parts it from what follows, or a comma after it does."""
    start, end = stream.place(index)
    inside = text[start:end].rstrip(_CLOSES)[-1:] in (",", "?", "!")
    return inside or _pauses_after(text, stream, index)


def _pauses_after(text: str, stream: Stream, index: int) -> bool:
    """Whether a comma follows a quotation's marks, and it is no title amid a sentence: «No», dijo.

    Das ist „Unsinn“, sagte Quill; but no title: They played ‘Enough’, said Quill.
    """
    if stream.kinds[index + 1] != "comma":
        return False
    small = text[stream.start(index) + 1 : stream.end(index)].lstrip()[:1].islower()
    return small or stream.language.capital_nouns or stream.begins_sentence(index)


def _named(
    text: str, stream: Stream, index: int, words: Sequence[str], *, cued: bool
) -> str | None:
    """Why marks only hold a name; None if they do not."""
    if is_subject(stream, index) and not _pauses(text, stream, index):
        return "the name of who speaks"
    titled = is_title(stream, words) and (names_work(stream, index) or not cued)
    if titled and not _is_uttered(text, stream, index):
        return "a title in quotation marks"
    if (len(words) <= SHORT and names_thing(stream, index)) or is_so_called(stream, index, words):
        return "what somebody calls it"
    return None


def _is_uttered(text: str, stream: Stream, index: int) -> bool:
    """Whether a sentence follows a colon, or begins one itself and pauses, as in “No,” she said."""
    start, end = stream.place(index)
    before, last = stream.kinds[index - 1], text[start:end].rstrip(_CLOSES)[-1:]
    if before == "colon":
        return last in _CLOSES_SENTENCE
    stopped = "." in (last, text[end : end + 1])
    pauses = _pauses(text, stream, index) or (stopped and _goes_on(text, stream, index - 2))
    return before == "stop" and pauses


def _goes_on(text: str, stream: Stream, last: int) -> bool:
    """Whether the sentence that ends there says who spoke, as before the “Never.” that goes on."""
    sentence = range(stream.sentence_start(last), last)
    before = sentence.start - 1
    return stream.kinds[before] == QUOTE and _is_said(text, stream, before)
