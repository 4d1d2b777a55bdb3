"""The features of a paragraph's words: the words, their kinds, and what the rules say there."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from annotate.core.document import Document
from annotate.core.suggestion import NONE, Suggestion
from annotate.suggesters import attributions as rules
from annotate.suggesters.learning.crf import Item
from annotate.suggesters.learning.memory import Memory
from annotate.suggesters.learning.tags import quotations_in
from annotate.suggesters.wording.reading import Paragraph, read
from annotate.suggesters.wording.stream import QUOTE, Stream

Strings = tuple[str, ...]
WORDS, KINDS = range(-2, 3), range(-3, 4)
"""How far around a token words are looked at, and kinds and rules."""
EDGE, NO_RULE = "#", "-"
"""The kind of what lies beyond the ends, and what stands where no rule speaks."""
FAR = 99
"""Tokens from which on a quotation is not told from one still farther."""
SUFFIX, NAME, WORDS_TOLD = 3, 12, 12
"""Letters of a word's end, and of a rule's name, and words of a quotation that are told apart."""
BEFORE_SENTENCE = frozenset(("stop", "colon", QUOTE, EDGE))


class Features:
    """Makes the features of paragraphs; of those that a model does not know, none.

    Everything is built once a word, a kind or a rule: what is left to do for a token is to put
    together what is there.
    """

    def __init__(self, known: Container[str] | None = None) -> None:
        def kept(features: Iterable[str]) -> Strings:
            return tuple(f for f in features if known is None or f in known)

        self._kept = kept
        self._words = Memory[tuple[str, bool], list[Strings]](
            lambda key: [kept(_word(*key, offset)) for offset in WORDS]
        )
        self._kinds = Memory[tuple[str, str], list[Strings]](
            lambda key: [kept(_kind(*key, offset)) for offset in KINDS]
        )
        self._runs = Memory[Strings, Strings](lambda kinds: kept(_run(kinds)))
        self._distances = Memory[tuple[int, int], Strings](lambda key: kept(_distance(*key)))

    def __call__(
        self, text: str, paragraph: Paragraph, attributions: Sequence[Suggestion]
    ) -> Iterator[Item]:
        """The features of each token; `attributions` are what the rules find in the paragraph.

        They come one by one, as those of a paragraph of megabytes are a hundred times its size.
        """
        stream, quotations = paragraph.stream, quotations_in(paragraph)
        said = _said(stream, attributions, quotations)
        kinds = stream.kinds[: len(stream.words)]
        rows = zip(*self._columns(stream.words, kinds, said), strict=True)
        for index, row in enumerate(rows):
            item = list(chain.from_iterable(row))
            if index in quotations:
                inside = text[slice(*stream.place(index))]
                item += self._kept(_quotation(inside))
            yield item

    def _columns(
        self, words: Sequence[str], kinds: Sequence[str], said: Sequence[str]
    ) -> list[list[Strings]]:
        """Lists of features, a tuple a token in each."""
        near = [self._words[word, kind == QUOTE] for word, kind in zip(words, kinds, strict=True)]
        marks = [self._kinds[pair] for pair in zip(kinds, said, strict=True)]
        edge = self._kinds[EDGE, ""]
        padded = (EDGE, EDGE, *kinds, EDGE, EDGE)
        before, after = _since(kinds), _since(kinds[::-1])[::-1]
        return [
            *(_moved([n[i] for n in near], offset, ()) for i, offset in enumerate(WORDS)),
            *(_moved([m[i] for m in marks], offset, edge[i]) for i, offset in enumerate(KINDS)),
            [self._runs[padded[i : i + 5]] for i in range(len(kinds))],
            [self._distances[pair] for pair in zip(before, after, strict=True)],
        ]


def sequences(document: Document, features: Features) -> Iterator[tuple[Paragraph, Iterator[Item]]]:
    """Each paragraph with the features of its tokens."""
    attributions = deque(rules.suggest(document, NONE).spans)
    for paragraph in read(document).paragraphs:
        end = paragraph.stream.last_end
        here = []
        while attributions and attributions[0].start < end:
            here.append(attributions.popleft())
        yield paragraph, features(document.text, paragraph, here)


def _moved(column: list[Strings], offset: int, edge: Strings) -> list[Strings]:
    """What stands `offset` tokens farther, for each token."""
    beyond = [edge] * min(abs(offset), len(column))
    return [*beyond, *column][: len(column)] if offset < 0 else [*column, *beyond][-len(column) :]


def _word(word: str, is_quotation: bool, offset: int) -> Iterable[str]:
    """What a word is like; of a quotation, which is no word, only its end's look."""
    lower, where = word.lower(), offset or ""
    yield f"s{where}={_shape(word)}"
    if not is_quotation:
        yield f"w{where}={lower}"
    if not offset:
        yield f"suf={lower[-SUFFIX:]}"


def _shape(word: str) -> str:
    first = word[:1]
    kind = "X" if first.isupper() else "x" if first.isalpha() else "d" if first.isdigit() else "o"
    return kind + ("X" if len(word) > 1 and word.isupper() else "")


def _kind(kind: str, rule: str, offset: int) -> Iterable[str]:
    """A token's kind and what the rules say of it."""
    where = offset or ""
    yield f"k{where}={kind}"
    if rule:
        yield f"r{where}={rule}"
    if not offset:
        yield f"rk={rule}|{kind}"
    if offset == -1 and kind in BEFORE_SENTENCE:
        yield "b"


def _run(kinds: Strings) -> Iterable[str]:
    """The kinds of the two tokens before one, of those beside it, and of the two after it."""
    return f"k<{'|'.join(kinds[:3])}", f"k={'|'.join(kinds[1:4])}", f"k>{'|'.join(kinds[2:])}"


def _distance(before: int, after: int) -> Iterable[str]:
    return f"q-{_bucket(before)}", f"q+{_bucket(after)}"


def _bucket(tokens: int) -> str:
    return str(tokens) if tokens < 6 else "near" if tokens < 15 else "far"


def _since(kinds: Sequence[str]) -> list[int]:
    """For each token, how many tokens ago a quotation was."""
    found, ago = [], FAR
    for kind in kinds:
        ago = 0 if kind == QUOTE else min(FAR, ago + 1)
        found.append(ago)
    return found


def _said(
    stream: Stream, attributions: Sequence[Suggestion], quotations: Mapping[int, float]
) -> list[str]:
    """What the rules say of each token, and how surely."""
    said = [NO_RULE] * len(stream.words)
    for rule in attributions:
        name = f"{rule.origin[:NAME]}{int(rule.score * 4)}"
        first, end = stream.at(rule.start), stream.at(rule.end)
        said[first:end] = [f"B{name}", *[f"I{name}"] * (end - first - 1)][: end - first]
    for index, score in quotations.items():
        said[index] = f"Q{int(score * 10)}"
    return said


def _quotation(text: str) -> Iterable[str]:
    """What is inside a quotation."""
    words = text.split()
    yield f"qn={min(len(words), WORDS_TOLD)}"
    yield f"qg={text[0]}"
    yield f"qe={text[-2:-1]}"
    yield f"ql={text[1:2]}"
    yield f"qc={all(word[:1].isupper() for word in words)}"
