"""UIMA's XMI as XML: what is in a file, and a file of what is to be in it.

It is read and written here and not through dkpro-cassis, which takes many times as long (see
docs/decisions/0010); that library reads and checks what is written, in the tests. Entities and
document types are refused: no XMI needs them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.errors import InputError

XMI, CAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore"
ID, ROOT, SOFA = f"{XMI} id", f"{XMI} XMI", f"{CAS} Sofa"
TYPES = "http:///"
"""How the namespaces of types begin."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
UTF8 = DECLARATION.encode()
SOFA_TEXT = re.compile(rb'<cas:Sofa(?: [\w:]+="[^"<]*")*? sofaString="')
"""A text, at the beginning of its element."""
VERSION = re.compile(rb"(<\?xml[^>]{0,40}version=[\"'])1\.1")
DECLARED = 100
"""Bytes of a file within which it says of what version it is."""
UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has none of."""
SPECIAL = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ENTITIES = {
    b"&": b"&amp;",
    b"<": b"&lt;",
    b"\t": b"&#9;",  # which an attribute would lose, as the next two
    b"\r": b"&#13;",
    b"\n": b"&#10;",
    b'"': b"&quot;",
}
MEANT = {entity: character for character, entity in reversed(ENTITIES.items())}
"""The other way round, the frequent ones first, what stands for & last."""
NOT_ITSELF = bytes(range(0x20)) + b"<"
"""Bytes that a value of an attribute cannot have, or that are something else in it."""
NONCHARACTERS = "\ufffe", "\uffff"


class Feature(Struct, frozen=True, gc=False):
    """A feature structure: its type, such as `custom.Span`, its id and its features as text."""

    type: str
    id: str
    features: Mapping[str, str]


class Element(NamedTuple):
    """The same to be written: its attributes are XML, with a space before each."""

    type: str
    id: int
    attributes: str


class Analysis(NamedTuple):
    """What a file holds: the text of its first view, with the id of that, and what is said."""

    text: str
    sofa: str
    structures: list[Feature]


def parse(data: bytes, encoding: str | None = None) -> Analysis:
    """What an XMI file holds. Raises InputError where it is none, or holds no text."""
    rest, text = (data, None) if encoding else _apart(data)
    try:
        return _read(rest, encoding, text)
    except InputError:
        if text is None:
            raise
    # what is wrong is told of the file as it is: the text may have ended a comment
    return _read(data, encoding, None)


def _read(data: bytes, encoding: str | None, text: str | None) -> Analysis:
    """What a file holds, of which the text is known if it is not in there."""
    reading = _Reading(text)
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.StartDoctypeDeclHandler = _refuse
    try:
        if b"1.1" in (declared := data[:DECLARED]):
            data = VERSION.sub(rb"\g<1>1.0", declared, count=1) + data[DECLARED:]
        parser.Parse(data, True)
    except expat.ExpatError as error:
        hint = "is the file cut off?"
        raise InputError(expat.ErrorString(error.code), f"line {error.lineno}", hint) from error
    except (LookupError, ValueError) as error:  # an encoding that there is not
        raise InputError(" ".join(str(error).split())) from error
    return reading.analysis()


def _refuse(*_: object) -> None:
    raise InputError("it declares a document type", hint="no XMI has one: it may be an attack")


def _apart(data: bytes) -> tuple[bytes, str | None]:
    """A file without its text, and that; expat takes longer for it than for all else.

    None where the bytes could mean anything but a text that is said once, and the file as it is.
    """
    start, end = _place(data)
    text = _unquoted(data[start:end]) if start < end else None
    return (data, None) if text is None else (data[:start] + data[end:], text)


def _place(data: bytes) -> Range:
    """Where the text of a file is, if that can be told without reading it as XML; else (0, 0)."""
    at = data.find(b"<cas:Sofa ")
    begins = SOFA_TEXT.match(data, at) if at > 0 and data.startswith(UTF8) else None
    # in a comment it would be none, but then there is none at all
    if not begins or data.count(b"sofaString") != 1:
        return 0, 0
    return begins.end(), data.find(b'"', begins.end())


def _unquoted(value: bytes) -> str | None:
    """The text that a value of an attribute is; None where it takes an XML parser to tell."""
    if value.translate(None, NOT_ITSELF) != value:
        return None
    for entity, character in MEANT.items():
        if b"&" not in value:
            break
        if character == b"&" and value.count(b"&") != value.count(entity):
            return None
        value = value.replace(entity, character)
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return None
    return None if any(odd in text for odd in NONCHARACTERS) else text


class _Reading:
    """Gathers the elements of a file, but for its text where that is known."""

    def __init__(self, text: str | None) -> None:
        self._text = text
        self._texts: dict[str, str | None] = {}
        self._structures: list[Feature] = []
        self._begun = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element. Raises InputError where the first is not XMI's."""
        self._begun = self._begun or name == ROOT
        if not self._begun:
            raise InputError("no XMI", hint="see docs/formats.md")
        type, id = _type(name), attributes.get(ID, "")
        if name == SOFA:
            said = attributes.get("sofaString")
            self._texts[id] = said if self._text is None or said is None else self._text
        elif id and type:
            self._structures.append(Feature(type, id, attributes))

    def analysis(self) -> Analysis:
        """What there is. Raises InputError where there is no text."""
        for sofa, text in self._texts.items():
            if text is not None:
                return Analysis(text, sofa, self._structures)
        raise InputError("no text in it", hint="its view has no sofaString")


