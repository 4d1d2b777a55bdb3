"""How much a paragraph looks like prose of the article, as a sum of simple signs."""

from bisect import bisect_left
from operator import itemgetter

from annotate.suggesters.page.lines import CLOSING, ENDS, SHORT, Line
from annotate.suggesters.page.markup import Markup
from annotate.suggesters.page.words import words

LONG = 2.6
WORDS, SPEAK = (3, 6, 10, 16, 25, 40), (-2.6, -1.7, -0.7, 0.2, 1.2, 2.0, LONG)
"""At most so many words, and what each speaks for; longer ones speak for prose as LONG says."""
CHARACTERS = 200
"""A paragraph of so many is taken to have more words than WORDS tells apart."""
LETTERS, SENTENCE_LETTERS = 8, 6
"""Characters that count as a word, in a line and in a sentence: nothing parts words in Chinese, and
in German they are few and long."""
ENDED, UNENDED = 1.3, -1.3
"""What a sentence's last mark speaks for, and its want."""
LEAST = -4.3
"""The worst that a look speaks: less than leaving the article and entering it again costs, so that
a lone subhead stays in it (see regions.SWITCH)."""
HEADLINE = range(7, 17)
"""Words of a line without a stop that is longer than a subhead: a caption, or a link's text."""
GOES_ON = (*ENDS, *CLOSING, ":", ",", ";")
"""What a line of the article's that is no subhead ends with."""
AMID = -4.5
"""What such a line speaks, one that leads elsewhere or is about the page, and one with neither a
letter nor a digit: it is not the article's even amid prose."""
MOST_SMALL, FEW_SMALL = 0.55, 0.3
"""The part of words in small letters: most are in prose, few in a list of names or a headline."""
PROSE_LETTERS, NAME_LETTERS = 0.7, -0.9
"""What the one and the other speak."""
WORD, MARK = -1.6, -0.8
"""What one word of the page speaks, and one mark of a menu."""
MARKS = "|•›»·\t"
TAGS = {
    "p": 0.8, "blockquote": 0.5, "pre": -0.5, "button": -4.0, "label": -4.0, "form": -3.0,
    "nav": -5.0, "footer": -5.0, "aside": -3.0, "figcaption": -5.0, "figure": -3.0, "h1": -4.0,
    "address": -3.0, "time": -4.0,
}  # fmt: skip
"""What an element speaks for wherever it is."""
OUTSIDE = {"li": -0.8, "h4": -0.8, "h5": -1.5, "h6": -1.5, "header": -2.0}
"""What one speaks for that does not lie where the prose does."""
CELLS = ("td", "th")
"""Their words speak neither way: a table belongs to what is around it."""
SIGNED = {"caption": -4.0, "ad": -3.0, "page": -3.0}
"""What a class name speaks."""
SHARES = ((0.5, 2.5), (0.15, 1.5), (-1.0, -2.0))
"""(a container with more than so much of the prose, what that speaks for)."""
CENTRAL = 0.5
"""A container with so much of the prose is the article's."""
SUBHEAD = -1.2
"""What a short line there speaks: it is the article's where prose follows, and not at its end."""
OTHER_ELEMENT = -3.5
"""What a line there speaks that is in a box of its own, where the prose is in paragraphs."""
BOXES = ("div", "span", "center", "section", "a")


def prose(line: Line) -> float:
    """How much a paragraph looks like prose: above 0 it does, below it does not."""
    if not any(map(str.isalnum, line.text)):
        return AMID
    if line.markup and line.markup.tag in CELLS:
        return 0.0
    short = len(line.text) <= SHORT
    aside = line.lower.startswith(words().asides if line.ends else words().leads)
    if short and (aside or line.found.get("closings")):
        return AMID
    if line.markup is None:
        return _shape(line) + _furniture(line)
    return _placed(_shape(line), line.markup) + _furniture(line)


def _placed(shape: float, markup: Markup) -> float:
    """What the look of a line says, and where it is on the page."""
    score = TAGS.get(markup.tag, 0.0) + sum([SIGNED[sign] for sign in markup.signs])
    if markup.share < CENTRAL:
        share = next(speaks for least, speaks in SHARES if markup.share > least)
        return score + shape + share + OUTSIDE.get(markup.tag, 0.0)
    boxed = OTHER_ELEMENT if markup.tag in BOXES and not markup.usual else 0.0
    return boxed + (score + shape + SHARES[0][1] if shape > 0 else min(score, 0.0) + SUBHEAD)


def _shape(line: Line) -> float:
    """What its length, its end and its capitals say."""
    ended = ENDED if line.ends or _leads_on(line.text) else UNENDED
    if len(line.text) >= CHARACTERS:
        return LONG + ended + PROSE_LETTERS
    parts = line.text.split()
    number = max(len(parts), len(line.text) // LETTERS)
    longer = max(number, len(line.text) // SENTENCE_LETTERS) if line.ends else number
    length = SPEAK[bisect_left(WORDS, longer)]
    if line.markup is None and number in HEADLINE and not line.text.endswith(GOES_ON):
        return AMID
    return max(LEAST, length + ended + _capitals(parts))


def _leads_on(text: str) -> bool:
    """Whether a colon ends what is more than one sentence: it leads to what follows."""
    return text.endswith(":") and ". " in text


def _capitals(parts: list[str]) -> float:
    small = sum(map(str.islower, map(itemgetter(0), parts)))
    if small >= MOST_SMALL * len(parts):
        return PROSE_LETTERS
    apart = sum(map(CLOSING.__contains__, parts))  # « stands apart in French
    share = small / max(1, len(parts) - apart)
    if share >= MOST_SMALL:
        return PROSE_LETTERS
    return NAME_LETTERS if share < FEW_SMALL else 0.0


def _furniture(line: Line) -> float:
    """What words and marks that belong to the page say, in a short paragraph."""
    hits = min(line.found.get("furniture", 0), 3)
    if len(line.text) > SHORT:
        return WORD / 2 * hits
    marks = 0 if line.ends else min(sum(map(line.text.count, MARKS)), 3)
    return WORD * hits + MARK * marks
