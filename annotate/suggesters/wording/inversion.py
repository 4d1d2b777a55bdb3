"""Whether the subject follows its verb, and where it ends: “No,” said Quill; Das sagte Quill."""

from annotate.suggesters.languages import PHRASE
from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import DETERMINERS, QUOTE, Stream, is_acronym


def may_invert(stream: Stream, first: int, cue: int) -> bool:
    """Whether the subject may follow a verb: after a quotation, or a verb that often does so."""
    before = stream.kinds[first - 1]
    if before == QUOTE:
        return True
    often = stream.words[cue].lower() in stream.language.sets["inverting"]
    if often and stream.kinds[cue] in ("think", "call") and stream.language.sets["leads"]:
        led = stream.follows_quotation(first) or is_led(stream, first)
        often = led or _names_person(stream, cue + 1)
    return often and (before in ("stop", "comma", "dash", "colon") or is_led(stream, first))


def _names_person(stream: Stream, index: int) -> bool:
    """Whether a pronoun or a name shows who thinks so: …, schätzt er; no erwartet keine Flut."""
    name = stream.kinds[index] == "" and index < len(stream.words) and stream.is_name(index)
    return name or stream.kinds[index] == "pronoun"


def is_led(stream: Stream, first: int) -> bool:
    """Whether a word stands before a verb after which its subject follows it: como dijo Quill.

    An article is one at the start of a sentence only: Das sagte Quill.
    """
    leads, before = stream.language.sets["leads"], first - 1
    led = bool(leads) and before >= 0 and stream.words[before].lower() in leads
    return led and (stream.kinds[before] not in DETERMINERS or stream.begins_sentence(before))


def subject_after(stream: Stream, first: int, cue: int) -> int | None:
    """Where the subject ends that follows a verb, also after a time: sagte am Montag der Minister.

    With a verb of its own, and no quotation before, a pronoun is what was said: Ann said she left.
    """
    clause = stream.kinds[cue + 1] == "pronoun" and stream.kinds[cue + 2] in ("", "auxiliary")
    second = stream.language.sets["adverbial"] and stream.kinds[first - 1] == "comma"
    if clause and not second and not stream.follows_quotation(first):
        return None
    led = stream.kinds[first - 1] in ("boundary", PHRASE) or is_led(stream, first)
    opens = led or _is_amid(stream, first)
    object_ = second and (stream.kinds[cue + 1], stream.kinds[cue + 2]) == ("pronoun", "determiner")
    told = cue + 1 + bool(object_)  # würdigte sie der Dirigent
    end = source_after(stream, _after_adjuncts(stream, told), opens_sentence=opens)
    return None if end and _is_object(stream, first, cue, end) else end


ELIDED = ("l'", "l’")
"""How a word begins that holds its article."""


def _holds_article(stream: Stream, index: int) -> bool:
    return index < len(stream.words) and stream.words[index].startswith(ELIDED)


def _is_amid(stream: Stream, first: int) -> bool:
    """Whether its sentence goes on after who says it: Hoy, insiste Quill, el muelle se cierra."""
    amid = stream.kinds[first - 1] == "comma" and not stream.follows_quotation(first)
    return amid and bool(stream.language.sets["leads"])


def _is_object(stream: Stream, first: int, cue: int, end: int) -> bool:
    """Whether what follows a verb that begins a sentence is what is said: Pide una tregua.

    Not where a pronoun stands for that: Lo dijo el alcalde.
    """
    if stream.words[first].lower() in stream.language.sets["stated"]:
        return False
    alone = stream.language.drops_subjects and stream.kinds[first - 1] in ("stop", "conjunction")
    return alone and not stream.is_name(cue + 1) and stream.kinds[end] != "that"


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
    kind, following = stream.kinds[index], stream.kinds[index + 1]
    if kind in ("time", "adverb"):
        return index + 1
    if kind in ("joining", "determiner") and following == "time":
        return index + 2
    if kind not in ("joining", "boundary"):
        return index
    return after_told(stream, index) or _after_medium(stream, index) or index


def after_told(stream: Stream, small: int, *, by_name: bool = True) -> int | None:
    """The token after whom one tells: a EFE, à l'AFP, a los periodistas, `by_name` a Ida Quill."""
    told = small + 1 + (stream.kinds[small + 1] == "determiner")
    if told >= len(stream.words):
        return None
    to = stream.words[small].lower() in stream.language.sets["to"]
    bare = told == small + 1
    if bare and is_acronym(stream.words[told].replace("’", "'").split("'")[-1]):
        return told + 1
    known = stream.words[told].lower() in stream.language.sets["addressee"]
    named = by_name and bare and stream.is_name(told) and not stream.kinds[told]
    if not to or not (known or named):
        return None
    after = _after_names(stream, told + 1)
    others = stream.kinds[after] in ("", "determiner", "quantifier")
    return after if named or others else told + 1


def _after_names(stream: Stream, index: int) -> int:
    """The first token from one on that is no name."""
    while index < len(stream.words) and stream.is_name(index) and not stream.kinds[index]:
        index += 1
    return index


def _after_medium(stream: Stream, small: int) -> int | None:
    """The token after a statement or the like, or what else stands before an article.

    As in en la misma red, in einer Mitteilung; entre risas el piloto, sur la chaîne RTV une …
    """
    media = stream.language.sets["medium"]
    near = range(small + 1, min(small + ADJUNCTS - 1, len(stream.words)))
    for index in near:
        if stream.words[index].lower() in media:
            return index + 1
        if stream.kinds[index] not in ("", "determiner", "quantifier"):
            break
    if not stream.language.sets["leads"]:
        return None
    noun = small + 1 + (stream.kinds[small + 1] == "determiner")
    after = _after_names(stream, noun + 1) if stream.kinds[noun] == "" else noun
    article = stream.kinds[after] == "determiner" or _holds_article(stream, after)
    return after if after > noun and article else None


def with_origin(stream: Stream, end: int, pronoun: str = "") -> int:
    """`end`, or where those end who say it if its subject is nobody: dit-on de source sûre."""
    word = pronoun or stream.words[end - 1]
    if word.lower() not in stream.language.sets["impersonal"] or stream.kinds[end] != "joining":
        return end
    told = end + 1 + (stream.kinds[end + 1] == "determiner")
    return end if stream.kinds[told] == "time" else source_after(stream, end + 1) or end


def adverbial_before(stream: Stream, start: int) -> int | None:
    """Where an adverbial starts that a noun phrase belongs to, if it begins its sentence."""
    opens = stream.sentence_start(start)
    small = stream.words[opens].lower() in stream.language.sets["adverbial"]
    return opens if small and _ADVERBIAL.issuperset(stream.kinds[opens:start]) else None


_ADVERBIAL = frozenset(
    ("", "joining", "boundary", "determiner", "quantifier", "noun", "evidence", "time")
)
"""What an adverbial of more than one part may hold."""


def speaker_follows(stream: Stream, first: int, cue: int) -> bool:
    """Whether, after a comma, all up to the next mark is who said it: …, said Rivera, a baker.

    Without a name that is all up to the sentence's end: …, han dicho las mismas fuentes.
    """
    if stream.kinds[first - 1] != "comma" or not may_invert(stream, first, cue):
        return False
    end = source_after(stream, cue + 1)
    if end is not None and stream.language.sets["to"]:
        end = after_told(stream, end) or end
    after = "" if end is None else stream.kinds[end]
    if stream.words[cue + 1 : cue + 2] and stream.words[cue + 1][:1].isupper():
        return after in ("stop", "comma")
    return after == "stop" and stream.kinds[cue + 1] in DETERMINERS
