"""`[keys]` in annotate.toml: what is remapped is so everywhere, and mistakes end in one line."""

import pytest

from annotate.core.errors import SchemeError
from annotate.services.project import Project
from annotate.ui.app import run
from tests.ui.conftest import FERRY, Make
from tests.ui.running import running


async def test_the_new_key_does_it_and_the_old_one_no_longer(make: Make) -> None:
    folder = make(FERRY, file='[keys]\nskip = "z, ctrl+s"\nwhy = "6"\n')
    async with running(folder) as desk:
        await desk.press("s")
        assert desk.article.content.status == ""
        await desk.press("z")
        assert desk.article.content.status == "s"
        await desk.press("ctrl+s", "b", "6")
        assert desk.article.content.status == "ss"
        assert "by hand" in desk.screen


async def test_footer_help_and_palette_show_the_new_key(make: Make) -> None:
    folder = make(FERRY, file='[keys]\nhelp = "f9"\nskip = "z"\nlabel-1 = "Q"\n')
    async with running(folder, size=(120, 90)) as desk:
        assert "f9 help" in desk.lines[-1]
        assert "Q quote" in desk.lines[-1]
        await desk.press("f9")
        assert any(line.split()[:2] == ["z", "skip"] for line in desk.lines)
        await desk.press("escape", "ctrl+p")
        await desk.settle()
        assert any(line.strip().startswith("z  skip: ") for line in desk.lines)


async def test_a_name_too_long_for_the_footer_keeps_no_other_key_from_it(make: Make) -> None:
    file = f'[[labels]]\nname = "{"long" * 15}"\nkey = "z"\n'
    folder = make(FERRY)
    (folder / "annotate.toml").write_text(file, encoding="utf-8")
    async with running(folder) as desk:
        assert desk.lines[-1] == " ⏎ done · next  z longlonglonglonglon…  e grow  u undo  ? help"


REMAPPED = """[keys]
next-span = "f7"
link = "f3"
grow = "f4"
remove = "f5"
search-project = "f6"
"""


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("down q up x f5", "no span here, f7 goes to the next one"),
        ("down q a q home f7 f7 f3", "2 links, f7 to the other end, then f3"),
        ("z", "nothing is selected, f4 selects the word here"),
        ("f4 z comma comma comma comma comma", "a span needs a character, f5 removes it"),
        ("slash z z enter", "not in this article, f6 looks in all"),
    ],
)
async def test_so_do_messages_that_name_a_key(make: Make, keys: str, said: str) -> None:
    file = f'{REMAPPED}[[labels]]\nname = "term"\nkey = "z"\nunit = "selection"\n'
    async with running(make(FERRY, file=file), size=(120, 24)) as desk:
        await desk.press(*keys.split())
        assert desk.lines[-1].endswith(said)


async def test_the_keys_of_the_program_itself_can_be_given_away(make: Make) -> None:
    folder = make(
        FERRY, file='[keys]\nquit = "f9"\npalette = "f8"\ngrow = "ctrl+q"\nskip = "ctrl+p"\n'
    )
    async with running(folder) as desk:
        await desk.press("ctrl+q", "ctrl+p")
        assert desk.article.content.status == "s"
        assert not desk.app._exit
        await desk.press("f9")
        assert desk.app._exit


async def test_a_scheme_of_other_labels_has_its_letters_and_digits(make: Make) -> None:
    folder = make(FERRY)
    (folder / "annotate.toml").write_text(
        '[[labels]]\nname = "claim"\nkey = "j"\nunit = "paragraph"\n'
        '[[labels]]\nname = "évidence"\nkey = "é"\nunit = "paragraph"\n',
        encoding="utf-8",
    )
    async with running(folder) as desk:
        await desk.press("g")
        assert "Links" not in desk.screen
        await desk.press("escape", "j")
        assert desk.spans == [("claim", "Ferry strikes breakwater")]
        await desk.press("down", "é", "k", "2")
        assert [label for label, _ in desk.spans] == ["évidence", "évidence"]
        assert "é évidence" in desk.lines[-1]


@pytest.mark.parametrize(
    ("keys", "error"),
    [
        ('grwo = "z"', "unknown id 'grwo' in [keys], did you mean 'grow'?"),
        ('grow = "hyperspace"', "there is no key 'hyperspace', given for 'grow'"),
        ('grow = "u"', "the key 'u' is for 'grow' and for 'undo'"),
        ('grow = "q"', "the key 'q' is for the label 'quote' and for 'grow'"),
    ],
)
def test_a_mistake_is_told_before_anything_is_shown(make: Make, keys: str, error: str) -> None:
    folder = make(FERRY, file=f"[keys]\n{keys}\n")
    with Project.open(folder) as project, pytest.raises(SchemeError) as told:
        run(project, "ana")
    assert str(told.value).startswith(error)
    assert "annotate.toml" in str(told.value)
