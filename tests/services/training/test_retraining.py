"""Learning anew while somebody annotates: once enough is finished, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.services.project import Project
from annotate.services.training.retraining import Retraining
from annotate.storage import learning
from annotate.suggesters.learning.model import NAME
from tests.services.training.learning import learn


def test_nothing_is_learned_anew_unless_asked_for(project: Project) -> None:
    assert not Retraining(project.folder, 0).look(project.store)


def test_too_few_newly_finished_articles_are_waited_for(project: Project) -> None:
    assert not Retraining(project.folder, 41).look(project.store)


def test_enough_of_them_start_a_process_once_that_learns_what_the_command_would(
    project: Project,
) -> None:
    background = Retraining(project.folder, 40)

    assert background.look(project.store)
    assert not background.look(project.store)
    assert background.wait() == 0
    assert not background.look(project.store)
    assert not Retraining(project.folder, 1).look(project.store)
    raw = (project.folder / NAME).read_bytes()
    learn(project)
    assert (project.folder / NAME).read_bytes() == raw
    assert background.outcome() == "learned from 20 articles"
    (project.folder / NAME).write_bytes(b"damaged since")
    assert background.outcome() == "learned anew"


def test_what_came_to_nothing_is_not_tried_again_before_more_is_finished(copies: Project) -> None:
    background = Retraining(copies.folder, 2)

    assert background.look(copies.store)
    assert background.wait() == 1
    why = "all 3 finished articles are copies of one story"
    assert background.outcome() == background.outcome() == f"could not learn anew: {why}"
    assert not background.look(copies.store)
    assert not Retraining(copies.folder, 2).look(copies.store), "nor when the UI is opened again"
    learning.put_learned_at(copies.store, 1)
    assert background.look(copies.store), "two more are finished since"
    assert background.wait() == 1


def test_a_process_that_was_ended_leaves_no_reason_but_that(project: Project) -> None:
    background = Retraining(project.folder, 40)
    background.look(project.store)
    assert background._process
    background._process.kill()

    assert background.wait() == -9
    assert background.outcome() == "could not learn anew: its process was ended by signal 9"


def test_a_terminal_that_is_closed_does_not_end_it(project: Project) -> None:
    background = Retraining(project.folder, 40)
    background.look(project.store)
    assert background._process
    try:
        assert os.getsid(background._process.pid) != os.getsid(0)
    finally:
        background._process.kill()
        background.wait()


def test_in_a_folder_without_a_project_it_says_so_in_a_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "annotate.services.training.retraining", str(tmp_path)]

    done = subprocess.run(command, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.splitlines() == [b"no project"]


def test_a_program_that_was_replaced_meanwhile_learns_nothing_and_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    background = Retraining(project.folder, 40)
    assert not background.outcome()
    with monkeypatch.context() as gone:
        gone.setattr("sys.executable", str(project.folder / "gone"))
        assert background.look(project.store)
    why = "no process can be started for it (No such file or directory)"
    assert background.outcome() == f"could not learn anew: {why}"
    learning.put_learned_at(project.store, 0)
    assert background.look(project.store), "it is tried again when more is finished"
    assert background.wait() == 0
    assert background.outcome() == "learned from 20 articles"
