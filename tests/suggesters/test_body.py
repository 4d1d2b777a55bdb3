"""Body: the article, without what stands around it and in it."""

from collections.abc import Sequence

import pytest

from tests.suggesters.pages import PROSE, among_prose, blocks, blocks_of, page

ARTICLE = ["body"] * 3
STORY = "div.main > div.story > p"


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Quill",
        "04 November 2025",
        "Last updated: 12 minutes ago",
        "This content originally appeared on Corvane Broadcasting.",
        "Harbour Gazette | News, Weather and Tides",
        "Share this",
        "Von Jonte Rickmers",
        "Aktualisiert am 4. November",
        "Publié le 4 novembre",
        "Publicado originalmente en El Muelle.",
    ],
)
def test_what_stands_above_an_article_is_kept_out(line: str) -> None:
    assert blocks("Quay to close for a year", line, *PROSE) == ["", "", *ARTICLE]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Finch contributed to this report.",
        "Reach her at finch@log.example or on the quay.",
        "Ada Finch is a columnist",
        "Was this helpful? Thank you for your feedback.",
        "This article was amended on 5 March 2026.",
        "Correction: an earlier version misnamed the quay.",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 70 % de cet article à lire.",
        "An dieser Stelle finden Sie einen externen Inhalt.",
        "Contenido exclusivo para suscriptores",
        "Reporting by Ada Finch; additional reporting by Tomas Reyburn",
        "Mitarbeit: Jonte Rickmers",
        "Tags: quay, harbour, ferry",
        "Read more: The year the lighthouse moved",
        "View comments",
        "Cookies help us to make this page better.",
        "Lesen Sie auch: Das Jahr, in dem der Leuchtturm umzog",
        "Lire aussi : L’année où le phare a bougé",
        "Lea también: El año en que se movió el faro",
    ],
)
def test_what_stands_below_an_article_is_kept_out(line: str) -> None:
    assert blocks(*PROSE, line) == [*ARTICLE, ""]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How the lighthouse was moved inland",
        "To continue reading, subscribe or log in.",
        "La suite est réservée aux abonnés.",
        "Diese Meldung ist am 4. März erschienen.",
        "Artikel anhören",
        "Más información",
    ],
)
def test_a_line_about_the_page_or_another_article_is_kept_out_amid_prose(line: str) -> None:
    assert blocks(*PROSE[:2], line, PROSE[2]) == ["body", "body", "", "body"]


@pytest.mark.parametrize(
    "article",
    [
        (
            "Die Mole bleibt für ein Jahr gesperrt, wie die Hafenbehörde mitteilte.",
            "„Die Mauer hat sich bewegt“, sagte die Ingenieurin Ada Finke.",
            "„Niemand hat uns gefragt.“",
            "Die Fähre legt nun am Kohlenkai an.",
        ),
        (
            "Die Mole bleibt bis auf weiteres gesperrt.",
            "»Die Mauer hält noch, aber nicht mehr lange.«",
            "›Das kostet uns jeden Tag eine Stunde.‹",
        ),
        ("Le mur a bougé.", "« Personne ne nous a rien dit. »", "Nous attendons la pluie."),
        ("«\u00a0Le mur a bougé.\u00a0»", "Personne ne nous a rien dit.", "« On attend. »"),
        (
            "El muelle sigue cerrado un año.",
            "«Nadie nos preguntó.»",
            "El barco atraca en otro sitio.",
        ),
        ("The wall has moved again.", "“Nobody asked us at all.”", "The boat lands elsewhere."),
    ],
)
def test_a_few_short_paragraphs_are_an_article_whatever_marks_close_them(
    article: tuple[str, ...],
) -> None:
    assert blocks(*article) == ["body"] * len(article)


@pytest.mark.parametrize(
    ("above", "sentence"),
    [
        (("Two hurt in Port Elm crash",), "Two people were hurt, police said."),
        (("Two hurt", "By Ida Quill", "4 November 2025"), "Two people were hurt, police said."),
        (("Zwei Verletzte in Port Elm",), "Zwei Menschen wurden leicht verletzt."),
    ],
)
def test_a_single_short_sentence_below_a_headline_is_the_article(
    above: tuple[str, ...], sentence: str
) -> None:
    assert blocks(*above, sentence) == [*[""] * len(above), "body"]
    assert blocks(*above, sentence, *MENU) == [""] * (len(above) + 1 + len(MENU))


@pytest.mark.parametrize(
    "sentence",
    [
        "The old ferry carries passengers free of charge.",
        "Die Fähre befördert Fahrgäste derweil kostenlos.",
        "El transbordador llevará pasajeros gratuitamente mañana.",
        "Le traversier transportera gratuitement les voyageurs.",
    ],
)
def test_a_sentence_is_as_sure_in_a_language_of_few_long_words(sentence: str) -> None:
    amid = blocks_of(page(("Port Elm", sentence, sentence, sentence))).spans[1]

    assert (amid.label, amid.score) == ("body", 0.93)


MENU = ("Share on Facebook", "Tweet", "Follow us on Instagram")


def test_prose_between_lines_of_the_site_is_the_article() -> None:
    labels = blocks("Menu", *MENU, PROSE[0], *MENU, PROSE[1], *MENU, PROSE[2], *MENU)

    assert labels == [*[""] * 4, *["body", "", "", ""] * 3]


def test_a_sentence_that_lines_of_the_site_part_from_the_article_is_its_own() -> None:
    lone = "The ferry company said it would move all of its boats to the old coal pier until then."

    assert blocks(*PROSE, *PROSE, *MENU, lone, *MENU)[-4] == "body"
    assert blocks(*PROSE, *PROSE, *MENU * 4, lone, *MENU)[-4] == ""


