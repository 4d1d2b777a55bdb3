"""Captions: credits, what is seen, repetitions, markup; and what only looks like one."""

import pytest

from tests.suggesters.pages import PROSE, among_prose, blocks


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Photograph: Ida Quill", "credit alone"),
        ("Photo by Ida Quill", "credit alone"),
        ("Courtesy of Ida Quill", "credit alone"),
        ("Foto: Jonte Rickmers", "credit alone"),
        ("Crédit photo : Anne Morel", "credit alone"),
        ("Symbolfoto: Nordkai", "credit alone"),
        ("Le quai nord, mardi matin. Photo Ida Quill", "credit at the end"),
        ("El muelle norte, el martes. IDA QUILL", "name after the last sentence"),
        ("El muelle norte, el martes. / I. QUILL", "name after the last sentence"),
        ("El muelle norte, el martes. CEDIDA", "name after the last sentence"),
        ("El muelle norte, el martes. EFE/Guardia de Puertos", "name after the last sentence"),
        ("Le quai nord avant la tempête. DR", "name after the last sentence"),
        ("Der Steg am Morgen nach dem Sturm. Foto: privat", "credit at the end"),
        ("Der Steg am Morgen nach dem Sturm. © I. Quill", "copyright at the end"),
        ("Composite: Ida Quill/Quay Design", "credit alone"),
        ("[Photo: Boats at the north quay on the morning after the gale]", "credit before a name"),
        ("(Ida Quill)", "credit alone"),
        ("Ida Quill/Getty Images", "agency alone"),
        ("The north quay at dawn. (Photo: Ida Quill)", "credit at the end"),
        ("The north quay at dawn on Sunday. (QNS Photo/Ida Quill)", "credit at the end"),
        ("The north quay at dawn on Sunday. (QNS Photo/Ida Quill, File)", "credit at the end"),
        ("The north quay at dawn on Sunday. Staff photo/Ida Quill", "credit at the end"),
        ("The north quay at dawn on Sunday. (Photo courtesy of Ida Quill)", "credit at the end"),
        ("Der Steg am Morgen nach dem Sturm. Foto: Jonte Rickmers", "credit at the end"),
        ("El muelle viejo antes de la tormenta. Foto: Teo Zarauz", "credit at the end"),
        ("El muelle viejo antes de la tormenta. Foto: Teo Zarauz / El Muelle", "credit at the end"),
        ("Le quai nord avant la tempête. (Crédit : Anne Morel)", "credit at the end"),
        ("The north quay on Tuesday. Ida QUILL / AFP", "agency at the end"),
        ("The north quay at dawn [Ida Quill/Reuters]", "agency at the end"),
        ("Boats at the north quay on Tuesday. Ida Quill", "name after the last sentence"),
        ("Boats at the north quay on Tuesday. (Ida Quill)", "name in brackets at the end"),
        ("Boats at the north quay Ida Quill/Quay Wire", "name and agency at the end"),
        ("Boats at the north quay in the last gale © Ida Quill", "copyright at the end"),
        ("Ida Quill/Quay Wire", "name and agency at the end"),
        ("Image source, Ida Quill", "credit alone"),
        ("Image caption, Boats at the north quay before the gale", "called a caption"),
        ("A pilot drinks tea at the quay, April 8, 2026.", "present tense and a full date"),
        ("The engineer looks on as the wall is measured.", "words about a picture"),
        ("El muelle viejo, en una imagen de archivo.", "words about a picture"),
        ("Der alte Steg ist auf dem Bild hinten zu sehen.", "words about a picture"),
        ("The mayor greets the fishermen at the quay.", "present tense in one short sentence"),
        (
            "Fishermen wait at the quay on Tuesday, Nov. 4, 2025, while the wall is measured.",
            "present tense and a full date",
        ),
    ],
)
def test_a_caption_says_by_which_rule_it_is_one(line: str, rule: str) -> None:
    found = among_prose(line)

    assert found is not None
    assert (found.label, found.origin) == ("caption", rule)


