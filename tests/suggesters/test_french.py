"""Who says what in French news: its marks, its cues, and attributions within the marks."""

import pytest

from tests.suggesters.documents import attributed, linked, quotes, suggested


@pytest.mark.parametrize(
    ("text", "quote", "attribution"),
    [
        (
            "« Nous partons demain matin », a déclaré Marta Quill.",
            "« Nous partons demain matin »",
            "a déclaré Marta Quill",
        ),
        ("« Nous partons demain matin », dit-elle.", "« Nous partons demain matin »", "dit-elle"),
        (
            "« Nous partons demain matin », fustige Marta Quill.",
            "« Nous partons demain matin »",
            "fustige Marta Quill",
        ),
        (
            "« Nous partons demain matin », regrette-t-elle.",
            "« Nous partons demain matin »",
            "regrette-t-elle",
        ),
        (
            "« Nous partons demain matin », a-t-elle déclaré.",
            "« Nous partons demain matin »",
            "a-t-elle déclaré",
        ),
    ],
)
def test_marks_and_cues_are_read(text: str, quote: str, attribution: str) -> None:
    assert quotes(text, "fr") == [quote]
    assert attributed(text, "fr") == [attribution]
    assert linked(text, language="fr") == [(attribution, quote)]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Selon la mairie, le bateau reste au port.", "Selon la mairie"),
        ("Aux yeux du maire, le bateau reste au port.", "Aux yeux du maire"),
        ("De l’avis des pilotes, le bateau reste au port.", "De l’avis des pilotes"),
        ("À en croire les pilotes, le bateau reste au port.", "À en croire les pilotes"),
    ],
)
def test_according_to(text: str, attribution: str) -> None:
    assert attributed(text, "fr")[0].startswith(attribution)


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Le chef des pilotes a estimé que rien ne presse.", "Le chef des pilotes a estimé"),
        ("Tout va bien, comme l'a rappelé la maire.", "l'a rappelé la maire"),
        ("La maire se dit « soulagée ».", "La maire se dit"),
        ("La maire parle d'une « affaire classée ».", "La maire parle"),
        ("« Rien ne presse », répète-t-elle.", "répète-t-elle"),
        ("« Port fermé », peut-on lire sur la grille.", "peut-on lire"),
        ("Le Courrier rapporte que le port est fermé.", "Le Courrier rapporte"),
    ],
)
def test_who_said_it_is_found_in_the_manner_of_its_news(text: str, attribution: str) -> None:
    assert attributed(text, "fr") == [attribution]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Le bac reste à quai, a annoncé lundi la mairie.", "a annoncé lundi la mairie"),
        ("Rien ne presse, a précisé à l'AFP la mairie.", "a précisé à l'AFP la mairie"),
        ("Rien ne presse, a fait savoir lundi la mairie.", "a fait savoir lundi la mairie"),
    ],
)
def test_when_and_to_whom_may_stand_between_a_verb_and_who_said_it(
    text: str, attribution: str
) -> None:
    assert attributed(text, "fr") == [attribution]


