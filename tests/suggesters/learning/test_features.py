"""Features: what a model knows of them is all it is given, and it is the same each time."""

import subprocess
import sys
from collections.abc import Collection

from annotate.suggesters.learning import memory, paragraphs
from annotate.suggesters.learning.crf import Item
from annotate.suggesters.learning.memory import Memory
from annotate.suggesters.learning.words import Features, sequences
from tests.suggesters.documents import document
from tests.suggesters.learning.examples import sample

SAID = "Rain\n\nDry\n\n“No,” the pilot Marta Quill said on Monday."


def of_words(text: str, known: Collection[str] | None = None) -> list[Item]:
    """The features of the last paragraph."""
    *_, (_, items) = sequences(document(text, "en"), Features(known))
    return list(items)


def test_a_word_is_told_with_its_kind_its_rule_and_its_neighbours() -> None:
    said = of_words(SAID)[5]

    assert {"w=said", "k=say", "s=x", "w-1=quill", "w1=on", "q-5", "q+far"} <= set(said)
    assert any(f.startswith("r=I") for f in said)


def test_a_quotation_is_told_by_what_is_in_it_and_never_by_its_words() -> None:
    quotation, *others = of_words(SAID)

    assert {"k=quote", "qn=1", "qg=“", "qe=,"} <= set(quotation)
    assert not any("w=no" in f for f in quotation)
    assert not any(f.startswith("qn=") for item in others for f in item)


def test_the_edges_are_told() -> None:
    items = of_words("Rain\n\nDry\n\nIt rained")

    assert {"k-1=#", "k-3=#", "k2=#", "b"} <= set(items[0])
    assert "k-1=#" not in items[1]


def test_a_model_is_given_what_it_knows() -> None:
    known = {"w=said", "w1=on", "k-1=#", "qn=1"}

    assert of_words(SAID, known) == [[f for f in item if f in known] for item in of_words(SAID)]


def test_so_it_is_with_paragraphs() -> None:
    about = sample()[0].document
    items = paragraphs.features(about)
    known = set(items[3]) & set(items[4])

    assert known
    assert paragraphs.features(about, known) == [[f for f in i if f in known] for i in items]


def test_a_paragraph_is_told_with_its_rule_its_look_and_those_around_it() -> None:
    about = document("Rain\n\nPhotograph: Marta Quill\n\nIt rained on the old harbour wall.")

    first, caption, last = (set(item) for item in paragraphs.features(about))

    assert {"rule=caption9", "words=3", "start=A", "word=photograph", "-2:#"} <= caption
    assert "1:rule=caption9" in first
    assert {"end=.", "first=it", "-1:words=3"} <= last


def test_hints_are_told_by_element_and_class() -> None:
    about = document("Rain\n\nMarta Quill at sea")
    from msgspec.structs import replace

    hinted = replace(about, hints=(None, "div.storyBody > figcaption.media-caption"))
    plain, caption = (set(item) for item in paragraphs.features(hinted))

    assert {"tag=figcaption", "class=story", "class=caption"} <= caption
    assert not any(f.startswith(("tag=", "class=")) for f in plain)
    assert "1:tag=figcaption" in plain


def test_features_come_in_the_same_order_in_every_process() -> None:
    program = f"""
from tests.suggesters.learning.test_features import of_words, paragraphs, document
text = {SAID!r}
print(of_words(text), paragraphs.features(document(text)))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }

    assert len(runs) == 1


def test_a_memory_is_bounded() -> None:
    squares = Memory[int, int](lambda n: n * n)

    assert [squares[n] for n in (3, 3, 4)] == [9, 9, 16]
    for n in range(memory.KEPT + 10):
        assert squares[n] == n * n
    assert len(squares) <= memory.KEPT
