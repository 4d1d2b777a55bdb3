"""Pages are read with all that one sees on them, each paragraph with where it stood."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.document import Document
from annotate.core.readings import locate
from annotate.core.record import Record
from annotate.core.record_document import document_of
from annotate.formats import html
from annotate.formats.html_encoding import decode_page
from annotate.formats.html_page import DEEPEST, MOST_ATTRIBUTES
from annotate.storage import annotations
from annotate.storage.store import Store
from annotate.suggesters import suggest
from tests.campaign import campaign
from tests.formats.reading import problems, read, records
from tests.services.files import took

PAGE = """<!doctype html><html lang="en-GB"><head><title>Lock gates stuck | Hill Courier</title>
<meta property="og:title" content="Lock gates stuck &amp;  boats wait">
<meta property="article:published_time" content="2026-02-03T09:30:00Z">
<link rel="canonical" href="https://www.hill.example/news/lock-gates">
<style>p { color: red }</style></head><body class="wide">
<header class="masthead"><nav class="main-nav"><ul><li><a href="/">Home</a></li>
<li><a href="/sport">Sport</a></ul></nav></header>
<main><article class="story"><h1>Lock gates stuck &amp; boats wait</h1>
<figure><img src="a.jpg" alt="not shown"><figcaption class="caption">Boats at the lock on Monday.
 <span class="credit">Photograph: Jo Lane</span></figcaption></figure>
