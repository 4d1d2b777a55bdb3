"""What the folders promise, proved by looking: walls, families, docstrings, sizes, pages."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from types import ModuleType

import click
import pytest

import annotate
from annotate import cli, formats, suggesters
from annotate.cli.group import COMMANDS
from annotate.core.record import (
    Appearance,
    Record,
    RecordFlag,
    RecordNote,
    RecordRelation,
    RecordSpan,
)
from annotate.formats import FORMATS
from annotate.formats.manifest import Manifest
from annotate.services.project import init
from annotate.suggesters import SUGGESTERS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "annotate"
MODULES = [found.name for found in walk_packages(annotate.__path__, "annotate.")]
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
"""Lines of a file."""

UI = {"textual", "rich"}
DATABASE = {"sqlite3", "sqlite_utils"}
SLOW = {*UI, "sqlite_utils", "jsonlines", "numpy", "charset_normalizer", "platformdirs", "pydoc"}
"""What nothing that only reads a project has a use for."""


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after running some code."""
    script = f"import sys, json\n{code}\nsys.stderr.write(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, check=True, timeout=60
    )
    return {name.partition(".")[0] for name in json.loads(done.stderr)}


def importing(*parts: str) -> set[str]:
    """The same after importing every module of some parts of the package."""
    inside = tuple(f"annotate.{part}" for part in parts)
    names = [
        name
        for name in MODULES
        if name in inside or name.startswith(tuple(f"{package}." for package in inside))
    ]
    assert len(names) > len(parts)
    return loaded("\n".join(f"import {name}" for name in names))


# walls


PARTS = sorted(found.name for found in iter_modules(annotate.__path__))


def test_nothing_but_the_ui_loads_textual() -> None:
    assert not importing(*(part for part in PARTS if part not in {"ui", "web"})) & UI
    assert "textual" in importing("ui")


def test_nothing_but_storage_loads_sqlite() -> None:
    assert not importing("core", "formats", "suggesters", "corpus") & DATABASE
    assert "sqlite3" in importing("storage")


def test_the_core_loads_the_standard_library_regex_and_msgspec_only() -> None:
    theirs = importing("core") - loaded("") - set(sys.stdlib_module_names)
    # typing_extensions is what msgspec itself loads on older Pythons
    assert theirs <= {"annotate", "msgspec", "regex", "typing_extensions"}


@pytest.mark.parametrize("arguments", [["--version"], ["status"], ["log"], ["export", "--help"]])
def test_a_command_loads_what_it_needs_and_no_more(arguments: list[str], tmp_path: Path) -> None:
    init(tmp_path / "project")
    run = "from annotate.cli.main import outcome\nassert outcome(sys.argv[1:]) == 0"
    where = ["--project", str(tmp_path / "project"), "--annotator", "ana"]
    loaded(run, *where, "status")  # the schema is current from here on
    assert not loaded(run, *where, *arguments) & SLOW


def test_to_make_a_database_takes_no_library_that_knows_its_types(tmp_path: Path) -> None:
    run = "from pathlib import Path\nfrom annotate.storage.store import Store\n"
    run += "Store.open(Path(sys.argv[1])).close()"
    made = loaded(run, str(tmp_path / "a.db"))
    assert "sqlite_utils" in made
    assert not made & {"numpy", "pandas"}
    late = f"{run}\nimport numpy, pandas"
    assert loaded(late, str(tmp_path / "b.db")) >= {"numpy", "pandas"}


def test_the_version_takes_no_more_than_click() -> None:
    run = "from annotate.cli.main import outcome\nassert outcome(sys.argv[1:]) == 0"
    assert not loaded(run, "--version") & {*SLOW, *DATABASE, "msgspec", "regex"}


# families


def members(package: ModuleType, is_member: Callable[[ModuleType], bool]) -> set[str]:
    """The modules directly in a package that are members of its family."""
    names = (f"{package.__name__}.{found.name}" for found in iter_modules(package.__path__))
    return {name.rpartition(".")[2] for name in names if is_member(import_module(name))}


def test_every_format_in_the_folder_is_in_the_family_under_its_own_name() -> None:
    assert members(formats, lambda module: hasattr(module, "FORMAT")) == set(FORMATS)
    assert all(name == member.name for name, member in FORMATS.items())


def test_every_suggester_in_the_folder_is_in_the_family_under_its_own_name() -> None:
    assert members(suggesters, lambda module: hasattr(module, "NAME")) == set(SUGGESTERS)


def test_every_command_in_the_folder_is_in_the_family() -> None:
    assert members(cli, lambda module: hasattr(module, "command")) == set(COMMANDS.values())


# files


def those(fail: Callable[[str], bool]) -> list[str]:
    """The files of which something is true: all in one test, each of its own takes ten times it."""
    return [str(path.relative_to(ROOT)) for path in FILES if fail(path.read_text(encoding="utf-8"))]


def says_nothing(source: str) -> bool:
    """Whether what a file begins with is no sentence."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return not docstring.partition("\n\n")[0].rstrip().endswith((".", ":"))


def test_every_file_says_in_a_sentence_what_belongs_there() -> None:
    assert not those(says_nothing)


def test_every_file_is_short() -> None:
    assert not those(lambda source: len(source.splitlines()) > LONGEST)


# pages


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_docs(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    _, found, section = page.partition(f"\n## annotate {name}\n")
    assert found
    section = section.partition("\n## ")[0]
    command = import_module(f"annotate.cli.{COMMANDS[name]}").command
    shared = {"--project", "--annotator"}
    options = (o for p in command.params if isinstance(p, click.Option) for o in p.opts)
    assert not [option for option in options if option not in shared and option not in section]
    assert command.epilog.removeprefix("Example: ") in section


def test_every_json_has_its_shape_in_the_docs() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for name, module in COMMANDS.items():
        params = import_module(f"annotate.cli.{module}").command.params
        speaks_json = any("--json" in param.opts for param in params)
        assert (f"\n## annotate {name} --json\n" in page) == speaks_json, name


def test_every_key_of_a_record_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    kinds = (Record, RecordSpan, RecordRelation, RecordNote, RecordFlag, Appearance, Manifest)
    keys = {key for kind in kinds for key in kind.__struct_fields__}
    assert not {key for key in keys if f"`{key}`" not in page}


def test_every_page_that_the_program_names_is_there() -> None:
    sources = [*FILES, ROOT / "README.md", ROOT / "annotate.toml"]
    named = {
        page
        for path in sources
        for page in re.findall(r"docs/[a-z_/-]+\.md", path.read_text(encoding="utf-8"))
    }
    assert named
    assert not {page for page in named if not (ROOT / page).is_file()}
