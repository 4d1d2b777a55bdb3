"""Quotations: which marks hold somebody's words, and which do not."""

import pytest

from tests.suggesters.documents import linked, quotes, suggested

BEFORE = "The harbour opened again.\n\nThe ferry came in at six.\n\n"
"""A headline and a first paragraph, since a headline's marks are judged otherwise."""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We sail at noon,” Marta Quill said.", ["“We sail at noon,”"]),
        ('"We sail at noon," Marta Quill said.', ['"We sail at noon,"']),
        ("‘We sail at noon,’ Marta Quill said.", ["‘We sail at noon,’"]),
        ("Quill called the delay “absurd” and left.", ["“absurd”"]),
        ("“No,” Quill said.", ["“No,”"]),
        ("“Safety,” said Quill, a pilot.", ["“Safety,”"]),
        ("He put it to the crew. “Nobody goes home.”", ["“Nobody goes home.”"]),
        (
            "“We sail,” Quill said, “when the fog lifts.”",
            ["“We sail,”", "“when the fog lifts.”"],
        ),
        ("She described the pier as “old” and “unsafe.”", ["“old”", "“unsafe.”"]),
        ("“No,” she said. “Never.”", ["“No,”", "“Never.”"]),
        ("“No,” said the mayor of Port Elm. “Never.”", ["“No,”", "“Never.”"]),
        ("The report found “serious and repeated failures” there.", None),
    ],
)
def test_words_that_somebody_said_are_a_quote(sentence: str, expected: list[str] | None) -> None:
    wanted = expected or ["“serious and repeated failures”"]

    assert quotes(BEFORE + sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "The “pirates” of the bay are school children.",
        "A “ghost ship” lay in the bay for weeks.",
        "The mayor said no! A “grey tax” stays in force there.",
        "The band opened with “Long Way Home” and left.",
        "She reads from the novel “The Salt Road” every night.",
        "The band played on. “Yesterday.”",
        "The mast is 12' 6\" high, the boom 9' 2\".",
        "The sailors’ mess and the cooks’ store burnt down in the ’90s.",
        'The page held <a href="harbour" class="menu"> and no text.',
    ],
)
def test_scare_quotes_titles_inches_and_apostrophes_are_none(sentence: str) -> None:
    assert quotes(BEFORE + sentence) == []


def test_a_quotation_inside_a_quotation_is_one_where_it_is_introduced() -> None:
    text = BEFORE + "“He told me, ‘Go below,’ and I went,” Quill said."

    assert quotes(text) == ["“He told me, ‘Go below,’ and I went,”", "‘Go below,’"]


def test_marked_words_inside_a_quotation_are_none() -> None:
    text = BEFORE + "“They call it a ‘harbour’ and it is a ditch,” Quill said."

    assert quotes(text) == ["“They call it a ‘harbour’ and it is a ditch,”"]


def test_a_quotation_over_paragraphs_is_one_from_its_first_mark_to_its_last() -> None:
    letter = "“We are well.\n\n“The stove smokes.\n\n“Send oil.”"

    assert quotes(BEFORE + letter + "\n\nThat was the letter.") == [letter]


def test_a_quotation_over_paragraphs_that_is_never_closed_swallows_nothing() -> None:
    text = BEFORE + "“We are well.\n\n“The stove smokes.\n\nThe letter ends here."

    assert all("ends here" not in quote for quote in quotes(text))


def test_marks_in_a_headline_are_proposed_with_little_confidence() -> None:
    text = "Quill says ‘the harbour is closed for good’\n\nThe ferry came in.\n\nIt left."

    [quote] = [s for s in suggested(text).spans if s.label == "quote"]

    assert (text[quote.start : quote.end], quote.score) == ("‘the harbour is closed for good’", 0.3)


@pytest.mark.parametrize(
    "lead",
    [
        "“We sail,” said Marta Quill, 53, a pilot, “when the fog lifts.”",
        "Marta Quill spoke first. “Nobody goes home.”",
        "“Nobody goes home.” So it began.",
        f"Marta Quill called {'the long wait of the crew for the fog to lift ' * 3}“a disgrace.”",
    ],
)
def test_an_article_without_a_headline_has_quotes_in_its_first_paragraph(lead: str) -> None:
    assert quotes(f"{lead}\n\nThe ferry came in.\n\nIt left.") == quotes(BEFORE + lead) != []


def test_a_headline_may_end_as_a_sentence() -> None:
    assert (
        quotes("Quill calls the harbour ‘closed for good.’\n\nThe ferry came in.\n\nIt left.") == []
    )


def test_two_apostrophes_as_marks_are_proposed_below_what_is_shown_by_default() -> None:
    text = BEFORE + "''We sail at noon,'' Quill said."

    scores = [s.score for s in suggested(text).spans if s.label == "quote"]

    assert scores == [0.45]


def test_every_quote_says_in_words_why_it_is_one() -> None:
    found = suggested(BEFORE + "“We sail at noon, all of us,” Quill said. The “pirates” stayed.")

    origins = [s.origin for s in found.spans if s.label == "quote"]

    assert origins == ["quotation marks and a cue", "words in marks"]


def test_what_somebody_calls_a_thing_is_no_quote_but_what_they_say_of_it_is() -> None:
    assert quotes("Rain.\n\nSun.\n\nIt is what officials call a “ghost”.") == []
    assert quotes("Rain.\n\nSun.\n\nOfficials call it a “gift from the sea”.") != []


