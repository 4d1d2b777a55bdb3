"""The configuration that goes with a DocBin: a span finder, and a categoriser of what it finds."""

from functools import cache
from pathlib import Path
from typing import Any

from annotate.formats.extras import library

FILE_NAME = "config.cfg"
UNLIKELY = -2.0
"""What an untrained span finder thinks of each token (0 is even chances).

As spaCy would begin, half of all tokens begin a span, and half end one: with spans as long as
paragraphs, millions of them.
"""


def write_configuration(
    folder: Path, *, language: str, key: str, longest: int, train: str, dev: str
) -> None:
    """Write what `spacy train config.cfg` needs, run in that folder.

    `key` is where the spans are, `longest` their length in tokens at most, `train` and `dev` the
    folders of the DocBins.
    """
    config = _begun(language).copy()
    config["paths"].update(train=train, dev=dev)
    config["components"]["span_finder"].update(spans_key=key, max_length=max(1, longest))
    config["components"]["span_finder"]["model"]["scorer"] = _scorer()
    config["components"]["spancat"].update(spans_key=key, suggester=_suggester(key))
    # what the span finder finds must be there before the categoriser learns from it
    config["training"]["annotating_components"] = ["tok2vec", "span_finder"]
    config.to_disk(folder / FILE_NAME)


@cache
def _begun(language: str) -> Any:
    """What spaCy itself makes for a language, with all that it needs; that takes it a while."""
    init = library("spacy.cli.init_config", "spacy").init_config
    pipeline = ["span_finder", "spancat"]
    return init(lang=language, pipeline=pipeline, optimize="efficiency", silent=True)


def _scorer() -> dict[str, Any]:
    bias = {"@initializers": "uniform_init.v1", "lo": UNLIKELY, "hi": UNLIKELY}
    nothing = {"@initializers": "zero_init.v1"}
    return {"@layers": "Sigmoid.v1", "nO": 2, "nI": None, "init_W": nothing, "init_b": bias}


def _suggester(key: str) -> dict[str, Any]:
    return {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": key}
