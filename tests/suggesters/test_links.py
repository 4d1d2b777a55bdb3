"""Links: which attribution each quote belongs to, and which quotes go on with one another."""

import pytest
from msgspec.structs import replace

from annotate.core.suggestion import NONE, Suggestion, Suggestions, merged
from annotate.suggesters import links, seen
from tests.suggesters.documents import document, linked, suggested

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We sail,” Quill said.", [("Quill said", "“We sail,”")]),
        ("Quill said: “We sail.”", [("Quill said", "“We sail.”")]),
        (
            "Quill called it “old” and “unsafe.”",
            [("Quill called", "“old”"), ("Quill called", "“unsafe.”")],
        ),
        (
            "“We sail,” Quill said. “We always do.”",
            [("Quill said", "“We sail,”"), ("Quill said", "“We always do.”")],
        ),
        (
            "“We sail,” Quill said. “No,” Marsh said.",
            [("Quill said", "“We sail,”"), ("Marsh said", "“No,”")],
        ),
    ],
)
def test_a_quote_belongs_to_the_attribution_of_its_sentence(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(BEFORE + sentence) == expected


def test_the_speaker_of_the_paragraph_before_runs_on() -> None:
    text = BEFORE + "“We sail,” Quill said.\n\n“We always do, all of us together.”"

    assert linked(text) == [
        ("Quill said", "“We sail,”"),
        ("Quill said", "“We always do, all of us together.”"),
    ]


@pytest.mark.parametrize(
    ("before", "quoted", "leads"),
    [
        ("Quill told the board:", "“We sail.”", True),
        ("Quill said:", "“We sail.”", True),
        ("Quill said it rained. There is one rule:", "“We sail.”", False),
        ("Quill told the board.", "“We sail.”", False),
        ("Quill told the board:", "It has signs that read “We never sail.”", False),
    ],
)
def test_a_colon_at_the_end_of_a_paragraph_leads_on(before: str, quoted: str, leads: bool) -> None:
    heads = [head for head, _ in linked(f"{BEFORE}{before}\n\n{quoted}")]

    assert any(head.startswith("Quill") for head in heads) == leads


def test_who_leads_on_by_a_colon_goes_before_the_speaker_of_the_paragraph_before() -> None:
    text = BEFORE + "“We sail,” Quill said. Marsh told the board:\n\n“We never do, none of us.”"

    assert ("Marsh told", "“We never do, none of us.”") in linked(text)


def test_a_speaker_does_not_run_on_over_a_paragraph_of_others() -> None:
    text = BEFORE + "“We sail,” Quill said.\n\nIt rained.\n\n“We always do, all of us together.”"

    assert linked(text) == [("Quill said", "“We sail,”")]


def test_a_quote_is_not_whoever_s_the_next_paragraph_begins_with_where_lines_are_paragraphs() -> (
    None
):
    text = (BEFORE + "“We sail,” said Quill, 52. “Will you?”\n\nMarsh said it rained.").replace(
        "\n\n", "\n"
    )

    assert linked(text) == [("said Quill, 52", "“We sail,”"), ("said Quill, 52", "“Will you?”")]
    assert linked(text, "continues") == [("“We sail,”", "“Will you?”")]


def test_a_quote_and_who_said_it_may_stand_on_two_lines_of_a_wrapped_paragraph() -> None:
    text = (
        "The ferry came in at six, an hour late, and nobody on the quay was\n"
        "there to take the ropes. “We sail tomorrow at six and not before,”\n"
        "the harbour master said, and the crew of the ferry went to find a\n"
        "room for the night above the old fish market."
    )

    assert linked(text) == [
        ("the harbour master said", "“We sail tomorrow at six and not before,”")
    ]


def test_the_parts_of_an_interrupted_quotation_go_on_with_one_another() -> None:
    text = BEFORE + "“We sail,” Quill said, “when the fog lifts.”"

    assert linked(text, "continues") == [("“We sail,”", "“when the fog lifts.”")]


def test_two_quotes_after_one_attribution_do_not() -> None:
    assert linked(BEFORE + "Quill called it “old” and “unsafe.”", "continues") == []


def test_reported_speech_is_linked_to_the_body_around_it() -> None:
    text = "The ministry said the pier would close."
    said = Suggestion(0, 17, "attribution", "reported speech", 0.8, "attributions")
    body = Suggestion(0, len(text), "body", "prose", 0.9, "body")

    [link] = links.suggest(document(text), Suggestions((body, said))).links

    assert (link.label, link.head, link.child) == ("attributes", said.place, body.place)


def test_a_link_is_no_surer_than_its_ends() -> None:
    found = suggested(BEFORE + "“We sail,” Quill said, “when the fog lifts.” A “pirate” saw.")
    score = {s.place: s.score for s in found.spans}

    assert found.links
    assert all(k.score <= min(score[k.head], score[k.child]) for k in found.links)


def test_nothing_found_links_nothing() -> None:
    assert links.suggest(document("The ferry left."), NONE) == NONE


def test_an_unlikely_attribution_takes_no_quote_from_a_likely_one() -> None:
    text = "Quill said it was old and seemed “unsafe.”"
    quote = Suggestion(33, 42, "quote", "marks", 0.9, "quotations")
    said = Suggestion(0, 10, "attribution", "name and verb", 0.8, "attributions")
    seemed = Suggestion(26, 32, "attribution", "verb alone", 0.3, "attributions")

    [link] = links.suggest(document(text), Suggestions((said, seemed, quote))).links

    assert (link.head, link.child) == (said.place, quote.place)


FURNITURE = "Quill says he will"
ARTICLE = "The harbour opened again on Tuesday."
PAGE = f"{ARTICLE}\n\n{FURNITURE}\n\nMarsh said “no.”"


def _on_a_page(text: str, *labels: tuple[str, str]) -> Suggestions:
    """What the members say where these paragraphs have these labels."""
    whole = [
        Suggestion(at := text.index(words), at + len(words), label, "a rule", 0.9, "body")
        for words, label in labels
    ]
    found = merged(Suggestions(tuple(whole)), suggested(text))
    return merged(found, links.suggest(document(text), found))


def _score(text: str, found: Suggestions, words: str) -> float:
    return next(s.score for s in found.spans if text[s.start : s.end] == words)


def test_speech_outside_the_article_that_nothing_ties_is_hardly_sure() -> None:
    text = f"{PAGE}\n\nWe “never sail at all again in winter”"
    found = _on_a_page(text, (ARTICLE, "body"))

    assert _score(text, found, "Quill says") == links.ASTRAY
    assert _score(text, found, "“never sail at all again in winter”") == links.ASTRAY
    assert _score(text, found, "Marsh said") > 0.5
    assert _score(text, found, "“no.”") > 0.5


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("“I was robbed,” says Quill", 0.3),
        ("“I was robbed,” says Quill.", 0.92),
        ("(“I was robbed,” says Quill.)", 0.92),
        ("“I was robbed,” says Quill。", 0.92),
        ("“I was robbed,” says Quill。』", 0.92),
    ],
)
def test_linked_speech_outside_the_article_is_surer_in_a_sentence(line: str, score: float) -> None:
    text = f"{ARTICLE}\n\nMost read\n\n{line}"
    found = _on_a_page(text, (ARTICLE, "body"))

    assert _score(text, found, "says Quill") == score


