"""Labels of windows: put back they are what was cut, but for what no window holds."""

from pathlib import Path
from typing import Any

from hypothesis import given as shown
from hypothesis import settings
from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY, AnnotationSet, Rejection
from annotate.core.document import Document
from annotate.core.piece import cut_out, piece_of
from annotate.core.readings import locate
from annotate.core.record import Record, to_record
from annotate.core.record_content import ContentReader
from annotate.core.taking_in import says
from annotate.core.wanted import Window
from annotate.core.whole import Whole
from annotate.formats.losses import Losses
from annotate.services.exporting.windows import Windows
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.formats.round_trips import SCHEME
from tests.formats.test_round_trips import without
from tests.services.exporting.test_windows import articles, windows
from tests.services.files import jsonl, problems, take, took
from tests.services.windows import brief
from tests.storage.making import layer


@settings(max_examples=campaign(80, 3000), deadline=None)
@shown(articles(), windows())
def test_what_is_cut_is_put_back(article: tuple[Document, AnnotationSet], window: Window) -> None:
    made, content = article
    losses = Losses()
    pieces = list(Windows(window, losses).cut([to_record(made, "ana", content)]))
    if piece_of(pieces[0]) is None:
        return
    assert put_back(made, pieces, content) == says(content)
    lost = {each.id for each in losses.loss().dropped}
    left = without(content, f"ana {made.id}", lost)
    held = tuple(r for r in left.rejections if f"ana {made.id} {named(r)}" not in lost)
    assert put_back(made, pieces, EMPTY) == says(replace(left, rejections=held))


def named(rejection: Rejection) -> str:
    """What a loss report calls it."""
    return f"rejection {rejection.start} {rejection.end} {rejection.label}"


def put_back(made: Document, pieces: list[Record], before: AnnotationSet) -> AnnotationSet:
    """What the records of windows say of the article, over what was said before."""
    reader, whole = ContentReader(SCHEME), Whole(made)
    for record in pieces:
        piece = piece_of(record)
        assert piece
        located = locate(record.spans or (), record.text or "", "codepoint")
        whole.add(piece.place, reader.read(record, cut_out(made, piece), located))
    return says(whole.over(before))


def test_an_export_in_windows_changes_nothing_where_it_is_from(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    report = took(store, tmp_path / "windows")
    assert brief(report) == {"known": 1, "same": 1, "windows": 2}


def test_labels_of_windows_are_the_layers_of_the_article(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = jsonl(tmp_path / "p.jsonl", *(w | {"annotator": "ben"} for w in cut))
    assert brief(took(store, file)) == {"known": 1, "records": 1, "windows": 2}
    found = layer(store, 1, "ben").content
    assert [(s.start, s.end, s.id) for s in found.spans] == [
        (0, 5, "1"),
        (6, 12, "2"),
        (28, 36, "4"),
    ]
    assert len(found.relations) == 1
    assert found.status == "ddd"
    assert not list(check(store))


def test_other_labels_give_way_only_if_asked_and_none_beyond_the_windows(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = cut
    file = jsonl(tmp_path / "p.jsonl", first, second | {"spans": []})
    report = take(store, file)
    assert problems(report) == [
        f"{file}:1: the project has other labels of this article by ana, "
        "import with --replace to exchange them"
    ]
    assert report.refused == 1
    again = jsonl(tmp_path / "p.jsonl", second | {"spans": []}, first)
    assert brief(took(store, again, replace=True)) == {
        "known": 1,
        "records": 1,
        "replaced": 1,
        "windows": 2,
    }
    assert [s.id for s in layer(store, 1).content.spans] == ["1", "2", "3"]


def test_of_windows_that_stand_apart_none_replaces_labels_unasked(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = cut
    file = jsonl(tmp_path / "p.jsonl", first, {"text": "Other."}, second | {"spans": []})
    assert [p.split(": ")[1] for p in problems(take(store, file))] == [
        "the project has other labels of this article by ana, "
        "import with --replace to exchange them"
    ]
    assert len(layer(store, 1).content.spans) == 4


def test_windows_may_stand_apart(store: Store, cut: list[dict[str, Any]], tmp_path: Path) -> None:
    first, second = (w | {"annotator": "ben"} for w in cut)
    took(store, jsonl(tmp_path / "p.jsonl", second, {"text": "Other."}, first))
    found = layer(store, 1, "ben").content
    assert [(s.start, s.end) for s in found.spans] == [(0, 5), (6, 12), (28, 36)]
    assert found.status == "ddd"


def test_windows_that_say_nothing_change_nothing(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    empty = (
        {"text": w["text"], "meta": w["meta"], "annotator": "ana", "status": "open"} for w in cut
    )
    assert brief(took(store, jsonl(tmp_path / "p.jsonl", *empty))) == {"known": 1, "windows": 2}
    assert len(layer(store, 1).content.spans) == 4


def test_windows_of_nobody_change_nothing(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    nobody = ({k: w[k] for k in ("text", "meta")} | {"annotator": None} for w in cut)
    assert brief(took(store, jsonl(tmp_path / "p.jsonl", *nobody))) == {"known": 1}
