"""Any page, however large, deep or damaged, is read or is a problem."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.formats import html
from annotate.formats.html_page import DEEPEST, MOST_ATTRIBUTES
from tests.campaign import campaign
from tests.formats.html_pages import PAGE, document, seen
from tests.formats.reading import problems, read

# malformed and hostile


def test_a_page_without_text_is_a_problem() -> None:
    for content in (b"", b"<p hidden>x", b"<frameset><frame></frameset>", b"<script>x"):
        (problem,) = problems(read(html.read, content))
        assert problem == "file: no text is to be seen on the page"


def test_twenty_thousand_elements_within_each_other_are_read() -> None:
    found = seen("<div>" * 20_000 + "deep<p class=c>deeper")
    assert found == [("deep", "div > div > div"), ("deeper", "div > div > p.c")]


def test_text_at_every_depth_is_read() -> None:
    assert len(seen("<div class=a><span>x" * 5_000)) == 5_000


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<DIV\n>", "<x-y><p>"])
def test_more_are_refused_before_they_take_forever(tag: str) -> None:
    (problem,) = problems(read(html.read, (tag * (DEEPEST + 1) + "x").encode()))
    assert "elements within each other" in problem


def test_formatting_that_is_never_closed_does_not_multiply() -> None:
    many = "".join(f"<b a={n}><font b='{n}>'><i/c={n}>" for n in range(3_000))
    found = seen(f"<p>{many}" + "<p>x" * 3_000)  # 27 million elements, were each its own
    assert [text for text, _ in found] == ["x"] * 3_000


def test_many_elements_side_by_side_are_not_deep() -> None:
    assert len(seen("<div><p>x</p></div><img><li>y<br>" * DEEPEST)) == 2 * DEEPEST


@pytest.mark.parametrize(
    "attributes", [" a%s", " a%s='>'", '/a%s="1"b%s=" "', " a%s=x/y", ' "a%s'], ids=ascii
)
def test_attributes_without_end_are_refused_before_they_take_forever(attributes: str) -> None:
    many = "".join(attributes.replace("%s", str(n)) for n in range(MOST_ATTRIBUTES + 1))
    (problem,) = problems(read(html.read, f"<p{many}>x".encode()))
    assert "attributes of an element" in problem


def test_much_within_an_attribute_is_one() -> None:
    long = "x / = " * MOST_ATTRIBUTES
    assert seen(f"<p a='{long}' b=\"{long}\" c={'x/' * MOST_ATTRIBUTES}>x") == [("x", "body > p")]


def test_a_page_that_is_too_large_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST", 1 << 20)
    (problem,) = problems(read(html.read, b"x" * (1 << 20) + b"y"))
    assert problem == "file: a page of more than 1 MB, is it one?"


NAMES = (
    "div p b i a li ul table tr td select option svg math style script title pre br hr body html"
    " head template frameset form button x-y h1 figure figcaption ruby rt plaintext textarea"
)
TAGS = st.sampled_from(NAMES.split())
TOKENS = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map('<{} class="a > b" hidden style=">'.format),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "<!", "</", "<", ">", "&#x0;", "&", "\0", "\r", '"']
    ),
    st.text(max_size=6),
)


@settings(max_examples=campaign(100, 5000))
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_page_is_read_or_a_problem(content: str) -> None:
    for item in read(html.read, content.encode(errors="surrogatepass")):
        if hasattr(item, "record"):
            found = document(item.record)
            assert len(found.hints) == len(found.paragraphs)
            assert all(
                found.text[a:b].strip() == found.text[a:b] != "" for a, b in found.paragraphs
            )


@settings(max_examples=campaign(100, 5000))
@given(st.binary(max_size=80), st.sampled_from([None, "utf-8", "cp1252", "utf-16"]))
def test_any_bytes_are_read_or_a_problem(data: bytes, encoding: str | None) -> None:
    read(html.read, PAGE.encode()[:200] + data, encoding)
