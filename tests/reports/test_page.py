"""Pages: whole in one file, whatever names and figures they hold."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from annotate.reports.page import Part, Section, page, table
from annotate.reports.plots import Bar, Column, bars, grid, histogram

HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "</title><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "'\" onmouseover=alert(1) x='",
            "</style><link rel=stylesheet href=//evil.example>",
            "url(https://evil.example)",
            "\u202e\x1b]0;x\x07]]>-->",
        ]
    ),
)
VOID = {"meta", "link", "img", "br"}


class Elements(HTMLParser):
    """What a browser would make of a page: its elements, all closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """The elements and the names of their attributes."""
        return [(tag, sorted(attributes)) for tag, attributes in self.seen]


def made(name: str, colour: str = "") -> str:
    parts = (
        Part(name, bars([Bar(name, 3, name, colour), Bar("b", 0, "0")])),
        Part(name, histogram([Column(0, 5, 2), Column(5, 10, 0)], name, colour), wide=True),
        Part(name, grid([name, "b"], [name], [[3], [0]])),
        Part(name, table([name, "n"], [(name, 1_000), ("b", name)])),
    )
    return page(name, [(name, name)], [Section(name, parts, name)])


@given(HOSTILE, HOSTILE)
def test_no_name_changes_what_the_page_is_made_of(name: str, colour: str) -> None:
    plain, hostile = Elements(made("name", "c")), Elements(made(name or "n", colour or "c"))
    assert not hostile.open
    assert hostile.shape == plain.shape


@given(HOSTILE)
def test_nothing_is_asked_for_from_outside_and_no_script_runs(name: str) -> None:
    found = Elements(made(name))
    assert not {"script", "link", "img", "iframe", "object", "base"} & {
        tag for tag, _ in found.seen
    }
    names = {key for _, attributes in found.seen for key in attributes}
    assert not {key for key in names if key.startswith("on") or key in {"src", "href"}}
    (policy,) = [a["content"] for _, a in found.seen if a.get("http-equiv")]
    assert policy
    assert "default-src 'none'" in policy


def test_what_would_turn_the_line_around_is_replaced() -> None:
    text = made("a\u202eb\x1b[2J")
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_figures_are_where_they_belong() -> None:
    words = Elements(made("quotes")).words
    assert "1,000" in words
    assert "quotes · quotes: 3" in words
    assert "0 to 5 quotes: 2" in words


def test_bars_are_as_long_as_their_values() -> None:
    drawn = Elements(bars([Bar("a", 10, "10"), Bar("b", 5, "5"), Bar("c", 0, "0")]))
    lengths = [float(a["width"] or 0) for tag, a in drawn.seen if tag == "rect"]
    assert lengths == [lengths[0], lengths[0] / 2, 0]
    assert lengths[0] > 0


def test_a_plot_of_nothing_is_drawn() -> None:
    assert Elements(bars([]) + histogram([], "x") + grid([], [], [])).open == []
