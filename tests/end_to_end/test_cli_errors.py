"""Bad texts and records: each is one line that says where and what; the rest goes in."""

import json
from pathlib import Path

import pytest

from annotate.core.document import text_hash
from annotate.services.sample import corpora
from tests.cli.program import annotate, articles, made

SPANISH = corpora() / "diario-del-cabo" / "2026-01-15-la-biblioteca-flotante.txt"
TEXT = "🚢 “No,” said Ana Ruiz."
OTHER = "Another article."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made(tmp_path / "project")


def test_a_text_in_no_encoding_that_can_be_told_is_named_and_the_rest_goes_in(
    project: Path,
) -> None:
    bad = project / "corpora" / "bad.txt"
    bad.write_bytes(bytes(range(128, 256)) * 3)
    (project / "corpora" / "good.txt").write_text("Good.")
    ended = annotate("import", project=project)
    assert ended.code == 1
    problem, *said = ended.err.splitlines()
    assert problem == (
        f"{bad}: neither UTF-8 nor any encoding that could be told, name it with --encoding"
    )
    assert said == ["articles: 1 new", "problems: 1 named above"]
    assert articles(project) == 1


def test_a_text_that_is_not_in_the_encoding_given_is_named(project: Path) -> None:
    (project / "corpora" / "latin.txt").write_bytes(SPANISH.read_text().encode("cp1252"))
    ended = annotate("import", "--encoding", "utf-8", project=project)
    assert ended.code == 1
    assert "latin.txt: not utf-8, name it with --encoding" in ended.err
    assert annotate("import", "--encoding", "cp1252", project=project).code == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"One\nTwo\0\n", "NUL character, line 2, remove it and import again"),
        (b"", "no text in it"),
        (b" \n\n\t\n", "no text in it"),
    ],
)
def test_a_text_that_cannot_be_stored_is_named(project: Path, content: bytes, reason: str) -> None:
    (project / "corpora" / "bad.txt").write_bytes(content)
    ended = annotate("import", project=project)
    assert ended.code == 1
    assert ended.err.splitlines()[0].startswith(f"{project / 'corpora' / 'bad.txt'}: {reason}")


def record(**keys: object) -> str:
    return json.dumps({"text": TEXT} | keys, ensure_ascii=False)


def span(start: int, end: int, **keys: object) -> dict[str, object]:
    return {"start": start, "end": end, "label": "quote"} | keys


def quoted(start: int, end: int) -> str:
    """A record whose span claims to be the quotation."""
    return record(annotator="ana", spans=[span(start, end, text="“No,”")])


