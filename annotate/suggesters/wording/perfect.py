"""Verbs in two parts, with who says it between or before them: hat Quill am Montag angekündigt."""

from annotate.suggesters.wording.sources import source_after
from annotate.suggesters.wording.stream import Stream
from annotate.suggesters.wording.subjects import source_before, verb_group_start

FARTHEST = 16
"""Tokens before a participle in which its auxiliary is looked for."""
_BETWEEN = frozenset(("", "adverb", "time", "joining", "boundary", "determiner"))
"""What may stand before the participle besides who says it: when and where, nothing with a noun."""


def perfect(stream: Stream, participle: int) -> tuple[int, int] | None:
    """Where the wording starts and ends, or None if no auxiliary and source are near.

    What is said must not stand between them: no hat weitere Kontrollen angekündigt.
    """
    having = stream.language.sets["having"]
    if stream.kinds[participle + 1] == "auxiliary" and stream.words[participle + 1] in having:
        start = source_before(stream, verb_group_start(stream, participle))
        return None if start is None else (start, participle + 2)
    near = range(participle - 1, max(-1, participle - FARTHEST), -1)
    have = next((i for i in near if stream.words[i].lower() in having), None)
    if have is None:
        return None
    if stream.follows_quotation(have) or stream.kinds[have - 1] == "comma":
        start, end = have, source_after(stream, _after_adverbs(stream, have + 1))
    else:
        start, end = source_before(stream, verb_group_start(stream, have)), have + 1
    if start is None or end is None or not _is_plain(stream, end, participle):
        return None
    return start, participle + 1


def _after_adverbs(stream: Stream, index: int) -> int:
    while stream.kinds[index] in ("adverb", "time"):
        index += 1
    return index


def _is_plain(stream: Stream, start: int, end: int) -> bool:
    """Whether nothing but when, where and to whom stands between."""
    kinds = stream.kinds[start:end]
    opens = not kinds or kinds[0] in ("adverb", "time", "joining", "boundary")
    bare = not any(word[:1].isupper() for word in stream.words[start:end])
    return _BETWEEN.issuperset(kinds) and (opens or bare)
