"""`annotate import`: what goes in, what is said of it, and what does not go in."""

import gzip
import json
from pathlib import Path

from annotate.core.document import text_hash
from tests.cli.articles import SPANISH
from tests.cli.conftest import FERRY, LABELS, Run


def test_without_a_path_the_projects_own_articles_go_in(run: Run) -> None:
    ended = run("import")
    assert (ended.code, ended.out, ended.err) == (0, "", "articles: 2 new\n")


def test_a_second_time_nothing_goes_in_and_that_is_said(filled: Run, tmp_path: Path) -> None:
    ended = filled("import", tmp_path / "project" / "corpora", tmp_path / "labels.jsonl")
    assert ended.code == 0
    said = ["nothing new", "articles: 2 known", "records of labels: 1 the same as before"]
    assert ended.err.splitlines() == said


def test_the_same_text_elsewhere_is_an_appearance(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(FERRY, encoding="utf-8")
    ended = filled("import", tmp_path / "copy.txt")
    assert ended.err == "articles: 1 known, 1 found in another place too\n"


def test_the_report_as_json_is_all_that_is_said_on_standard_output(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "latin.txt").write_bytes(SPANISH.read_text(encoding="utf-8").encode("cp1252"))
    (tmp_path / "bad.jsonl").write_text("{}\n")
    report = run("import", "--json", "--quiet", tmp_path / "latin.txt", tmp_path / "bad.jsonl")
    assert report.json()["documents"] == 1
    assert report.json()["encodings"] == {str(tmp_path / "latin.txt"): "cp1252"}
    [problem] = report.json()["problems"]
    assert (problem["file"], problem["line"]) == (str(tmp_path / "bad.jsonl"), 1)
    assert problem["reason"].startswith("neither a text nor its sha256")
    assert report.err.splitlines() == [
        f"{tmp_path / 'bad.jsonl'}:1: neither a text nor its sha256, $.text, give one of them"
    ]


def test_encodings_that_were_found_are_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "latin"
    folder.mkdir()
    for n in range(5):
        text = f"{SPANISH.read_text(encoding='utf-8')} {n}"
        (folder / f"{n}.txt").write_bytes(text.encode("cp1252"))
    said = run("import", folder).err.splitlines()
    names = ", ".join(str(folder / f"{n}.txt") for n in range(3))
    assert said[:2] == ["articles: 5 new", f"read as cp1252: {names} and 2 more"]


def test_what_is_bad_is_named_by_file_and_line_and_the_rest_goes_in(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text('{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    ended = run("import", file)
    assert ended.code == 1
    problem, articles, problems = ended.err.splitlines()
    assert problem.startswith(f"{file}:2: not valid JSON")
    assert (articles, problems) == ("articles: 2 new", "problems: 1 named above")


def test_strict_takes_all_or_nothing_and_exits_3(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text('{"text": "One."}\n{"text": \n')
    ended = run("import", "--strict", file)
    assert ended.code == 3
    assert "nothing new" in ended.err
    assert "Harbour: 0 articles" in run("status").out
    file.write_text('{"text": "One."}\n')
    assert run("import", "--strict", file).code == 0
    assert "Harbour: 1 article," in run("status").out


def test_other_labels_of_the_same_person_are_refused_unless_they_are_to_replace(
    filled: Run, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    line = '{"sha256": "%s", "annotator": "ana", "spans": []}\n'
    other.write_text(
        line.replace("[]", '[{"start": 0, "end": 5, "label": "body"}]') % (text_hash(FERRY))
    )
    ended = filled("import", other)
    assert ended.code == 1
    assert "import with --replace to exchange them" in ended.err
    assert "records of labels: 1 refused" in ended.err
    ended = filled("import", other, "--replace")
    assert (ended.code, ended.err) == (0, "records of labels: 1 in the place of others\n")
    assert "import of 1 span, 0 links" in filled("log", "--most", "1").out


def test_labels_that_name_nobody_are_the_annotators(filled: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text((LABELS % text_hash(FERRY)).replace('"annotator": "ana", ', ""))
    assert filled("import", own, "--annotator", "chloe").code == 0
    assert "chloe" in filled("status").out


def test_files_of_no_known_format_are_counted(run: Run, project: Path) -> None:
    (project / "corpora" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert "files: 1 of no known format" in run("import").err


def test_offsets_in_another_unit_are_taken_if_that_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "utf16.jsonl"
    span = '{"start": 3, "end": 7, "label": "quote", "text": "“No”"}'
    file.write_text(f'{{"text": "🚢 “No”", "annotator": "ana", "spans": [{span}]}}\n')
    refused = run("import", file)
    assert refused.code == 1
    assert "import with --offset-unit utf16" in refused.err
    assert run("import", file, "--offset-unit", "utf16").code == 0


def test_a_path_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    ended = run("import", tmp_path / "nothing.txt")
    assert ended.code == 1
    assert ended.error() == f"error: no such file or folder, {tmp_path / 'nothing.txt'}"


def test_an_unknown_encoding_is_an_error(run: Run) -> None:
    ended = run("import", "--encoding", "klingon")
    assert ended.code == 2
    said = "error: invalid value for '--encoding': unknown encoding 'klingon', write utf-8, "
    assert ended.error().startswith(said)


def test_the_example_of_the_docs_goes_in(run: Run, tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text("utf-8")
    record = json.loads(page.partition("```json\n")[2].partition("```")[0])
    del record["sha256"]  # shown as an ellipsis
    (tmp_path / "example.jsonl").write_text(json.dumps(record))
    ended = run("import", "--strict", tmp_path / "example.jsonl")
    assert (ended.code, ended.err) == (0, "articles: 1 new\nrecords of labels: 1 new\n")


def test_suggestions_from_elsewhere_are_taken_and_are_nobodys_labels(
    filled: Run, tmp_path: Path
) -> None:
    made = (LABELS % text_hash(FERRY)).replace('"annotator": "ana"', '"suggester": "model-1"')
    (tmp_path / "suggested.jsonl").write_text(made)
    ended = filled("import", tmp_path / "suggested.jsonl")
    assert (ended.code, ended.err) == (0, "records of suggestions: 1 taken\n")
    again = filled("import", tmp_path / "suggested.jsonl", "--json")
    assert again.err == "nothing new\nrecords of suggestions: 1 the same as before\n"
    assert (again.json()["suggestions"], again.json()["suggestions_same"]) == (0, 1)
    (tmp_path / "suggested.jsonl").write_text(made.replace('"end": 45', '"end": 44'))
    assert filled("import", tmp_path / "suggested.jsonl").err == ended.err
    assert [layer["layer"] for layer in filled("status", "--json").json()["layers"]] == ["ana"]


def test_unknown_names_are_counted_as_lines_of_a_map(
    run: Run, project: Path, tmp_path: Path
) -> None:
    spans = [{"start": n, "end": n + 1, "label": label} for n, label in enumerate(("cue", 'a"b'))]
    more = {"start": 2, "end": 3, "label": "cue"}
    link = {"label": "says", "head": 0, "child": 1}
    labels = tmp_path / "labels.jsonl"
    records = [
        {"text": "One here.", "spans": spans, "relations": [link]},
        {"text": "Two here.", "spans": [more]},
        {"text": "Three here.", "spans": [more | {"label": "QUOTE"}]},
    ]
    labels.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    ended = run("import", labels)
    assert ended.code == 1
    told = ended.err.partition("2 unknown labels and 1 unknown relation: ")[2].splitlines()
    assert told[1:] == [
        "and import again with --map FILE:",
        "[labels]",
        '"cue" = ""  # 2 times',
        '"a\\U00000022b" = ""  # 1 time',
        "[relations]",
        '"says" = ""  # 1 time',
    ]
    names = tmp_path / "names.toml"
    names.write_text("\n".join(told[2:]).replace('"cue" = ""', '"cue" = "attribution"'))
    ended = run("import", labels, "--map", names, "--json")
    assert ended.code == 0
    assert ended.json()["unknown"] == {"labels": {}, "relations": {}}
    assert run("import", labels, "--json").json()["unknown"] == {
        "labels": {"cue": 2, 'a"b': 1},
        "relations": {"says": 1},
    }


def test_of_many_records_with_an_unknown_name_the_first_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    span = {"start": 0, "end": 1}
    records = [
        {"text": f"Article {n}.", "spans": [span | {"label": name}]}
        for n, name in enumerate(("cue", "cue", "claim", "cue"))
    ]
    lines = [*map(json.dumps, records), '{"text": 1}']
    file.write_text("\n".join(lines))
    ended = run("import", file, "--json")
    assert ended.code == 1
    first, second, other, *told = ended.err.splitlines()
    assert first.startswith(f"{file}:1: unknown label 'cue', ")
    assert second.startswith(f"{file}:3: unknown label 'claim', ")
    assert other.startswith(f"{file}:5: expected text or null")
    assert told == [
        "and 2 more records with unknown names, each of which --json names",
        "nothing new",
        "problems: 3 named above, 2 more with unknown names",
        '2 unknown labels: write into a file what each is here, "" to leave it out,',
        "and import again with --map FILE:",
        "[labels]",
        '"cue" = ""  # 3 times',
        '"claim" = ""  # 1 time',
    ]
    named = ended.json()["problems"]
    assert [problem["line"] for problem in named] == [1, 2, 3, 4, 5]
    assert {*named[0]} == {"file", "line", "reason"}
    file.write_text("\n".join(lines[:1]))
    assert "more" not in run("import", file).err


def test_keys_of_spans_that_are_not_kept_are_counted_and_fail_if_strict(
    run: Run, project: Path, tmp_path: Path
) -> None:
    spans = [{"start": n, "end": 4, "label": "body", "group": n} for n in range(3)]
    link = {"label": "continues", "head": 0, "child": 1, "sure": True}
    quotes = [span | {"label": "quote", "polarity": "-"} for span in spans[:2]]
    records = [{"text": "One here.", "spans": spans, "k": 1}]
    records += [{"text": "Two here.", "spans": quotes, "relations": [link]}]
    labels = tmp_path / "labels.jsonl"
    labels.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    told = [
        f"{labels}: keys of spans that are not kept: group 5, polarity 2",
        f"{labels}: keys of relations that are not kept: sure 1",
    ]
    strict = run("import", labels, "--strict", "--json", "--quiet")
    assert (strict.code, strict.err.splitlines()) == (3, told)
    assert strict.json()["records"] == 0
    ended = run("import", labels, "--json", "--quiet")
    assert (ended.code, ended.err.splitlines()) == (0, told)
    assert ended.json()["records"] == 2
    assert ended.json()["not_kept"] == {
        str(labels): {"spans": {"group": 5, "polarity": 2}, "relations": {"sure": 1}}
    }


def test_what_is_told_of_ids_however_long_is_short(run: Run, project: Path, tmp_path: Path) -> None:
    long, text = "L" * 5000, " ".join(f"word{n}" for n in range(200))
    records = [{"id": "a", "text": text}, {"id": long, "text": f"{text} more"}]
    records += [{"id": long, "text": "Another."}]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    ended = run("import", file, "--json")
    assert max(map(len, ended.err.splitlines())) < 700
    assert "LL…LL" in ended.err
    assert ended.json()["copies"][0]["id"] == long


def test_dates_that_are_none_are_kept_and_counted(run: Run, project: Path, tmp_path: Path) -> None:
    dates = ["yesterday", "2026-13-01", "2026-01-08x", "2026-01-08", "2026-01-08T10:00Z", "", None]
    records = [{"id": str(n), "text": f"Number {n}.", "published": d} for n, d in enumerate(dates)]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    ended = run("import", file, "--json")
    assert (ended.code, ended.json()["odd_dates"]) == (0, 3)
    assert "dates: 3 not as YYYY-MM-DD, kept as they came" in ended.err.splitlines()


def test_what_came_before_damage_is_said_to_be_uncertain(
    run: Run, project: Path, tmp_path: Path
) -> None:
    content = bytearray(gzip.compress(b'{"text": "One."}\n'))
    content[-6] ^= 1  # of the checksum
    (tmp_path / "a.jsonl.gz").write_bytes(content)
    ended = run("import", tmp_path / "a.jsonl.gz")
    assert ended.code == 1
    assert "to its end (CRC check failed" in ended.err
    assert "what was read of it may be damaged too" in ended.err
    assert run("import", tmp_path / "a.jsonl.gz", "--strict").code == 3
