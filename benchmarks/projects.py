"""Projects of many short articles, made once and kept beside the system's temporary files."""

import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services import project
from annotate.services.importing import import_paths
from annotate.storage.bulk import BulkImport
from annotate.storage.schema import STEPS
from annotate.storage.store import FILE_NAME, Store
from benchmarks import corpus

PARAGRAPHS = 3
"""Of an article here, some 700 bytes: what a list shows does not depend on it."""
ANNOTATOR = "ana"
"""Who has labelled a quotation in every second article."""
CACHE = Path(gettempdir()) / "annotate-benchmarks"


def project_of(articles: int) -> Path:
    """A project's folder with so many short articles; to be read, or copied and then written."""
    made_by = sha256(repr(STEPS).encode())
    for file in (__file__, corpus.__file__):
        made_by.update(Path(file).read_bytes())
    folder = CACHE / f"{articles}-{made_by.hexdigest()[:12]}"
    if not folder.exists():
        CACHE.mkdir(exist_ok=True)
        for outdated in CACHE.glob(f"{articles}-*"):
            shutil.rmtree(outdated)
        with TemporaryDirectory(dir=CACHE) as name:
            _make(Path(name) / "project", articles)
            (Path(name) / "project").rename(folder)
    return folder


def writable(folder: Path, articles: int) -> Path:
    """A copy of such a project in a folder, to be opened and written in."""
    copy = folder / f"{articles}"
    shutil.copytree(project_of(articles), copy)
    return copy


def copied(articles: int, to: Path) -> Path:
    """A copy of the database of such a project, to write in."""
    shutil.copyfile(project_of(articles) / FILE_NAME, to)
    return to


def imported(folder: Path, articles: int) -> Path:
    """A database of so many articles of 8 kB with the labels of three annotators."""
    file, database = folder / "records.jsonl", folder / f"{articles}.db"
    corpus.write(file, corpus.labelled(articles))
    take(database, file)
    file.unlink()
    return database


def take(database: Path, path: Path) -> None:
    """Import a file or folder into a database that may be new."""
    with Store.open(database) as store:
        import_paths(store, DEFAULT_SCHEME, [path], annotator=ANNOTATOR)


def without(database: Path) -> Path:
    """Where that database was, if there was one, and the files beside it."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return database


def _make(folder: Path, articles: int) -> None:
    project.init(folder, f"{articles:,} articles")
    with project.Project.open(folder) as opened, BulkImport(opened.store, ANNOTATOR) as bulk:
        for number in range(articles):
            article = corpus.article(number, PARAGRAPHS)
            key = bulk.document(article.document).key
            if number % 2:
                bulk.annotations(key, ANNOTATOR, _first_quote(article))


def _first_quote(article: corpus.Article) -> AnnotationSet:
    start = article.document.paragraphs[1][0]
    first, last = article.pieces[0].quote
    return AnnotationSet((Span(start + first, start + last, "quote", ""),), status="ddd")
