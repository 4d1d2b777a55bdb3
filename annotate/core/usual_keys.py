"""How others call what a record says of its article: which keys are read, which only told of."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

DAY = len("2026-01-08")
USUAL = {
    "title": ("headline",),
    "source": ("publisher", "source_domain"),
    "url": ("link",),
    "published": (
        "date",
        "date_published",
        "publish_date",
        "date_publish",
        "published_at",
        "publication_date",
        "pub_date",
        "datePublished",
    ),
    "language": ("lang",),
}
"""By the key of a record the keys that mean the same, the likeliest first."""
TEXTS = ("body", "content", "article", "article_text", "maintext", "full_text")
"""Keys that may hold the text, or a part of it, or its HTML: which it is nobody can tell."""


def take_usual(unknown: dict[str, Any], given: Collection[str]) -> dict[str, str]:
    """What is said under a usual key, by the record's own; it goes out of `unknown`.

    Only where none of `given` is that, and only text; as a date only what is one.
    """
    found = {}
    for own, names in USUAL.items():
        name = next((name for name in names if _says(own, unknown.get(name))), None)
        if name and own not in given:
            found[own] = unknown.pop(name)
    return found


def likely_text(keys: Mapping[str, Any]) -> str | None:
    """The key under which the text may be, if there is one."""
    return next((name for name in TEXTS if isinstance(keys.get(name), str)), None)


def is_date(published: str | None) -> bool:
    """Whether it begins with the day that it was published, or says nothing."""
    if not published:
        return True
    try:
        date.fromisoformat(published[:DAY])
    except ValueError:
        return False
    return len(published) == DAY or published[DAY] in "T "


def _says(own: str, value: object) -> bool:
    if not isinstance(value, str) or not value:
        return False
    return own != "published" or is_date(value)
