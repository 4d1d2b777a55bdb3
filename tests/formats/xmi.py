"""XMI as tools of others write it."""

SOFA = '<cas:Sofa xmi:id="1" sofaString="A🚢 text."/>'


def xmi(inside: str, before: str = "") -> bytes:
    """A file of these elements."""
    return (
        f'{before}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        f' xmlns:c="http:///c.ecore">{inside}</xmi:XMI>'
    ).encode()
