"""`annotate import`: what records were read as, where they say it in words of others."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return tmp_path / "labels.jsonl"


def write(file: Path, *records: dict[str, Any]) -> Path:
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return file


def spans(*labels: str) -> list[dict[str, Any]]:
    """Spans of one character each, one after the other."""
    return [{"start": n, "end": n + 1, "label": label} for n, label in enumerate(labels)]


def test_what_names_were_read_as_is_told_in_one_line(run: Run, labels: Path) -> None:
    link = {"label": "attributed_to", "head": 0, "child": 1}
    write(
        labels,
        {"text": "Onetwo", "spans": spans("QUOTE", "attrib", "content"), "relations": [link]},
        {"text": "Second.", "spans": spans("content", "nonsense")},
        {"text": "Third.", "spans": spans("content", "body"), "annotator": "ben"},
    )
    ended = run("import", labels, "--json")
    told = "content → body (2), QUOTE → quote (1), attrib → attribution (1)"
    assert f"read as: {told}, attributed_to → attributes (1)" in ended.err.splitlines()
    assert ended.json()["read_as"] == {
        "labels": {
            "QUOTE": {"quote": 1},
            "attrib": {"attribution": 1},
            "content": {"body": 2},
        },
        "relations": {"attributed_to": {"attributes": 1}},
    }, "of a record that was refused nothing was read"


def test_suggestions_of_others_are_told_of_too(run: Run, labels: Path) -> None:
    write(labels, {"text": "Onetwo", "suggester": "theirs", "spans": spans("advert", "ad")})
    assert "read as: advert → ad (1)" in run("import", labels).err.splitlines()


def test_nothing_is_told_where_names_are_the_schemes_own_or_the_maps(
    run: Run, project: Path, labels: Path
) -> None:
    scheme = project / "annotate.toml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace('name = "ad"', 'name = "ad"\nformerly = ["promo"]'), "utf-8")
    names = labels.with_name("names.toml")
    names.write_text('[labels]\ncontent = "body"\n[relations]\nattributed_to = "attributes"\n')
    link = {"label": "attributed_to", "head": 0, "child": 1}
    own = spans("quote", "attribution", "content", "promo")
    write(labels, {"text": "One, two.", "spans": own, "relations": [link]})
    ended = run("import", labels, "--map", names, "--json")
    assert ended.code == 0, ended.err
    assert "read as" not in ended.err
    assert ended.json()["read_as"] == {"labels": {}, "relations": {}}


def test_of_many_names_the_most_are_told_and_no_name_reaches_the_terminal_raw(
    run: Run, labels: Path
) -> None:
    hostile = "\x1c\u2028quote\x85"
    cased = ["".join(pair) for pair in product("qQ", "uU", "oO", "tT", "e")][1:]
    more = [f"{name}\t" for name in cased[:9]]
    write(labels, {"text": "x" * 40, "spans": spans(hostile, hostile, *cased, *more)})
    [told] = [line for line in run("import", labels).err.splitlines() if "read as" in line]
    assert told.startswith("read as: ␜⏎quote� → quote (2), ")
    assert told.endswith(" and 5 more")


def test_spans_that_are_there_twice_are_counted(run: Run, labels: Path) -> None:
    twice = [*spans("quote", "body"), *spans("quote", "content"), *spans("quote")]
    own = {"text": "Onetwo", "spans": twice}
    write(labels, own, {"text": "Second.", "suggester": "theirs", "spans": twice})
    ended = run("import", labels, "--json")
    assert "labels: 6 twice in their record, kept once" in ended.err.splitlines()
    assert ended.json()["merged"] == 6
    assert run("export", "jsonl", "--unfinished").code == 0
    kept = (labels.parent / "project/exports/jsonl/records.jsonl").read_text().splitlines()[0]
    assert len(json.loads(kept)["spans"]) == 2


def test_spans_of_one_place_with_two_labels_are_two(run: Run, labels: Path) -> None:
    both = [span | {"start": 0} for span in spans("quote", "body")]
    write(labels, {"text": "Onetwo", "spans": both})
    ended = run("import", labels, "--json")
    assert (ended.json()["merged"], "kept once" in ended.err) == (0, False)
