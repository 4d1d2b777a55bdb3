"""Windows of articles that are here: what a model says of them comes onto the articles."""

from pathlib import Path
from typing import Any

import pytest

from annotate.core.document import text_hash
from annotate.core.wanted import Window
from annotate.services.suggesting_stream import SUGGESTER, How, suggest_paths
from annotate.storage import documents, suggestions
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.services.files import jsonl, problems, take, took
from tests.services.windows import TEXT, brief, exported, predicted, suggested
from tests.storage.making import add, document


def test_predictions_come_onto_their_article(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = jsonl(tmp_path / "p.jsonl", *map(predicted, cut))
    assert brief(took(store, file)) == {"known": 1, "suggestions": 1, "windows": 2}
    assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]
    (link,) = suggestions.of(store, text_hash(TEXT))["model-1"].links
    assert (link.head, link.child) == ((6, 12, "attribution"), (0, 5, "quote"))
    assert documents.count(store) == 1
    assert brief(took(store, file)) == {"known": 1, "suggestions_same": 1, "windows": 2}
    assert not list(check(store))


def test_the_windows_place_may_stand_in_meta_and_the_text_be_left_out(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    said = [
        {"sha256": w["sha256"], "meta": w["meta"], "suggester": "model-1", "spans": w["spans"]}
        for w in cut
    ]
    took(store, jsonl(tmp_path / "p.jsonl", *said))
    assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]


def test_a_window_is_known_by_its_name_and_its_text_too(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = ({k: w[k] for k in ("id", "sha256", "spans")} for w in cut)
    said = [first | {"text": cut[0]["text"]}, second | {"id": f"{second['id']} ana"}]
    took(store, jsonl(tmp_path / "p.jsonl", *(s | {"suggester": "model-1"} for s in said)))
    assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]
    assert documents.count(store) == 1


@pytest.mark.parametrize(
    "id", ["a/1#0-5", "a/1#28-36", "a/1#0-99", "b#0-26", "a/1#0-26-", "a/1#5-0"]
)
def test_a_name_alone_makes_none(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path, id: str
) -> None:
    took(store, jsonl(tmp_path / "p.jsonl", {"id": id, "text": cut[0]["text"]}))
    assert documents.count(store) == 2


