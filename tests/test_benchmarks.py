"""`make bench` finds what it names; what the figures are is its own matter."""

from importlib import import_module
from inspect import isgeneratorfunction

import pytest

from benchmarks import corpus, peers
from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.peers.__main__ import PEERS
from benchmarks.peers.__main__ import main as peers_main


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_name_stands_for_a_module_with_figures(name: str) -> None:
    assert isgeneratorfunction(import_module(BENCHMARKS[name]).figures)


def test_an_unknown_name_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["imports"]) == 2
    assert "no benchmark 'imports': there are import, export" in capsys.readouterr().err


@pytest.mark.parametrize("name", PEERS)
def test_every_tool_beside_this_one_says_what_is_installed_and_how_it_is_measured(
    name: str,
) -> None:
    peer = import_module(f"{peers.__name__}.{name}")
    assert all("==" in package or "<" in package for package in peer.PACKAGES)
    assert callable(peer.measured)


def test_an_unknown_tool_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert peers_main(["brat"]) == 2
    assert "no tool 'brat': there are doccano" in capsys.readouterr().err


def test_labels_made_up_lie_where_their_words_are() -> None:
    article = corpus.article(7)
    text = article.document.text
    for annotator in corpus.ANNOTATORS:
        content = corpus.labels(article, annotator)
        assert len(content.spans) == corpus.SPANS
        for span in content.spans:
            covered = text[span.start : span.end]
            assert span.label != "quote" or (covered[0], covered[-1]) == ("“", "”")
            assert span.label != "attribution" or covered.startswith("said ")
            assert span.label != "body" or span.range in article.document.paragraphs
