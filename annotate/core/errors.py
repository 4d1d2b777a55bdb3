"""The errors that reach a user, as one small tree.

AnnotateError               one line: what, where, what to do
├── InputError              a file or record that cannot be taken in
│   └── UnknownNameError    it has a label or link that the scheme has no name for
├── SchemeError             the labels, relations or keys of a project do not hold together
├── GestureError            what was asked of an annotation makes no sense there
├── SyncError               another replica: out of reach, of another project, newer, refusing
│   └── SyncRefusedError    it does not take this, now or later
├── ProjectError            no project, no annotator, a folder that is not one
└── StorageError            the database: missing, damaged, newer, read-only, full
    ├── BusyError           another program is writing to it
    └── IntegrityError      an operation or a text is not what its hash says
        └── ForkError       the same operation exists with two contents
"""

from typing import Self


class AnnotateError(Exception):
    """An error shown as one line: `what, where, what to do` (the last two may be absent)."""

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        return ", ".join(part for part in (self.what, self.where, self.hint) if part)


class InputError(AnnotateError):
    """A file or record that cannot be taken in."""


class UnknownNameError(InputError):
    """A record has a label or link by a name that says nothing in the scheme."""


class SchemeError(AnnotateError):
    """The labels, relations or keys of a project do not hold together."""


class GestureError(AnnotateError):
    """What was asked of an annotation makes no sense there.

    Its hint names keys by the ids of their bindings, in braces: which they are is the UI's affair.
    """


class ProjectError(AnnotateError):
    """There is no project here, or it cannot be used as asked."""


class StorageError(AnnotateError):
    """The database is missing, damaged, of a newer version, read-only or full."""


class BusyError(StorageError):
    """Another program is writing to the database, and goes on doing so."""


class IntegrityError(StorageError):
    """Something stored is not what its hash says, or exists twice with two contents."""


class SyncError(AnnotateError):
    """Another replica is out of reach, of another project or version, or it refuses something."""


class SyncRefusedError(SyncError):
    """The other replica does not take this, now or later; the rest of the exchange goes on."""


class ForkError(IntegrityError):
    """The same operation exists with two contents; neither is taken for the other."""

    def __init__(self, operation: str) -> None:
        what = "an operation exists twice with two contents"
        super().__init__(what, operation, "see docs/teams.md, two logs in one")

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """What it is made of where it comes from another process."""
        return type(self), (self.where,)
