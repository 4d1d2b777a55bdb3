"""Labels that were renamed show, and are worked on, by the names they have now."""

from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.services.annotating import labelling
from annotate.services.annotating.article import Article
from annotate.storage.check import check
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.services.annotating.making import AD, BODY, QUOTE, opened, spans, tag
from tests.storage.making import layer

RENAMED = Scheme(
    tuple(
        Label("advert", "d", "red", "paragraph", formerly=("ad",)) if old.name == "ad" else old
        for old in DEFAULT_SCHEME.labels
    ),
    DEFAULT_SCHEME.relations,
)


def test_a_span_goes_by_its_labels_present_name(store: Store) -> None:
    before = opened(store, "Buy now.\n\n“No,” said X.")
    tag(before, "Buy now.", AD)
    after = Article(layer(store, before.key), Writer("ana"), RENAMED)
    assert spans(after) == [("advert", "Buy now.")]
    assert after.content is after.content
    tag(after, "“No,”", QUOTE)
    assert spans(after) == [("advert", "Buy now."), ("quote", "“No,”")]


def test_it_gives_way_to_another_label_of_its_paragraph(store: Store) -> None:
    before = opened(store, "Buy now.\n\nMore.")
    tag(before, "Buy now.", AD)
    after = Article(layer(store, before.key), Writer("ana"), RENAMED)
    after.cursor.to(2)
    labelling.label(after, BODY)
    assert spans(after) == [("body", "Buy now.")]
    assert list(check(store)) == []
