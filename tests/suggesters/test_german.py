"""Who says what in German news: its marks, its cues, and what stands between verb and subject."""

import pytest

from tests.suggesters.documents import attributed, linked, quotes


@pytest.mark.parametrize(
    ("text", "quote", "attribution"),
    [
        (
            "„Wir fahren morgen wieder“, sagte Marta Quill.",
            "„Wir fahren morgen wieder“",
            "sagte Marta Quill",
        ),
        ("»Wir fahren morgen wieder«, so Quill.", "»Wir fahren morgen wieder«", "so Quill"),
        ("Quill erklärte: „Wir fahren.“", "„Wir fahren.“", "Quill erklärte"),
        ("»Das ist ein Jammer«, klagt Marta Quill.", "»Das ist ein Jammer«", "klagt Marta Quill"),
        ("„Das stimmt“, pflichtete Quill bei.", "„Das stimmt“", "pflichtete Quill bei"),
        ("„Nie gelogen“, verteidigte sich Quill.", "„Nie gelogen“", "verteidigte sich Quill"),
    ],
)
def test_marks_and_cues_are_read(text: str, quote: str, attribution: str) -> None:
    assert quotes(text, "de") == [quote]
    assert attributed(text, "de") == [attribution]
    assert linked(text, language="de") == [(attribution, quote)]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Nach Angaben der Verwaltung bleibt die Fähre im Hafen.", "Nach Angaben der Verwaltung"),
        ("Laut Quill bleibt die Fähre im Hafen.", "Laut Quill"),
        ("Ihm zufolge bleibt die Fähre im Hafen.", "Ihm zufolge"),
    ],
)
def test_according_to(text: str, attribution: str) -> None:
    assert attributed(text, "de")[0].startswith(attribution)


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Ein Sprecher der Werft sagte, man warte ab.", "Ein Sprecher der Werft sagte"),
        ("Das sagte die Bürgermeisterin am Freitag.", "sagte die Bürgermeisterin"),
        ("Wie die Werft am Montag mitteilte, ruht die Arbeit.", "die Werft am Montag mitteilte"),
        ("Einem Lotsen zufolge war die See ruhig.", "Einem Lotsen zufolge"),
        ("Nach Einschätzung von Lotsen bleibt es ruhig.", "Nach Einschätzung von Lotsen"),
        ("Quill sprach von einer „ruhigen, aber langen Nacht“.", "Quill sprach"),
        ("Nach Polizeiangaben war die Straße glatt.", "Nach Polizeiangaben"),
        ("Die „Werft“ hatte zuerst berichtet.", "Die „Werft“ hatte zuerst berichtet"),
        ("Der Bau, sagte der Lotse Tom Quill, begann im Mai.", "sagte der Lotse Tom Quill"),
    ],
)
def test_who_said_it_is_found_in_the_manner_of_its_news(text: str, attribution: str) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (
            "„Das ist ein guter Tag“, sagte am Freitag der Lotse Tom Quill.",
            "sagte am Freitag der Lotse Tom Quill",
        ),
    ],
)
def test_when_and_to_whom_may_stand_between_a_verb_and_who_said_it(
    text: str, attribution: str
) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize(
    "text",
    [
        "Wenn die Flut kommt, so bleibt die Fähre im Hafen.",
        "Er blieb, so lange die Fähre fuhr.",
        "Es wurde vermutet, dass die Fähre leck war.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert attributed(text, "de") == []


def test_so_names_who_said_it_after_a_comma_too() -> None:
    assert attributed("Man warte ab, so die Lotsin am Freitag.", "de") == ["so die Lotsin"]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Der Hafen bleibt zu, teilte die Werft mit.", "teilte die Werft mit"),
        (
            "Die Werft teilte am Montag auf Anfrage mit, man warte.",
            "Die Werft teilte am Montag auf Anfrage mit",
        ),
        ("Er wies namentlich darauf hin, dass nichts fehle.", "Er wies namentlich darauf hin"),
        ("Quill kündigte weitere Kontrollen an.", "Quill kündigte"),
        ("„Das war zu spät“, räumte Marta Quill ein.", "räumte Marta Quill ein"),
        ("Man werde warten, kündigten sie an.", "kündigten sie an"),
    ],
)
def test_a_particle_belongs_to_its_verb_where_nothing_it_says_stands_between(
    text: str, attribution: str
) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize(
    "text", ["Quill teilte das Brot.", "Quill räumte den Keller.", "Die Werft kündigte dem Lotsen."]
)
def test_without_its_particle_such_a_verb_says_nothing(text: str) -> None:
    assert attributed(text, "de") == []


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Aus dem Amt hieß es, man warte.", "Aus dem Amt hieß es"),
        ("Man warte, hieß es aus dem Amt.", "hieß es aus dem Amt"),
        ("Auf der Werft sagte Quill, man warte.", "sagte Quill"),
        ("Nach dem Treffen erklärte die Lotsin, man warte.", "erklärte die Lotsin"),
    ],
)
def test_after_an_adverbial_the_subject_follows_its_verb(text: str, attribution: str) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize("object_", ["die Lage", "seinen Leuten", "den Hafen"])
def test_an_object_after_who_says_it_is_no_part_of_it(object_: str) -> None:
    assert attributed(f"„Es ist zu spät“, erklärte Marta Quill {object_}.", "de") == [
        "erklärte Marta Quill"
    ]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("„Es ist zu spät“, erinnert sich die Lotsin.", "erinnert sich die Lotsin"),
        ("„Es ist zu spät“, beschreibt Quill die Lage.", "beschreibt Quill"),
        ("„Es ist zu spät“, würdigte sie der Lotse Quill.", "würdigte sie der Lotse Quill"),
        ("„Es ist zu spät“, sagt Ida M., Mutter einer Lotsin.", "sagt Ida M., Mutter einer Lotsin"),
        ("„Es ist zu spät“, sagt die 61 Jahre alte Lotsin.", "sagt die 61 Jahre alte Lotsin"),
        ("„Es ist zu spät“, klagte ein Lotse im Gespräch mit Quill.", "klagte ein Lotse"),
        ("Die Werft schätzt, dass es zu spät ist.", "Die Werft schätzt"),
        ("Die Werft, fügt er hinzu, schließe.", "fügt er hinzu"),
        ("Auf die Frage nach dem Plan antwortete die Lotsin, man warte.", "antwortete die Lotsin"),
        ("Darin hieß es: „Wir fahren morgen wieder.“", "Darin hieß es"),
        ("Gleichzeitig weist sie darauf hin, dass es zu spät ist.", "weist sie darauf hin"),
        ("Quill freut sich: „Wir fahren morgen wieder.“", "Quill freut sich"),
        ("Man warte, sagte der Chef der Werft, Tom Quill.", "sagte der Chef der Werft, Tom Quill"),
        ("Ida Quill vom Amt, erwartet keine Flut: „Es ist still.“", "Ida Quill vom Amt, erwartet"),
        ("Nun sind laut neuen Angaben 13 Boote leck.", "laut neuen Angaben"),
    ],
)
def test_who_says_it_ends_and_begins_where_german_has_it(text: str, attribution: str) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("„Wir reden noch“, hat Quill am Montag angekündigt.", "hat Quill am Montag angekündigt"),
        ("„Wir reden noch“, hatte sie verfügt.", "hatte sie verfügt"),
        ("Wie die Werft mitgeteilt hat, ruht die Arbeit.", "die Werft mitgeteilt hat"),
        ("Die Werft hat gestern mitgeteilt, man warte.", "Die Werft hat gestern mitgeteilt"),
    ],
)
def test_a_verb_may_be_in_two_parts(text: str, attribution: str) -> None:
    assert attributed(text, "de") == [attribution]


@pytest.mark.parametrize(
    "text", ["Die Werft hat neue Boote angekündigt.", "Wie angekündigt, kam die Flut."]
)
def test_not_around_what_is_said_nor_without_who_says_it(text: str) -> None:
    assert attributed(text, "de") == []


def test_a_title_that_an_article_parts_from_the_verb_is_who_says_or_hears_it() -> None:
    assert quotes("Man warte, berichtet die „Nordkai-Zeitung“.", "de") == []
    assert quotes("Quill sagte der „Kaipost“: „Wir warten.“", "de") == ["„Wir warten.“"]
