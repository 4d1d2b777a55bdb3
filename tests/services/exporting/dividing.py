"""Dividing a project of a test, and where its articles are then."""

from pathlib import Path
from random import Random
from typing import Any

from annotate.core.annotation_set import AnnotationSet
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.wanted import EVERYTHING
from annotate.corpus.splits import Plan, read_shares
from annotate.formats.manifest import Manifest
from annotate.services.exporting import export
from annotate.storage import documents, splits
from annotate.storage.store import Store
from tests.corpus.copying import article

PLAN = Plan(read_shares("train=60,validation=20,test=20"))
STORIES = [article(Random(number), 120) for number in range(20)]
"""No two are alike."""
NOTHING_HERE = AnnotationSet(status="d")
"""An article of one paragraph that is finished without a label."""


def divided(
    store: Store, folder: Path, format: str = "jsonl", plan: Plan = PLAN, **how: Any
) -> Manifest:
    return export(
        store, DEFAULT_SCHEME, format, folder, **({"wanted": EVERYTHING, "plan": plan} | how)
    )


def where(store: Store, plan: Plan = PLAN) -> dict[str, str]:
    """The split that is remembered of each article, by its id."""
    found = splits.assigned(store, plan.name)
    return {documents.id_of(store, key): split for key, split in found.items()}
