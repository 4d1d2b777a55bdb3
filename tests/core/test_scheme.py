"""The scheme: its labels and relations, and what may lead to what."""

from annotate.core.scheme import COLOURS, DEFAULT_SCHEME, Label, RelationType, Scheme


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


def test_with_bygone_names_it_has_those_that_are_used_at_the_end_and_without_a_key() -> None:
    labels = (Label("one", "o", formerly=("both",)), Label("two", "t", formerly=("both",)))
    scheme = Scheme(labels, (RelationType("leads", ("one",), ("two",)),), ("gone", "led", "lost"))
    found = scheme.with_bygone(["both", "gone", "one", "other"], ["led", "leads", "other"])
    assert found.labels == (
        *labels,
        Label("both", "", help="Split into one, two."),
        Label("gone", "", help="Retired."),
    )
    ends = ("one", "two", "both", "gone")
    assert found.relations == (*scheme.relations, RelationType("led", ends, ends, "Retired."))
    assert found.retired == scheme.retired
    assert scheme.with_bygone([], []) == scheme


def test_a_name_that_was_retired_and_is_there_again_is_no_bygone_one() -> None:
    scheme = Scheme((Label("one", "o"),), (), ("one",))
    assert scheme.with_bygone(["one"], ["one"]).labels == scheme.labels
