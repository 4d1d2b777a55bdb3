"""A person's second pass: the articles they were asked to label again, on a layer of its own."""

from annotate.core.errors import InputError
from annotate.core.layers import again
from annotate.core.scheme import Scheme
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session, Suggest
from annotate.storage import repeats
from annotate.storage.log import Writer
from annotate.storage.queue import Filter
from annotate.storage.store import Store


class SecondPass(Session):
    """The same as a first one, over other articles; the first is neither shown nor touched."""

    def __init__(self, store: Store, scheme: Scheme, person: str, suggest: Suggest) -> None:
        super().__init__(store, scheme, again(person), suggest)
        self.person, self._writer = person, Writer(person)
        self.listed = Filter(order="assigned", own=True)

    def open(self, key: int) -> Article:
        """Open a document. Raises InputError for one that is not to be labelled again."""
        if not repeats.is_asked(self.store, self.person, key):
            raise InputError("not in your second pass", hint="its list has what is")
        return super().open(key)

    def _take_places(self) -> None:
        """What is to be labelled again was given out for good: nothing more is taken."""
