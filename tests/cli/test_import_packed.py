"""`annotate import` of what was compressed more than once, or says so."""

import bz2
import gzip
import lzma
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["a.jsonl.gz.gz", "a.jsonl.gz", "a.jsonl.xz.gz", "a.txt.gz", "in"])
def test_what_was_compressed_twice_is_a_problem(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "in" / ("a.txt.bz2.gz" if name == "in" else name)
    file.parent.mkdir()
    packed = gzip.compress(b'{"text": "One."}\n')
    if ".xz" in name:
        packed = lzma.compress(packed)
    file.write_bytes(gzip.compress(bz2.compress(packed) if name == "in" else packed))
    ended = run("import", tmp_path / name if name == "in" else file)
    assert ended.code == 1
    what = "it is compressed more than once: expand it once, and import that"
    assert ended.err.splitlines()[0] == f"{file}: cannot be read ({what})"


def test_a_name_that_says_twice_what_was_done_once_is_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz.gz"
    file.write_bytes(gzip.compress(b'{"text": "One."}\n'))
    assert run("import", file).err == "articles: 1 new\n"


@pytest.mark.parametrize(("name", "missing"), [("a.jsonl.zst", "zstd"), ("page.html", "html")])
def test_which_file_needs_what_is_not_installed_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, missing: str
) -> None:
    for module in ("backports.zstd", "compression.zstd", "selectolax", "selectolax.lexbor"):
        monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / name
    file.write_bytes(b"<p>The wall holds.</p>")
    ended = run("import", file.parent)
    assert ended.code == 1
    assert f", {file}, install it with `pip install 'annotate-news[{missing}]'`" in ended.err
    assert ended.err.count("\n") == 1
