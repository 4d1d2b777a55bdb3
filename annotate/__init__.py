"""annotate: label who said what in news text, from the keyboard."""

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from os import PathLike

    from annotate.services.reading.reader import Reader

__version__ = "0.1.0"


def open_project(path: "str | PathLike[str]") -> "Reader":
    """Open a project's folder, or a database alone, to read it from Python (docs/python.md).

    What is read is all of this moment; nothing is written, and annotators go on meanwhile. Raises
    ProjectError where there is no project, SchemeError for an `annotate.toml` that does not hold
    together, StorageError for a database that cannot be read.

    >>> with open_project("harbour-news") as project:
    ...     for document in project:
    ...         print(document.title, len(document.spans))
    Ferry late again 4
    """
    from annotate.services.reading.reader import open_project as open_reader

    return open_reader(path)
