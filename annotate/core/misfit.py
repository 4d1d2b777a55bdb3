"""What msgspec says of a value that does not fit, in the words of our other errors."""

import re

import msgspec

KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
NAMED = re.compile(r"`([^`]*)`")
SAID = (
    (re.compile(r"Object missing required field `(.*)`"), r"the field '\1' is missing"),
    (re.compile(r"Object contains unknown field `(.*)`"), r"unknown field '\1'"),
    (re.compile(r"Invalid (?:enum )?value (.*)"), r"unknown value \1"),
)


def misfit(error: msgspec.ValidationError) -> tuple[str, str]:
    """(what is wrong, the path of the value, "" for the whole of it)."""
    message, _, path = str(error).partition(" - at `")
    for pattern, words in SAID:
        if pattern.fullmatch(message):
            return pattern.sub(words, message), path.rstrip("`")
    return NAMED.sub(_kind, message[:1].lower() + message[1:]), path.rstrip("`")


def _kind(match: re.Match[str]) -> str:
    """`str | null` is "text or null"."""
    return " or ".join(KINDS.get(name, name) for name in match[1].split(" | "))


def in_file(error: msgspec.ValidationError) -> str:
    """The same in one piece, for a file that has no records: "labels[0].key: expected text …"."""
    what, path = misfit(error)
    place = path.removeprefix("$").removeprefix(".")
    return f"{place}: {what}" if place else what
