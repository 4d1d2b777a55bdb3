"""`annotate export --split`: what is said of shares, leaks and seeds."""

from pathlib import Path

from tests.cli.conftest import FERRY, STRIKE, Run
from tests.cli.refusing import INVALID

SHARES = "train=50,test=50"


def test_splits_are_said_in_one_line_and_stay(filled: Run, project: Path) -> None:
    ended = filled("export", "jsonl", "--unfinished", "--split", SHARES, "--strict")
    assert (ended.code, ended.err.splitlines()[1:]) == (
        0,
        ["splits: train 1, test 1; leaks: none", "loss: none"],
    )
    found = {path.parent.name for path in (project / "exports" / "jsonl").rglob("records.jsonl")}
    assert found == {"train", "test"}
    again = filled("export", "prodigy", "--unfinished", "--split", "test=1,train=1", "--json")
    assert again.json()["splits"]["counts"]["train"]["articles"] == 1


def test_a_leak_is_named_and_fails_only_if_strict(filled: Run, tmp_path: Path) -> None:
    split = ("export", "jsonl", "--unfinished", "--split", SHARES)
    assert filled(*split, "--strict").code == 0
    (tmp_path / "both.txt").write_text(f"{FERRY}\n{STRIKE}", encoding="utf-8")
    assert filled("import", tmp_path / "both.txt").code == 0
    ended = filled(*split, "--json")
    assert ended.code == 0
    assert "; leaks: 1 pair of near-copies apart, named in manifest.json\n" in ended.err
    [leak] = ended.json()["splits"]["leaks"]
    assert {leak["first"]["split"], leak["second"]["split"]} == {"train", "test"}
    assert leak["second"]["id"] == "both"
    sides = [f"{side['id']} in {side['split']}" for side in (leak["first"], leak["second"])]
    assert f"manifest.json\n  {sides[0]} and {sides[1]}, 100 %\nloss: none\n" in ended.err
    quietly = filled(*split, "--strict", "--quiet")
    assert quietly.code == 3
    assert quietly.err.endswith(f"manifest.json\n  {sides[0]} and {sides[1]}, 100 %\n")
    assert filled(*split, "--quiet").err == ""


def test_the_seed_divides_otherwise_and_each_source_can_be_divided(filled: Run) -> None:
    how = ("--split", SHARES, "--seed", "3", "--stratify", "source")
    splits = filled("export", "jsonl", "--unfinished", *how, "--json").json()["splits"]
    assert (splits["seed"], splits["stratify"]) == (3, "source")


def test_an_earlier_dataset_can_be_followed(filled: Run, project: Path) -> None:
    how = ("export", "jsonl", "--unfinished", "--split", SHARES)
    assert filled(*how, "--out", str(project / "early")).code == 0
    followed = filled(*how, "--like", str(project / "early"), "--out", str(project / "late"))
    assert (followed.code, "leaks: none" in followed.err) == (0, True)
    ended = filled(*how, "--like", str(project / "nowhere"))
    assert ended.error() == f"error: no such folder of a dataset, {project / 'nowhere'}"


def test_how_to_divide_is_nothing_without_dividing(filled: Run) -> None:
    for how in (("--seed", "1"), ("--stratify", "source"), ("--like", ".")):
        ended = filled("export", "jsonl", *how)
        assert (ended.code, "say how to --split" in ended.err) == (2, True)
    ended = filled("export", "jsonl", "--split", "train")
    assert (ended.code, ended.out) == (2, "")
    assert "write them as train=80,validation=10,test=10, see " in ended.error()


def test_a_split_that_may_not_be_called_so_says_what_it_may(filled: Run) -> None:
    ended = filled("export", "jsonl", "--split", "Train=80,test=20")
    assert ended.code == 2
    assert ended.error().startswith(f"{INVALID} '--split': 'Train' is no name for a split, ")
    assert "a to z" in ended.error()
