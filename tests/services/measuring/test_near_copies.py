"""Near-copies in a project's file: how many stories there are, and which intervals know of it."""

from pathlib import Path

import pytest

from annotate.agreement.intervals import Bootstrap
from annotate.cli.agreement_table import table
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.copies import refresh
from annotate.services.measuring.measure import measure
from annotate.services.measuring.page import agreement_page
from annotate.services.measuring.report import Agreement
from annotate.storage import documents
from annotate.storage.finished import Choice
from annotate.storage.store import Store
from tests.services.files import jsonl, took

SITES = 3
SAID = "8 if near-copies count once, as intervals by --bootstrap take them"


def story(number: int, site: int) -> str:
    """Words of its own, and a last line that is the site's."""
    words = " ".join(f"word{number}x{place}" for place in range(200))
    return f"{words}.\n\nAlso on site {site}: {number}."


@pytest.fixture
def syndicated(store: Store, tmp_path: Path) -> Store:
    """Eight stories on three sites each, in which two annotators differ by the story."""
    records = [
        {
            "text": story(number, site),
            "id": f"s{site}/{number}",
            "source": f"s{site}",
            "annotator": name,
            "spans": [{"start": start, "end": 60, "label": "quote"}],
        }
        for site in range(SITES)
        for number in range(8)
        for name, start in (("ana", 0), ("ben", number * 6))
    ]
    took(store, jsonl(tmp_path / "records.jsonl", *records))
    return store


def measured(store: Store, choice: Choice | None = None) -> Agreement:
    return measure(store, DEFAULT_SCHEME, choice or Choice(), bootstrap=Bootstrap(200)).agreement


def apart(store: Store, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """The same, as if nobody had looked for near-copies."""
    with monkeypatch.context() as patched:
        patched.setattr("annotate.services.measuring.measure.refresh", lambda *_: None)
        return measured(store)


def test_copies_are_drawn_together_also_if_nobody_looked_for_them_yet(
    syndicated: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = apart(syndicated, monkeypatch)
    assert (before.documents, before.independent) == (24, 24)
    assert not any("near-copies" in line for line in table(before))
    after, one_site = measured(syndicated), measured(syndicated, Choice(sources=("s0",)))
    assert (after.documents, after.independent) == (24, 8)
    assert (one_site.documents, one_site.independent) == (8, 8)
    # the three sites have the same labels: together they say no more than one
    a, b = (found.span_f1.overlap.labels["quote"] for found in (after, one_site))
    assert (a.value, a.low, a.high) == (b.value, b.low, b.high)
    assert (a.note, b.note) == ("few groups of near-copies", "few documents")
    assert (before.span_f1.overlap.labels["quote"].low or 0) > (a.low or 1)
    assert SAID in list(table(after))
    assert f"{SAID}." in agreement_page(after, DEFAULT_SCHEME, "news")


def test_whoever_waits_is_told_how_far_it_is_and_only_the_bootstrap_waits(
    syndicated: Store,
) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    jackknife = measure(syndicated, DEFAULT_SCHEME, Choice(), progress=progress).agreement
    assert (jackknife.independent, told) == (24, [])
    drawn = Bootstrap(100)
    measure(syndicated, DEFAULT_SCHEME, Choice(), bootstrap=drawn, progress=progress)
    assert told == [(24, 24)]


def test_with_labels_and_with_layers_chosen_it_is_the_same(syndicated: Store) -> None:
    refresh(syndicated)
    ways = Choice(layers=("ana", "ben")), Choice(documents=("s0/1", "s1/1", "s2/2"))
    assert [measured(syndicated, way).independent for way in ways] == [8, 2]
    some = measure(syndicated, DEFAULT_SCHEME, Choice(), labels=["quote"]).agreement
    assert (some.documents, some.independent) == (24, 8)


def test_fewer_than_five_stories_give_no_interval_however_many_copies(syndicated: Store) -> None:
    refresh(syndicated)
    ids = tuple(f"s{site}/{number}" for site in range(SITES) for number in range(4))
    found = measured(syndicated, Choice(documents=ids)).alpha.pooled
    assert found.value is not None
    assert (found.low, found.why) == (None, "fewer than 5 groups of near-copies")


def test_a_copy_that_was_removed_is_none(syndicated: Store) -> None:
    refresh(syndicated)
    for site in (1, 2):
        documents.remove(syndicated, documents.find_id(syndicated, f"s{site}/0") or 0)
    found = measured(syndicated)
    assert (found.documents, found.independent) == (22, 8)
