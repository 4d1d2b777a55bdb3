"""The features of a document's paragraphs: how they read, what the rules say, what is around."""

from collections.abc import Container, Iterable, Iterator, Sequence

from annotate.core.document import Document
from annotate.core.suggestion import NONE, Suggestion, Suggestions, merged
from annotate.suggesters import advertisements, body, captions
from annotate.suggesters.learning.crf import Item
from annotate.suggesters.page.lines import lines
from annotate.suggesters.page.words import class_words

AROUND = (-2, -1, 1, 2)
"""The paragraphs that are looked at besides."""
FROM_AFAR = ("rule=", "words=", "end=", "small=", "tag=")
"""The features of a paragraph that count for those around it."""
LONGEST = 1000
"""Characters of a paragraph that are looked at."""
LENGTHS = (*range(1, 9), 12, 20, 35, 70)
"""Words up to which lengths are told apart."""
FIRST, LAST, FEW = 6, 3, 40
"""Words at the beginning and at the end that count, in a paragraph of fewer than so many."""
CLASS = range(3, 16)
"""Letters of a part of a class name that counts."""
PUNCTUATION = '.,:;!?"“”()'


def features(document: Document, known: Container[str] | None = None) -> list[Item]:
    """The features of each paragraph; only those that are known, if that is given."""
    said = {s.range: s for s in _rules(document).spans}
    texts = [line.text[:LONGEST] for line in lines(document)]
    hints = document.hints or [None] * len(texts)
    own = [
        [*_rule(said.get(place)), *_look(text), *_markup(hint)]
        for place, text, hint in zip(document.paragraphs, texts, hints, strict=True)
    ]
    items = [[*mine, *_around(own, index)] for index, mine in enumerate(own)]
    return items if known is None else [[f for f in item if f in known] for item in items]


def _rules(document: Document) -> Suggestions:
    """What the rules say of whole paragraphs."""
    found = NONE
    for member in (captions, advertisements, body):
        found = merged(found, member.suggest(document, found))
    return found


def _rule(rule: Suggestion | None) -> Iterator[str]:
    if rule is None:
        yield "rule="
    else:
        yield f"rule={rule.label}{int(rule.score * 10)}"
        yield f"by={rule.origin}"


def _look(text: str) -> Iterator[str]:
    """How a paragraph begins and ends, how long it is, and some of its words."""
    words = text.split()
    number = next((str(most) for most in LENGTHS if len(words) <= most), "more")
    small = sum(word[0].islower() for word in words) / max(1, len(words))
    lower = [word.lower().strip(PUNCTUATION) for word in words]
    yield f"words={number}"
    yield f"end={'a' if text[-1].isalnum() else text[-1]}"
    yield f"start={_start(text[0])}"
    yield f"small={int(small * 5)}"
    yield from (f"first={word}" for word in lower[:1])
    if len(words) < FEW:
        yield from (f"word={word}" for word in dict.fromkeys(lower[:FIRST] + lower[-LAST:]))


def _start(letter: str) -> str:
    return "A" if letter.isupper() else "a" if letter.islower() else letter


def _markup(hint: str | None) -> Iterator[str]:
    """The element that a paragraph was on its page, and the words of the classes around it."""
    if hint:
        element = hint.rpartition(" > ")[2]
        yield f"tag={element.split('.')[0].split()[0] if element.strip('. ') else ''}"
        words = dict.fromkeys(class_words(hint))
        yield from (f"class={word}" for word in words if len(word) in CLASS)


def _around(own: Sequence[Sequence[str]], index: int) -> Iterable[str]:
    """What counts of the paragraphs around one."""
    for offset in AROUND:
        if 0 <= index + offset < len(own):
            for feature in own[index + offset]:
                if feature.startswith(FROM_AFAR):
                    yield f"{offset}:{feature}"
        else:
            yield f"{offset}:#"
