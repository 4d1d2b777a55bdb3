"""By a word's first letter: the cursor goes there, or what is selected reaches to its end."""

from collections.abc import Iterator
from itertools import chain

from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.selection import Selection
from annotate.core.units import read_around
from annotate.core.words import words_after
from annotate.services.annotating import adjusting
from annotate.services.annotating.article import Article
from annotate.services.annotating.finding import plain


def to_word(article: Article, letter: str) -> str:
    """Go to the paragraph's next word that begins with a letter; after the last, to the first.

    Case and accents are no matter, and of a very long paragraph only what is near counts. Raises
    GestureError where there is none.
    """
    here = article.cursor.selection.cursor
    start, end = read_around(article.document.paragraphs[article.cursor.paragraph], (here, here))
    after = (at for at, _ in _beginning(article, letter, here, end) if at > here)
    first = (at for at, _ in _beginning(article, letter, start, end))
    place = next(chain(after, first), None)
    if place is None:
        raise _none(letter)
    article.cursor.put(place)
    return ""


def reach_word(article: Article, letter: str) -> str:
    """Select, or give the span or suggestion at hand, up to the end of the next such word."""
    shape = article.cursor.shape
    place = article.document.paragraphs[article.cursor.paragraph]
    _, last = read_around(place, (shape.end, shape.end))
    end = next((end for _, end in _beginning(article, letter, shape.end, last)), None)
    if end is None:
        raise _none(letter, "from here on ")
    return adjusting.reshape(article, Selection(shape.start, end))


def _beginning(article: Article, letter: str, start: int, end: int) -> Iterator[Range]:
    """The words of the paragraph that begin with a letter and end after `start`, up to `end`."""
    text, wanted = article.document.text, plain(letter)
    first, _ = article.document.paragraphs[article.cursor.paragraph]
    words = words_after(text, first, end, start)
    return (word for word in words if plain(text[word[0]]) == wanted)


def _none(letter: str, where: str = "") -> GestureError:
    return GestureError(f"no word {where}begins with {letter}")
