"""Texts cut into tokens as spaCy's Tokenizer cuts them, each piece between two spaces but once.

That cuts such a piece by itself, but for its rules that go over more than one, such as `EE. UU.`
in Spanish: where a rule may go on beyond a space, the pieces around it are cut together.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import compress, pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy import int32
    from numpy.typing import NDArray

    Numbers = NDArray[int32]

PARTING = re.compile(r"(?<=\S) ")
"""A space that is no token, but belongs to the one before it."""
REMEMBERED = 1 << 20
"""Characters of pieces up to which these are kept, which take some 30 MB."""
BITS = 63


class Joints(NamedTuple):
    """Bits of tokens that end a piece, and of those that begin one.

    Where two that follow one another share any, a rule may go over both.
    """

    ends: Mapping[str, int]
    begins: Mapping[str, int]


class Lexicon:
    """Different tokens, by number: their words, and arrays of what else is asked of many."""

    def __init__(self, strings: Any, joints: Joints) -> None:
        """`strings` are those of spaCy's vocabulary, by hash."""
        self._strings, self._joints = strings, joints
        self._numbers: dict[int, int] = {}
        self.words = list[str]()
        self.hashes, self.lengths, self.blank = array("Q"), array("i"), array("b")
        self.ends, self.begins = array("Q"), array("Q")

    def numbers(self, hashes: Sequence[int]) -> list[int]:
        """The tokens of these hashes."""
        known = self._numbers
        for each in {each for each in hashes if each not in known}:
            self._add(each)
        return [known[each] for each in hashes]

    def words_of(self, texts: "Iterable[Numbers]") -> Iterator[str]:
        """The different words of texts, whose tokens have these numbers."""
        import numpy as np

        met = np.zeros(len(self.words), np.bool)
        for numbers in texts:
            met[numbers] = True
        return compress(self.words, met)

    def _add(self, hash: int) -> None:
        word = self._strings[hash]
        self._numbers[hash] = len(self.words)
        self.words.append(word)
        self.hashes.append(hash)
        self.lengths.append(len(word))
        self.blank.append(word.isspace())
        self.ends.append(self._joints.ends.get(word, 0))
        self.begins.append(self._joints.begins.get(word, 0))


class Cutter:
    """Cuts the texts of a language.

    A token is twice its number in the lexicon, and one more where a space follows it.
    """

    def __init__(self, pipeline: Any) -> None:
        """Of spaCy's, of which some languages have a tokenizer of their own."""
        self.language: str = pipeline.lang
        self._tokenizer = pipeline.tokenizer
        self._by_pieces = type(self._tokenizer) is import_module("spacy.tokenizer").Tokenizer
        joints = joints_of(self._tokenizer) if self._by_pieces else Joints({}, {})
        self.lexicon = Lexicon(pipeline.vocab.strings, joints)
        self._known, self._size = dict[str, bytes](), 0

    def cut(self, text: str) -> "Numbers":
        """The tokens of a text."""
        if not self._by_pieces:
            return self._whole(text)
        if self._size > REMEMBERED:
            self._known.clear()
            self._size = 0
        pieces = text.split(" ")
        parts, fresh = self._known_of(pieces)
        if any(map(_is_odd, fresh.values())):
            pieces = PARTING.split(text)
            parts, fresh = self._known_of(pieces)
        found = self._joined(pieces, parts, fresh)
        if joints := self._joints(found):
            pieces = _together(pieces, joints)
            found = self._joined(pieces, *self._known_of(pieces))
        return found

    def _known_of(self, pieces: Sequence[str]) -> tuple[list[bytes], dict[int, str]]:
        """The tokens of pieces, b"" of what is new; and what is, by its place.

        A last one that ends the text with whitespace does not count.
        """
        counted = pieces[:-1] if _is_odd(pieces[-1]) else pieces
        parts = [*map(self._known.get, counted, repeat(b""))]
        return parts, {} if all(parts) else {n: pieces[n] for n in _empty(parts)}

    def _joined(
        self, pieces: Sequence[str], parts: list[bytes], fresh: Mapping[int, str]
    ) -> "Numbers":
        """The tokens of pieces, each cut by itself."""
        import numpy as np

        if fresh:
            self._learn([*dict.fromkeys(fresh.values())])
            for n, piece in fresh.items():
                parts[n] = self._known[piece]
        found = np.frombuffer(bytearray().join(parts), np.int32)
        if len(parts) < len(pieces):
            return np.append(found, self._whole(pieces[-1]))
        found[-1] -= 1  # there is no space behind the last
        return found

    def _learn(self, pieces: Sequence[str]) -> None:
        """Cut what is new; as much of it at once as comes to the same."""
        import numpy as np

        found = self._whole(" ".join(pieces))
        found[-1] |= 1
        ends = [len(found)]
        if len(pieces) > 1:
            ends = (np.flatnonzero(found & 1) + 1).tolist()
            # fewer ends: a rule went over two pieces, which need not be neighbours in any text
            joints = self._joints(found) if len(ends) == len(pieces) else range(len(pieces) - 1)
            if joints:
                for part in _parted(pieces, joints):
                    self._learn(part)
                return
        packed = found.tobytes()
        parts = [packed[4 * a : 4 * b] for a, b in pairwise((0, *ends))]
        self._known.update(zip(pieces, parts, strict=True))
        self._size += sum(map(len, pieces))

    def _whole(self, text: str) -> "Numbers":
        """The tokens of a text as spaCy cuts it."""
        import numpy as np

        known = self._tokenizer(text).to_array(("ORTH", "SPACY"))
        numbers = np.array(self.lexicon.numbers(known[:, 0].tolist()), np.int32)
        found: Numbers = numbers << 1 | known[:, 1].astype(np.int32)
        return found

    def _joints(self, found: "Numbers") -> Collection[int]:
        """After which pieces a rule may go on in the next one."""
        import numpy as np

        spaced, numbers = found & 1, found >> 1
        ends = np.frombuffer(self.lexicon.ends, np.uint64).take(numbers[:-1])
        begins = np.frombuffer(self.lexicon.begins, np.uint64).take(numbers[1:])
        at = (ends & begins).astype(bool) & spaced[:-1].astype(bool)
        return set((np.cumsum(spaced)[:-1][at] - 1).tolist()) if at.any() else ()


