"""What a user names that must be there: articles by their ids, their sources, annotators."""

from collections.abc import Collection, Iterable

from annotate.core.errors import InputError
from annotate.core.listing import listed
from annotate.storage import documents
from annotate.storage.store import Store


def article_asked(store: Store, id: str, *, removed: bool = False) -> int:
    """The key of the article of that id; of one that was `removed` too, if that is meant.

    Raises InputError where there is none.
    """
    key = documents.find_id(store, id, removed=removed)
    if key is None:
        raise InputError(f"no article with the id {id!r}", hint="`annotate search` shows ids")
    return key


def check_sources_asked(store: Store, wanted: Collection[str]) -> None:
    """Raise InputError for a source that no article is from."""
    there = {source for _, _, source in documents.sources(store)} if wanted else set[str]()
    for source in wanted:
        if source not in there:
            hint = listed(sorted(filter(None, there)))
            raise InputError(f"no article of the source {source!r} in this project", hint=hint)


def check_annotator_asked(name: str, there: Iterable[str]) -> None:
    """Raise InputError for somebody who is not `there`."""
    names = [*dict.fromkeys(there)]
    if name not in names:
        raise InputError(f"no annotator {name!r} in this project", hint=listed(names))
