"""Shingles and sketches: the same of the same words, and a fair sample."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import shingles as module
from annotate.corpus.near_duplicates import compare
from annotate.corpus.shingles import shingles
from annotate.corpus.sketches import AT_LEAST, LIMIT, from_bytes, sketch, to_bytes
from tests.corpus.copying import corpus

STORY = "The harbour council voted on Monday to close the old bridge for repairs"


@given(st.text(max_size=200))
def test_of_any_text_there_is_at_least_one_and_each_once_in_order(text: str) -> None:
    found = shingles(text)
    assert len(found) >= 1
    assert np.array_equal(np.unique(found), found)
    assert len(found) <= max(1, len(text))


@pytest.mark.parametrize(
    "same",
    [
        STORY.upper(),
        f"“{STORY}”!",
        STORY.replace(" ", "\n\n  "),
        STORY.replace("council voted", "council — voted"),
    ],
)
def test_case_marks_and_blanks_make_no_difference(same: str) -> None:
    assert np.array_equal(shingles(same), shingles(STORY))


def test_the_order_of_the_words_does() -> None:
    turned = " ".join(reversed(STORY.split()))
    assert compare(shingles(turned), shingles(STORY)).shared == 0


def test_there_is_one_for_every_five_words_in_a_row() -> None:
    words = STORY.split()
    assert len(shingles(STORY)) == len(words) - 4
    assert len(shingles(" ".join(words[:6]))) == 2
    assert compare(shingles(" ".join(words[:6])), shingles(STORY)).shared == 2
    assert len(shingles("a b")) == 1


def test_texts_without_words_are_alike_only_if_they_are_the_same() -> None:
    assert compare(shingles("!!!"), shingles("???")).shared == 0
    assert compare(shingles("👩\u200d🚒"), shingles("👩\u200d🚒")).shared == 1
    assert len(shingles("")) == 1


def test_letters_of_scripts_without_spaces_are_words() -> None:
    one, other = (
        "首相は月曜日に記者団に対し橋を閉鎖すると述べた",
        "首相は火曜日に記者団に対し橋を閉鎖すると述べた",
    )
    assert len(shingles(one)) == len(one) - 4
    assert compare(shingles(one), shingles(other)).jaccard > 0.5


def test_a_process_with_another_hash_seed_finds_the_same() -> None:
    code = f"from annotate.corpus.shingles import shingles; print(list(shingles({STORY!r})))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{list(shingles(STORY))}\n"}


def test_the_numbers_of_words_that_are_forgotten_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = shingles(STORY)
    monkeypatch.setattr(module, "KNOWN", 0)
    shingles("Some other text")
    assert np.array_equal(shingles(STORY), before)


@given(st.integers(0, 99))
def test_a_sketch_is_part_of_the_shingles_and_survives_being_stored(seed: int) -> None:
    for text in corpus(seed, 2):
        found = shingles(text)
        kept = sketch(found)
        assert set(kept.tolist()) <= {int(number) >> 32 for number in found}
        assert len(kept) >= min(AT_LEAST, len(found))
        assert np.array_equal(from_bytes(to_bytes(kept)), kept)


@given(st.integers(0, 99))
def test_what_is_kept_of_a_text_is_kept_of_a_longer_one_with_it(seed: int) -> None:
    short, long = corpus(seed, 2)[:2]
    whole = sketch(shingles(f"{short} {long}"))
    certain = [number for number in sketch(shingles(short)).tolist() if number < LIMIT]
    assert set(certain) <= set(whole.tolist())
