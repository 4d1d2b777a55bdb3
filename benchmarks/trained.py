"""`python -m benchmarks.trained [DATASET]`: a model that learns from an export, and how good it is.

What is trained on is what an export holds and nothing else: the dataset is imported into an empty
database, whatever its format. Where its files are called train and test, they are that; else a
part of the articles, copies of one story together, is held back. Without a DATASET it is an
export of the sample project.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from annotate.core.errors import AnnotateError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.formats.manifest import NAME as MANIFEST
from annotate.services.exporting import export
from annotate.services.importing import import_paths
from annotate.services.sample import corpora
from annotate.services.training.examples import examples
from annotate.services.training.figures import Comparison, Figure, compare
from annotate.services.training.folds import folds
from annotate.services.training.trial import answers
from annotate.storage.store import Store
from annotate.suggesters.learning.fitting import Example

PARTS = 4
"""Into how many parts the articles are put, of which one is held back."""
ANNOTATOR = "dataset"
"""Whose labels are those that a dataset gives nobody."""
HEAD = ("label", "F1", "95 %", "precision", "recall", "spans", "rules alone, F1")


class _Described(Struct):
    """What is read of a manifest."""

    scheme: Scheme = DEFAULT_SCHEME


def main(arguments: Sequence[str]) -> int:
    """Train, try, print; 0 if the model is better than nothing on what it had not seen."""
    with TemporaryDirectory() as name:
        dataset = Path(arguments[0]) if arguments else sample(Path(name))
        scheme = scheme_of(dataset)
        train, test = divided(dataset, scheme, Path(name))
        print(f"trained on {_counted(train)}, tried on {_counted(test)}\n")
        found = tried(train, test, scheme)
    for row in table(found):
        print(row)
    return 0 if any(one.learned.f1 > 0 for one in found) else 3


def sample(folder: Path) -> Path:
    """An export of the sample project."""
    with Store.open(folder / "sample.db") as store:
        import_paths(store, DEFAULT_SCHEME, [corpora()], annotator=ANNOTATOR)
        export(store, DEFAULT_SCHEME, "jsonl", folder / "sample")
    return folder / "sample"


def scheme_of(dataset: Path) -> Scheme:
    """The scheme that a dataset names, else the default one."""
    manifest = dataset / MANIFEST
    if not manifest.is_file():
        return DEFAULT_SCHEME
    return msgspec.json.decode(manifest.read_bytes(), type=_Described).scheme


def divided(dataset: Path, scheme: Scheme, folder: Path) -> tuple[list[Example], list[Example]]:
    """What there is to learn from, and what is held back."""
    named = {split: _files(dataset, split) for split in ("train", "test")}
    if all(named.values()):
        train, test = (_read(files, scheme, folder / s) for s, files in named.items())
        return train, test
    found = _read([dataset], scheme, folder / "all")
    placed = folds([example.document for example in found], PARTS)
    held_back = [placed[example.document.sha256] == 0 for example in found]
    sides = list(zip(found, held_back, strict=True))
    return [e for e, held in sides if not held], [e for e, held in sides if held]


def _files(dataset: Path, split: str) -> list[Path]:
    """The files and folders of a dataset that are called so."""
    return sorted(path for path in dataset.rglob("*") if path.name.partition(".")[0] == split)


def _read(paths: Sequence[Path], scheme: Scheme, name: Path) -> list[Example]:
    """The finished readings that some files hold, by way of an import."""
    with Store.open(name.with_suffix(".db")) as store:
        report = import_paths(store, scheme, paths, annotator=ANNOTATOR)
        for problem in report.problems:
            print(problem, file=sys.stderr)
        return examples(store, scheme)


def tried(train: Sequence[Example], test: Sequence[Example], scheme: Scheme) -> list[Comparison]:
    """How good a model of some examples is on others, label by label and link by link."""
    units = {label.name: label.unit for label in scheme.labels}
    links = [relation.label for relation in scheme.relations]
    return compare(answers(train, test, units), units, links)


def table(found: Sequence[Comparison]) -> Iterator[str]:
    """The figures as a Markdown table."""
    yield _row(HEAD)
    yield _row(["---"] * len(HEAD))
    for one in found:
        f = one.learned
        spans = f"{f.gold:,}"
        shares = (_share(f.f1), _interval(f), _share(f.precision), _share(f.recall))
        yield _row((one.label, *shares, spans, _share(one.rules.f1)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _share(value: float) -> str:
    return f"{100 * value:.1f}"


def _interval(figure: Figure) -> str:
    return f"{_share(figure.low)} to {_share(figure.high)}"


def _counted(found: Sequence[Example]) -> str:
    articles = len({example.document.sha256 for example in found})
    return f"{articles:,} articles ({len(found):,} readings)"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AnnotateError as error:
        sys.exit(f"error: {error}")
