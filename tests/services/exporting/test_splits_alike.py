"""An earlier dataset says where articles are, to a project that did not divide them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.core.errors import InputError
from annotate.core.wanted import Wanted, parse_window
from annotate.corpus.splits import Plan, read_shares
from annotate.formats import FORMATS
from annotate.storage.store import Store
from tests.services.exporting.dividing import PLAN, STORIES, divided, where
from tests.storage.making import add, document

DATA = Plan(read_shares("data=50,test=50"))
"""A split is called as some formats call the folder above all."""


@pytest.fixture
def grown(store: Store, tmp_path: Path) -> Store:
    """A project that divided half of its articles before the others came."""
    for part, name in ((STORIES[10:], "t"), (STORIES[:10], "s")):
        add(store, *(document(text, f"{name}/{n}") for n, text in enumerate(part)))
        for plan in (PLAN, DATA):
            divided(store, tmp_path / "early", plan=plan)
    return store


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """Another project with the same articles, in another order, and one more."""
    with Store.open(tmp_path / "fresh.db") as store:
        every = [(text, f"s/{n}") for n, text in enumerate(STORIES[:10])]
        every += [(text, f"t/{n}") for n, text in enumerate(STORIES[10:])]
        add(store, *(document(text, id) for text, id in reversed(every)))
        add(store, document("Quite another story.", "new"))
        yield store


@pytest.mark.parametrize("plan", [PLAN, DATA])
@pytest.mark.parametrize("format", [name for name, member in FORMATS.items() if member.write])
def test_articles_are_where_the_dataset_has_them(
    grown: Store, fresh: Store, tmp_path: Path, format: str, plan: Plan
) -> None:
    divided(grown, tmp_path / "theirs", format, plan)
    divided(fresh, tmp_path / "ours", plan=plan, like=tmp_path / "theirs")
    found = where(fresh, plan)
    assert found.pop("new") in plan.shares
    assert found == where(grown, plan)
    divided(grown, tmp_path / "again", plan=Plan(plan.shares, seed=1))
    assert where(grown, plan) != where(grown, Plan(plan.shares, seed=1))  # it is no accident


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(unfinished=True, text=False),
        Wanted(unfinished=True, pseudonyms=True),
        Wanted(unfinished=True, window=parse_window("20")),
    ],
)
def test_so_they_are_of_pieces_and_without_texts(
    grown: Store, fresh: Store, tmp_path: Path, wanted: Wanted
) -> None:
    divided(grown, tmp_path / "theirs", wanted=wanted)
    divided(fresh, tmp_path / "ours", like=tmp_path / "theirs")
    assert {id: split for id, split in where(fresh).items() if id != "new"} == where(grown)


def test_what_was_put_elsewhere_before_is_an_error_and_stays(
    grown: Store, fresh: Store, tmp_path: Path
) -> None:
    divided(grown, tmp_path / "theirs")
    divided(fresh, tmp_path / "ours")
    before = where(fresh)
    with pytest.raises(InputError, match=r" is in \w+ here, in \w+ there, .*theirs, divide by"):
        divided(fresh, tmp_path / "ours", like=tmp_path / "theirs")
    assert where(fresh) == before


def test_a_dataset_that_says_nothing_is_an_error(fresh: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^no such folder of a dataset, .*nowhere$"):
        divided(fresh, tmp_path / "ours", like=tmp_path / "nowhere")
    divided(fresh, tmp_path / "theirs", plan=Plan(read_shares("a=1,b=1")))
    with pytest.raises(InputError, match=r"is in train, validation, test there, .*theirs$"):
        divided(fresh, tmp_path / "ours", like=tmp_path / "theirs")
    (tmp_path / "theirs" / "train").mkdir()
    (tmp_path / "theirs" / "train" / "records.jsonl").write_text("{\n")
    with pytest.raises(InputError, match=r"records.jsonl:1: not valid JSON .*dataset anew$"):
        divided(fresh, tmp_path / "ours", like=tmp_path / "theirs")
    (tmp_path / "theirs" / "train" / "records.jsonl").unlink()
    (tmp_path / "theirs" / "train" / "records.jsonl.gz").write_bytes(b"\x1f\x8b\x08cut off")
    with pytest.raises(InputError, match=r"^cannot be read .*records.jsonl.gz$"):
        divided(fresh, tmp_path / "ours", like=tmp_path / "theirs")
    assert not where(fresh)