<p>“The gates&nbsp;are <b class="x">fifty</b> years old,” said Tomas Bell,<br>who keeps the lock.
</p>
<p hidden>unseen</p><div style="Display : none">unseen</div><script>unseen</script>
<noscript>unseen</noscript><template><p>unseen</template><!-- unseen -->
<svg><text>unseen</text></svg>
<div class="ad-slot"><span>Try our new tea for half the price, and buy now</span></div>
<p>A crew from the town came in the afternoon, and they expect to have both of the gates open
by the end of the week, if the parts arrive in time from the works in the valley.</p>
<p>Until then boats of more than nine metres must take the long way round, which adds a day.</p>
</article></main><footer class="foot"><div><div><div><p>All rights reserved</p></div></div></div>
</footer></body></html>"""
SEEN = [
    ("Home", "header.masthead > nav.main-nav > ul > li"),
    ("Sport", "header.masthead > nav.main-nav > ul > li"),
    ("Lock gates stuck & boats wait", "main > article.story > h1"),
    (
        "Boats at the lock on Monday. Photograph: Jo Lane",
        "article.story > figure > figcaption.caption",
    ),
    (
        "“The gates\xa0are fifty years old,” said Tomas Bell,\nwho keeps the lock.",
        "main > article.story > p",
    ),
    ("Try our new tea for half the price, and buy now", "main > article.story > div.ad-slot"),
]


def page(content: str | bytes, id: str = "", folder: str = "") -> Record:
    """The record of a page."""
    data = content.encode() if isinstance(content, str) else content
    (item,) = records(read(html.read, data, id=id, folder=folder))
    return item.record


def seen(content: str) -> list[tuple[str, str | None]]:
    """The paragraphs of a page with their hints."""
    record = page(content)
    texts = [(record.text or "")[a:b] for a, b in record.paragraphs or ()]
    return list(zip(texts, record.hints or (), strict=True))


def document(record: Record) -> Document:
    """The document that an import makes of a record."""
    return document_of(record, locate((), record.text or "", "codepoint"))


# what is seen


def test_every_block_that_is_seen_is_a_paragraph_with_where_it_stood() -> None:
    found = seen(PAGE)
    assert found[: len(SEEN)] == SEEN
    assert found[-1] == ("All rights reserved", "footer.foot > div > div > p")
    assert "unseen" not in (page(PAGE).text or "")


def test_what_a_page_says_of_itself() -> None:
    record = page(PAGE, id="in/lock", folder="in")
    assert (record.id, record.title) == ("in/lock", "Lock gates stuck & boats wait")
    assert (record.published, record.language) == ("2026-02-03", "en")
    assert (record.url, record.source) == (
        "https://www.hill.example/news/lock-gates",
        "hill.example",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("loose<p>one<p>two", ["loose", "one", "two"]),
        ("a<br>b<br><br>c<br> <br>d", ["a\nb", "c", "d"]),
        ("<pre>a\r\nb  c\n\n\nd</pre>", ["a\nb c", "d"]),
        ("<p>one <i>two</i>three\n four</p>", ["one twothree four"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<div><x-card>a</x-card><x-card>b</x-card></div>", ["a", "b"]),
        ("<p>a <x-tip>b</x-tip>, c", ["a b, c"]),
        ("<p>\u200b<p> \xa0 <p>x<hr>y", ["x", "y"]),
        ("<dialog>no</dialog><dialog open>yes</dialog>", ["yes"]),
        ("<b hidden>no</b><i class='x hidden'>no</i>yes", ["yes"]),
        ("<select><option>no</select><textarea>no</textarea>yes", ["yes"]),
        ("<p>a&#13;b&#0;c&#xD800;d", ["a b\ufffdc\ufffdd"]),
        ("<a href='?a>b'>x</a><font title='1>2' size=1>y</font>", ["xy"]),
    ],
)
def test_where_blocks_begin_and_end(body: str, expected: list[str]) -> None:
    assert [text for text, _ in seen(body)] == expected


def test_a_hint_is_short_and_reads_as_a_chain() -> None:
    many = " ".join(f"class-{n}" for n in range(99))
    ((_, hint),) = seen(f'<div class="> a > b"><p class="{many}">x')
    assert hint
    assert hint.startswith("body > div.a.b > p.class-0.class-1.")
    assert len(hint) < 120


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>One\n two</title>", ("One two", "", "", "")),
        ("<h1>Only</h1><title>No</title>", ("Only", "", "", "")),
        ("<h1>a</h1><h1>b</h1><title>c</title>", ("c", "", "", "")),
        ('<meta name="date" content="2026-13-40"><time datetime="20260203">', (..., "2026-02-03")),
        ('<time datetime="2026-02-03"></time><time datetime="2026-02-04">', (..., "")),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"],'
         '"headline": "H", "datePublished": "2026-02-03"}]}</script>', ("H", "2026-02-03")),
        ('<script type="application/ld+json">{"headline": 1}</script>', (..., "")),
        ('<script type="application/ld+json">[[[</script>', (..., "")),
        ('<html xml:lang="de-AT">', (..., "", "de")),
        ('<html lang="no language"><meta name="og:locale" content="fr_FR">', (..., "", "fr")),
        ('<link rel="canonical" href="https://x.example/">', (..., "", "", "")),
        ('<link rel="canonical" href="javascript:alert(1)">', (..., "", "", "")),
        ('<link rel="canonical" href="http://[">', (..., "", "", "")),
        ('<meta property="og:url" content="http://x.example/?p=1">', (..., "", "", "http://x.example/?p=1")),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_not(head: str, expected: tuple[object, ...]) -> None:
    record = page(f"{head}<body><p>text", id="a/stem")
    found = (record.title, record.published, record.language, record.url)
    for value, wanted in zip(found, expected, strict=False):
        assert wanted is ... or value == wanted


def test_the_suggesters_speak_by_the_hints() -> None:
    article = document(page(PAGE))
    found = {article.text[s.start : s.end]: (s.label, s.origin) for s in suggest(article).spans}
    assert found["Boats at the lock on Monday. Photograph: Jo Lane"][1] == "markup of a caption"
    assert found["Try our new tea for half the price, and buy now"] == (
        "ad",
        "markup of advertising",
    )
    body = {text for text, (label, _) in found.items() if label == "body"}
    assert any(text.startswith("A crew from the town") for text in body)
    assert not body & {"Home", "Sport", "All rights reserved"}
    plain = {s.origin for s in suggest(document(Record(text=article.text))).spans}
    assert not any("markup" in origin for origin in plain)


# encodings


@pytest.mark.parametrize(
    ("head", "encoded", "expected"),
    [
        ("", "utf-8", "utf-8"),
        ("<meta charset=iso-8859-1>", "utf-8", "utf-8"),
        ("<meta charset=utf-8>", "cp1252", "cp1252"),
        ("<meta charset=latin1>", "cp1252", "cp1252"),
        ('<meta http-equiv=a content="text/html; charset=windows-1251">', "cp1251", "cp1251"),
        ('<?xml version="1.0" encoding="windows-1250"?>', "cp1250", "cp1250"),
        ("<meta charset=gb2312>", "gb18030", "gb18030"),
        ("<meta charset=utf-7>", "utf-8", "utf-8"),
        ("<meta charset=nonsense>", "utf-16", "utf-16"),
        ("<meta charset=rot13>", "utf-8-sig", "utf-8"),
    ],
)
def test_the_bytes_say_more_than_what_a_page_claims(head: str, encoded: str, expected: str) -> None:
    words = {"cp1251": "Паром «Надежда»", "cp1250": "Příliš žluťoučký", "gb18030": "新闻报道"}
    text = words.get(encoded, "“Für die Fähre – zu spät”, sagte er. Das war gestern, und überall.")
    data = f"{head}<p>{text}".encode(encoded)
    (item,) = records(read(html.read, data))
    assert (item.record.text, item.encoding) == (text, expected)


def test_few_bytes_that_do_not_fit_are_shown_as_such_and_the_header_comes_first() -> None:
    text, name = decode_page("<p>zu spät, für überall".encode() + b"\xff!", None)
    assert (text[-2:], name) == ("\ufffd!", "utf-8")
    data = "<meta charset=cp1252>Паром".encode("cp1251")
    assert decode_page(data, None, "windows-1251")[1] == "cp1251"
    assert decode_page("Паром".encode("koi8-r"), "koi8-r")[0] == "Паром"


def test_bytes_in_no_encoding_are_a_problem() -> None:
    (problem,) = problems(read(html.read, bytes(range(128, 256)) * 9))
    assert "neither UTF-8 nor any encoding that could be told" in problem


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


def test_pages_of_a_folder_go_in_with_their_hints(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_bytes("<p>Für später".encode("cp1252"))
    report = took(store, tmp_path)
    assert (report.documents, len(report.encodings)) == (2, 1)
    found = {d.id: d for d, _, _ in annotations.each(store)}
    assert found["a"].hints[0] == SEEN[0][1]
    assert found["b"].source == tmp_path.name