CONTINUED = {"label": "continues", "head": "a", "child": "b"}
BAD: dict[str, tuple[str, str]] = {
    "truncated": (quoted(2, 7)[:-25], "not valid JSON ("),
    "malformed": ('{"text": "A" "b"}', "not valid JSON ("),
    "no object": ("[1, 2]", "expected an object, got a list"),
    "number for text": ('{"text": 7}', "expected text or null, got a whole number, $.text"),
    "string for offset": (
        record(spans=[span(0, 1) | {"end": "x"}]),
        "expected a whole number, got text",
    ),
    "outside": (quoted(2, 700), "700 lies outside the text of 22 characters, $.spans[0].end"),
    "negative": (quoted(-2, 3), "-2 lies outside the text of 22 characters, $.spans[0].start"),
    "reversed": (quoted(7, 2), "the start 7 is not before the end 2, $.spans[0]"),
    "empty": (quoted(3, 3), "the start 3 is not before the end 3, $.spans[0]"),
    "UTF-16": (
        quoted(3, 8),
        "the text there is 'No,” ', not '“No,”', $.spans[0].text, offsets "
        "count UTF-16 units? import with --offset-unit utf16",
    ),
    "bytes": (
        quoted(5, 14),
        "the text there is ',” said A', not '“No,”', $.spans[0].text, "
        "offsets count UTF-8 bytes? import with --offset-unit byte",
    ),
    "another text": (record(spans=[span(2, 7, text="“Yes”")]), "the text there is '“No,”'"),
    "unknown label": (
        record(spans=[span(2, 7) | {"label": "qoute"}]),
        "unknown label 'qoute', $.spans[0].label, the scheme has quote, attr",
    ),
    "unknown relation": (
        record(
            spans=[span(2, 7, id="a"), span(0, 1, id="b")],
            relations=[CONTINUED | {"label": "likes"}],
        ),
        "unknown relation 'likes', $.relations[0].label, the scheme has attrib",
    ),
    "relation to nothing": (
        record(spans=[span(2, 7, id="a")], relations=[CONTINUED]),
        "no span 'b', $.relations[0].child",
    ),
    "one id twice": (
        record(spans=[span(2, 7, id="a"), span(0, 1, id="a")]),
        "the id 'a' is that of $.spans[0] too, $.spans[1].id",
    ),
    "a hash of nothing": (
        '{"sha256": "%s", "annotator": "ana"}' % ("0" * 64),
        "no text is known with the hash 000000000000…, $.sha256",
    ),
    "another hash": (record(sha256="0" * 64), "the text's hash is"),
    "no text": ('{"title": "x"}', "neither a text nor its sha256, $.text, give one of them"),
    "empty text": ('{"text": ""}', "no text in it, $.text"),
    "NUL": ('{"text": "a\\u0000b"}', "NUL character, $.text, remove it and import again"),
    "lone surrogate": ('{"text": "a\\ud800b"}', "lone surrogate, remove it and import again"),
    "paragraphs outside": (record(paragraphs=[[0, 99]]), "paragraph 0–99 is empty, out of order"),
    "annotator that is nobody": (
        record(annotator="", spans=[span(2, 7)], status="finished"),
        "unknown value 'finished', $.status",
    ),
    "deep": (record(meta={"a": 1}).replace("1", "[" * 100_000), "nested too deeply"),
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What an import says of a file with every bad record on a line, a good one before each."""
    folder = tmp_path_factory.mktemp("bad")
    file = folder / "records.jsonl"
    good = (json.dumps({"text": f"Good one, number {n}."}) for n in range(len(BAD)))
    lines = (f"{fine}\n{bad}\n" for fine, (bad, _) in zip(good, BAD.values(), strict=True))
    file.write_text("".join(lines), encoding="utf-8")
    project = made(folder / "project")
    ended = annotate("import", file, project=project)
    assert ended.code == 1
    *problems, articles, count = (
        ended.err.replace(f"{file}:", "").partition("\n1 unknown")[0].split("\n")
    )
    assert (articles, count) == (f"articles: {len(BAD)} new", f"problems: {len(BAD)} named above")
    assert annotate("status", "--json", project=project).json()["layers"] == []
    return problems


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_record_is_named_by_its_line_and_the_others_go_in(
    kind: str, problems: list[str]
) -> None:
    number = list(BAD).index(kind)
    assert problems[number].startswith(f"{2 * number + 2}: {BAD[kind][1]}")


def test_a_line_that_is_not_utf_8_is_named_and_the_others_go_in(
    project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b'{"text": "One."}\n{"text": "Caf\xe9"}\n{"text": "Three."}\n')
    ended = annotate("import", file, project=project)
    assert ended.code == 1
    assert ended.err.splitlines()[0].startswith(f"{file}:2: not UTF-8")
    assert articles(project) == 2


def test_an_id_that_is_known_with_another_text_is_named(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(f"{record(id='7')}\n{json.dumps({'id': '7', 'text': OTHER})}\n")
    ended = annotate("import", file, project=project)
    assert ended.code == 1
    known = f"the id '7' is known with another text ({text_hash(TEXT)[:12]}…)"
    assert ended.err.splitlines()[0] == f"{file}:2: {known}, give one of the two another id"
    assert articles(project) == 1


def test_standard_input_is_named_as_such(project: Path) -> None:
    ended = annotate("import", "-", "--format", "jsonl", project=project, stdin=b'\n{"text"\n')
    assert ended.code == 1
    assert ended.err.startswith("standard input:2: not valid JSON")


def test_standard_input_needs_a_format(project: Path) -> None:
    ended = annotate("import", "-", project=project, stdin=b"x")
    assert ended.code == 1
    assert ended.error().startswith("error: cannot tell the format, -, name its format with")
