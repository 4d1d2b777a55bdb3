"""`annotate adjudicate`: what it does without the UI, and what it refuses."""

from pathlib import Path

from annotate.services.project import Project
from annotate.services.sample import corpora
from annotate.storage import annotations
from tests.cli.conftest import Run

UNANIMOUS = ("adjudicate", "--unanimous", "--annotator", "eva")


def test_what_all_agree_on_is_taken_once(run: Run) -> None:
    assert run("import", corpora()).code == 0
    first, again = run(*UNANIMOUS, "--json"), run(*UNANIMOUS, "--json")
    found = first.json()
    assert (found["documents"], found["settled"]) == (8, 0)
    assert min(found["spans"], found["links"], found["conflicts"]) > 50
    assert again.json() == found | {"spans": 0, "links": 0}


def test_what_gold_is_made_of_is_nobody_s_suggestion(run: Run) -> None:
    run("import", corpora())
    assert run(*UNANIMOUS, "--json").json()["spans"] > 50
    assert run("status", "--suggesters", "--json").json()["suggesters"] == []


def test_where_nothing_differs_the_article_is_settled(run: Run, tmp_path: Path) -> None:
    lines = (f'{{"text": "A b.", "annotator": "{n}", "spans": []}}\n' for n in ("ana", "ben"))
    (tmp_path / "two.jsonl").write_text("".join(lines), encoding="utf-8")
    run("import", tmp_path / "two.jsonl")
    said = "gold/eva: 1 article, 1 of them settled; 0 spans and 0 links taken; 0 conflicts left\n"
    assert run(*UNANIMOUS).out == said
    assert run(*UNANIMOUS, "--json").json()["documents"] == 0
    with Project.open(tmp_path / "project") as project:
        assert annotations.read(project.store, 1, "gold/eva").settlement is not None


def test_gold_whose_versions_changed_since_goes_out_with_a_word(run: Run, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    line = '{"text": "A b.", "annotator": "%s", "spans": [%s]}\n'
    two.write_text("".join(line % (name, "") for name in ("ana", "ben")), encoding="utf-8")
    run("import", two)
    run(*UNANIMOUS)
    said = "1 article in gold as settled, though annotators changed their labels since"
    gold = ("export", "jsonl", "--layer", "gold")
    assert said not in run(*gold).err
    span = '{"start": 0, "end": 1, "label": "quote"}'
    two.write_text(line % ("ben", span), encoding="utf-8")
    assert run("import", two, "--replace").code == 0
    ended = run(*gold, "--json")
    assert said in ended.err.splitlines()
    assert ended.json()["counts"]["gold_changed"] == 1


def test_two_reviewers_are_compared_like_anyone_else(run: Run) -> None:
    run("import", corpora())
    run(*UNANIMOUS)
    for name in ("eva", "max"):
        run("adjudicate", "--unanimous", "--annotator", name)
    ended = run("agreement", "--annotator", "gold/eva", "--annotator", "gold/max")
    assert ended.code == 0
    assert "no document done by two" in ended.out  # what is not settled yet is not compared


def test_without_a_terminal_it_says_so(run: Run) -> None:
    assert run("adjudicate").error().startswith("error: no terminal to draw on")


def test_json_goes_with_unanimous(run: Run) -> None:
    ended = run("adjudicate", "--json")
    assert ended.code == 2
    assert "--json and --quiet go with --unanimous" in ended.error()


def test_whose_adjudication_is_gold_can_be_said_and_taken_back(run: Run, tmp_path: Path) -> None:
    lines = (f'{{"text": "A b.", "annotator": "{n}", "spans": []}}\n' for n in ("ana", "ben"))
    (tmp_path / "two.jsonl").write_text("".join(lines), encoding="utf-8")
    run("import", tmp_path / "two.jsonl")
    for name in ("eva", "max"):
        run("adjudicate", "--unanimous", "--annotator", name)
    ended = run("adjudicate", "--designate", "eva", "--annotator", "max")
    assert (ended.code, ended.err) == (0, "gold/eva is gold of 1 more article\n")
    [line] = run("log", "--most", "1").out.splitlines()
    assert "gold/max: designate gold/eva as gold" in line
    assert "0 more articles" in run("adjudicate", "--designate", "eva").err
    assert "1 more article" in run("adjudicate", "--designate-latest", "--annotator", "max").err
    ended = run("adjudicate", "--designate", "zoe")
    assert (ended.code, "no layer 'gold/zoe'" in ended.error()) == (1, True)


def test_articles_are_only_named_to_designate(run: Run) -> None:
    assert run("adjudicate", "a/1").code == 2
    assert run("adjudicate", "--designate", "eva", "--unanimous").code == 2
