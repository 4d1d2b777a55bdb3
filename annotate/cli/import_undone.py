"""What `annotate import --undo` says of the articles on which somebody worked since the import."""

from collections.abc import Iterator

from annotate.cli.output import ID, shortened
from annotate.core.plural import plural
from annotate.services.taking_back import Left, TakenBack

NAMED = 10
"""Articles and layers that are named."""


def undone(taken: TakenBack) -> Iterator[str]:
    """A line for each article and layer in which anything is left, or went that was not imported.

    The first are named, and how many more there are. Of the rest there is nothing to say: it is as
    before the import.
    """
    for left in taken.left[:NAMED]:
        yield f"  {shortened(left.document, ID)}, {left.layer}: {'; '.join(_said(left))}"
    if len(taken.left) > NAMED:
        yield f"  and {len(taken.left) - NAMED:,} more"


def _said(left: Left) -> Iterator[str]:
    if left.stay:
        verb = "stays" if left.stay == 1 else "stay"
        yield f"{plural(left.stay, 'label')} {verb} that it did not bring"
    if left.went:
        yield f"{plural(left.went, 'change')} to what was imported went with it"
    if left.done:
        yield f"{left.layer} is done with it all the same"
