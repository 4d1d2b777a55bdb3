"""Pages are read with all that one sees on them, each paragraph with where it stood."""

from pathlib import Path

import pytest

from annotate.core.record import Record
from annotate.formats import html
from annotate.formats.html_encoding import decode_page
from annotate.storage import annotations
from annotate.storage.store import Store
from annotate.suggesters import suggest
from tests.formats.html_pages import PAGE, SEEN, document, page, seen
from tests.formats.reading import problems, read, records
from tests.services.files import took

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


def test_pages_of_a_folder_go_in_with_their_hints(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_bytes("<p>Für später".encode("cp1252"))
    report = took(store, tmp_path)
    assert (report.documents, len(report.encodings)) == (2, 1)
    found = {d.id: d for d, _, _ in annotations.each(store)}
    assert found["a"].hints[0] == SEEN[0][1]
    assert found["b"].source == tmp_path.name