def test_of_windows_that_overlap_the_surer_of_two_that_are_the_same_stays(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    overlapping = exported(store, tmp_path / "overlapping", Window(11, 6))
    assert [w["meta"]["window"]["start"] for w in overlapping] == [0, 15]
    said = [predicted(w, 0.5 + n / 10) for n, w in enumerate(cut + overlapping)]
    took(store, jsonl(tmp_path / "p.jsonl", *said))
    found = suggestions.of(store, text_hash(TEXT))["model-1"].spans
    assert [(s.start, s.score) for s in found] == [(0, 0.7), (6, 0.7), (15, 0.8), (28, 0.8)]


def test_a_window_takes_the_place_of_what_was_said_of_it_alone(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = map(predicted, cut)
    took(store, jsonl(tmp_path / "p.jsonl", first))
    took(store, jsonl(tmp_path / "p.jsonl", second))
    assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]
    took(store, jsonl(tmp_path / "p.jsonl", first | {"spans": [], "relations": []}))
    assert suggested(store) == [(28, 36, "body")]


def test_what_touches_no_window_stays_with_its_links(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = map(predicted, cut)
    took(store, jsonl(tmp_path / "p.jsonl", first, second))
    place = first["window"] | {"start": 8, "end": 26}
    took(store, jsonl(tmp_path / "p.jsonl", second | {"spans": []}))
    (link,) = suggestions.of(store, text_hash(TEXT))["model-1"].links
    assert link.child == (0, 5, "quote")
    over = {"window": place, "suggester": "model-1", "spans": []}
    took(store, jsonl(tmp_path / "p.jsonl", over))
    assert suggested(store) == [(0, 5, "quote")]
    assert suggestions.of(store, text_hash(TEXT))["model-1"].links == ()


def test_windows_may_stand_apart(store: Store, cut: list[dict[str, Any]], tmp_path: Path) -> None:
    other = {"text": "Something else.", "suggester": "model-1", "spans": []}
    first, second = map(predicted, exported(store, tmp_path / "overlapping", Window(11, 6)))
    said = [second, other, first | {"spans": [], "relations": []}]
    report = took(store, jsonl(tmp_path / "p.jsonl", *said))
    assert suggested(store) == [(15, 36, "body"), (28, 36, "body")]
    assert report.windows == 2


def test_windows_of_several_articles_and_suggesters_are_each_ones_own(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    other = {"id": "a/2", "text": TEXT.replace("X", "Y"), "annotator": "ana"}
    took(store, jsonl(tmp_path / "other.jsonl", other))
    first, second, third, _ = map(predicted, exported(store, tmp_path / "both"))
    said = [first, first | {"suggester": "model-2", "spans": [], "relations": []}, third, second]
    report = took(store, jsonl(tmp_path / "p.jsonl", *said))
    assert suggested(store) == [(0, 5, "quote"), (6, 12, "attribution"), (28, 36, "body")]
    assert suggested(store, "model-2") == []
    assert brief(report) == {"known": 2, "suggestions": 4, "windows": 4}


def test_what_does_not_fit_is_named_and_the_rest_goes_in(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = map(predicted, cut)
    place = first["window"]
    (span, *_) = second["spans"]
    file = jsonl(
        tmp_path / "p.jsonl",
        first | {"text": "“No,” said Y.\n\nMore of it."},
        first | {"text": None, "sha256": "0" * 64, "spans": []},
        first | {"window": place | {"end": 40}},
        first | {"window": place | {"start": 1}},
        second | {"spans": [span | {"start": 1}]},
        second | {"spans": [span | {"label": "verse"}]},
        second,
    )
    wrong = "the text is not the one that 'a/1' has at"
    ask = "$.meta.window, was it changed, or is the window another's?"
    assert problems(take(store, file)) == [
        f"{file}:1: the text there is 'said Y', not 'said X', $.spans[1].text, offsets must count "
        "code points from 0, the end exclusive",
        f"{file}:2: {wrong} 0–26, {ask}",
        f"{file}:3: the window 0–40 lies outside the article of 36 characters, $.meta.window, "
        "say start and end as the export did",
        f"{file}:4: {wrong} 1–26, {ask}",
        f"{file}:5: the text there is 'he end.', not 'The end.', $.spans[0].text, offsets must "
        "count code points from 0, the end exclusive",
        f"{file}:6: unknown label 'verse', $.spans[0].label, the scheme has quote, attribution, "
        "caption, ad, body",
    ]
    assert suggested(store) == [(28, 36, "body")]
    assert documents.count(store) == 1


@pytest.mark.parametrize("gone", [documents.remove, documents.purge])
def test_the_article_may_be_removed(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path, gone: Any
) -> None:
    gone(store, 1)
    file = jsonl(tmp_path / "p.jsonl", predicted(cut[0]))
    assert problems(take(store, file)) == [
        f"{file}:1: the article of this window, 'a/1', was removed, $.meta.window, "
        "bring it back: annotate remove --restore ID"
    ]
    assert documents.count(store) == 0


def test_where_the_article_is_not_they_are_texts_of_their_own(store: Store, tmp_path: Path) -> None:
    place = {"article": "b/1", "sha256": "0" * 64, "start": 5, "end": 11}
    alone = {"text": "Alone.", "suggester": "m", "spans": [], "window": place}
    report = took(store, jsonl(tmp_path / "p.jsonl", alone))
    assert brief(report) == {"documents": 1, "suggestions": 1, "windows_alone": 1}


def test_a_record_that_names_the_article_itself_counts_in_it(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    span = {"start": 28, "end": 36, "label": "body", "text": "The end."}
    whole = {"sha256": text_hash(TEXT), "suggester": "m", "spans": [span], "meta": cut[1]["meta"]}
    took(store, jsonl(tmp_path / "p.jsonl", whole))
    assert suggested(store, "m") == [(28, 36, "body")]


def test_offsets_may_count_otherwise(store: Store, tmp_path: Path) -> None:
    text = "\U0001f469 one.\n\nAfter \U0001f469 “two”."
    add(store, document(text, "b"))
    place = {"article": "b", "sha256": text_hash(text), "start": 8, "end": len(text)}
    span = {"start": 9, "end": 14, "label": "quote", "text": "“two”"}
    said = {"text": text[8:], "suggester": "m", "spans": [span], "window": place}
    file = jsonl(tmp_path / "p.jsonl", said)
    assert "import with --offset-unit utf16" in problems(take(store, file))[0]
    took(store, file, offset_unit="utf16")
    (found,) = suggestions.of(store, text_hash(text))["m"].spans
    assert text[found.start : found.end] == "“two”"


@pytest.mark.parametrize("without_text", [False, True])
def test_what_is_suggested_of_windows_comes_onto_their_article(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path, *, without_text: bool
) -> None:
    how = How(without_text=without_text)
    answers = suggest_paths([tmp_path / "windows" / "records.jsonl"], how, processes=1)
    lines = [line.decode() for line in answers if isinstance(line, bytes)]
    report = took(store, jsonl(tmp_path / "p.jsonl", *lines))
    assert brief(report) == {"known": 1, "suggestions": 1, "windows": 2}
    assert {(0, 5, "quote"), (15, 26, "body")} <= set(suggested(store, SUGGESTER))


def test_with_strict_nothing_goes_in_where_one_is_bad(
    store: Store, cut: list[dict[str, Any]], tmp_path: Path
) -> None:
    first, second = map(predicted, cut)
    take(store, jsonl(tmp_path / "p.jsonl", first, second | {"text": "The."}), strict=True)
    assert suggestions.of(store, text_hash(TEXT)) == {}
    took(store, jsonl(tmp_path / "p.jsonl", first, second), strict=True)
    assert len(suggested(store)) == 3
