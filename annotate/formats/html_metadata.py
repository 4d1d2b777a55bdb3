"""What a page says of itself where it can be believed: its title, date, language and address."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

TITLES = ("og:title", "twitter:title", "dc.title", "headline")
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
LANGUAGES = ("content-language", "og:locale", "dc.language")
DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_]\w+)*\s*")
ARTICLE = re.compile(r"(\w*Article|Report\w*|\w*BlogPosting|LiveBlog\w*)\Z")
LONGEST = 500
"""Characters of a title or an address that is believed to be one."""
MOST = 1 << 20
"""Characters of structured data that are read."""


class Known(NamedTuple):
    """What is known of a page; what is not is ""."""

    title: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    site: str = ""


def known_of(page: "LexborHTMLParser") -> Known:
    """What a page says of itself."""
    metas = _metas(page)
    told = _structured(page)
    url = _first(map(_address, _canonical(page, metas)))
    return Known(
        title=_first(map(_line, _titles(page, metas, told))),
        published=_first(map(_day, _dates(page, metas, told))),
        language=_first(map(_language, _languages(page, metas))),
        url=url,
        site=host(url),
    )


def host(url: str) -> str:
    """The site that an address is of, "" if it is of none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _metas(page: "LexborHTMLParser") -> dict[str, str]:
    """The contents of the meta elements by name, in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop", "http-equiv"):
            if (name := attributes.get(key)) and (content := attributes.get("content")):
                found.setdefault(name.strip().lower(), content)
    return found


def _structured(page: "LexborHTMLParser") -> dict[str, Any]:
    """The first article that the page's JSON-LD describes."""
    for node in page.css('script[type="application/ld+json"]'):
        text = node.text() or ""
        try:
            data = msgspec.json.decode(text) if len(text) <= MOST else None
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(_is_article(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the top of structured data."""
    top = data if isinstance(data, list) else [data]
    for thing in top:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (t for t in (graph if isinstance(graph, list) else ()) if type(t) is dict)


def _is_article(kind: object) -> bool:
    return isinstance(kind, str) and bool(ARTICLE.match(kind))


def _titles(
    page: "LexborHTMLParser", metas: dict[str, str], told: dict[str, Any]
) -> Iterator[object]:
    yield from (metas.get(name) for name in TITLES[:1])
    yield told.get("headline")
    yield from (metas.get(name) for name in TITLES[1:])
    headings = page.css("h1")
    if len(headings) == 1:
        yield headings[0].text()
    yield from (n.text() for n in page.css("title") if not n.parent or n.parent.tag != "svg")


def _dates(
    page: "LexborHTMLParser", metas: dict[str, str], told: dict[str, Any]
) -> Iterator[object]:
    yield metas.get(DATES[0])
    yield told.get("datePublished")
    yield from (metas.get(name) for name in DATES[1:])
    # a page has many dates of other articles; one that says so, or stands alone, is its own
    named = page.css('[itemprop="datePublished"]') or page.css("time[pubdate]")
    times = named or page.css("time[datetime]")
    if named or len(times) == 1:
        yield times[0].attributes.get("datetime") or times[0].attributes.get("content")


def _languages(page: "LexborHTMLParser", metas: dict[str, str]) -> Iterator[object]:
    for node in (page.root, page.body):
        if node is not None:
            yield node.attributes.get("lang") or node.attributes.get("xml:lang")
    yield from (metas.get(name) for name in LANGUAGES)


def _canonical(page: "LexborHTMLParser", metas: dict[str, str]) -> Iterator[object]:
    yield from (n.attributes.get("href") for n in page.css('link[rel~="canonical" i]'))
    yield metas.get("og:url")


def _first(found: Iterator[str]) -> str:
    return next((value for value in found if value), "")


def _line(value: object) -> str:
    """A title on one line."""
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return line if len(line) <= LONGEST else ""


def _day(value: object) -> str:
    """The day of a date that begins with year, month and day."""
    match = DAY.match(value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _language(value: object) -> str:
    """The code of a language, without what country it is spoken in."""
    match = LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    return match[1].lower() if match else ""


def _address(value: object) -> str:
    """An address of one page: that of the site itself is on pages by mistake."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    url = value.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    one = parts.path.strip("/") or parts.query
    return url if parts.scheme in ("http", "https") and parts.hostname and one else ""
