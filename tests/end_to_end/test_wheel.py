"""What `pip install` would install: the wheel holds all that the program reads, and runs."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

STARTED = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from annotate.cli.main import run; run()"
)
"""The program as it is in a folder, not as it is installed for the tests."""
MADE = {"annotate/_guidelines.md": "docs/guidelines.md"}
SAMPLE = "annotate/_corpora/"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory")
    subprocess.run([*build, folder], cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "package")
    return folder / "package"


def told(package: Path, where: Path, arguments: Sequence[str]) -> str:
    """What the program in the wheel prints."""
    line = (sys.executable, "-I", "-c", STARTED, str(package), *arguments)
    done = subprocess.run(line, cwd=where, check=True, capture_output=True, text=True)
    return done.stdout


def files(folder: Path) -> set[str]:
    """The files below a folder but what Python compiled, by their paths in it."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {f.relative_to(folder).as_posix() for f in found if "__pycache__" not in f.parts}


def test_it_holds_the_package_the_sample_and_the_guidelines(package: Path) -> None:
    there = {name for name in files(package) if name.startswith("annotate/")}
    ours = {f"annotate/{name}" for name in files(ROOT / "annotate")}
    sample = {f"{SAMPLE}{name}" for name in files(ROOT / "corpora")}
    assert there == ours | sample | {*MADE}
    for name, source in MADE.items():
        assert (package / name).read_bytes() == (ROOT / source).read_bytes()


def test_the_program_in_it_imports_and_suggests(package: Path, tmp_path: Path) -> None:
    told(package, tmp_path, ["init", "project"])
    sample = sorted((package / SAMPLE).glob("harbour-gazette/*.txt"))
    told(package, tmp_path / "project", ["import", *map(str, sample)])
    found = told(package, tmp_path / "project", ["suggest", "--processes", "1"]).splitlines()
    assert len(found) == len(sample)
    assert all('"label":"attribution"' in line for line in found)


def test_python_m_annotate_is_the_program() -> None:
    line = (sys.executable, "-m", "annotate", "--version")
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("annotate ")
