"""A page as it is found, and what is read of pages."""

from annotate.core.document import Document
from annotate.core.readings import locate
from annotate.core.record import Record
from annotate.core.record_document import document_of
from annotate.formats import html
from tests.formats.reading import read, records

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