def test_prose_that_stands_alone_wants_eyes() -> None:
    page_of_one = blocks_of(page((*MENU, PROSE[0], *MENU))).spans

    assert [s.label for s in page_of_one] == ["body"]
    assert page_of_one[0].score < 0.8


def test_a_lone_subhead_belongs_to_the_article() -> None:
    assert blocks(*PROSE[:2], "A wall that moves", PROSE[2], PROSE[0]) == ["body"] * 5


def test_a_far_shorter_text_after_the_article_is_a_comment() -> None:
    between = ["Comments", "Log in", "Reply", "Share", "2 likes", "Newest", "Oldest", "Top", "All"]
    comment = "I have lived at the quay for forty years and the wall was always like this."

    assert blocks(*PROSE, *between, comment)[-1] == ""


def test_prose_is_surer_than_a_subhead() -> None:
    sure = {s.start: s.score for s in blocks_of(page((*PROSE, "A wall that moves", *PROSE))).spans}
    scores = [score for _, score in sorted(sure.items())]

    assert min(scores[:3]) >= 0.8 > scores[3]


def test_a_sentence_at_the_edge_is_less_sure_than_the_same_amid_prose() -> None:
    line = "“Then the wall goes,” said the engineer."
    amid, edge = among_prose(line), blocks_of(page((*PROSE, line))).spans[-1]

    assert amid is not None
    assert edge.score < amid.score


def test_a_line_without_a_stop_that_is_longer_than_a_subhead_is_not_the_article() -> None:
    assert among_prose("The walls of the north quay as boats see them from the sea") is None


# --- with hints --------------------------------------------------------------------------------


def test_subheads_and_lists_where_the_prose_lies_are_the_article() -> None:
    lines = (PROSE[0], "What moves", "one wall of eleven metres", "forty boats", PROSE[1], PROSE[2])
    story = "div.main > div.story > "
    hints = [story + tag for tag in ("p", "h2", "li", "li", "p", "p")]

    assert blocks(*lines, hints=hints) == ["body"] * 6


def test_a_line_there_is_surer_the_more_it_looks_like_prose() -> None:
    lines = (*PROSE[:2], "The wall moved once more.", PROSE[2])
    *prose, short, _ = (s.score for s in blocks_of(page(lines, [STORY] * 4)).spans)

    assert short < 0.8 <= min(prose)


def test_what_follows_the_last_prose_there_is_not() -> None:
    hints = [STORY] * 3 + ["div.main > div.story > h3"]

    assert blocks(*PROSE, "Wall, quay", hints=hints) == [*ARTICLE, ""]


def test_a_table_belongs_to_the_article_around_it() -> None:
    cells = [str(number) for number in range(1200, 1230)]
    hints = [STORY, *["tbody > tr.odd > td"] * len(cells), STORY, STORY]

    assert set(blocks(PROSE[0], *cells, *PROSE[1:], hints=hints)) == {"body"}


def test_a_line_in_a_box_beside_paragraphs_is_not() -> None:
    hints = [STORY, STORY, "div.main > div.story > div", STORY]

    assert blocks(*PROSE[:2], "The north quay", PROSE[2], hints=hints)[2] == ""


def test_prose_elsewhere_on_the_page_is_not_the_article() -> None:
    teaser = "The lighthouse was moved inland on Monday, and it took the town a whole day to do it."
    hints = [STORY] * 3 + ["div.comments > div.comment-text > p"]

    assert blocks(*PROSE, teaser, hints=hints) == [*ARTICLE, ""]


def test_a_hint_that_says_nothing_changes_nothing() -> None:
    assert blocks(*PROSE, hints=[None, "", "p"]) == ARTICLE


# --- surely nothing ----------------------------------------------------------------------------


def nothing(*paragraphs: str, hints: Sequence[str | None] = ()) -> list[str]:
    """The paragraphs that surely have no label, and why."""
    about = page(paragraphs, hints)
    return [f"{about.text[a:b]}: {why}" for (a, b), why in blocks_of(about).nothing.items()]


def test_furniture_that_the_markup_tells_surely_is_nothing() -> None:
    lines = ("Weather", *PROSE, "Photo: Ada Finch", "Related stories", "Subscribe now for $1")
    hints = (
        "nav > ul > li > a",
        STORY,
        STORY,
        STORY,
        f"{STORY[:-3]}figcaption",
        "footer > a",
        None,
    )
    assert nothing(*lines, hints=hints) == [
        "Weather: furniture of the page",
        "Related stories: furniture of the page",
    ]
    assert nothing(*lines) == []


def test_what_stands_above_an_article_that_came_without_its_page_surely_is_nothing() -> None:
    assert nothing(
        "Quay to close for a year", "Tuesday, 4 November 2025", *PROSE, "Share this"
    ) == [
        "Quay to close for a year: above the article",
        "Tuesday, 4 November 2025: above the article",
    ]


def test_above_an_article_in_its_page_it_may_be_anything() -> None:
    site = ("News", "Sport", "Weather", "Tides", "Contact")
    assert nothing("Quay to close for a year", *PROSE, *site) == []


@pytest.mark.parametrize("marks", ["* * *", "“ " * 200, "—" * 80])
def test_marks_without_a_letter_are_no_prose(marks: str) -> None:
    assert blocks(*PROSE, marks.strip(), *PROSE) == [*ARTICLE, "", *ARTICLE]


def test_sentences_that_lead_to_what_follows_are_the_article() -> None:
    letter = "She read us a letter. In it her son wrote:"

    assert blocks(letter, *PROSE) == ["body", *ARTICLE]
