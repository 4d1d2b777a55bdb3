"""A place to practise: the article in a project of its own, which is thrown away.

The labels are the project's where it has those of the default scheme, and so are the keys. A
scheme with others is not what the article is about: there the default one is practised with.
Nothing of it can reach the project: not the log, an export or the agreement.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.errors import StorageError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.services.tutorial import article, lessons
from annotate.storage.bulk import BulkImport
from annotate.storage.store import FILE_NAME, Store

HINT = "free some space for temporary files, or name another folder for them in TMPDIR"


class Practice:
    """The article, open, and the course on it; both are gone once it is closed."""

    def __init__(self, scheme: Scheme, annotator: str) -> None:
        """Raises StorageError where there is no room for it."""
        with ExitStack() as held:
            store = held.enter_context(_store())
            with BulkImport(store, annotator) as bulk:
                key = bulk.document(article.document()).key
            self._held = held.pop_all()
        self.session = Session(store, scheme, annotator, lambda document: article.suggestions)
        self.article: Article = self.session.open(key)
        self.course = lessons.Course(self.session, lessons.LESSONS)

    def close(self) -> None:
        """Throw it away."""
        self._held.close()


@contextmanager
def _store() -> Iterator[Store]:
    """A database in a folder of its own; both go when the block is left."""
    try:
        folder = TemporaryDirectory(prefix="annotate-tutorial-")
    except OSError as error:
        raise StorageError(f"nowhere to practise ({error.strerror})", hint=HINT) from error
    with folder as name, Store.open(Path(name) / FILE_NAME) as store:
        yield store


def fits(scheme: Scheme) -> bool:
    """Whether the labels of a project are those that the article is about."""
    units = {label.name: label.unit for label in scheme.labels}
    return all(units.get(label.name) == label.unit for label in DEFAULT_SCHEME.labels) and bool(
        scheme.relations_between(article.ATTRIBUTION, article.QUOTE)
    )


def offer(session: Session) -> lessons.Course:
    """What somebody new is told beside their first article."""
    return lessons.Course(session, lessons.OFFER)