@lru_cache(maxsize=1000)
def _type(name: str) -> str:
    """The type that an element is of, "" where it is of none."""
    space, _, local = name.rpartition(" ")
    if not space.startswith(TYPES):
        return ""
    return f"{space.removeprefix(TYPES).removesuffix('.ecore').replace('/', '.')}.{local}"


def document(text: str, elements: Sequence[Element]) -> bytes:
    """An XMI file; the view's text has the id 1, and all elements are in it."""
    spaces = _namespaces(tuple({element.type: None for element in elements}))
    lines = [f'{DECLARATION}\n<xmi:XMI{spaces} xmi:version="2.0">\n  <cas:NULL xmi:id="0"/>\n']
    lines += [f'  <{_name(type)} xmi:id="{id}"{said}/>\n' for type, id, said in elements]
    lines.append(
        '  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString='
    )
    members = " ".join([str(element.id) for element in elements])
    end = f'/>\n  <cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    return b"".join(("".join(lines).encode(), _quoted_whole(text), end.encode()))


@lru_cache(maxsize=1000)
def _name(type: str) -> str:
    """What the elements of a type are called."""
    package, _, local = type.rpartition(".")
    return f"{package.rpartition('.')[2]}:{local}"


@lru_cache(maxsize=1000)
def _namespaces(types: tuple[str, ...]) -> str:
    """What says which prefix stands for the package of which types."""
    prefixes = {"cas": CAS, "xmi": XMI}
    for package in {type.rpartition(".")[0] for type in types}:
        prefixes[package.rpartition(".")[2]] = f"{TYPES}{package.replace('.', '/')}.ecore"
    return "".join(f' xmlns:{p}="{url}"' for p, url in sorted(prefixes.items()))


def quoted(value: str) -> str:
    """A text as the value of an attribute, from which it is read as it was."""
    if value.isalnum() or not SPECIAL.search(value):
        return f'"{value}"'
    return _quoted(writable(value)).decode()


@lru_cache(maxsize=1)
def _quoted_whole(text: str) -> bytes:
    """The same of an article, which comes once for each layer."""
    return _quoted(text if is_writable(text) else writable(text))


def _quoted(writable: str) -> bytes:
    """In bytes: to look for one in a long text takes a twentieth of the time of a character."""
    value = writable.encode()
    for character, entity in ENTITIES.items():
        value = value.replace(character, entity)
    return b'"%s"' % value


@lru_cache(maxsize=1)
def is_writable(text: str) -> bool:
    """Whether XML can say all of an article, which comes once for each layer."""
    return is_plain(text) or not UNWRITABLE.search(text)


def writable(text: str) -> str:
    """A text of the same length in which U+FFFD stands for what XML has no way to say."""
    return text if is_plain(text) else UNWRITABLE.sub("\ufffd", text)


def is_plain(text: str) -> bool:
    """Whether all of a text can be printed, which XML can say; it takes a fraction of the time."""
    return text.replace("\n", "").isprintable()