@pytest.mark.parametrize(
    "text",
    [
        "Le pilote, accusé de fraude, reste à quai.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert attributed(text, "fr") == []


def test_a_french_auxiliary_with_its_pronoun_and_the_verb_after_it_are_one() -> None:
    found = suggested("« Nous partons demain matin », a-t-elle déclaré.", "fr").spans

    assert [s.label for s in found] == ["quote", "attribution"]


@pytest.mark.parametrize(
    ("quote", "attribution"),
    [
        ("« Oui, a-t-elle ajouté, je viens demain. »", "a-t-elle ajouté"),
        ("« La digue tient, explique Marta Quill, mais pas longtemps. »", "explique Marta Quill"),
        ("« Oui, a ajouté la maire, tout passe. »", "a ajouté la maire"),
        ("« Oui ! a-t-elle dit. Je viens demain. »", "a-t-elle dit"),
    ],
)
def test_an_attribution_within_french_marks_is_linked_to_what_is_around_it(
    quote: str, attribution: str
) -> None:
    text = f"Le port reste fermé.\n\nRien ne bouge.\n\n{quote}"

    assert attributed(text, "fr") == [attribution]
    assert linked(text, language="fr") == [(attribution, quote)]


def test_one_right_after_french_marks_goes_before_one_within() -> None:
    quote = "« Elle est venue, dit-il, et elle est partie »"

    assert linked(f"{quote}, a raconté Quill.", language="fr") == [("a raconté Quill", quote)]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_french_verb_with_its_pronoun_elided_is_one(mark: str) -> None:
    text = f"« On ne demande pas la lune », s{mark}emporte Quill."

    assert attributed(text, "fr") == [f"s{mark}emporte Quill"]


def test_who_says_it_is_followed_by_a_name_and_the_party_in_brackets() -> None:
    text = "« Rien n'est décidé », tempère le maire de Lorne, Tom Quill (LR)."

    assert attributed(text, "fr") == ["tempère le maire de Lorne, Tom Quill (LR)"]


def test_words_within_marks_of_other_languages_are_left_alone() -> None:
    assert attributed("“Yes, said she, I come with all the children.”", "en") == []


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("« Le quai sera prêt », lui a répondu la maire.", "lui a répondu la maire"),
        ("« Le quai sera prêt », nous a confié la maire.", "nous a confié la maire"),
        ("La maire leur a répondu : « Demain matin. »", "La maire leur a répondu"),
        ("« Le quai sera prêt », abonde-t-elle.", "abonde-t-elle"),
        ("« Le quai sera prêt », rétorquent-ils.", "rétorquent-ils"),
        ("« Le quai sera prêt », avait-il prévenu.", "avait-il prévenu"),
        ("Le bac est à quai, apprend-on de source policière.", "apprend-on de source policière"),
        ("Le bac est à quai, précise-t-on à la mairie.", "précise-t-on à la mairie"),
    ],
)
def test_small_pronouns_belong_to_the_verb(text: str, attribution: str) -> None:
    assert attributed(text, "fr") == [attribution]


def test_a_time_is_not_where_it_is_said() -> None:
    assert attributed("Le bac est à quai, précise-t-on en janvier.", "fr") == ["précise-t-on"]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("« Le quai sera prêt », décrit son chef, Tom Quill.", "décrit son chef, Tom Quill"),
        ("« Le quai sera prêt », ajoute sa sœur, Ida.", "ajoute sa sœur, Ida"),
        ("« Le quai sera prêt », a dit à la presse Ida Quill.", "a dit à la presse Ida Quill"),
        (
            "« Le quai sera prêt », a dit sur la chaîne RTV une pilote.",
            "a dit sur la chaîne RTV une pilote",
        ),
        ("« Le quai sera prêt », disait après le bal l'élue.", "disait après le bal l'élue"),
        ("La maire la décrit comme « une tempête ».", "La maire la décrit"),
        ("Quill, qui a vu quatre ports, est parti, a dit la mairie à l'AFP.", "a dit la mairie"),
        ("Le bac, selon la mairie, dureront sept mois.", "selon la mairie"),
        (
            "Le bac sombre, selon les chiffres publiés lundi par la mairie.",
            "selon les chiffres publiés lundi par la mairie",
        ),
    ],
)
def test_who_says_it_ends_and_begins_where_french_has_it(text: str, attribution: str) -> None:
    assert attributed(text, "fr") == [attribution]


def test_each_source_of_a_number_is_one() -> None:
    text = "Ils étaient 40 selon la police, 150 selon les pilotes."

    assert attributed(text, "fr") == ["selon la police", "selon les pilotes"]


def test_words_may_follow_a_verb_within_the_marks() -> None:
    assert attributed("« La peur ? dit-il en riant. C'est la ville. »", "fr") == ["dit-il"]


def test_a_title_after_a_verb_that_is_led_to_is_who_says_it() -> None:
    text = "Comme l'a révélé « Le Quai », le bac sombre."

    assert quotes(text, "fr") == []
    assert attributed(text, "fr") == ["l'a révélé « Le Quai »"]
