"""The particles of verbs, far behind them: Die Werft teilte am Montag auf Anfrage mit."""

from annotate.suggesters.wording.stream import MARKS, Stream

FARTHEST = 25
"""Tokens after a verb in which its particle is looked for."""
NEAR = 6
"""Tokens after who said it, or the verb, that the wording may hold up to the particle."""


def particle_of(stream: Stream, verb: int) -> int | None:
    """Where the particle of a verb stands, at the end of its clause."""
    particles = stream.language.particles.get(stream.words[verb].lower())
    if not particles:
        return None
    for index in range(verb + 1, min(verb + FARTHEST, len(stream.words))):
        if stream.kinds[index] in _ENDING:
            return None
        if stream.words[index] in particles and stream.kinds[index + 1] in _AFTER:
            return index
    return None


_ENDING = frozenset(("stop", "colon"))
_AFTER = MARKS | {"that", "conjunction", "phrase"}
"""What follows a clause."""


def lacks_particle(stream: Stream, verb: int) -> bool:
    """Whether a verb is without the particle with which alone it says something."""
    parted = stream.words[verb].lower() in stream.language.parted
    return parted and particle_of(stream, verb) is None


def with_particle(stream: Stream, verb: int, end: int) -> int:
    """`end`, or where the particle ends, if nothing but when and where stands before it."""
    particle = particle_of(stream, verb) if stream.language.particles else None
    if particle is None or not 0 <= particle - end <= NEAR:
        return end
    between = stream.kinds[end:particle]
    bare = not any(word[:1].isupper() for word in stream.words[end:particle])
    adjunct = bare or between[0] in _ADJUNCT
    return particle + 1 if adjunct and MARKS.isdisjoint(between) else end


_ADJUNCT = frozenset(("time", "adverb", "joining", "boundary"))
"""What when, where or on whose demand it was said begins with."""