@pytest.mark.parametrize(("hints", "score"), [(("p", "li"), links.ASTRAY), ((), 0.92)])
def test_in_what_surely_is_furniture_by_its_markup_it_is_not(
    hints: tuple[str, ...], score: float
) -> None:
    line = "“I was robbed,” says Quill."
    text = f"{ARTICLE}\n\n{line}"
    surely = Suggestions(nothing={(len(text) - len(line), len(text)): "furniture of the page"})
    before = merged(_on_a_page(text, (ARTICLE, "body")), surely)
    found = merged(before, links.suggest(replace(document(text), hints=hints), before))

    assert _score(text, found, "says Quill") == score


def test_a_paragraph_that_was_seen_before_does_not_tell_what_else_is_body() -> None:
    own = Suggestion(0, len(ARTICLE), "body", seen.ORIGIN, 0.95, seen.NAME)
    before = merged(Suggestions((own,)), suggested(PAGE))

    assert not links.suggest(document(PAGE), before).instead


@pytest.mark.parametrize("labels", [(), ((ARTICLE, "body"), (FURNITURE, "caption"))])
def test_it_is_as_sure_as_ever_in_a_caption_and_where_no_article_is_known(
    labels: tuple[tuple[str, str], ...],
) -> None:
    assert _score(PAGE, _on_a_page(PAGE, *labels), "Quill says") > 0.5


def test_a_quotation_in_a_sentence_of_others_goes_on_with_none() -> None:
    said = "“It is late,” said Quill"
    on = f"{said} on Monday. “We go home now.”"
    away = f"{said}. The sign above her read “No entry after dark.”"

    assert linked(on, "continues") == [("“It is late,”", "“We go home now.”")]
    assert linked(away, "continues") == []
