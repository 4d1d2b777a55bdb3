"""Near-copies in a project: found once, kept with the texts, gone with them."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.corpus import near_duplicates
from annotate.services import copies
from annotate.services.copies import alike, copied, refresh, told
from annotate.storage import copies as stored
from annotate.storage import documents
from annotate.storage.check import check
from annotate.storage.copies import Alike
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.corpus.copying import article, corpus
from tests.services.files import jsonl, took
from tests.storage.making import add, document, dump

RANDOM = Random(11)
STORY, OTHER = article(RANDOM, 200), article(RANDOM, 200)
SHORT = " ".join(STORY.split()[:150])


def pairs(store: Store) -> list[tuple[int, int]]:
    return [(pair.document, pair.other) for pair in stored.pairs(store)]


def put(store: Store, *texts: str, first: int = 0) -> list[int]:
    return add(store, *(document(text, f"a/{n}") for n, text in enumerate(texts, first)))


def known(texts: Sequence[str], cuts: Sequence[int]) -> dict[tuple[str, str], int]:
    """What is kept of texts that came in parts: how much each pair shares."""
    with TemporaryDirectory() as name, Store.open(Path(name) / FILE_NAME) as store:
        for start, end in zip((0, *cuts), (*cuts, len(texts)), strict=True):
            put(store, *texts[start:end], first=start)
            refresh(store)
        assert list(check(store)) == []
        ids = {key: d.id for key, d in documents.each(store)}
        return {(ids[p.document], ids[p.other]): p.shared for p in stored.pairs(store)}


@settings(max_examples=campaign(20, 300))
@given(st.integers(0, 10**6), st.data())
def test_whatever_comes_after_what_the_same_is_known_as_of_all_at_once(
    seed: int, data: st.DataObject
) -> None:
    texts = corpus(seed, 5)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(texts)), max_size=4)))
    assert known(texts, cuts) == known(texts, [])


def test_a_copy_is_told_with_what_the_two_share(store: Store) -> None:
    keys = put(store, STORY, OTHER, SHORT)
    assert refresh(store) == keys
    [copy] = told(store, keys)
    assert (copy.id, copy.of, copy.share) == ("a/2", "a/0", 1.0)
    assert copy.jaccard == pytest.approx(146 / 196, abs=0.001)
    assert alike(store, keys[0]) == [(keys[2], 1.0)]
    assert alike(store, keys[1]) == []


def test_of_several_the_one_that_is_most_alike_is_named(store: Store) -> None:
    keys = put(store, SHORT, f"{STORY} And that was it.", STORY)
    refresh(store)
    assert [(copy.id, copy.of) for copy in told(store, keys)] == [("a/1", "a/0"), ("a/2", "a/1")]
    assert told(store, []) == []
    assert [key for key, _ in alike(store, keys[0])] == [keys[2], keys[1]]


def test_a_page_of_a_list_learns_at_once_which_have_copies_and_what_is_most_like_each(
    store: Store,
) -> None:
    keys = put(store, SHORT, f"{STORY} And that was it.", OTHER, STORY)
    refresh(store)
    assert copied(store, keys) == {k for k in keys if alike(store, k)} == {*keys} - {keys[2]}
    assert copied(store, keys[:1]) == {keys[0]}
    assert copied(store, keys[2:3]) == copied(store, []) == set()
    documents.remove(store, keys[3])
    documents.remove(store, keys[1])
    assert copied(store, keys[:1]) == set()


def test_nothing_is_compared_twice_and_without_anything_new_nothing_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, STORY, SHORT)
    refresh(store)
    [late] = put(store, OTHER, first=9)
    assert refresh(store) == [late]
    monkeypatch.delattr(near_duplicates, "near_duplicates")
    assert refresh(store) == []


def test_what_was_sketched_before_an_interruption_is_compared_after_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = put(store, STORY, OTHER, SHORT)
    monkeypatch.setattr(copies, "AT_ONCE", 1)

    def interrupt(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(store, interrupt)
    assert pairs(store) == []
    assert refresh(store) == keys
    assert pairs(store) == [(keys[2], keys[0])]


def test_another_program_may_look_at_the_same_time(store: Store) -> None:
    one, two = put(store, STORY, SHORT)
    with Store.open(store.path) as other:
        copies._sketch(store, None)
        assert refresh(other) == [one, two]
        stored.put_pairs(store, [one, two], [(two, one, 146)])  # found by both
    assert pairs(store) == [(two, one)]


def test_a_removed_article_is_a_copy_of_none_until_it_comes_back(store: Store) -> None:
    one, two = put(store, STORY, SHORT)
    documents.remove(store, one)
    refresh(store)
    assert pairs(store) == []
    assert alike(store, two) == []
    documents.restore(store, one)
    assert refresh(store) == []
    assert pairs(store) == [(two, one)]


def test_of_a_purged_article_nothing_is_kept_and_it_is_compared_when_it_comes_back(
    store: Store, tmp_path: Path
) -> None:
    one, two = put(store, STORY, SHORT)
    refresh(store)
    documents.purge(store, one)
    rows = dump(store.path, "sketches", "copies")
    assert [row[0] for row in rows["sketches"]] == [two]
    assert rows["copies"] == []
    took(store, jsonl(tmp_path / "again.jsonl", {"id": "a/0", "text": STORY}))
    assert refresh(store) == [one]
    assert list(stored.pairs(store)) == [Alike(two, one, 146, 146, 196)]


def test_a_purge_in_the_midst_of_it_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = put(store, STORY, SHORT)
    text = stored.text

    def purged(store: Store, key: int) -> str:
        if not documents.is_purged(store, one):
            documents.purge(store, one)
        return text(store, key)

    monkeypatch.setattr(stored, "text", purged)
    refresh(store)
    assert pairs(store) == []
    assert alike(store, two) == []
