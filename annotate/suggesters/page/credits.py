"""Credits: the wording at a caption's beginning or end that says whose the picture is."""

import re
from functools import cache

from annotate.suggesters.page.lines import Line
from annotate.suggesters.page.words import words

OPENING = 160
"""Characters up to which a line that begins with a credit is one."""
SIGNED = 350
"""Characters up to which a caption may end with no more than a name."""
TAIL = 90
"""Characters at the end in which a credit is looked for."""
ALONE = 60
"""Characters up to which a credit may stand for itself."""
BEFORE = 20
"""Characters that a caption has at least before a name at its end."""
ORDINAL = 2
"""Digits before a stop that are rather an ordinal, in languages that write such so."""
LONG_NAME = 7
"""Letters from which an agency's name is known at the end of something longer."""
WIRES = frozenset(
    ("ap", "associated press", "reuters", "afp", "dpa", "efe", "cnn", "bbc", "usa today", "file")
)
"""Alone in a line, these say who wrote the article."""
BYLINES = ("by ", "von ", "por ", "par ", "avec ", "(avec ", "con información ", "mit material ")
WORD = r"([^\W\d]{3,14})"
"""What may be a credit's word, in a pattern."""
SMALL = frozenset(("via", "for", "of", "and", "von", "de", "pour", "para"))
"""What stands between names in a credit."""
WORDED = "credit alone"
"""The rule for a line that is no more than a credit."""
Reason = tuple[str, float]
"""A rule's name, and how sure it is."""


def credit(line: Line) -> Reason | None:
    """Why a paragraph holds a picture's credit, and how surely; None where nothing says so."""
    if not line.ends and line.lower.startswith(BYLINES):
        return None
    tail, reason = line.text[-TAIL:], None
    if line.found.get("credits"):
        reason = _worded(line, tail)
    if reason is None and line.found.get("agencies"):
        reason = _agency(line, tail)
    return reason or (_signed(line, tail) if len(line.text) <= SIGNED else None)


def _worded(line: Line, tail: str) -> Reason | None:
    """A credit with a word for it."""
    head = _initial().match(line.lower) if len(line.text) <= OPENING else None
    if head and (word := head[1].strip()) in words().credits:
        if word.endswith("caption"):
            return "called a caption", 0.9
        return (WORDED if len(line.text) <= ALONE else "credit before a name"), 0.9
    ends = (_inside().search(tail), _before_stroke().search(tail))
    named = any(end and end[end.lastindex or 1].lower() in words().credits for end in ends)
    return ("credit at the end", 0.95) if named else None


def _agency(line: Line, tail: str) -> Reason | None:
    """An agency's name after a stroke or in brackets, or alone."""
    name = line.text.strip(" ()")
    if len(line.text) <= ALONE and _is_agency(name):
        return None if _writes(name.lower()) else ("agency alone", 0.75)
    end = (_enclosed() if line.ends else _end()).search(tail)
    named = end and _is_agency(end[end.lastindex or 1]) and not _is_dateline(line.text)
    return ("agency at the end", 0.85) if named else None


def _is_dateline(text: str) -> bool:
    """Whether a line says no more than where, when and by which agency: Madrid, 12 ene (EFE)."""
    return len(text) <= ALONE and bool(_dateline().search(text))


def _writes(name: str) -> bool:
    """Whether it ends with one that writes too, and no stroke says that it is a picture's."""
    return "/" not in name and name.endswith(tuple(WIRES))


def _is_agency(name: str) -> bool:
    """Whether it is an agency's name, or names that end with one."""
    parts = _parting().split(name)
    if name.lower() in words().agencies:
        return True
    if any(part[:1].islower() and part not in SMALL for part in parts):
        return False
    last = [part.lower() for part in parts[-2:]]
    return last[-1] in WIRES or " ".join(last) in _long() or last[-1] in _long()


# --- without a word for it ---------------------------------------------------------------------


def _signed(line: Line, tail: str) -> Reason | None:
    """A name after the last sentence, or another end that only captions have."""
    first, last = tail[0], tail[-1]
    if last == ")":
        return _in_brackets(line.text, tail)
    if line.text[0] == "©" and len(line.text) > ALONE:
        notice = _year().search(line.text[:ALONE])
        return None if notice else ("copyright before a description", 0.6)
    if line.ends:
        return None
    if "©" in tail and first != "©" and _copyright().search(tail):
        return "copyright at the end", 0.7
    if "/" in tail and _stroke().search(tail):
        return "name and agency at the end", 0.7
    named = _ends_with_name(line.text, tail) or ("/" in tail and _after_stroke().search(tail))
    return ("name after the last sentence", 0.7) if named else None


def _in_brackets(text: str, tail: str) -> Reason | None:
    if text[0] == "(" and len(text) <= ALONE and _names().fullmatch(text[1:-1]):
        return WORDED, 0.7
    return ("name in brackets at the end", 0.7) if _bracketed().search(tail) else None


