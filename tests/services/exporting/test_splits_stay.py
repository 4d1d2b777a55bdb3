"""Splits that stay: what was assigned is where it was, and what leaks by that is told."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.division import Leak, Side
from annotate.core.errors import StorageError
from annotate.core.wanted import FINISHED
from annotate.corpus.splits import Plan, read_shares
from annotate.formats.manifest import Manifest
from annotate.services import copies
from annotate.services.exporting.telling import About
from annotate.services.reading.reader import open_project
from annotate.services.splitting import divide, keep
from annotate.storage import copies as stored_copies
from annotate.storage import documents, splits
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.corpus.copying import corpus, edited
from tests.services.exporting.dividing import NOTHING_HERE, PLAN, STORIES, divided, where
from tests.storage.making import add, document, put

# --- what stays ----------------------------------------------------------------------------------


@settings(max_examples=campaign(10, 200))
@given(st.integers(0, 10**6), st.data())
def test_an_article_keeps_its_split_whatever_is_added(seed: int, data: st.DataObject) -> None:
    texts = corpus(seed, 8)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(texts)), max_size=3)))
    with TemporaryDirectory() as name, Store.open(Path(name) / FILE_NAME) as store:
        before: dict[str, str] = {}
        for start, end in zip((0, *cuts), (*cuts, len(texts)), strict=True):
            add(store, *(document(texts[n], f"a/{n}") for n in range(start, end)))
            manifest = divided(store, Path(name) / "dataset")
            now = where(store)
            assert before.items() <= now.items()
            before = now
        _refute_leaks_untold(store, manifest, before)


def _refute_leaks_untold(store: Store, manifest: Manifest, there: dict[str, str]) -> None:
    """Each pair of near-copies is on one side, or a leak that is told."""
    assert manifest.splits
    told = {(leak.first.id, leak.second.id) for leak in manifest.splits.leaks}
    ids = {key: documents.id_of(store, key) for key, _, _ in documents.sources(store)}
    apart = {
        (ids[pair.other], ids[pair.document])
        for pair in stored_copies.pairs(store)
        if there[ids[pair.other]] != there[ids[pair.document]]
    }
    assert told == apart


def test_a_copy_of_an_old_article_goes_where_that_is(stories: Store, tmp_path: Path) -> None:
    divided(stories, tmp_path / "out")
    before = where(stories)
    add(stories, *(document(edited(Random(9), t, 0.1), f"t/{n}") for n, t in enumerate(STORIES)))
    manifest = divided(stories, tmp_path / "out")
    assert manifest.splits
    assert (manifest.splits.groups, manifest.splits.leaks) == (20, ())
    after = where(stories)
    assert all(after[f"t/{n}"] == after[f"s/{n}"] == before[f"s/{n}"] for n in range(20))


def test_articles_that_go_out_later_fill_up_what_is_short(stories: Store, tmp_path: Path) -> None:
    for key, _, _ in documents.sources(stories)[:10]:
        put(stories, key, NOTHING_HERE)
    first = divided(stories, tmp_path / "out", wanted=FINISHED)
    assert len(where(stories)) == 10
    both = divided(stories, tmp_path / "out")
    assert first.splits
    assert both.splits
    assert [n.articles for n in first.splits.counts.values()] == [6, 2, 2]
    assert [n.articles for n in both.splits.counts.values()] == [12, 4, 4]


def test_other_shares_and_another_seed_are_other_plans(stories: Store, tmp_path: Path) -> None:
    plans = [PLAN, Plan(PLAN.shares, 7), Plan(read_shares("train=1,test=1"))]
    for plan in plans:
        divided(stories, tmp_path / "out", plan=plan)
    assert splits.plans(stories) == sorted(plan.name for plan in plans)
    assert where(stories, plans[0]) != where(stories, plans[1])


def test_a_removed_article_that_comes_back_is_where_it_was(stories: Store, tmp_path: Path) -> None:
    divided(stories, tmp_path / "out")
    before = where(stories)
    documents.remove(stories, 3)
    divided(stories, tmp_path / "out")
    documents.restore(stories, 3)
    divided(stories, tmp_path / "out")
    assert where(stories) == before


def test_python_reads_which_split_each_is_in(stories: Store, tmp_path: Path) -> None:
    divided(stories, tmp_path / "out")
    with open_project(stories.path) as project:
        assert {d.id: d.split for d in project} == where(stories)
        assert all(d.splits == {PLAN.name: d.split} for d in project)
    divided(stories, tmp_path / "out", plan=Plan(PLAN.shares, 1))
    with open_project(stories.path) as project:
        found = project.document("s/1")
        assert found
        assert (found.split, len(found.splits)) == (None, 2)


# --- what leaks ----------------------------------------------------------------------------------


def planted(store: Store, tmp_path: Path) -> Manifest:
    """Two stories in different splits, and then an article that has both."""
    divided(store, tmp_path / "out")
    there = where(store)
    one = next(n for n in range(20) if there[f"s/{n}"] == "train")
    other = next(n for n in range(20) if there[f"s/{n}"] == "test")
    add(store, document(f"{STORIES[one]} {STORIES[other]}", "both"))
    return divided(store, tmp_path / "out", about=About("Leaky"))


def test_an_article_that_has_two_of_different_splits_is_a_leak(
    stories: Store, tmp_path: Path
) -> None:
    manifest = planted(stories, tmp_path)
    there = where(stories)
    assert manifest.splits
    [leak] = manifest.splits.leaks
    assert leak.second == Side("both", there["both"])
    assert there[leak.first.id] == leak.first.split != there["both"]
    assert isinstance(leak, Leak)
    assert (leak.containment, leak.jaccard > 0.4) == (1.0, True)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "1 pair of them could not be" in card


def test_a_link_that_does_not_go_out_still_keeps_its_group_whole(
    store: Store, tmp_path: Path
) -> None:
    one, other = STORIES[:2]
    keys = add(store, document(one, "1"), document(other, "2"), document(f"{one} {other}", "both"))
    add(store, *(document(text, f"s/{n}") for n, text in enumerate(STORIES[2:])))
    for key, _, _ in documents.sources(store):
        if key != keys[2]:
            put(store, key, NOTHING_HERE)
    manifest = divided(store, tmp_path / "out", wanted=FINISHED)
    assert "both" not in where(store)
    assert where(store)["1"] == where(store)["2"]
    assert manifest.splits
    assert manifest.splits.groups == 1


def test_another_export_that_divides_meanwhile_is_not_overruled(stories: Store) -> None:
    copies.refresh(stories)
    chosen = {sha256 for _, sha256, _ in documents.sources(stories)}
    division = divide(stories, PLAN, chosen)
    [(key, split)] = [(keys[0], name) for name, keys in division.keys.items()][:1]
    splits.put(stories, PLAN.name, {key: "test" if split != "test" else "train"})
    with pytest.raises(StorageError, match=r"meanwhile, export again$"):
        keep(stories, division)
    again = divide(stories, PLAN, chosen)
    keep(stories, again)
    assert key in again.keys["test" if split != "test" else "train"]
