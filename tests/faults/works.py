"""What the program does that writes: each on a project of its own, with what must come of it."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import jsonlines

from annotate.cli import main
from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import text_hash
from annotate.services.project import init
from annotate.services.sample import corpora
from annotate.storage import annotations, check, documents, progress
from annotate.storage.store import FILE_NAME, Store
from tests.cli.program import COMMAND, prepared

Content = dict[str, object]
OTHER, SHARED, COPY, LABELS = "other", "shared", "copy.db", "labels.jsonl"
"""Beside the project: another project, a folder that a team shares, a backup, labels to import."""


class Work(NamedTuple):
    """A command line for a project in a folder, how the folder is made, and what is to be there.

    `done` is in the error of who runs it again once it is done, if that is one.
    """

    command: Callable[[Path], list[str | Path]]
    prepared: Callable[[Path], object]
    outcome: Callable[[Path], object]
    done: str | None = None


def project(folder: Path) -> Path:
    """The project of a folder."""
    return folder / "project"


def content(folder: Path) -> Content:
    """All that a project says: its articles, and each layer's labels of them."""
    with Store.open(folder / FILE_NAME, create=False) as store:
        assert list(check.check(store)) == []
        layers = [layer.layer for layer in progress.of_layers(store)]
        return {f"{k} {name}": _labels(store, k, name) for k in _keys(store) for name in layers} | {
            f"{key}": documents.get(store, key) for key in _keys(store)
        }


def _keys(store: Store) -> Iterator[int]:
    return (key for (key,) in store.rows("SELECT key FROM documents WHERE removed IS NULL"))


def _labels(store: Store, key: int, layer: str) -> AnnotationSet:
    return annotations.read(store, key, layer)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def empty(folder: Path) -> Path:
    """A project whose database is there, without an article."""
    init(project(folder))
    Store.open(project(folder) / FILE_NAME).close()
    return project(folder)


def labelled(folder: Path) -> Path:
    """A project with sample articles and the labels of sample annotators."""
    made = empty(folder)
    labels = _written(folder / LABELS, _records())
    prepared("import", *_articles(), labels, project=made)
    return made


def relabelled(folder: Path) -> None:
    """The same, and a file that says something else of every article."""
    labelled(folder)
    _written(folder / LABELS, ({**record, "spans": record["spans"][:-1]} for record in _records()))


def run_again(work: Work, folder: Path) -> None:
    """It goes in, in this process, unless it had been done already."""
    said = StringIO()
    with redirect_stderr(said):
        code = main.outcome(list(map(str, work.command(folder)[1:])))
    assert code == 0 or (work.done and work.done in said.getvalue()), (folder, said.getvalue())


def _articles() -> list[Path]:
    return sorted((corpora() / "harbour-gazette").glob("*.txt"))


def _records() -> Iterator[dict[str, Any]]:
    """What sample annotators say of these articles, without links."""
    known = {text_hash(path.read_text(encoding="utf-8")) for path in _articles()}
    with jsonlines.open(corpora() / "sample-annotators.jsonl") as lines:
        yield from ({**line, "relations": []} for line in lines if line["sha256"] in known)


def _written(file: Path, records: Iterable[dict[str, Any]]) -> Path:
    with jsonlines.open(file, "w") as lines:
        lines.write_all(records)
    return file


def two(folder: Path) -> None:
    """A labelled project, and another with more of the same."""
    made = labelled(folder)
    shutil.copytree(made, folder / OTHER)
    more = sorted((corpora() / "windward-wire").glob("*.txt"))
    prepared("import", *more, project=folder / OTHER)


def shared(folder: Path) -> None:
    """A labelled project whose lead has shared nothing yet."""
    labelled(folder)
    (folder / SHARED).mkdir()


def backed_up(folder: Path) -> None:
    """Two projects, and a backup of the other."""
    two(folder)
    prepared("backup", folder / COPY, project=folder / OTHER)


def received(folder: Path) -> Content:
    """What somebody who begins with the shared folder gets."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    init(new)
    prepared("sync", folder / SHARED, "--lead", "--annotator", "leo", project=new)
    return content(new)


def restored(folder: Path) -> Content:
    """What a project holds once its backup is put in its place."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    init(new)
    prepared("restore", folder / COPY, project=new)
    return content(new)


def _command(*words: str | Path) -> Callable[[Path], list[str | Path]]:
    """A command line on the project; a word in braces is a path beside it."""

    def line(folder: Path) -> list[str | Path]:
        paths = [folder / w[1:-1] if isinstance(w, str) and w[:1] == "{" else w for w in words]
        return [COMMAND, "--project", project(folder), *paths, "--annotator", "eva"]

    return line


def _of_project(folder: Path) -> Content:
    return content(project(folder))


def _exported(folder: Path) -> dict[str, bytes]:
    return files(project(folder) / "exports")


WORKS = {
    "import": Work(_command("import", *_articles()), empty, _of_project),
    "labels": Work(_command("import", "--replace", f"{{{LABELS}}}"), relabelled, _of_project),
    "export": Work(_command("export", "jsonl", "--split", "train=1,test=1"), labelled, _exported),
    "parquet": Work(_command("export", "parquet"), labelled, _exported),
    "backup": Work(_command("backup", f"{{{COPY}}}"), labelled, restored, "already"),
    "restore": Work(_command("restore", f"{{{COPY}}}"), backed_up, _of_project),
    "merge": Work(_command("merge", f"{{{OTHER}}}"), two, _of_project),
    "sync": Work(_command("sync", f"{{{SHARED}}}", "--lead"), shared, received),
}
