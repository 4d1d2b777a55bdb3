"""Speech after dashes, as label keys take it where nothing is suggested."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.units import NEAR
from annotate.services.annotating import labelling
from annotate.storage.store import Store
from tests.services.annotating.making import ATTRIBUTION, BODY, QUOTE, links, opened, spans, tag

TALK = "—No viene nadie —dijo Quill—. Mañana veremos.\n\n—¿Y el barco?\n\nLa niña se fue."
LIST = "La lista de la compra es esta:\n\n— Pan y leche para todos\n\n— Un litro de aceite"


def test_it_is_taken_as_quotations_are_and_who_spoke_beside_it(store: Store) -> None:
    article = opened(store, TALK)
    labelling.label(article, QUOTE)
    labelling.label(article, ATTRIBUTION)
    labelling.label(article, QUOTE)
    assert spans(article) == [
        ("quote", "—No viene nadie"),
        ("attribution", "dijo Quill"),
        ("quote", "Mañana veremos."),
    ]
    assert ("attributes", "dijo Quill", "—No viene nadie") in links(article)
    with pytest.raises(GestureError, match="no more quote in this paragraph"):
        labelling.label(article, QUOTE)


def test_what_is_answered_is_known_by_the_talk_around_it(store: Store) -> None:
    article = opened(store, TALK)
    article.cursor.go(1)
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "—¿Y el barco?")]


@pytest.mark.parametrize("text", [LIST, "— No one is coming, said Quill —. We shall see."])
def test_a_list_is_none_nor_what_other_languages_set_after_dashes(store: Store, text: str) -> None:
    article = opened(store, text)
    article.cursor.go(len(article.document.paragraphs) - 1)
    with pytest.raises(GestureError, match="no quotation here"):
        labelling.label(article, QUOTE)


def test_where_somebody_speaks_the_paragraph_is_not_what_is_attributed(store: Store) -> None:
    article = opened(store, TALK)
    labelling.label(article, BODY)
    tag(article, "dijo Quill", ATTRIBUTION)
    assert links(article) == []


def test_of_a_giant_paragraph_it_is_taken_near_the_cursor(store: Store) -> None:
    article = opened(store, TALK.split("\n\n", maxsplit=1)[0] + " Y se fue." * NEAR)
    labelling.label(article, QUOTE)
    assert spans(article) == [("quote", "—No viene nadie")]
