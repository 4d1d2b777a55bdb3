"""One article labelled from its first to its last paragraph by keys alone, and exported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from annotate.services.sample import corpora
from tests.cli.program import annotate
from tests.end_to_end.terminal import Terminal, keys

ARTICLE = corpora() / "harbour-gazette" / "2025-11-04-ferry-strikes-breakwater.txt"
WORDS = "shift+right "


class Said(Struct, frozen=True):
    """The words that say who said something, and what they attribute: quotations, or `body`."""

    who: str
    what: tuple[str, ...] = ()


class Labelled(Struct, frozen=True):
    """A paragraph: the keys for it, the label of the whole, and what was said in it."""

    keys: str
    label: str = ""
    said: tuple[Said, ...] = ()


def found(word: str) -> str:
    """The keys that go to a word."""
    return " ".join(["/", *word.replace(" ", "~"), "enter "]).replace("~", "space")


BODY = "body"
PASS = (
    Labelled("d", "ad"),
    Labelled("b", BODY),
    Labelled(""),
    Labelled(""),
    Labelled("c", "caption"),
    Labelled("b", BODY),
    Labelled(
        6 * WORDS + "a q b",
        BODY,
        (Said("Harbour master Tomas Eide told reporters", ("“something close to eleven knots”",)),),
    ),
    Labelled(
        "q a q b",
        BODY,
        (
            Said(
                "Eide said",
                (
                    "“She did not slow down, she did not sound her horn, and nobody on the bridge"
                    " answered the radio,”",
                    "“For ninety seconds we were calling a ship that was not listening.”",
                ),
            ),
        ),
    ),
    Labelled(
        found("according") + "a b",
        BODY,
        (Said("according to the Averil Infirmary", (BODY,)),),
    ),
    Labelled(
        4 * WORDS + "a q " + found("it said") + 5 * WORDS + "a q b",
        BODY,
        (
            Said("The transport ministry said", ("“relieved of his duties without prejudice”",)),
            Said("It said in a statement", ("“within thirty days, whatever they show.”",)),
        ),
    ),
    Labelled("d", "ad"),
    Labelled("b", BODY),
    Labelled(
        "q a q " + found("man behind") + "left " + 5 * WORDS + "a " + found("wall") + "e e q b",
        BODY,
        (
            Said(
                "said Dorothea Lunn",
                (
                    "“I had my coat on and one hand on the rail, the way you do when the lights"
                    " come up,”",
                    "“Then the floor went from under all of us. A man behind me said, ‘That’s the"
                    " wall,’ as if he were telling me the time.”",
                ),
            ),
            Said("A man behind me said", ("‘That’s the wall,’",)),
        ),
    ),
    Labelled(
        "q q a b",
        BODY,
        (
            Said(
                "he said",
                (
                    "“The deckhand kept shouting, ‘Sit down, sit down where you are!’ and that is"
                    " what saved people,”",
                    "“If we had all been standing at the doors it would be a different story you"
                    " were writing.”",
                ),
            ),
        ),
    ),
    Labelled("c", "caption"),
    Labelled("c", "caption"),
    Labelled("b", BODY),
    Labelled(
        found("Its secretary") + 7 * WORDS + "a b r " + found("called") + 3 * WORDS + "a q",
        BODY,
        (
            Said("Its secretary, Wilhelmina Oduya, said on Tuesday", (BODY,)),
            Said("called the result", ("“an accident with an appointment.”",)),
        ),
    ),
    Labelled(
        "q a q b",
        BODY,
        (
            Said(
                "she said",
                (
                    "“We wrote to them in April. We wrote to them in July,”",
                    "“In September they wrote back to say that our letters had been ‘noted with"
                    " interest’.”",
                ),
            ),
        ),
    ),
    Labelled(
        found("a spokesman") + 6 * WORDS + "a q q b",
        BODY,
        (
            Said(
                "A spokesman, Lucas Thorne-Bayley, said",
                ("“in full accordance with the rules in force”", "“neither fair nor useful”"),
            ),
        ),
    ),
    Labelled(3 * WORDS + "a b", BODY, (Said("The company said", (BODY,)),)),
    Labelled("d", "ad"),
    Labelled(
        found("the harbour office") + "a b",
        BODY,
        (Said("the harbour office said", (BODY,)),),
    ),
    Labelled(
        found("Shopkeeper") + 4 * WORDS + "a b r",
        BODY,
        (Said("Shopkeeper Amos Verrall said", (BODY,)),),
    ),
    Labelled(
        "q a q b",
        BODY,
        (Said("Verrall said", ("“After that,”", "“we’ll find out how much people like oats.”")),),
    ),
    Labelled("b", BODY),
    Labelled("d", "ad"),
    Labelled("d", "ad"),
)


def meant() -> Iterator[tuple[str, str, str]]:
    """(label, text, who it is attributed by) of every span that the keys mean."""
    paragraphs = [line for line in ARTICLE.read_text(encoding="utf-8").split("\n") if line]
    for text, paragraph in zip(paragraphs, PASS, strict=True):
        by = {what: said.who for said in paragraph.said for what in said.what}
        if paragraph.label:
            yield paragraph.label, text, by.get(BODY, "")
        for said in paragraph.said:
            yield "attribution", said.who, ""
        yield from (("quote", what, who) for what, who in by.items() if what != BODY)


def exported(project: Path) -> dict[str, Any]:
    """The record of the article, whose every span must say what the text says there."""
    assert annotate("export", "jsonl", "--layer", "ana", project=project).code == 0
    (file,) = (project / "exports" / "jsonl").glob("*.jsonl")
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert record["text"] == ARTICLE.read_text(encoding="utf-8")
    for span in record["spans"]:
        assert span["text"] == record["text"][span["start"] : span["end"]]
    return record


def labelled(record: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The same of an exported record."""
    texts = {span["id"]: span["text"] for span in record["spans"]}
    by = {link["child"]: texts[link["head"]] for link in record["relations"]}
    assert len(by) == len(record["relations"])
    return [(span["label"], span["text"], by.get(span["id"], "")) for span in record["spans"]]


def test_an_article_labelled_by_keys_alone_exports_what_the_keys_meant(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of").press("]").wait("article 2 of") as terminal:
        for number, paragraph in enumerate(PASS, 1):
            terminal.wait(f"¶ {number} of")
            terminal.press(*keys(paragraph.keys), "enter")
        terminal.wait("article done")
        assert terminal.quit() == 0
    record = exported(sample)
    assert record["paragraph_status"] == "d" * len(PASS)
    assert record["status"] == "done"
    assert sorted(labelled(record)) == sorted(meant())
    assert annotate("check", project=sample).code == 0
