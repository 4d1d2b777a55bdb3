"""`annotate remove`: out of the project, back in, and out for good."""

import os
import pty
import subprocess
from pathlib import Path

from tests.cli.conftest import FERRY, Run
from tests.cli.program import COMMAND

ID, STRIKE_ID = "gazette/2025-11-04-ferry", "gazette/2025-11-19-strike"


def test_a_removed_article_is_in_no_count_and_no_export_until_it_is_brought_back(
    filled: Run, tmp_path: Path
) -> None:
    ended = filled("remove", ID)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"removed 1 article; to bring back: annotate remove --restore {ID}\n"
    assert filled("status", "--json").json()["documents"] == 1
    assert filled("search", "captain", "--json").json() == []
    filled("export", "jsonl", "--out", tmp_path / "out")
    assert ID not in (tmp_path / "out" / "records.jsonl").read_text()
    assert filled("remove", "--restore", ID).err == "brought back 1 article\n"
    assert filled("status", "--json").json()["layers"][0]["spans"] == 2


def test_a_purged_article_leaves_no_word_of_it_in_the_project(filled: Run, project: Path) -> None:
    filled("search", "breakwater")
    (project / "corpora" / "gazette" / "2025-11-04-ferry.txt").unlink()
    ended = filled("remove", "--purge", "--yes", ID)
    assert ended.code == 0
    assert ended.err.startswith("purged 1 article; backups, and exports until they are made")
    for file in project.rglob("annotations.db*"):
        held = file.read_bytes()
        assert b"breakwater" not in held, file
        assert b"suspended" not in held, file


def test_a_purged_article_cannot_be_brought_back_but_imported_again(
    filled: Run, project: Path
) -> None:
    filled("search", "captain")
    filled("remove", "--purge", "--yes", ID)
    ended = filled("remove", "--restore", ID)
    assert ended.code == 1
    assert ended.error() == f"error: its text was purged, {ID}, import it again"
    filled("import")
    [found] = filled("search", "captain", "--json").json()
    assert (found["id"], found["title"]) == (ID, "Ferry strikes breakwater")
    assert filled("status", "--json").json()["layers"][0]["spans"] == 2
    assert FERRY in (project / "corpora" / "gazette" / "2025-11-04-ferry.txt").read_text()


def test_what_was_so_before_is_not_said_to_be_done(filled: Run) -> None:
    assert (
        filled("remove", "--restore", ID).err == "brought back 0 articles, 1 had not been removed\n"
    )
    filled("remove", ID)
    assert filled("remove", ID).err == "removed 0 articles, 1 removed before\n"
    both = filled("remove", ID, STRIKE_ID)
    assert both.err.startswith(
        "removed 1 article, 1 removed before; to bring back: annotate remove"
    )
    assert both.err.endswith(f" --restore {STRIKE_ID}\n")
    assert filled("remove", "--purge", "--yes", ID).err.startswith("purged 1 article; backups")
    again = filled("remove", "--purge", "--yes", ID)
    assert again.err.startswith("purged 0 articles, 1 purged before; backups")


def test_purging_asks_where_somebody_can_answer_and_refuses_elsewhere(filled: Run) -> None:
    ended = filled("remove", "--purge", ID)
    assert ended.code == 1
    assert ended.error() == "error: purging cannot be undone, say --yes if you mean it"
    assert filled("status", "--json").json()["documents"] == 2


def test_an_unknown_id_among_others_changes_nothing(filled: Run) -> None:
    ended = filled("remove", ID, "nothing")
    assert ended.code == 1
    assert ended.error() == "error: no article with the id 'nothing', `annotate search` shows ids"
    assert filled("status", "--json").json()["documents"] == 2


def test_restore_and_purge_exclude_each_other(filled: Run) -> None:
    ended = filled("remove", "--restore", "--purge", ID)
    assert ended.code == 2
    assert "exclude each other" in ended.error()


def answered(project: Path, answer: bytes) -> tuple[int, str]:
    """Purge where somebody sits at a terminal, and answers the question; what was said."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, "--project", project, "remove", "--purge", ID],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        os.write(ours, answer)
        out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert out == b""
    return process.returncode, err.decode()


def test_only_a_yes_purges(filled: Run, project: Path) -> None:
    question = "Destroy the text of 1 article for good? [y/N]: "
    assert answered(project, b"n\n") == (1, question + "nothing was purged\n")
    assert filled("status", "--json").json()["documents"] == 2
    code, said = answered(project, b"y\n")
    assert code == 0
    assert said.startswith(question + "purged 1 article")
    assert filled("status", "--json").json()["documents"] == 1


def test_no_answer_is_no_yes(filled: Run, project: Path) -> None:
    code, said = answered(project, b"\x04")
    assert code == 130
    assert said.endswith("interrupted\n")
    assert filled("status", "--json").json()["documents"] == 2


def test_how_to_bring_them_back_can_be_copied_to_the_shell(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "it's a day.txt").write_text("A day.")
    filled("import", tmp_path / "it's a day.txt")
    ended = filled("remove", ID, "it's a day", ID)
    assert ended.err == (
        f"removed 2 articles; to bring back: annotate remove --restore {ID} 'it'\"'\"'s a day'\n"
    )
