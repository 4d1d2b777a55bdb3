"""Short texts that are not UTF-8: read as the language that they are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.formats.alphabets import ALPHABETS, likeliest
from annotate.formats.encodings import decode

WESTERN = [
    "Le café de l’été était fermé, L’homme dit : « Où êtes-vous ? »",
    "Die Straße über den Fluß wurde gesperrt, „das müssen wir klären“, sagte Jürgen Möller.",
    "La niña dijo que mañana habrá más información. ¿Qué pasó? «No sé», explicó Núñez.",
    "São Paulo não tem água, disse o prefeito, e a situação não é fácil.",
    "È così che la città è più bella, perché c’è la libertà.",
    "Räksmörgås på Åland är gott, sade flickan från Malmö.",
    "Smørrebrød på Æbeltoft er også lækkert, sagde statsministeren i går.",
    "Ísland er fallegt, sagði Þórður, það er ekki rétt að segja annað.",
    "The naïve café façade at 5 £ a head … “It was dark,” said Ana Núñez.",
]
CENTRAL = [
    "Zażółć gęślą jaźń w Łodzi. „Nie wiem, co się stało”, powiedział burmistrz.",
    "Wałęsa powiedział, że mieszkańcy są już ostrzeżeni.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Starosta řekl, že škola bude zavřená.",
    "Árvíztűrő tükörfúrógép, mondta a miniszter, és elindult a győri hídra.",
    "Škoda je već učinjena, rekao je predsjednik Đokić.",
    "Preşedintele a spus că ţara este în siguranţă.",
]
CYRILLIC = [
    "Президент заявил, что решение будет принято завтра. «Мы не знаем», сказала министр.",
    "Київ — столиця України, її знають усі.",
    "Министърът каза, че няма да има промени.",
    "Председник Ђорђевић је рекао да њему то не смета.",
]
TURKISH = [
    "Cumhurbaşkanı Erdoğan açıklamasında İstanbul’a gideceğini söyledi.",
    "Şehirde yoğun yağış bekleniyor, dedi vali.",
]
BALTIC = [
    "Prezidents teica, ka lēmums tiks pieņemts rīt.",
    "Ministrė sakė, kad sprendimas bus priimtas rytoj, šį vakarą.",
]
GREEK = ["Ο πρωθυπουργός είπε ότι η απόφαση θα ληφθεί αύριο.", "Η Ελλάδα είναι εδώ."]
HEBREW, ARABIC = ["ראש הממשלה אמר כי ההחלטה תתקבל מחר"], ["قال الرئيس إن القرار سيتخذ غدا"]
WRITTEN = {
    "cp1252": WESTERN,
    "iso8859-1": WESTERN,
    "iso8859-15": WESTERN,
    "cp1250": CENTRAL,
    "iso8859-2": CENTRAL,
    "cp1251": CYRILLIC,
    "iso8859-5": CYRILLIC,
    "koi8-r": CYRILLIC[:1],
    "koi8-u": CYRILLIC[1:2],
    "cp1254": TURKISH,
    "iso8859-9": TURKISH,
    "cp1257": BALTIC,
    "iso8859-13": BALTIC,
    "cp1253": GREEK,
    "iso8859-7": GREEK,
    "cp1255": HEBREW,
    "iso8859-8": HEBREW,
    "cp1256": ARABIC,
    "iso8859-6": ARABIC,
}
ASCII = str.maketrans("“”„’–—«»…£", '"""\'--"".#')
FURNITURE = ["Harbour Gazette | News", "https://a.example/b", "4 November 2025", ""]


def encoded(text: str, encoding: str) -> bytes:
    """A text in an encoding; signs that it lacks are written as they are without it."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(ASCII).encode(encoding)


@pytest.mark.parametrize("encoding", WRITTEN)
def test_one_sentence_is_enough(encoding: str) -> None:
    for sentence in WRITTEN[encoding]:
        data = encoded(sentence, encoding)
        assert decode(data)[0] == data.decode(encoding)


@given(st.data())
def test_so_are_several_with_what_a_page_has_around_them(data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(sorted(WRITTEN)))
    sentence = st.sampled_from(WRITTEN[encoding])
    lines = data.draw(st.lists(sentence | st.sampled_from(FURNITURE), max_size=5))
    lines.insert(data.draw(st.integers(0, len(lines))), data.draw(sentence))
    # of one language: two in one text are told by what both could be
    text = encoded("\n\n".join(line for line in lines if line in (lines[0], *FURNITURE)), encoding)
    assert decode(text)[0] == text.decode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Café headline is a thing of sorts\n\nL’homme said “hi”\n",
        "Café",
        "“hi”",
        "5 £ a head, 20 °C, 3 km², © Reuters",
        "Ana Núñez, Jürgen Möller, François Çelik and Åsa Øst",
        "El nº 5, ¿qué?",
    ],
)
def test_a_few_accents_or_marks_are_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_the_letters_may_come_late_in_a_long_text() -> None:
    text = "A line of plain text.\n" * 20_000 + WRITTEN["cp1250"][0]
    assert decode(text.encode("cp1250")) == (text, "cp1250")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb2312", "总统说,决定将在明天作出。"),
        ("shift_jis", "大統領は明日決定すると述べた。"),
        ("euc-kr", "대통령은 내일 결정하겠다고 말했다."),
        ("cp437", "Le café de l'été était fermé, les élèves prévenus."),
        ("mac-roman", "Le café de l’été était fermé, « les élèves » prévenus."),
    ],
)
def test_others_are_not_taken_for_one_of_these(encoding: str, text: str) -> None:
    assert likeliest(text.encode(encoding)) is None


@pytest.mark.parametrize(
    "data", [b"a\xd7\xf7b", b"a\xd7b \xac\xa6", b"\x80x\x8e\x8f", b"caf\xe9\x01"]
)
def test_what_no_language_has_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="neither UTF-8 nor any encoding that could be told"):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_in_full_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except InputError:
        return
    assert data.decode(encoding) == text


def test_every_alphabet_can_be_written_in_its_encodings() -> None:
    for encoding, alphabets in ALPHABETS.items():
        for alphabet in alphabets:
            lacking = [c for c in alphabet if not c.encode(encoding, "ignore")]
            assert len(lacking) <= len(alphabet) // 3, (encoding, alphabet, lacking)
