"""The names there are, as an error says them to whoever gave another."""

from collections.abc import Sequence

MOST = 12
"""Names that are said."""


def listed(names: Sequence[str]) -> str:
    """`it has ana, ben`; of very many the first."""
    said, more = ", ".join(names[:MOST]) or "none", len(names) - MOST
    return f"it has {said} and {more:,} more" if more > 0 else f"it has {said}"