def test_what_somebody_calls_out_is_a_quote() -> None:
    assert quotes(BEFORE + "Sailors call “nonsense” what the board decided.") == ["“nonsense”"]
    assert quotes(BEFORE + "“Never!” is what they call") == ["“Never!”"]


def test_after_a_colon_a_title_is_one_unless_it_ends_as_a_sentence_does() -> None:
    assert quotes(BEFORE + "They played a song: “All Right Now” and left, Quill said.") == []
    assert quotes(BEFORE + "They played a song: “All Right Now.”") == ["“All Right Now.”"]


def test_one_word_that_is_a_whole_utterance_is_a_quote() -> None:
    assert quotes("Rain.\n\nSun.\n\nQuill disagreed: “No.”") == ["“No.”"]
    assert quotes("Rain.\n\nSun.\n\nThe ferry has a new name: “Salt”.") == []


@pytest.mark.parametrize(
    ("language", "sentence", "so_called"),
    [
        ("en", "The {} “ferry tax” will rise, Quill said.", "so-called"),
        ("en", "The {} “ferry tax” will rise, Quill said.", "so called"),
        ("de", "Die {} „neue Maut“ werde steigen, sagte Quill.", "sogenannte"),
        ("fr", "La {} « taxe du port » va augmenter, a déclaré Quill.", "soi-disant"),
        ("es", "El {} «impuesto del puerto» subirá, dijo Quill.", "llamado"),
    ],
)
def test_what_is_only_called_so_is_no_quote_though_somebody_speaks_of_it(
    language: str, sentence: str, so_called: str
) -> None:
    assert quotes(BEFORE + sentence.format(so_called), language) == []
    assert len(quotes(BEFORE + sentence.format(""), language)) == 1


def test_a_call_to_something_is_a_quote_where_the_word_for_it_is_that_for_so_called() -> None:
    call = "Quill hizo un llamado «a la calma», dijo la prensa."

    assert quotes(BEFORE + call, "es") == ["«a la calma»"]


@pytest.mark.parametrize(
    ("language", "first", "said", "second"),
    [
        ("es", "«No podemos esperar más»", ", dijo Quill. ", "«El muro es viejo»"),
        ("fr", "« On ne peut plus attendre »", ", a déclaré Quill. ", "« Le mur est vieux »"),
        ("en", "‘We cannot wait’", ", said Quill. ", "‘The wall is old’"),
        ("de", "„Wir warten nicht mehr“", ", sagte Quill. ", "„Die Mauer ist alt“"),
    ],
)
def test_a_sentence_of_its_own_is_a_quote_though_its_stop_stands_outside_the_marks(
    language: str, first: str, said: str, second: str
) -> None:
    text = BEFORE + first + said + second + "."

    assert quotes(text, language) == [first, second]
    assert linked(text, "continues", language) == [(first, second)]
    assert quotes(BEFORE + first + said + "Sie " + second + ".", language) == [first]


@pytest.mark.parametrize(
    ("language", "first", "said", "second"),
    [
        ("es", "«No»", ", dijo Quill. ", "«Nunca»."),
        ("fr", "« Non »", ", dit-elle. ", "« Jamais. »"),
        ("de", "„Nein“", ", sagte Quill. ", "„Niemals“."),
        ("en", "‘Enough’", ", said Quill. ", "‘Never.’"),
    ],
)
def test_one_word_is_a_quote_though_the_comma_stands_outside_the_marks(
    language: str, first: str, said: str, second: str
) -> None:
    assert quotes(BEFORE + first + said + second, language) == [first, second.rstrip(".")]
    assert quotes(BEFORE + first + " ist ein Lied." + " " + second, language) == []


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("It was “nonsense”, Quill said.", "en", "“nonsense”"),
        ("Das sei „Unsinn“, sagte Quill.", "de", "„Unsinn“"),
        ("C’est un « scandale », dit Quill.", "fr", "« scandale »"),
    ],
)
def test_so_it_is_amid_a_sentence_where_no_capital_makes_it_a_title(
    sentence: str, language: str, expected: str
) -> None:
    assert quotes(BEFORE + sentence, language) == [expected]


def test_one_word_amid_a_sentence_is_a_title_though_a_comma_and_a_cue_follow() -> None:
    assert quotes(BEFORE + "They played ‘Enough’, said Quill.") == []


@pytest.mark.parametrize(
    ("long", "short"),
    [("“我们不会放弃这个计划”", "“计划”"), ("「私たちは決して諦めません」", "「計画」")],
)
def test_letters_count_as_words_where_nothing_parts_words(long: str, short: str) -> None:
    assert quotes(f"{long}，总统说。这是{short}，他说。", "") == [long]


@pytest.mark.parametrize(
    ("inner", "is_quote"),
    [("he said, ‘Enough.’", True), ("he said: ‘No!’", True), ("it was ‘Enough.’", False)],
)
def test_one_word_within_a_quotation_is_a_quote_where_it_is_an_introduced_sentence(
    inner: str, *, is_quote: bool
) -> None:
    found = quotes(f"“When I asked how much flour {inner}” Quill said.")

    assert (inner[inner.index("‘") :] in found) == is_quote
