"""A reviewer's work in one run of the program: from document to document in the queue."""

from collections import Counter
from collections.abc import Sequence

from annotate.core.errors import GestureError, InputError
from annotate.core.layers import GOLD
from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.designating import next_gold
from annotate.services.adjudicating.versions import Version, versions
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import ROUND, Session
from annotate.storage import adjudication, contested, documents, positions
from annotate.storage.annotations import Annotations
from annotate.storage.contested import Shared
from annotate.storage.log import Writer
from annotate.storage.store import Store


class Reviewing(Session):
    """The gold layer of one reviewer; annotators' layers are only read.

    The queue has the documents that at least two annotators finished, those on which they differ
    most first; its order stays while one works through it.
    """

    def __init__(self, store: Store, scheme: Scheme, reviewer: str) -> None:
        super().__init__(store, scheme, f"{GOLD}{reviewer}")
        self.reviewer = reviewer
        self._writer = Writer(reviewer)
        self.queue: list[Shared] = []
        self.look_again()

    def look_again(self) -> None:
        """Draw up the queue as it is now."""
        self.queue = contested.shared(self.store)

    def open(self, key: int) -> Article:
        """Open a document where the reviewer stopped in it.

        Raises InputError for one that fewer than two annotators have finished.
        """
        number = len(adjudication.finished(self.store, key))
        if number < 2:
            what = f"{plural(number, 'annotator')} finished this article"
            raise InputError(what, hint="it takes two to differ")
        return super().open(key)

    def look_at(self, key: int) -> Adjudication:
        """A document's adjudication, without going there."""
        annotations = Annotations(self.store, key, documents.get(self.store, key), self.annotator)
        return self._opened(annotations)

    def _opened(self, annotations: Annotations) -> Adjudication:
        def read() -> tuple[Version, ...]:
            return versions(self.store, annotations.key, annotations.document, self.scheme)

        return Adjudication(annotations, self._writer, self.scheme, read, self.today.made)

    def resume(self) -> Article | None:
        """Open the document where the reviewer was last, unless that is settled, else the next."""
        last = positions.latest(self.store, self.annotator)
        keys = [shared.key for shared in self.queue]
        if last and last.document in keys and not self.is_settled(last.document):
            return self.open(last.document)
        key = self._unsettled(keys) or next(iter(keys), None)
        return self.open(key) if key else None

    def is_settled(self, key: int) -> bool:
        """Whether this reviewer settled just those versions of a document that there are now."""
        return adjudication.is_settled(self.store, key, self.annotator)

    def next_gold(self, key: int) -> str:
        """Let the next of those who finished a document be gold of it; says whose is."""
        return next_gold(self.store, self.reviewer, self._writer, key)

    def step(self, articles: int) -> Article:
        """Open the next document of the queue, or the previous one (a negative number)."""
        place = self._place() + articles
        if not 0 <= place < len(self.queue):
            raise GestureError("this is the last article" if articles > 0 else "this is the first")
        return self.open(self.queue[place].key)

    def next_unfinished(self) -> str:
        """Open the next document of the queue that is not settled, going round, which it says."""
        if not self.queue:
            raise GestureError("no article was finished by two annotators yet")
        place = self._place()
        beyond = [*self.queue[place + 1 :], *self.queue[: max(0, place)]]
        key = self._unsettled([shared.key for shared in beyond])
        if key is None:
            raise GestureError("every other article is settled")
        self.open(key)
        return ROUND if self._place() < place else ""

    def _unsettled(self, keys: Sequence[int]) -> int | None:
        """The first that is not settled."""
        found = adjudication.standings(self.store, keys, self.annotator)
        return next((key for key, holds in found if not holds), None)

    def place(self) -> tuple[int, int]:
        """Which document of the queue this is, from 1, and how many there are."""
        return self._place() + 1, len(self.queue)

    def _place(self) -> int:
        """The index of the open document in the queue; -1 for one that is no longer there."""
        key = self.article.key if self.article else 0
        return next((n for n, shared in enumerate(self.queue) if shared.key == key), -1)


def settled_and_changed(store: Store, keys: Sequence[int], layer: str) -> tuple[int, int]:
    """Of some documents how many a layer settled as they are now, and how many changed since."""
    found = Counter(holds for _, holds in adjudication.standings(store, keys, layer))
    return found[True], found[False]
