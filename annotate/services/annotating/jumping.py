"""By a word's first letter: the cursor goes there, or what is selected reaches to its end."""

from collections.abc import Iterator

from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.selection import Selection
from annotate.core.tokens import words_after
from annotate.services.annotating import adjusting
from annotate.services.annotating.article import Article
from annotate.services.annotating.finding import plain


def to_word(article: Article, letter: str) -> str:
    """Go to the paragraph's next word that begins with a letter; after the last, to the first.

    Case and accents are no matter. Raises GestureError where there is none.
    """
    here = article.cursor.selection.cursor
    places = [start for start, _ in _beginning(article, letter)]
    if not places:
        raise _none(letter)
    article.cursor.put(next((start for start in places if start > here), places[0]))
    return ""


def reach_word(article: Article, letter: str) -> str:
    """Select, or give the span or suggestion at hand, up to the end of the next such word."""
    shape = article.cursor.shape
    end = next((end for _, end in _beginning(article, letter) if end > shape.end), None)
    if end is None:
        raise _none(letter, "from here on ")
    return adjusting.reshape(article, Selection(shape.start, end))


def _beginning(article: Article, letter: str) -> Iterator[Range]:
    """The words of the paragraph that begin with a letter, in order."""
    text, wanted = article.document.text, plain(letter)
    start, end = article.document.paragraphs[article.cursor.paragraph]
    words = words_after(text, start, end, start)
    return (word for word in words if plain(text[word[0]]) == wanted)


def _none(letter: str, where: str = "") -> GestureError:
    return GestureError(f"no word {where}begins with {letter}")
