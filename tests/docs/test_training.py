"""What a model says comes back as suggestions, by the program that docs/training.md shows."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Span
from spacy.training import Example

import annotate
from annotate.core.wanted import EVERYTHING, Wanted, Window
from annotate.services.exporting import export
from annotate.services.project import Project, init
from tests.docs.pages import DOCS, blocks
from tests.services.files import LABELLED, jsonl, took

TEXT = "“Yes,” said Y.\n\nThe end of it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one article that is labelled, and one that is not."""
    folder = tmp_path / "harbour"
    init(folder)
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "a.jsonl", LABELLED, {"id": "a/2", "text": TEXT}))
    return folder


def model(path: Path, words: int = 1) -> None:
    """A pipeline that has learned nothing, and so finds each so many words to be a quote."""
    random.seed(0)
    nlp = spacy.blank("xx")
    ngrams = {"@misc": "spacy.ngram_suggester.v1", "sizes": [words]}
    nlp.add_pipe("spancat", config={"suggester": ngrams, "threshold": 0.0})
    doc = nlp.make_doc("No. " * words)
    doc.spans["sc"] = [Span(doc, 0, 1, "quote")]
    nlp.initialize(lambda: [Example(nlp.make_doc(doc.text), doc)])
    path.mkdir(parents=True)
    nlp.to_disk(path)


def programs() -> tuple[str, str]:
    """The one for whole articles, and that for windows."""
    whole, windows = (b.text for b in blocks(DOCS / "training.md") if b.language == "python")
    return whole, windows


def test_what_a_model_says_of_unlabelled_articles_is_suggested(folder: Path) -> None:
    program, _ = programs()
    model(folder / "dataset" / "model" / "model-best")
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
    with Project.open(folder) as project:
        took(project.store, folder / "predictions.jsonl")
    with annotate.open_project(folder) as reading:
        labelled, other = reading
        assert not reading.suggestions(labelled)
        said = reading.suggestions(other)
        assert {TEXT[s.start : s.end] for s in said} > {"Yes", "end"}
        assert {(s.label, s.suggester) for s in said} == {("quote", "spancat-1")}


def test_what_it_says_of_windows_is_suggested_of_their_articles(folder: Path) -> None:
    _, program = programs()
    model(folder / "dataset" / "model" / "model-best")
    with Project.open(folder) as project:
        wanted = Wanted(unfinished=True, window=Window(6, 4))
        export(project.store, project.scheme, "jsonl", folder / "all-windows", wanted)
        subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
        report = took(project.store, folder / "predictions.jsonl")
        assert (report.documents, report.suggestions, report.windows) == (0, 1, 3)
    with annotate.open_project(folder) as reading:
        labelled, other = reading
        assert not reading.suggestions(labelled)
        said = reading.suggestions(other)
        assert {TEXT[s.start : s.end] for s in said} > {"Yes", "said", "end"}
        assert len({(s.start, s.end) for s in said}) == len(said)


def test_where_it_finds_nothing_nothing_is_suggested(folder: Path) -> None:
    model(folder / "dataset" / "model" / "model-best", 50)
    with Project.open(folder) as project:
        export(project.store, project.scheme, "jsonl", folder / "all-windows", EVERYTHING)
        for program in programs():
            subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
            assert took(project.store, folder / "predictions.jsonl").suggestions == 1
    with annotate.open_project(folder) as reading:
        assert not [said for document in reading for said in reading.suggestions(document)]