def _empty(parts: Sequence[bytes]) -> Iterator[int]:
    """Where parts are empty, which few are."""
    at = -1
    with suppress(ValueError):
        while True:
            yield (at := parts.index(b"", at + 1))


def _is_odd(piece: str) -> bool:
    """Whether the space behind it is none that only parts words."""
    return not piece or piece[-1].isspace()


def _parted(pieces: Sequence[str], joints: Collection[int]) -> Iterator[Sequence[str]]:
    """The pieces, parted after those."""
    ends = sorted(n + 1 for n in joints)
    return (pieces[a:b] for a, b in pairwise((0, *ends, len(pieces))))


def _together(pieces: Sequence[str], joints: Collection[int]) -> list[str]:
    """The pieces, with those around a joint as one."""
    others = (n for n in range(len(pieces) - 1) if n not in joints)
    return [" ".join(part) for part in _parted(pieces, [*others])]


def joints_of(tokenizer: Any) -> Joints:
    """Where its rules could be met in two pieces.

    A rule is met where the tokens are those into which what it is for would be cut without any.
    """
    bare = _without_rules(tokenizer)
    parts = {rule: [token.text for token in bare(rule)] for rule in tokenizer.rules}
    nexts = defaultdict[str, set[str]](set)
    for words in parts.values():
        for word, after in pairwise(words):
            nexts[word].add(after)
    bits = _bits(map(frozenset, nexts.values()))
    ends = {word: bits[frozenset(after)] for word, after in nexts.items()}
    begins = defaultdict[str, int](int)
    for after, bit in bits.items():
        for word in after:
            begins[word] |= bit
    for rule, words in parts.items():
        # what stands there where the rule was met within a piece
        if words[-1] in ends or words[0] in begins:
            made = [token.text for token in tokenizer(rule)]
            ends[made[-1]] = ends.get(made[-1], 0) | ends.get(words[-1], 0)
            begins[made[0]] |= begins.get(words[0], 0)
    return Joints(ends, begins)


def _bits(sets: Iterable[frozenset[str]]) -> dict[frozenset[str], int]:
    """A bit for each set; of very many some have the same."""
    return {each: 1 << n % BITS for n, each in enumerate(dict.fromkeys(sets))}


def _without_rules(tokenizer: Any) -> Any:
    names = ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
    how = {name: getattr(tokenizer, name) for name in (*names, "faster_heuristics")}
    return type(tokenizer)(tokenizer.vocab, {}, **how)
