"""The scheme: its labels and relations, and what may lead to what."""

from annotate.core.scheme import COLOURS, DEFAULT_SCHEME


def test_the_default_scheme_is_that_of_news() -> None:
    labels = [(label.name, label.key) for label in DEFAULT_SCHEME.labels]
    assert labels == [
        ("quote", "q"),
        ("attribution", "a"),
        ("caption", "c"),
        ("ad", "d"),
        ("body", "b"),
    ]
    assert [r.label for r in DEFAULT_SCHEME.relations] == ["attributes", "continues"]
    assert all(label.colour in COLOURS and label.help for label in DEFAULT_SCHEME.labels)


def test_labels_and_relations_are_found_by_name() -> None:
    assert DEFAULT_SCHEME.label("quote") == DEFAULT_SCHEME.labels[0]
    assert DEFAULT_SCHEME.relation("continues") == DEFAULT_SCHEME.relations[1]
    assert DEFAULT_SCHEME.label("qoute") is None
    assert DEFAULT_SCHEME.relation("follows") is None


def test_a_relation_leads_from_certain_labels_to_certain_labels() -> None:
    permits = DEFAULT_SCHEME.permits
    assert permits("attributes", "attribution", "quote")
    assert permits("attributes", "attribution", "body")
    assert permits("continues", "quote", "quote")
    assert not permits("attributes", "quote", "attribution")
    assert not permits("attributes", "attribution", "caption")
    assert not permits("follows", "quote", "quote")


def test_the_relations_between_two_labels() -> None:
    def between(head: str, child: str) -> list[str]:
        return [r.label for r in DEFAULT_SCHEME.relations_between(head, child)]

    assert between("attribution", "quote") == ["attributes"]
    assert between("quote", "quote") == ["continues"]
    assert between("quote", "attribution") == []
