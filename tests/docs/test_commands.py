"""Every command that a page shows does what it says there: it is run, on a project of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.campaign import CAMPAIGN
from tests.docs import world
from tests.docs.pages import PAGES, ROOT, SHELL, Block, blocks, outputs
from tests.hub.server import PASSWORD, Server, binaries

SHOWN = [block for page in PAGES for block in blocks(page) if block.language in SHELL]
PRINTED = {above: below for page in PAGES for above, below in outputs(page)}
"""By the commands that are shown what they print, as far as that is shown below them."""
PREPARED = (Path(__file__).parent / "shell.sh").read_text(encoding="utf-8")
HERE = {
    "hub.example.org:5432": "127.0.0.1:{port}",
    "hub.example.org": "127.0.0.1:{port}",
    "127.0.0.1:15432": "127.0.0.1:{port}",  # the near end of a tunnel
    "/media/": "../media/",
    "https://wire.example/": "../elsewhere/",
    "s3://crawl/": "../elsewhere/",
    "s3://news/": "../elsewhere/news/",
    "10.0.0.7:6379": "local",
    "tail -f": "cat",  # which ends
    "--output model": "--output model --training.max_steps 4 --training.eval_frequency 4",
}
"""What stands here for machines, disks and buckets of the pages."""
HUB = "postgresql://postgres@hub.example.org/harbour"
SHARED = "mkdir ~/Shared/harbour\nannotate sync ~/Shared/harbour --lead"
HUB_OF_EVA = f"""createdb harbour
annotate hub init {HUB}
annotate hub add {HUB} eva --role administrator
annotate hub add {HUB} ana"""
LABELLED = "annotate remove $(seq -f short/%g 0 39)\nannotate export jsonl"
BEFORE = {
    "annotate --project harbour-news": "annotate init harbour-news",
    "annotate controls --mix": "annotate assign ana ben --overlap 1 --order random --name autumn",
    "annotate restore": "annotate backup ../harbour-2026-01-08.db",
    "annotate init harbour\nannotate --project": SHARED,
    "annotate init harbour\ncd harbour\necho": HUB_OF_EVA,
    "annotate sync postgresql": f"{HUB_OF_EVA}\n{SHARED}",
    "annotate hub init": "createdb harbour",
    "export ANNOTATE_HUB": HUB_OF_EVA,
    "ssh": HUB_OF_EVA,
    "pg_dump": HUB_OF_EVA,
    "python -m benchmarks.trained": LABELLED,
}
"""What has been done before the block that begins so, as the page around it says."""
LONG = {
    "annotate train": "learns five models to try them, and one to keep",
    "python -m benchmarks.trained": "learns for half a minute",
    "annotate export spacy": "spaCy trains for half a minute",
    "export RAY_ADDRESS": "a cluster takes a quarter of a minute to start",
}
"""The blocks that are run in a campaign only, and why."""


def found(block: Block, table: dict[str, str]) -> str:
    """What a table has for a block, by its beginning."""
    return next((value for start, value in table.items() if block.text.startswith(start)), "")


def name(block: Block) -> str:
    """What a block is called in the list of tests."""
    return f"{block.page.relative_to(ROOT)}:{block.text.splitlines()[0][:40]}"


def lasting(text: str) -> list[str]:
    """The lines of what a command prints, less what is another each time: ports and secrets."""
    lasting = re.sub(r"(127\.0\.0\.1:)\d+", r"\1…", text)
    lines = (line.rstrip() for line in re.sub(r"/#\S+", "/#…", lasting).splitlines())
    return [line for line in lines if line != "^C"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.make(tmp_path_factory.mktemp("docs"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.remove()


def run(block: Block, folder: Path, server: Server | None) -> "subprocess.CompletedProcess[str]":
    """Run a block, and what has been done before it, as bash does."""
    script = "\n".join([PREPARED, found(block, BEFORE), block.text])
    port = server.port if server else 0
    for there, here in HERE.items():
        script = script.replace(there, here.format(port=port))
    home = folder / "home"
    (home / ".pgpass").write_text(f"*:*:*:postgres:{PASSWORD}\n*:*:*:*:THE-PASSWORD\n")
    (home / ".pgpass").chmod(0o600)
    programs = [Path(sys.executable).parent, binaries(), *os.environ["PATH"].split(os.pathsep)]
    environment = {
        "PATH": os.pathsep.join(map(str, programs)),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
        "CHECKOUT": str(ROOT),
        "ANNOTATE_ANNOTATOR": "eva" if "ANNOTATE_HUB" in block.text else "ana",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(port),
        "PGUSER": "postgres",
    }
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder / world.PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600 if CAMPAIGN else 60,
    )


@pytest.mark.parametrize("block", SHOWN, ids=name)
def test_every_command_that_is_shown_runs(
    block: Block, made: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if not CAMPAIGN and (reason := found(block, LONG)):
        pytest.skip(f"only in a campaign: {reason}")
    asks = "hub" in block.text or "createdb" in block.text
    server = request.getfixturevalue("server") if asks or "15432" in block.text else None
    done = run(block, Path(copytree(made, tmp_path / "world")), server)
    assert done.returncode == 0, f"{block.page}:{block.line}\n{done.stdout}\n{done.stderr}"
    if block in PRINTED:
        assert lasting(PRINTED[block].text) == lasting(done.stdout + done.stderr)


def test_every_block_of_nothing_else_is_what_the_commands_above_it_print() -> None:
    plain = [block for page in PAGES for block in blocks(page) if not block.language]
    assert plain == [*PRINTED.values()]
    assert {*PRINTED} <= {*SHOWN}


def test_all_that_is_prepared_is_for_what_is_still_shown() -> None:
    shown = "\n".join(block.text for block in SHOWN)
    assert not [there for there in HERE if there not in shown]
    starts = [*BEFORE, *LONG]
    assert not [s for s in starts if not any(b.text.startswith(s) for b in SHOWN)]


def test_a_command_that_fails_is_noticed(made: Path, tmp_path: Path) -> None:
    block = Block(ROOT / "README.md", 1, "sh", "annotate remove no-such-article\nannotate check\n")
    done = run(block, Path(copytree(made, tmp_path / "world")), None)
    assert done.returncode == 1
    assert "no-such-article" in done.stderr
