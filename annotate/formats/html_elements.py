"""The elements of HTML by what they mean for the text of a page."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label"
    " legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul"
)
"""Elements whose text stands for itself."""
UNSEEN = _names(
    "-comment -doctype applet area audio base canvas datalist embed head iframe link meta noembed"
    " noframes noscript object option optgroup param rp script select source style svg template"
    " textarea title track video"
)
"""Nodes whose text nobody sees on the page, or only in a list or field that one opens."""
LANDMARKS = _names("aside figcaption figure footer form header nav")
"""Elements that say of whatever lies in them, however deep, what it is."""
WITHIN_TEXT = _names("a b em h1 h2 h3 h4 h5 h6 i label li p span strong td")
"""Elements in which one of a site's own is a part of the line."""
NEVER_CLOSED = _names(
    "area b base big body br code col colgroup dd dt em font head hr html i img input li link meta"
    " nobr option p param rp rt s small source strike strong tbody td tfoot th thead tr track tt u"
    " wbr"
)
"""Elements that add no depth, or end by themselves."""
