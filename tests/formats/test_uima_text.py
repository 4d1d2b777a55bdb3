"""The text of an XMI file is what an XML parser would find, whether or not one reads it."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.formats import uima_xmi
from annotate.formats.uima_xmi import Analysis, document, parse
from tests.campaign import campaign
from tests.formats.xmi import xmi

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SOFA = '<cas:Sofa xmi:id="1" sofaString="{}"/>'
PIECES = [
    *("&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#10;", "&#13;", "&#9;", "&#x41;", "&#0;"),
    *("&", "&amp", ";", "lt;", "#10;", "<", ">", "'", '"', "\t", "\n", "\r", "\0", "\x1f", "\x7f"),
    *("a", " ", "é", "🚢", "\x85", "\u2028", "\ufdd0", "\ufffd", "\ufffe", "\uffff", "]]>"),
    *("sofaString=", "<!-- ", " -->", "<?p ?>", '" x="', '"/>', "<cas:Sofa "),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def by_parser(data: bytes) -> Analysis | str:
    with patch.object(uima_xmi, "_apart", lambda data: (data, None)):
        return found(data)


def found(data: bytes) -> Analysis | str:
    try:
        return parse(data)
    except InputError as error:
        return str(error)


@settings(max_examples=campaign(300, 5000))
@given(TEXTS, TEXTS, TEXTS)
@example("", "&amp;lt;&amp;#10;", "")
@example("", "&#10;&quot;", '<cas:Sofa xmi:id="2" sofaString="b"/>')
@example(SOFA.format("b"), "a", "")
@example("", "a\ufffe", "")
@example("", "a\uffff", "")
@example('<d:Sofa xmlns:d="http:///uima/cas.ecore" xmi:id="2"/>', "a", "")
@example("<!-- ", "a", " -->")
@example("<!-- ", "a--b", " -->")
@example("<!-- ", "--> a", "")
@example("<?p ", "?> a", "")
@example("<![CDATA[", "]]> a", "")
def test_a_value_means_what_it_means_to_a_parser(before: str, value: str, behind: str) -> None:
    data = xmi(before + SOFA.format(value) + behind, HEAD)
    assert found(data) == by_parser(data)


def test_a_document_type_is_refused_also_where_what_looks_like_a_text_ends_it() -> None:
    text = SOFA.format("'> a")
    data = xmi("", f"{HEAD}<!DOCTYPE x SYSTEM '{text}>")
    assert "declares a document type" in str(found(data))


@settings(max_examples=campaign(200, 5000))
@given(st.binary(max_size=3), st.integers(0, 300))
def test_bytes_anywhere_mean_what_they_mean_to_a_parser(junk: bytes, at: int) -> None:
    whole = xmi(SOFA.format("é &amp; &#10;b"), HEAD)
    data = whole[:at] + junk + whole[at + len(junk) :]
    assert found(data) == by_parser(data)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (xmi(f"<!-- {SOFA.format('b')} -->" + "<cas:Sofa xmi:id='1' sofaString='a'/>", HEAD), "a"),
        (xmi(f"<?p {SOFA.format('b')} ?>" + "<cas:Sofa xmi:id='1' sofaString='a'/>", HEAD), "a"),
        (xmi(f"<c:X a='>{SOFA[1:]}'/>" + SOFA.format("a"), HEAD), "a"),
        (xmi(SOFA.format("a") + SOFA.format("b").replace('"1"', '"2"'), HEAD), "a"),
        (xmi(SOFA.format("é"), HEAD.replace("UTF-8", "iso-8859-1")), "Ã©"),
        (xmi(SOFA.format("a\nb"), HEAD), "a b"),
        (xmi(SOFA.replace(" xmi:id", " sofaNum='1' xmi:id").format("a"), HEAD), "a"),
        (xmi(SOFA.format("a").replace("cas:", "d:"), HEAD).replace(b"s:cas", b"s:d"), "a"),
    ],
)
def test_what_only_a_parser_can_tell_it_tells(content: bytes, text: str) -> None:
    assert parse(content).text == text


def test_an_encoding_that_is_named_is_that_of_the_text_whatever_the_file_says() -> None:
    assert parse(xmi(SOFA.format("é"), HEAD), "iso-8859-1").text == "Ã©"


def test_a_text_that_was_written_is_read_without_a_parser() -> None:
    text = '“A” & <b>\t"c"\r\né 🚢 &amp;#10;'
    whole = document(text, [])
    without, known = uima_xmi._apart(whole)
    assert known == text
    assert b'sofaString=""' in without
    assert parse(whole).text == text
