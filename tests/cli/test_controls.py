"""`annotate controls` and `annotate feedback`: what is asked for, refused, and told."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import Run

TEXT = "“No,” said Ana Ruiz.\n\nThe captain left. {}"
DOCS = (Path(__file__).parent.parent.parent / "docs" / "controls.md").read_text(encoding="utf-8")
SAID = [(0, 5, "quote"), (6, 19, "attribution")]


def record(number: int, name: str, spans: list[tuple[int, int, str]] = SAID) -> str:
    value = {
        "id": f"a/{number}",
        "text": TEXT.format(number),
        "annotator": name,
        "spans": [{"start": s, "end": e, "label": k} for s, e, k in spans],
    }
    return msgspec.json.encode(value).decode()


@pytest.fixture
def settled(run: Run, tmp_path: Path) -> Run:
    """Six articles that ben and cem agree on and eva settled; six that nobody has labelled."""
    lines = [record(n, name) for n in range(6) for name in ("ben", "cem")]
    lines += [msgspec.json.encode({"id": f"n/{n}", "text": f"New {n}."}).decode() for n in range(6)]
    take_in(run, tmp_path, *lines)
    assert run("adjudicate", "--unanimous", "--annotator", "eva").code == 0
    return run


def take_in(run: Run, folder: Path, *lines: str) -> None:
    (folder / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run("import", folder / "some.jsonl").code == 0


def test_controls_are_asked_for_by_batch(settled: Run) -> None:
    settled("assign", "--overlap", "1", "--order", "random", "--name", "autumn")
    ended = settled("controls", "--mix", "0.25", "--batch", "autumn")
    assert (ended.code, ended.err) == (0, "autumn: 25% of what is taken brings a control\n")
    assert settled("controls", "--mix", "0").err == "autumn: none\n"


def test_a_batch_in_which_they_would_stand_out_is_refused(settled: Run) -> None:
    settled("assign", "--overlap", "1")
    ended = settled("controls", "--mix", "0.25")
    assert ended.code == 1
    assert ended.error().startswith("error: this batch is in the order of import, in which")


def test_without_a_batch_to_take_from_it_says_so(settled: Run) -> None:
    assert "no articles are given out" in settled("controls", "--mix", "0.5").error()
    settled("assign", "--overlap", "1", "--order", "random")
    ended = settled("controls", "--mix", "0.5", "--batch", "spring")
    assert (ended.code, "spring" in ended.error()) == (1, True)


def test_of_what_a_control_still_comes_is_said_until_all_is_taken(settled: Run) -> None:
    settled("assign", "--overlap", "1", "--order", "random", "--name", "autumn")
    settled("controls", "--mix", "0.5", "--batch", "autumn")
    coming = "autumn: 50% of what is taken brings a control"
    nothing = "no controls yet, and no second passes"
    assert settled("controls").out.splitlines() == [nothing, coming]
    settled("controls", "--repeat", "1", "ben", "--after", "0")
    assert settled("controls").out.splitlines()[-2:] == ["", coming]
    settled("assign", "--end", "autumn")
    assert coming not in settled("controls").out
    settled("assign", "--overlap", "1", "--order", "random", "--name", "winter")
    settled("controls", "--mix", "0.5")
    settled("controls", "--mix", "0")
    assert "brings a control" not in settled("controls").out


def test_usage_is_checked(settled: Run) -> None:
    assert settled("controls", "ana").code == 2
    assert settled("controls", "--batch", "x").code == 2
    assert settled("controls", "--mix", "1.5").code == 2
    assert settled("controls", "--repeat", "0").code == 2


def test_nothing_yet_is_said(settled: Run) -> None:
    nothing, ask = "no controls yet, and no second passes", "--mix and --repeat ask for some"
    assert settled("controls").out.splitlines() == [nothing, ask]
    assert settled("controls", "--json").json() == {"annotators": []}


def test_second_passes_are_asked_for_and_told(settled: Run, tmp_path: Path) -> None:
    assert "nothing to be labelled a second time" in settled("controls", "--repeat", "1").error()
    ended = settled("controls", "--repeat", "1", "ben", "--after", "0")
    assert ended.err == "second pass 1: 6 articles, 6 places on them\n"
    lines = settled("controls").out.splitlines()
    assert lines[0] == "second passes: annotators against themselves"
    assert lines[2].split()[:3] == ["6", "0", "–"]
    assert lines[2].endswith("ben: nothing to compare yet")
    awaited = "still to be labelled again: `A` in their list of articles leads there"
    assert lines[3:] == [f"ben: 6 articles {awaited}"]
    assert settled("controls", "--json").json()["annotators"][0]["again"]["awaited"] == 6
    take_in(settled, tmp_path, record(0, "again/ben", SAID))
    lines = settled("controls").out.splitlines()
    assert lines[2].endswith("ben: fewer than 5 documents")
    assert lines[3:] == [f"ben: 5 articles {awaited}"]
    moved = [(0, 5, "quote"), (6, 16, "attribution")]
    take_in(settled, tmp_path, *(record(n, "again/ben", moved if n else SAID) for n in range(6)))
    [found] = settled("controls", "--json").json()["annotators"]
    figures = found["again"]["figures"]
    assert (found["annotator"], figures["documents"]) == ("ben", 6)
    assert (figures["differences"]["same"], figures["differences"]["other_boundary"]) == (7, 5)
    assert figures["f1_exact"]["value"] == pytest.approx(7 / 12)
    assert figures["f1_exact"]["low"] < 7 / 12 < figures["f1_exact"]["high"]
    assert found["gold"]["figures"]["alpha"] == {"value": None, "why": "no document done by two"}


def test_feedback_is_by_label_by_article_and_by_place(settled: Run, tmp_path: Path) -> None:
    begin(settled, tmp_path)
    ended = settled("feedback", "--annotator", "ana")
    assert ended.out.startswith("nothing to compare yet")
    take_in(settled, tmp_path, record(0, "ana", [(0, 5, "quote"), (6, 16, "attribution")]))
    out = settled("feedback", "--annotator", "ana").out
    assert out.startswith("1 article against gold\n")
    assert "a/0" in out
    assert "para" not in out
    out = settled("feedback", "--annotator", "ana", "a/0").out
    assert "    1  boundary   attribution: said Ana R → attribution: said Ana Ruiz" in out
    found = settled("feedback", "--annotator", "ana", "--json").json()
    [article] = found["articles"]
    assert [p["kind"] for p in article["places"]] == ["same", "boundary"]
    assert found["figures"]["documents"] == 1
    assert not {"ben", "cem", "eva"} & set(str(found).replace("'", " ").split())


def begin(run: Run, folder: Path) -> None:
    """Ana has an article that she has not finished."""
    begun = msgspec.json.decode(record(0, "ana")) | {"id": "a/7", "text": TEXT.format(7)}
    take_in(run, folder, msgspec.json.encode(begun | {"status": "open"}).decode())


def test_whoever_the_project_does_not_know_is_told_whom_it_knows(settled: Run) -> None:
    ended = settled("feedback", "--annotator", "nobody")
    assert ended.error() == "error: no annotator 'nobody' in this project, it has ben, cem"
    ended = settled("controls", "--repeat", "0.3", "ben", "nobody")
    whom = "error: nobody of that name has finished an article, nobody, it has ben, cem"
    assert (ended.code, ended.error()) == (1, whom)


def test_feedback_that_is_not_due_is_refused(settled: Run, tmp_path: Path) -> None:
    begin(settled, tmp_path)
    ended = settled("feedback", "--annotator", "ana", "a/0")
    assert ended.error() == "error: feedback comes when the article is done"
    assert (
        "no article with the id 'b/7'" in settled("feedback", "--annotator", "ana", "b/7").error()
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("controls",),
        ("controls", "ben"),
        ("controls", "--batch", "spring"),
        ("controls", "--mix", "0.5"),
        ("controls", "--repeat", "1"),
        ("controls", "--repeat", "1", "nobody"),
        ("feedback", "--annotator", "nobody"),
        ("feedback", "--annotator", "ben", "b/7"),
        ("feedback", "--annotator", "ben", "n/1"),
    ],
    ids=" ".join,
)
def test_what_is_refused_is_in_the_docs(settled: Run, arguments: tuple[str, ...]) -> None:
    ended = settled(*arguments)
    message = ended.out.splitlines()[0] if ended.code == 0 else ended.error()
    said = re.split(r", (?:it has|see|take|give|`|nobody)", message.removeprefix("error: "))[0]
    assert "| " + re.sub("'[^']*'", "…", said) + " |" in DOCS, said


def test_what_is_no_number_is_no_share(settled: Run) -> None:
    assert settled("assign", "--overlap", "1", "--order", "random").code == 0
    for option in ("--mix", "--repeat"):
        ended = settled("controls", option, "nan")
        said = f"error: invalid value for '{option}': nan is no number"
        assert (ended.code, ended.error().partition(",")[0]) == (2, said)


def test_what_is_refused_of_a_batch_is_in_the_docs(settled: Run) -> None:
    assert settled("assign", "--overlap", "1", "--name", "early").code == 0
    for batch in ("early", "late"):
        said = settled("controls", "--mix", "0.5", "--batch", batch).error()
        assert f"| {said.removeprefix('error: ').partition(f', {batch}')[0]} |" in DOCS
