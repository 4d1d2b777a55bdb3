"""The scanner: every kind of quotation that news has, and that nothing upsets it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.graphemes import splits_grapheme
from annotate.core.paragraphs import find_paragraphs
from annotate.core.quotation_marks import FAMILIES
from annotate.core.quotations import Quotation, find_quotations, quotations_of
from annotate.core.quotations_around import nearest_quotation, quotation_at
from tests.campaign import campaign
from tests.core.texts import HOSTILE


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“No,” said Lunn.", ["“No,”"]),
        ('"No," said Lunn.', ['"No,"']),
        ("‘No,’ said Lunn.", ["‘No,’"]),
        ("'No,' said Lunn.", ["'No,'"]),
        ("``No,'' said Lunn.", ["``No,''"]),
        ("«No», dijo Lunn.", ["«No»"]),
        ("« Non », dit Lunn.", ["« Non »"]),
        ("«\u00a0Non\u00a0», dit Lunn.", ["«\u00a0Non\u00a0»"]),
        ("»Nein«, sagte Lunn.", ["»Nein«"]),
        ("„Nein“, sagte Lunn.", ["„Nein“"]),
        ("„Nein”, sagte Lunn.", ["„Nein”"]),
        ("‚Nein‘, sagte Lunn.", ["‚Nein‘"]),
        ("›Nein‹, sagte Lunn.", ["›Nein‹"]),
        ("‹Non›, dit Lunn.", ["‹Non›"]),
        ("「いいえ」と彼は言った。", ["「いいえ」"]),
        ("『いいえ』と彼は言った。", ["『いいえ』"]),
    ],
)
def test_each_pair_of_marks_makes_a_quotation(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


@pytest.mark.parametrize(
    "text",
    [
        "“We went,” she said, “and came back.”",
        "'We went,' she said, 'and came back.'",
        "„We went“, she said, „and came back.“",
        "»We went«, she said, »and came back.«",
        '"We went," she said, "and came back."',
    ],
)
def test_one_interrupted_by_the_speaker_is_two(text: str) -> None:
    parts = found(text)
    assert len(parts) == 2
    assert text.startswith(parts[0])
    assert text.endswith(parts[1])
    assert "she said" not in "".join(parts)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“She said ‘no’ to me.”", ["“She said ‘no’ to me.”", "‘no’"]),
        ("“I heard, ‘Go.’”", ["“I heard, ‘Go.’”", "‘Go.’"]),
        ("‘“Home” is a word,’ he said.", ["‘“Home” is a word,’", "“Home”"]),
        ("'It is \"mad\",' he said.", ["'It is \"mad\",'", '"mad"']),
        ("\"It is 'mad',\" he said.", ["\"It is 'mad',\"", "'mad'"]),
        ('He wrote "of "home" and more"', ['"of "home" and more"', '"home"']),
        ("„Er sagte: ‚Nein.‘“", ["„Er sagte: ‚Nein.‘“", "‚Nein.‘"]),
        ("»Er rief ›Halt‹.«", ["»Er rief ›Halt‹.«", "›Halt‹"]),
        ("«Dijo “no” y ‘sí’.»", ["«Dijo “no” y ‘sí’.»", "“no”", "‘sí’"]),
        ("« Il a dit « non » »", ["« Il a dit « non » »", "« non »"]),
        ("“A ‘b “c” d’ e”", ["“A ‘b “c” d’ e”", "‘b “c” d’", "“c”"]),
        ("「彼は『いいえ』と」", ["「彼は『いいえ』と」", "『いいえ』"]),
    ],
)
def test_one_may_hold_another(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations
    depths = [q.depth for q in find_quotations(text, 0, len(text))]
    assert depths[:2] == [0, 1]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("Don’t, won't, O’Neill, l’heure.", []),
        ("The players’ union and the dogs' home.", []),
        ("‘The players’ union agreed,’ he said.", ["‘The players’ union agreed,’"]),
        ("‘The players’ I met agreed,’ he said.", ["‘The players’ I met agreed,’"]),
        ("‘The players’ and clubs’ union", ["‘The players’"]),
        ("'It's the players' day,' he said.", ["'It's the players' day,'"]),
        ("Rock ’n’ roll, ’em all, 'tis late, ‘Twas ’cause.", []),
        ("In ’94 and the '90s, the ‘80s too.", []),
        ("The ’90s were ‘best’.", ["‘best’"]),
        ("‘In ’94 we won,’ he said.", ["‘In ’94 we won,’"]),
        ("“It’s five o’clock,” he said.", ["“It’s five o’clock,”"]),
        ('A 12" pizza and a 6\'2" man.', []),
        ('A 12" record called "Blue".', ['"Blue"']),
        ("He is 5’10”, “tall” they say.", ["“tall”"]),
        ('"I am 6\'2"," he said.', ['"I am 6\'2","']),
        ('He said "it was 12".', ['"it was 12"']),
        ('<a href="x" class="y"> “real”', ["“real”"]),
        ('="x"> “real”', ["“real”"]),
        ("“” “ ” '' \"\" «»", []),
        ("Give 'em the dogs' food.", []),
        ("In '94 the dogs' home shut.", []),
        ("Not 'til the dogs' day.", []),
        ("Dogs ' and cats' food.", []),
        ("A `lone` accent", []),
        ('"A 12" pizza," he said.', ['"A 12" pizza,"']),
        ('"Tall at 6\'2" he wrote', []),
        ("«Il mesure 6’2», dit-elle.", ["«Il mesure 6’2»"]),
        ('"It was 1994" he said, stop"', ['"It was 1994"']),
    ],
)
def test_apostrophes_years_inches_and_markup_are_none(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“No, said Lunn.", []),
        ("No,” said Lunn.", []),
        ("“One, then “two” came.", ["“two”"]),
        ("“It is ‘late,” he said.", ["“It is ‘late,”"]),
        ("“One ” and “ two”", ["“One ”", "“ two”"]),
        ("”Backwards“ he said.", ["”Backwards“"]),
        ("The so-called ‘expert’.", ["‘expert’"]),
        ('("Yes") —"no"— ["so"]', ['"Yes"', '"no"', '"so"']),
        ('"Yes", "no" and "so"', ['"Yes"', '"no"', '"so"']),
        ("“Yes”“no”", ["“Yes”", "“no”"]),
        ('"Why?" "Nothing."', ['"Why?"', '"Nothing."']),
        ("¿«Qué»? ¡“No”!", ["«Qué»", "“No”"]),
        ("‘One “two.’ three”", ["“two.’ three”"]),
        ("“One ‘two” three’", ["“One ‘two”"]),
        ("“It is “ very ” late”", ["“It is “ very ” late”", "“ very ”"]),
        ("„Nein “ sagte er.", ["„Nein “"]),
        ("(‘$5’) —'¡No!'", ["‘$5’", "'¡No!'"]),
        ("“I love it 🎉”", ["“I love it 🎉”"]),
        ("“$5” and “#one”", ["“$5”", "“#one”"]),
        ('He said " no " and left', ['" no "']),
        ('He left" and "No," she said"', ['"No,"']),
        ("One ” two ” three", []),
        ("a 」b」 c 』d』 e ’f’ g", []),
    ],
)
def test_what_is_missing_or_odd_harms_no_other(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


# --- around an offset --------------------------------------------------------------------------

NESTED = "“She said ‘no’ twice,” he said. “Yes.”"


@pytest.mark.parametrize(
    ("offset", "quotation"),
    [
        (0, 0),
        (9, 0),
        (10, 1),
        (13, 1),
        (14, 0),
        (15, 0),
        (22, 0),
        (23, None),
        (32, 2),
        (len(NESTED), 2),
    ],
)
def test_the_innermost_quotation_at_an_offset(offset: int, quotation: int | None) -> None:
    quotations = find_quotations(NESTED, 0, len(NESTED))
    expected = None if quotation is None else quotations[quotation]
    assert quotation_at(quotations, offset) == expected


def test_at_the_border_of_two_the_one_that_begins_is_taken() -> None:
    text = "“One”“two”"
    at = quotation_at(find_quotations(text, 0, len(text)), 5)
    assert at == Quotation(5, 10, "double", closed=True, depth=0)


def test_the_nearest_is_here_else_after_else_before() -> None:
    text = f"He: {NESTED} So."
    quotations = find_quotations(text, 0, len(text))
    outer, inner, last = quotations
    assert nearest_quotation(quotations, 0) == outer
    assert nearest_quotation(quotations, inner.start) == inner
    assert nearest_quotation(quotations, outer.end + 2) == last
    assert nearest_quotation(quotations, len(text)) == last
    assert nearest_quotation([], 0) is None


# --- whatever comes ----------------------------------------------------------------------------

MARKED = st.lists(
    st.sampled_from(
        [*FAMILIES, "`", "a", "word", " ", "s", "12", ".", ",", "\n\n", "\u0301", "é", "—"]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=campaign(300, 20_000))
@given(HOSTILE | MARKED, st.data())
def test_quotations_lie_in_the_range_nest_and_split_no_character(
    text: str, data: st.DataObject
) -> None:
    paragraphs = find_paragraphs(text)
    for index, (start, end) in enumerate(paragraphs):
        quotations = quotations_of(text, paragraphs, index)
        assert quotations == sorted(quotations, key=lambda q: (q.start, -q.end))
        for q in quotations:
            assert start <= q.start < q.end <= end
            assert q.closed or q.end == end
            assert not splits_grapheme(text, q.start)
            assert not splits_grapheme(text, q.end)
            around = [o for o in quotations if o.start <= q.start and q.end <= o.end and o != q]
            assert q.depth == len(around)
            crossing = [o for o in quotations if q.start < o.start < q.end < o.end]
            assert not crossing
        assert sum(not q.closed for q in quotations) <= 1


def test_nothing_behind_the_range_is_read() -> None:
    assert [q[:2] for q in find_quotations("‘Go’til", 0, 4)] == [(0, 4)]


@given(MARKED)
def test_a_paragraph_is_read_by_itself(text: str) -> None:
    here = find_quotations(text, 0, len(text))
    moved = find_quotations(f"‘x “\n\n{text}\n\n” y’", 6, 6 + len(text))
    assert [(q.start - 6, q.end - 6, q.kind) for q in moved] == [
        (q.start, q.end, q.kind) for q in here
    ]


@pytest.mark.parametrize("mark", ["“", '"', "’", "«", "“ ", ' "a', "a’ ", '1" '])
def test_a_hundred_thousand_unpaired_marks_are_read(mark: str) -> None:
    """Were each of them looked for among all before it, this would not end in time."""
    text = (mark * 100_000)[:100_000]
    assert len(find_quotations(text, 0, len(text), following=(0, 1))) <= 50_000