@pytest.mark.parametrize(
    "line",
    [
        "By REUTERS",
        "By Ida Quill / Quay Wire Staff Writers",
        "Tom Davies Associated Press",
        "Facebook Twitter Instagram",
        "The gallery of the engineer's boats (see photo/Image 3) was shut for the winter.",
        "The engineer gave the board a photo courtesy of Ida Quill",
        "(Unknown)",
        "Ida Quill Celebrates Birthday With Boats",
        "Ida Quill celebrates her birthday with forty boats",
        "The twenty best walks along the coast",
        "Boats at the north quay on Tuesday. READ MORE",
        "Boats at the north quay on Tuesday. CNN",
        "(Avec AFP)",
        "Con información de EFE",
        "The town will be free to attend the hearing from next summer on.",
        "He was pictured with the engineer on the quay, and the papers made much of it.",
        "Harbour Weekly, Edition for March 26, 2015",
        "Why can nobody close the quay? It is complicated [Bloomberg]",
        "Associated Press",
        "Puerto Norte, 12 ene (EFE).",
        "So steht es im Norden nach dem 19. Spieltag",
        "“That is nonsense,” the engineer told the BBC.",
        "The campaign is led by the fishermen’s friend in the capital, Gov. Noem",
        "4. Dunelm Heated Airer",
        "© 2019 Quay Wire. All rights reserved.",
        "The minister, who looks on the quay as his own, said he would pay for the wall himself.",
    ],
)
def test_what_only_looks_like_a_credit_is_no_caption(line: str) -> None:
    found = among_prose(line)

    assert found is None or found.label != "caption"


BOW = "The damaged bow of the ferry{}s sister ship in the dock on Tuesday morning."


@pytest.mark.parametrize("credits_first", [True, False])
def test_a_caption_without_its_credit_is_known_by_the_one_that_has_it(
    *, credits_first: bool
) -> None:
    pair = [BOW.format("’") + " Ida Quill / Quay Wire", BOW.format("'")]
    pair = pair if credits_first else pair[::-1]

    assert blocks(PROSE[0], *pair, PROSE[1])[1:3] == ["caption", "caption"]


def test_a_paragraph_that_begins_as_a_caption_does_and_goes_on_is_none() -> None:
    caption = "The mayor greets the fishermen at the north quay."

    assert blocks(*PROSE, caption, f"{caption} {PROSE[0]}", PROSE[1])[3:5] == ["caption", "body"]


def test_a_long_caption_is_known_by_its_credit() -> None:
    assert blocks(PROSE[0], f"{PROSE[1]} {PROSE[1]} Photo: Ida Quill", PROSE[2])[1] == "caption"


def test_a_line_before_a_credit_that_stands_alone_is_what_the_picture_shows() -> None:
    labels = blocks(PROSE[0], "The wall at low tide, from the pier", "Photo: Ida Quill", PROSE[1])

    assert labels == ["body", "caption", "caption", "body"]


def test_a_sentence_before_a_credit_is_its_caption_only_amid_the_article() -> None:
    sentence, signed = "The board will meet again on Monday.", "Photo: Ida Quill"

    assert blocks(*PROSE, sentence, signed)[-2:] == ["body", "caption"]
    assert blocks(*PROSE, sentence, signed, "All rights reserved.")[-3:-1] == ["body", "caption"]
    assert blocks(*PROSE[:2], "The wall at low tide.", signed, PROSE[2])[2:4] == ["caption"] * 2
    assert blocks(*PROSE, "The wall at low tide", signed)[-2:] == ["caption"] * 2


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}“", "« {} »", "»{}«"])
def test_what_somebody_says_before_a_credit_is_no_caption(marks: str) -> None:
    said = marks.format("We cannot wait for another winter.")

    assert blocks(PROSE[0], said, "Photo: Ida Quill", PROSE[1])[1] == "body"


STORY = "div.story > p"


@pytest.mark.parametrize(
    "hint",
    [
        "figure > figcaption",
        "figure.lead > figcaption.wide",
        "div.story > p.wp-caption-text",
        "div.photoCredit > span",
        "div.bildunterschrift > p",
    ],
)
def test_markup_of_a_caption_makes_one_of_any_words(hint: str) -> None:
    labels = blocks(*PROSE[:2], "The wall was never safe.", hints=[STORY, STORY, hint])

    assert labels == ["body", "body", "caption"]


def test_a_class_that_holds_most_of_the_prose_is_no_sign() -> None:
    hints = ["div.body-with-captions > p"] * 3

    assert blocks(*PROSE, hints=hints) == ["body"] * 3


def test_a_headline_beside_a_picture_is_none() -> None:
    hints = [STORY, STORY, "div.wp-caption > h1.title"]

    assert blocks(*PROSE[:2], "Quay to close", hints=hints)[2] == ""


def test_an_advertisement_is_none_though_its_class_says_caption() -> None:
    hints = [STORY, STORY, "div.GoogleAd > div.GoogleAd-adCaption"]

    assert blocks(*PROSE[:2], "Advertisement", hints=hints)[2] == "ad"


def test_with_hints_a_credit_with_a_word_for_it_is_one_wherever_it_stands() -> None:
    line = "The north quay at dawn on Sunday. (QNS Photo/Ida Quill)"
    hints = [STORY, STORY, "div.Slides > div.Slide > span.text"]

    assert blocks(*PROSE[:2], line, hints=hints)[2] == "caption"
