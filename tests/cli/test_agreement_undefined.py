"""What cannot be said is a dash and a reason, in the table as in JSON: never a 0 or a 1."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.program import Ended

TEXT = "“No,” said Ana Ruiz.\n\nThe captain was suspended on Monday."
QUOTE = {"start": 0, "end": 5, "label": "quote"}
SAID = {"start": 6, "end": 19, "label": "attribution"}
Said = dict[str, list[dict[str, Any]]]


def record(number: int, name: str, spans: list[Any]) -> str:
    text = f"{TEXT} {number:02}"
    return json.dumps({"text": text, "id": f"d{number}", "annotator": name, "spans": spans})


@pytest.fixture
def shown(run: Run, tmp_path: Path) -> Any:
    """What is shown of articles, given by what annotators say of each: lines, and JSON."""

    def shown(*articles: Said) -> tuple[list[str], Any]:
        file = tmp_path / "records.jsonl"
        lines = [record(n, *said) for n, a in enumerate(articles) for said in a.items()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert run("import", file).code == 0
        return words(run("agreement")), run("agreement", "--json").json()

    return shown


def words(ended: Ended) -> list[str]:
    return [" ".join(line.split()) for line in ended.out.splitlines()]


def test_no_document_done_by_two(shown: Any) -> None:
    lines, found = shown({"ana": [QUOTE]}, {"ben": [QUOTE]})
    assert lines == [
        "0 articles done by two or more, 0 annotators",
        "– no document done by two: ana has finished 1, ben 1, none of them the same; "
        "`annotate assign --overlap 2` gives each to two",
    ]
    assert found["finished"] == {"ana": 1, "ben": 1}
    undefined = {"value": None, "why": "no document done by two"}
    assert found["alpha"]["pooled"] == undefined
    assert found["span_f1"]["exact"]["labels"]["quote"] == undefined
    assert found["paragraphs"]["ac1"] == undefined


def test_what_is_said_of_a_choice_is_said_of_that_alone(shown: Any, run: Run) -> None:
    shown({"ana": [QUOTE], "ben": [QUOTE]}, {"ana": [QUOTE]})
    alone = (
        "– no document done by two: of what was asked for only ana has finished any "
        "({}), a second person's are needed"
    )
    for words_, number in (
        (("--annotator", "ana"), "2 articles"),
        (("--document", "d1"), "1 article"),
    ):
        assert words(run("agreement", *words_))[1:] == [alone.format(number)]
        assert run("agreement", *words_, "--json").json()["narrowed"] is True
    nobody = "– no document done by two: of what was asked for nobody has finished an article yet"
    assert words(run("agreement", "--since", "2026-01-01"))[1:] == [nobody]
    found = run("agreement", "--annotator", "ana", "--annotator", "ben", "--json").json()
    assert "narrowed" not in found


def test_no_day_at_all_is_wrong_usage(run: Run) -> None:
    ended = run("agreement", "--since", "2026-03-01", "--until", "2026-02-01")
    assert ended.code == 2
    assert ended.error().startswith("error: no day is since 2026-03-01 and until 2026-02-01")


def test_a_label_that_nobody_used(shown: Any) -> None:
    lines, found = shown({"ana": [QUOTE], "ben": [QUOTE]})
    unused = "attribution, caption, ad, body"
    assert f"– nobody used {unused}; no variation, observed 1.00" in lines
    assert not [line for line in lines if " ad;" in line.replace(unused, "")]
    undefined = {"value": None, "why": "no variation", "observed": 1.0}
    assert found["alpha"]["labels"]["ad"] == undefined
    assert found["pairs"][0]["labels"]["ad"]["kappa"] == undefined


def test_a_label_that_all_of_the_text_has(shown: Any) -> None:
    whole = {"start": 0, "end": len(TEXT) + 3, "label": "body"}
    lines, found = shown({"ana": [whole], "ben": [whole]})
    assert "– alpha body; no variation, observed 1.00" in lines
    assert found["alpha"]["labels"]["body"]["value"] is None


def test_a_label_unused_by_one_of_two(shown: Any) -> None:
    lines, found = shown({"ana": [QUOTE], "ben": [QUOTE, SAID]})
    alpha = found["alpha"]["labels"]["attribution"]
    assert alpha["value"] <= 0
    assert alpha["note"] == "ana marked 0, ben marked 13"
    line = next(line for line in lines if line.endswith("ana marked 0, ben marked 13"))
    assert line.startswith(f"{alpha['value']:.3f} – alpha attribution")


def test_f1_with_no_spans_on_either_side_and_left_out_of_the_figure_of_all(shown: Any) -> None:
    lines, found = shown({"ana": [QUOTE], "ben": [QUOTE]}, {"ana": [], "cho": []})
    undefined = {"value": None, "why": "no spans on either side"}
    f1 = {(p["a"], p["b"]): p["f1_exact"] for p in found["pairs"]}
    assert f1["ana", "cho"] == undefined
    assert found["span_f1"]["exact"]["all"]["value"] == f1["ana", "ben"]["value"] == 1.0
    assert any(line.startswith("– – – – 0 0 0 0 0 0 ana · cho") for line in lines)
    assert any(line.startswith("– nobody used attribution, caption, ad, body;") for line in lines)


def test_perfect_agreement_has_an_interval_for_f1_alone(shown: Any) -> None:
    lines, found = shown(*[{"ana": [QUOTE], "ben": [QUOTE]}] * 6)
    why = "nothing differs, in all documents or all but one"
    assert found["alpha"]["pooled"] == {"value": 1.0, "low": None, "high": None, "why": why}
    assert f"1.000 – alpha {why}" in lines
    f1 = {"value": 1.0, "low": pytest.approx(0.476, abs=1e-3), "high": 1.0}
    note = "interval of whole documents; few documents"
    assert found["span_f1"]["exact"]["all"] == f1 | {"note": note}
    assert f"1.000 0.476 to 1.000 F1 exact {note}" in lines
    assert f"1.000 0.476 to 1.000 F1 exact quote; {note}" in lines


def test_perfect_but_for_one_document_has_no_interval(shown: Any) -> None:
    _, found = shown(*[{"ana": [QUOTE], "ben": [QUOTE]}] * 6, {"ana": [QUOTE], "ben": [SAID]})
    alpha = found["alpha"]["pooled"]
    assert 0 < alpha["value"] < 1
    assert (alpha["low"], alpha["why"]) == (
        None,
        "nothing differs, in all documents or all but one",
    )


@pytest.mark.parametrize(
    ("number", "why", "note"),
    [(4, "fewer than 5 documents", ""), (9, "", "few documents"), (10, "", "")],
)
def test_few_documents_are_said(shown: Any, number: int, why: str, note: str) -> None:
    articles = [{"ana": [QUOTE], "ben": [[QUOTE, SAID][n % 3 == 0]]} for n in range(number)]
    lines, found = shown(*articles)
    alpha = found["alpha"]["pooled"]
    assert (alpha.get("why", ""), alpha.get("note", "")) == (why, note)
    assert (alpha["low"] is None) == bool(why)
    judged = f"no judgement: alpha has no interval ({why})"
    assert (judged in lines) == bool(why)


def test_without_an_interval_a_threshold_does_not_hold(shown: Any, run: Run) -> None:
    shown({"ana": [QUOTE], "ben": [QUOTE]})
    ended = run("agreement", "--threshold", "alpha=0.1")
    assert ended.code == 3
    assert ended.err == "alpha has no interval to compare with 0.1: fewer than 5 documents\n"
