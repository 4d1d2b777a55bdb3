"""What the labels that the rules know are called in a project's scheme."""

from collections import Counter

from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme

DEFAULT = DEFAULT_SCHEME.labels
UNITS = Counter(label.unit for label in DEFAULT)


def rule_names(scheme: Scheme) -> dict[str, str]:
    """From each label of the default scheme that the scheme calls otherwise to its name there.

    It is the one that had that name formerly; else the only one with its unit, where the default
    scheme, too, has only one such: what a key takes as a quotation is one by whatever name.
    """
    missing = (label for label in DEFAULT if scheme.label(label.name) is None)
    return {label.name: name for label in missing if (name := _name(label, scheme))}


def unnamed(scheme: Scheme) -> list[str]:
    """The labels of the default scheme that the scheme has by no name."""
    known = {label.name for label in scheme.labels} | rule_names(scheme).keys()
    return [label.name for label in DEFAULT if label.name not in known]


def _name(label: Label, scheme: Scheme) -> str | None:
    became = scheme.former.get(label.name)
    if became or label.name in scheme.bygone or UNITS[label.unit] > 1:
        return became
    alike = [other.name for other in scheme.labels if other.unit == label.unit]
    return alike[0] if len(alike) == 1 else None
