"""What came of an exchange."""

from typing import Literal

from msgspec import Struct, field

from annotate.core.display import display
from annotate.core.errors import AnnotateError, IntegrityError, SyncRefusedError
from annotate.core.plural import plural

REFUSALS = (IntegrityError, SyncRefusedError)
"""What ends the exchange of one thing, and of nothing else."""
SHOWN = 60
"""Characters of a name that may be as long as somebody likes."""


class Exchanged(Struct):
    """What was new on either side; `problems` are lines, each of something that stayed as it was.

    `changed` counts documents that were removed, purged or brought back here, `places` what is
    to be labelled here of what a hub gives out, and was not before. `unsent` are operations that
    stay here, by the person whose they are: the other side takes them from nobody else.
    """

    documents: int = 0
    changed: int = 0
    places: int = 0
    operations: int = 0
    documents_sent: int = 0
    operations_sent: int = 0
    scheme: Literal["same", "taken", "sent"] = "same"
    joined: bool = False
    unsent: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether both sides had the same all along."""
        return self == Exchanged()

    def lines(self) -> list[str]:
        """The same in words."""
        told = []
        if self.documents or self.operations:
            came = plural(self.documents, "article")
            told.append(f"came in: {came}, {plural(self.operations, 'operation')}")
        if self.documents_sent or self.operations_sent:
            sent = plural(self.documents_sent, "article")
            told.append(f"sent: {sent}, {plural(self.operations_sent, 'operation')}")
        if self.changed:
            told.append(f"removed, purged or brought back: {plural(self.changed, 'article')}")
        if self.places:
            told.append(f"to label: {plural(self.places, 'article')} more")
        told += [f"not sent: {_stays(*each)}" for each in self.unsent.items()]
        if self.scheme == "taken":
            told.append("the scheme is now the other side's; annotate.toml.old is what it was")
        if self.scheme == "sent":
            told.append("the scheme here is now the other side's too")
        return told or ["nothing new"]

    def told(self, error: AnnotateError) -> None:
        """Note a problem, once."""
        if (line := str(error)) not in self.problems:
            self.problems.append(line)


def _stays(person: str, operations: int) -> str:
    whose = display(person[:SHOWN])
    return f"{plural(operations, 'operation')} by {whose}, which go when {whose} syncs"
