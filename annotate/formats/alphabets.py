"""Which encoding of one byte a character makes a text look like some language's: by its letters.

A guess from few letters: what a short text has beyond ASCII is weighed as drawn from a language's
own letters, evenly, where a letter of no such language, or where none stands, costs most.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import log

NAMES = "áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿß"
"""What names in an English text have, from all over the west."""
ICELANDIC = "áéíóúýðþæö"
"""Turkish has its letters in the same places."""
RARER = {NAMES: 2.0, ICELANDIC: 3.0}
"""How much less often a letter is drawn from these than from others of their size."""
WESTERN = (
    NAMES,
    "àâæçéèêëîïôœùûüÿ",
    "áéíñóúü",
    "äöüß",
    "àèéìòù",
    "áâãàçéêíóôõú",
    "åäöéšž",
    "åæøé",
    "ëéïóöü",
    "àçèéíïòóúü",
    ICELANDIC,
)
CENTRAL = (
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "čćđšž",
    "ăâîşţ",
    "äöüß",
)
CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдежзийклмнопрстуфхцчшщъьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
)
GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)
TURKISH = ("çğıöşüâîİ",)
BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
HEBREW = ("אבגדהוזחטיכךלמםנןסעפףצץקרשת",)
ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")
ALPHABETS = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1251": CYRILLIC,
    "iso8859-15": WESTERN,
    "iso8859-2": CENTRAL,
    "cp1254": TURKISH,
    "cp1257": BALTIC,
    "cp1253": GREEK,
    "iso8859-7": GREEK,
    "koi8-r": CYRILLIC[:1],
    "koi8-u": CYRILLIC[1:2],
    "iso8859-5": CYRILLIC,
    "iso8859-13": BALTIC,
    "cp1255": HEBREW,
    "iso8859-8": HEBREW,
    "cp1256": ARABIC,
    "iso8859-6": ARABIC,
}
"""The encodings that news on the web was ever in, the usual ones first: they win a draw."""
USUAL = 4.0
"""How much more likely the first is than another, as a logarithm."""
MISFIT, CAPITAL, NEIGHBOUR = log(1000), log(2), log(10)
"""What a character that no word has, a capital, and two accents side by side cost."""
MOST_MISFITS = 0.1
"""The share of misfits from which a text is in none of the languages."""
MOST_LOOKED_AT = 20_000
"""Characters, of the lines that are not ASCII, that are enough to tell."""
MARKS = frozenset("\xa0­“”‘’‚„–—…«»‹›€£§°·•¿¡ºª©®™½¼¾²³،؛؟")
"""What stands between words in many languages."""
WITHIN = "’·–—…\xad"
"""Those that may stand within a word."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
LATIN = r"[A-Za-zªºÀ-ɏ]"
OTHER = r"[Ͱ-ۿ]"
ODD = re.compile(
    rf"[^\W\d_](?<=[^\x00-\x7f])\d|\d[^\W\d_ºª](?<=[^\x00-\x7f])"  # a digit beside a letter
    rf"|{LATIN}(?={OTHER})|{OTHER}(?={LATIN})"  # two scripts in a word
    r"|[²³](?=[^\W\d_])|(?<=[^\W\d_]{3})[²³]|©(?=[a-z])"  # no measure, no owner
    rf"|(?<=[^\W\d_])[^\w\s\x00-\x7f{WITHIN}](?=[^\W\d_])"  # a sign in a word
)
ACCENTS = re.compile(r"[^\W\d_\x00-\x7f](?=[^\W\d_\x00-\x7f])")


def likeliest(data: bytes) -> str | None:
    """The encoding in which a text looks most like one of its languages, if it does in any."""
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    found = dict(_readings(telling))
    return max(found, key=lambda encoding: found[encoding], default=None)


def _readings(data: bytes) -> Iterator[tuple[str, float]]:
    """(encoding, likelihood) of each in which it is text in one of its languages."""
    for encoding, alphabets in ALPHABETS.items():
        try:
            text = data.decode(encoding)[:MOST_LOOKED_AT]
        except UnicodeDecodeError:
            continue
        found = None if CONTROL.search(text) else _likelihood(text, alphabets)
        if found is not None:
            usual = USUAL if encoding == next(iter(ALPHABETS)) else 0.0
            yield encoding, found + usual


def _likelihood(text: str, alphabets: tuple[str, ...]) -> float | None:
    """How likely a text is in the likeliest of the languages; None where it is in none."""
    beyond = [character for character in text if character > "\x7f"]
    odd = len(ODD.findall(text)) + _capitals_within(text)
    cost = odd * MISFIT + sum(c.isupper() for c in beyond) * CAPITAL
    if alphabets[0][0] < "Ͱ":  # in Latin letters an accent is the exception
        cost += len(ACCENTS.findall(text)) * NEIGHBOUR
    letters = [character for character in beyond if character not in MARKS]
    likely = [_drawn(letters, alphabet, odd, len(beyond)) for alphabet in alphabets]
    return max((found - cost for found in likely if found is not None), default=None)


def _drawn(letters: list[str], alphabet: str, odd: int, total: int) -> float | None:
    rarer = RARER.get(alphabet, 1.0)
    own = {*alphabet, *alphabet.upper()}
    strange = sum(letter not in own for letter in letters)
    if strange + odd > MOST_MISFITS * total:
        return None
    return -strange * MISFIT - (len(letters) - strange) * log(len(alphabet) * rarer)


def _capitals_within(text: str) -> int:
    """How often a capital follows a small letter, and one of the two is beyond ASCII."""
    return sum(a.islower() and b.isupper() and max(a, b) > "\x7f" for a, b in pairwise(text))