def _is_shouted(names: str) -> bool:
    """Whether capitals are an agency's or an order, no person's: CNN, READ MORE, not IDA QUILL."""
    if not names.isupper():
        return False
    named = " " in names and all(len(name) > 2 for name in names.split())
    return not named or names.lower().startswith(words().leads + words().orders)


def _gives(name: str) -> bool:
    """Whether it is one that only gives pictures: CEDIDA, DR."""
    return name in words().agencies and name not in WIRES


def _ends_with_name(text: str, tail: str) -> bool:
    """Whether names follow the stop of a sentence of some length, and no abbreviation's."""
    last = _last().search(tail) if "." in tail else None
    if last is None or len(text) - len(last[0]) < BEFORE:
        return False
    if _is_shouted(last[1]):
        return _gives(last[1].lower())
    word = tail[: last.start()].rsplit(" ", 1)[-1].lower()
    ordinal = word.isdigit() and len(word) == ORDINAL  # am 19. Spieltag
    stops = len(word) > 1 and not ordinal and "." not in word
    return stops and word not in words().abbreviations


# --- patterns, each made when first wanted -----------------------------------------------------


@cache
def _long() -> frozenset[str]:
    return frozenset(name for name in words().agencies if len(name) >= LONG_NAME)


@cache
def _parting() -> re.Pattern[str]:
    return re.compile(r"[ /]+")


@cache
def _initial() -> re.Pattern[str]:
    """A word or two and a colon, a stroke or a preposition, before something.

    A comma only as the BBC has it: Image source, Ida Quill.
    """
    parts = r"\s?:| via| by| courtesy of|(?<=courtesy) of|/|(?<=caption),|(?<=source),"
    return re.compile(rf"[(\[]?([^\W\d][\w ]{{1,22}}?)(?:{parts})\s*(?=\w)")


@cache
def _inside() -> re.Pattern[str]:
    """A word with a colon, or one after a stop or bracket with "by", before a name."""
    word, name = WORD, r"(?:[A-ZÀ-Þ][^.]{1,60}|privat)[)\].]*$"
    plain = r"[.!?]\s((?i:photos?|fotos?)) (?:archives? )?"  # as French papers write it
    by = r"(?:by|von|de|par|courtesy(?: of)?)"
    return re.compile(rf"[(\[.\s]{word}\s?: ?{name}|[(\[.]\s?{word} {by} {name}|{plain}{name}")


@cache
def _before_stroke() -> re.Pattern[str]:
    """A word after a stop or bracket, which a stroke parts from a name."""
    return re.compile(rf"[(\[.!?][^()\[\].!?]{{0,24}}?\b{WORD} ?/ ?[A-ZÀ-Þ][^.()]{{1,40}}[)\].]*$")


@cache
def _end() -> re.Pattern[str]:
    """What stands at the end after a stroke, dash, bracket or comma; or the last two words."""
    return re.compile(r"[/|–—•(,]\s*([^/|–—•()\[\],]{2,45}?)[)\].]*$|\s(\w+ \w+)$")


@cache
def _enclosed() -> re.Pattern[str]:
    """What stands at the end in brackets, or after a stroke."""
    return re.compile(r"[/(]\s*([^/()\[\]]{2,45}?)[)\].]*$")


@cache
def _stroke() -> re.Pattern[str]:
    """A person's name, a stroke and another name at the end."""
    name = r"[A-ZÀ-Þ][\w.’'-]"
    return re.compile(rf"(?:^| ){name}+ {name}+ ?/ ?{name}*(?: {name}*){{0,3}}$")


@cache
def _after_stroke() -> re.Pattern[str]:
    """One to four names after the last sentence and a stroke."""
    return re.compile(r"[.!?] ?/ ?(?:[A-ZÀ-Þ][\w.’'-]*(?: |$)){1,4}$")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,2}\.? \w+\.? ?\(")


@cache
def _bracketed() -> re.Pattern[str]:
    """Names in brackets after the last sentence."""
    return re.compile(r"[.!?”\"’]\s?\([A-ZÀ-Þ][^()a-z]*[^()]{1,40}\)$")


@cache
def _year() -> re.Pattern[str]:
    """What a notice of rights has, and a picture's has not."""
    return re.compile(r"(?:19|20)\d\d|(?i:rights|copyright)")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(r"\s?©\s?(?:[A-ZÀ-Þ]\. ?)*[^.\d]{2,60}$")


@cache
def _last() -> re.Pattern[str]:
    """A name, or some with strokes between, after the last sentence's mark."""
    between = r" (?:for|of|via|and|de|del|von) | ?/ ?| |$"
    return re.compile(rf"[.!?][”\"]? ?((?:[A-ZÀ-Þ][\w.’'-]*(?:{between})){{1,6}}(?:/[\w ]+)?)$")


@cache
def _names() -> re.Pattern[str]:
    """Two to six words with capitals."""
    return re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*(?: |/|, | via | and |$)){2,6}")
