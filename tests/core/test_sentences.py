"""Sentences: in three languages by hand, and in anything at all."""

import pytest
from hypothesis import given

from annotate.core.paragraphs import find_paragraphs
from annotate.core.sentences import sentences
from tests.core.texts import HOSTILE, parts


@pytest.mark.parametrize(
    "text",
    [
        # English
        "It rained. |The match went on. |Nobody left!",
        "Dr. Smith met Mr. J. P. Jones Jr. and Sen. Lee of St. Kitts. |He left.",
        "“No!” he said. |“Go away.” |She left.",
        "“I came. |I saw.” |He had.",
        "“No!” eBay said. iPhones rose. |Then it fell.",
        "The U.S. economy grew 3.5 percent. |In the U.S. |They won.",
        "It rose by 5.5. |Analysts cheered.",
        "It opens at 9 a.m. Monday. |He came at 5 p.m. |The shop was shut.",
        "He asked, “Why?” Smith asked again. |“Why?” |Then he left.",
        "Then… nothing. |Wait... what? |OK.",
        "See No. 5 first. |I said no. |It is late.",
        "See Fig. 3b on p. 7a there. |Then go.",
        "It costs $1.50. |Visit www.example.com. |Or write to a@b.example!",
        "Founded in 1998. |Closed in 2001.",
        "They met on Jan. 5. |It was cold. |He lives in Main St. |It is long.",
        "1. First item. |2. Second item.",
        "“Mr. Smith left.” |So did (Dr. Lee).",
        "He paused . . . and left. |She works in the “U.S.” |Nobody knew.",
        "One. | \u0301Two.",
        "He said (it was late). |“We left.”) |So did I.",
        "Acme Inc. fell, Acme Corp. rose, etc. |The rest stood still.",
        "The question is: who? |And why?!",
        # German
        "Am 8. Januar kam er. |Er ging am 9. wieder.",
        "Das kostet z. B. 5 Euro, bzw. ca. 6. |Dr. Meier sagte: „Nein.“ |Dann ging er.",
        "Im 19. Jahrhundert war das so. |König Ludwig II. starb 1886. |Er war 40.",
        "„Wirklich?“, fragte sie. |„Ja!“ |Er lachte.",
        "Der sog. Experte zahlte 3 Mio. Euro, Herr Nr. 5 keine. |So war es.",
        "Am 21. Okt. begann es. |Die 3. Liga spielt.",
        "Er kam am 9. |Sie kam am 10. |Das war 1994. |Januar und Februar waren kalt.",
        "Er wurde 3. |Sie wurde 2. |Der 1. FC siegte.",
        # Spanish
        "¿Qué pasa? |Nada. |¡Vamos! |Dijo el Sr. López.",
        "«No vendré», dijo. |«Mañana sí.» |Se fue.",
        "—No lo sé —dijo Ana—. |Mañana veremos. |—¿Seguro?",
        "EE. UU. ganó. |La Dra. Gil, núm. 5, perdió. |Fue ayer.",
        # and where no space parts them
        "今天下雨。|他走了！|是吗？",
    ],
)
def test_sentences_end_where_a_reader_says(text: str) -> None:
    expected = [part.removesuffix(" ") for part in text.split("|")]
    assert parts(sentences, text.replace("|", "")) == expected


def test_a_text_of_no_sentence_has_none() -> None:
    assert parts(sentences, " \n ") == []
    assert parts(sentences, "no full stop") == ["no full stop"]


@given(HOSTILE)
def test_sentences_leave_out_nothing_but_whitespace(text: str) -> None:
    for start, end in find_paragraphs(text):
        edges = [start, *(edge for part in sentences(text, start, end) for edge in part), end]
        gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        assert not "".join(gaps).strip()
