"""`annotate.toml`: what is written is read again, and each mistake is named in one line."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from annotate.core.errors import SchemeError
from annotate.core.scheme import COLOURS, DEFAULT_SCHEME, Label, RelationType, Scheme
from annotate.core.scheme_file import (
    ProjectFile,
    Publishing,
    SuggestionSettings,
    check,
    parse,
    render,
)

ONE = '[[labels]]\nname = "person"\nkey = "p"\n'
TWO = f'{ONE}[[labels]]\nname = "place"\nkey = "l"\n'


def refusal(source: str) -> str:
    with pytest.raises(SchemeError) as caught:
        parse(source)
    return str(caught.value)


def test_the_default_scheme_comes_back_as_it_was_written() -> None:
    file = parse(render("Harbour"))
    assert (file.name, file.scheme, file.keys) == ("Harbour", DEFAULT_SCHEME, {})
    assert "formerly" not in render("Harbour")


def test_a_new_file_shows_every_option_of_suggestions_as_it_is_without() -> None:
    _, heading, shown = render("Harbour").partition("# [suggestions]")
    options = shown.partition("# [keys]")[0].replace("\n# ", "\n")
    settings = parse(heading.removeprefix("# ") + options).suggestions
    assert settings == structs.replace(SuggestionSettings(), off=("captions",))
    assert all(f"\n{name} = " in options for name in SuggestionSettings.__struct_fields__)


def test_a_new_file_shows_what_else_may_be_said_in_comments_that_mean_it() -> None:
    shown = render("Harbour")
    options = re.sub(r"(?m)^# (?=\[?\w+\]?(?: = |$))", "", shown)
    assert [name for name in ProjectFile.__struct_fields__ if name not in options] == ["retired"]
    file = parse(options)
    assert (file.guidelines, file.guidelines_version) == ("guidelines.md", "1")
    assert file.project == Publishing(licence="CC-BY-4.0")
    assert parse(shown) == ProjectFile(name="Harbour")


def test_an_empty_file_is_the_default_project() -> None:
    assert parse("") == ProjectFile()
    assert parse("").scheme == DEFAULT_SCHEME


def test_a_file_may_say_everything() -> None:
    source = """
        name = "People"
        guidelines = "guidelines.md"
        [[labels]]
        name = "person"
        key = "p"
        colour = "#12aBcd"
        unit = "selection"
        help = "Somebody."
        formerly = ["human", "who"]
        [[relations]]
        label = "knows"
        head = ["person"]
        child = ["person"]
        help = "From one to another."
        [keys]
        undo = "u,ctrl+z"
    """
    person = Label("person", "p", "#12aBcd", "selection", "Somebody.", ("human", "who"))
    knows = RelationType("knows", ("person",), ("person",), "From one to another.")
    assert parse(source) == ProjectFile(
        "People", "guidelines.md", (person,), (knows,), {"undo": "u,ctrl+z"}
    )


@pytest.mark.parametrize("share", [0, 1])
def test_a_share_may_be_nothing_or_all(share: int) -> None:
    settings = parse(f"[suggestions]\nthreshold = {share}\nwithout = {share}").suggestions
    assert (settings.threshold, settings.without) == (share, share)


def test_labels_that_are_no_more_are_retired() -> None:
    file = parse(f'retired = ["cue", "echoes"]\n{ONE}formerly = ["human"]')
    assert file.scheme.retired == ("cue", "echoes")


def test_windows_line_ends_and_a_bom_are_read() -> None:
    assert parse("\ufeff" + render("Harbour").replace("\n", "\r\n")).scheme == DEFAULT_SCHEME


@pytest.mark.parametrize(
    ("labels", "relations"),
    [
        (["person"], []),
        (["attribution", "quote"], [("attributes", ("attribution",), ("quote",))]),
        (["quote"], [("continues", ("quote",), ("quote",))]),
    ],
)
def test_labels_without_relations_have_those_of_the_default_that_fit(
    labels: list[str], relations: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    source = "".join(f'[[labels]]\nname = "{name}"\nkey = "{name[0]}"\n' for name in labels)
    known = [(r.label, r.head, r.child) for r in parse(source).relations]
    assert [r for r in known if r[0] == "attributes" or "attribution" not in labels] == relations
    assert parse(f"relations = []\n{source}").relations == ()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (f'{ONE}color = "red"', "unknown key labels[0].color (did you mean colour?)"),
        ('nmae = "x"', "unknown key nmae (did you mean name?)"),
        (TWO.replace("[[labels]]", "[[lables]]"), "unknown key lables (did you mean labels?)"),
        (
            f'{ONE}[[relations]]\nname = "x"',
            "unknown key relations[0].name (known: label, head, child, help)",
        ),
        (
            "[suggestions]\ntreshold = 1",
            "unknown key suggestions.treshold (did you mean threshold?)",
        ),
        ('"a\\u001b[31m" = 1', "unknown key 'a\\x1b[31m' (known: name, guidelines, labels, "),
        (TWO.replace('"l"', '"p"'), "the key 'p' is used by 'person' and 'place'"),
        (TWO.replace('"place"', '"person"'), "the name 'person' is used twice"),
        (f'{TWO}formerly = ["person"]', "the name 'person' is used twice"),
        (f'{TWO}formerly = ["spot", "spot"]', "the name 'spot' is used twice"),
        (
            f'{ONE}colour = "redd"',
            "unknown colour 'redd' of 'person': use #rrggbb or one of green, ",
        ),
        (f'{ONE}colour = "#12345"', "unknown colour '#12345' of 'person'"),
        (f'{ONE}colour = "#1234567"', "unknown colour '#1234567' of 'person'"),
        (
            ONE.replace('"p"', '"1"'),
            "the key '1' of 'person' is a digit, which labels have by order",
        ),
        (ONE.replace('"p"', '"pp"'), "the key 'pp' of 'person' is not one printable character"),
        (ONE.replace('"p"', '""'), "the key '' of 'person' is not one printable character"),
        (ONE.replace('"p"', '" "'), "the key ' ' of 'person' is not one printable character"),
        (ONE.replace('"p"', '"\\b"'), "the key '\\x08' of 'person' is not one printable character"),
        (ONE.replace('"person"', '""'), "'' is no name for a label"),
        (ONE.replace('"person"', '" x"'), "' x' is no name for a label"),
        (ONE.replace('"person"', '"\\u202Ex"'), "'\\u202ex' is no name for a label"),
        (f'{ONE}formerly = ["a\\nb"]', "'a\\nb' is no name for a label"),
        ("labels = []", "no labels"),
        (
            f'{ONE}[[relations]]\nlabel = "knows"\nhead = ["person"]\nchild = ["persn"]',
            "the relation 'knows' names 'persn', which is no label",
        ),
        (
            f'{ONE}[[relations]]\nlabel = "knows"\nhead = []\nchild = ["person"]',
            "the relation 'knows' lacks labels for its head or its child",
        ),
        (
            f'{ONE}[[relations]]\nlabel = "knows"\nhead = ["person"]\nchild = []',
            "the relation 'knows' lacks labels for its head or its child",
        ),
        (
            f'{ONE}[[relations]]\nlabel = ""\nhead = ["person"]\nchild = ["person"]',
            "'' is no name for a relation",
        ),
        (
            ONE + '[[relations]]\nlabel = "x"\nhead = ["person"]\nchild = ["person"]\n' * 2,
            "the relation 'x' is there twice",
        ),
        ("name = 3", "name: expected text, got a whole number"),
        ('[[labels]]\nname = "x"', "labels[0]: the field 'key' is missing"),
        (f'{ONE}unit = "word"', "labels[0].unit: unknown value 'word'"),
        ("labels = 3", "labels: expected a list, got a whole number"),
        ("labels = [3]", "labels[0]: expected an object, got a whole number"),
        ("[keys]\nundo = 3", "the keys of 'undo' in [keys] are no text"),
        ('[keys]\nredo = "U"\nundo = ["u"]', "the keys of 'undo' in [keys] are no text"),
        ('[project]\nlicense = "CC0"', "unknown key project.license (did you mean licence?)"),
        (f'retired = ["person"]\n{ONE}', "'person' is retired and in use"),
        (
            f'retired = ["knows"]\n{ONE}[[relations]]\nlabel = "knows"\nhead = ["person"]\n'
            'child = ["person"]',
            "'knows' is retired and in use",
        ),
        (f'retired = ["cue"]\n{ONE}formerly = ["cue"]', "'cue' is retired and in formerly"),
        ("keys = 3", "keys: expected an object, got a whole number"),
        ("[suggestions]\nthreshold = 1.5", "suggestions.threshold is 1.5, not from 0 to 1"),
        ("[suggestions]\nwithout = nan", "suggestions.without is nan, not from 0 to 1"),
        ('name = "x', "not valid TOML: "),
        pytest.param("a = " + "[" * 9999, "not valid TOML: ", id="bottomless"),
        pytest.param("a = " + "9" * 9999, "not valid TOML: ", id="endless"),
    ],
)
def test_each_mistake_is_named_in_one_line(source: str, message: str) -> None:
    said = refusal(source)
    assert said.startswith(message)
    assert ", annotate.toml" in said
    assert said.isprintable()


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("name = 3", "see docs/scheme.md"),
        ("[suggestions]\nthreshold = 2", "see docs/scheme.md"),
        ('[keys]\nundo = ["u"]', 'write them as one text, as in undo = "u, ctrl+z"'),
    ],
)
def test_it_is_said_what_to_do_about_it(source: str, hint: str) -> None:
    assert refusal(source).endswith(f", annotate.toml, {hint}")


def test_the_error_names_the_file_it_was_given() -> None:
    with pytest.raises(SchemeError, match=r"^no labels, here/annotate\.toml, see docs/scheme\.md$"):
        parse("labels = []", "here/annotate.toml")


NAMES = st.text(min_size=1).filter(lambda n: n.isprintable() and n == n.strip())
LABELS = st.lists(
    st.builds(
        Label,
        NAMES,
        st.characters().filter(lambda k: k.isprintable() and not k.isspace() and not k.isdigit()),
        st.sampled_from(COLOURS) | st.integers(0, 0xFFFFFF).map("#{:06x}".format),
        st.sampled_from(["quotation", "attribution", "paragraph", "selection"]),
        st.text(),
    ),
    min_size=1,
    max_size=4,
    unique_by=(lambda label: label.name, lambda label: label.key),
).map(tuple)


@given(st.text(st.characters(exclude_categories=["Cs"])), LABELS)
def test_any_scheme_comes_back_as_it_was_written(name: str, labels: tuple[Label, ...]) -> None:
    ends = tuple(label.name for label in labels)
    scheme = Scheme(labels, (RelationType("r", ends, ends[:1], "\t“x”\\"),))
    check(scheme)
    file = parse(render(name, scheme))
    assert file.scheme == scheme
    assert file.name == name


@pytest.mark.parametrize("name", ["a\nlabels = []", "\x00\x1b\x7f", "\udcff", '"', "#", "\\"])
def test_a_folder_of_any_name_can_be_a_project(name: str) -> None:
    assert parse(render(name)).scheme == DEFAULT_SCHEME


@given(st.text() | st.text('[]={}"\n.abelsky,#1'))
def test_whatever_the_file_holds_is_read_or_refused(source: str) -> None:
    with suppress(SchemeError):
        check(parse(source).scheme)
