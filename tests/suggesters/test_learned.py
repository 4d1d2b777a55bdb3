"""Learned: what was labelled is suggested again, in the place of the rules, and of any text."""

import sys
from collections.abc import Collection, Iterable
from functools import partial
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.errors import ProjectError
from annotate.core.suggestion import NONE, Place, Suggestion, Suggestions
from annotate.suggesters import SUGGESTERS, learned, suggest
from annotate.suggesters.learning.fitting import Example, fit
from annotate.suggesters.learning.model import Model
from tests.campaign import campaign
from tests.core.texts import HOSTILE
from tests.suggesters.documents import document
from tests.suggesters.learning.examples import UNITS, model, sample
from tests.suggesters.test_hostile import NEWS, steps_of


def suggested(about: Document, by: Model) -> Suggestions:
    return suggest(about, members=SUGGESTERS | {learned.NAME: learned.with_model(by)})


def speaking(*labels: str) -> Model:
    """The model, heard on those labels only."""
    return replace(model(), header=replace(model().header, speaks=labels))


def distrusting() -> Model:
    """The model, as if what the rules take for attributions had hardly been labelled so."""
    habits = {label: shares for label, shares in model().header.habits.items() if label == "quote"}
    return replace(model(), header=replace(model().header, habits=habits))


def test_without_a_model_nothing_is_suggested() -> None:
    assert learned.suggest(document("“No,” she said."), NONE) == NONE


def test_what_was_labelled_is_suggested_again() -> None:
    by, found, labelled = model(), 0, 0
    for example in sample():
        places = {s.place for s in suggested(example.document, by).spans}
        found += len(places & set(example.spans))
        labelled += len(example.spans)

    assert found > 0.9 * labelled > 300


def test_a_new_article_is_read_as_those_were() -> None:
    about = document(
        "The mayor resigns\n\n“I am tired,” the pilot Marta Quill said on Monday and left."
    )

    found = suggested(about, model())

    assert {("quote", "“I am tired,”"), ("attribution", "the pilot Marta Quill said")} <= {
        (s.label, about.text[s.start : s.end]) for s in found.spans
    }
    assert [k.label for k in found.links] == ["attributes"]


def learned_places(by: Model, labels: Collection[str]) -> set[Place]:
    """Where in the sample a model itself suggests one of some labels."""
    found = (s for e in sample() for s in suggested(e.document, by).spans)
    return {s.place for s in found if s.suggester == learned.NAME and s.label in labels}


def test_labels_that_others_use_for_the_same_things_are_learned_too() -> None:
    names = {"quote": "Zitat", "attribution": "wer, wo", "caption": "Bild"}
    examples = [
        Example(e.document, tuple((a, b, names[c]) for a, b, c in e.spans if c in names))
        for e in sample()
    ]
    by = fit(examples, {names[label]: UNITS[label] for label in names})

    captions = {place for e in examples for place in e.spans if place[2] == "Bild"}
    assert len(learned_places(by, ["Bild"]) & captions) > 0.8 * len(captions) > 5
    mine = learned_places(distrusting(), ["quote", "attribution"])
    speech = {(a, b, names[c]) for a, b, c in mine}
    assert len(speech) > 200
    assert learned_places(by, ["Zitat", "wer, wo"]) == speech


def test_a_free_selection_is_learned_from_its_words() -> None:
    about = [document(f"Storm {n}\n\nThe {w} ferry sank.") for n, w in enumerate("abcdefgh")]
    spans = [(d.text.index("ferry"), d.text.index(" sank"), "ship") for d in about]
    examples = [Example(d, (span,)) for d, span in zip(about, spans, strict=True)]

    found = suggested(
        document("A wave\n\nThe old ferry sank."), fit(examples, {"ship": "selection"})
    )

    assert [s.place for s in found.spans if s.suggester == learned.NAME] == [(16, 21, "ship")]


# --- beside the rules --------------------------------------------------------------------------


def test_the_model_speaks_in_the_place_of_the_rules() -> None:
    for example in sample():
        found = suggested(example.document, distrusting()).spans
        assert {s.suggester for s in found if s.label == "body"} == {learned.NAME}
        mine = [s for s in found if s.label == "attribution" and s.suggester == learned.NAME]
        theirs = [s for s in found if s.label == "attribution" and s not in mine]
        assert not [s for s in theirs for m in mine if s.start < m.end and m.start < s.end]
        assert len(mine) > sum(s.score >= 0.5 for s in theirs)


def test_labels_that_it_does_not_speak_for_are_the_rules() -> None:
    about = sample()[0].document

    found = suggested(about, speaking("attribution")).spans

    def others(spans: Iterable[Suggestion]) -> set[Suggestion]:
        return {s for s in spans if s.label != "attribution"}

    assert others(found) == others(suggest(about).spans)
    assert learned.NAME in {s.suggester for s in found if s.label == "attribution"}


NESTED = "Rain\n\nDry\n\n“He said, ‘Go below at once,’ and I did,” Quill said."
INNER = (NESTED.index("‘"), NESTED.index("’") + 1)


def of_nested(*labels: str) -> Model:
    """What is learned where a quotation within another is given those labels, or none."""
    outer = NESTED.index("“"), NESTED.index("”") + 1
    spans = ((*outer, "quote"), *((*INNER, label) for label in labels))
    return fit([Example(document(NESTED), spans)] * 3, {"quote": "quotation", "said": "quotation"})


def test_a_quotation_within_another_is_suggested_where_such_are_labelled() -> None:
    assert INNER in {s.range for s in suggested(document(NESTED), of_nested("quote")).spans}


def test_and_not_where_they_are_not() -> None:
    assert INNER in {s.range for s in suggest(document(NESTED)).spans if s.score > 0.5}
    assert INNER not in {s.range for s in suggested(document(NESTED), of_nested()).spans}


def test_it_is_given_the_label_that_such_have() -> None:
    found = suggested(document(NESTED), of_nested("said")).spans

    assert [s.label for s in found if s.range == INNER] == ["said"]


def test_wording_of_the_rules_stays_where_the_model_is_in_two_minds() -> None:
    kept = removed = 0
    for example in sample():
        rules = {s.place for s in suggest(example.document).spans if s.label == "attribution"}
        found = {s.place for s in suggested(example.document, distrusting()).spans}
        mine = {s.place for s in learned.with_model(distrusting())(example.document, NONE).spans}
        kept += len((rules & found) - mine)
        removed += len(rules - found)

    assert 0 < kept < removed


def test_so_does_that_of_a_rule_that_was_mostly_labelled_to_the_letter() -> None:
    habits = model().header.habits["attribution"]
    kept = 0
    for example in sample():
        rules = suggest(example.document).spans
        trusted = [s for s in rules if s.score >= 0.5 and habits.get(s.origin, 0) >= 0.5]
        found = suggested(example.document, model()).spans
        mine = [s for s in found if s.suggester == learned.NAME and s.label == "attribution"]
        assert {s.place for s in trusted} <= {s.place for s in found}
        assert not [s for s in mine for t in trusted if s.start < t.end and t.start < s.end]
        kept += len(trusted)

    assert kept > 50


def test_but_not_where_others_label_other_wording() -> None:
    text = "Rain\n\nDry\n\n“We sail,” said Ann Lee. “We row,” said Bo Dahl."
    names = [(text.index(name), text.index(name) + 7, "attribution") for name in ("Ann", "Bo D")]
    by = fit([Example(document(text), tuple(names))] * 4, {"attribution": "attribution"})

    found = {s.place for s in suggested(document(text), by).spans if s.label == "attribution"}

    assert found == set(names)


def test_every_score_is_at_least_a_half_and_no_more_than_one() -> None:
    scores = {
        s.score for e in sample() for s in learned.with_model(model())(e.document, NONE).spans
    }

    assert 0.5 <= min(scores) < 0.9 < max(scores) <= 1


def test_the_same_labels_teach_the_same() -> None:
    again = fit(sample(), UNITS)

    assert again == model()


def test_where_nothing_is_labelled_nothing_is_learned() -> None:
    by = fit([Example(e.document, ()) for e in sample()], UNITS)

    assert (by.words, by.paragraphs, by.header.speaks) == (None, None, ())
    assert suggested(sample()[0].document, by) == suggest(sample()[0].document)


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    by = model()
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)

    with pytest.raises(ProjectError, match=r"pip install 'annotate-news\[train\]'"):
        learned.with_model(by)


# --- any text ----------------------------------------------------------------------------------


@settings(max_examples=campaign(100, 3000))
@given(st.one_of(HOSTILE, NEWS), st.sampled_from(["en", "es", "de", "fr", ""]))
def test_every_suggestion_lies_inside_its_text_and_holds_words(text: str, language: str) -> None:
    about = document(text, language)

    for s in suggested(about, model()).spans:
        assert text[s.start : s.end] == text[s.start : s.end].strip() != ""
        assert 0 < s.score <= 1


@pytest.mark.parametrize(
    "text", ["", "12 345 67 — ; : ,", "“" * 5000, "שלום אמר " * 50, "\u0301 a"]
)
def test_odd_texts_are_read(text: str) -> None:
    suggested(document(text), model())


def test_one_line_of_a_megabyte_is_read_in_pieces() -> None:
    about = document("“We sail at noon,” said Marta Quill, a pilot. " * 20_000)

    found = suggested(about, model()).spans

    assert sum(s.label == "quote" and s.suggester == learned.NAME for s in found) > 19_000


@pytest.mark.parametrize("piece", ["she said the pilot, ", "“a” ", "“a\n\n", "Quill, ", "a.\n\n"])
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    speak = learned.with_model(model())

    texts = [document(piece * n) for n in (400, 1600)]
    small, large = (steps_of(partial(speak, about, NONE)) for about in texts)
    beside_small, beside_large = (steps_of(partial(speak, d, suggest(d))) for d in texts)

    assert large < 4.6 * small
    assert beside_large < 4.6 * beside_small


def test_threads_do_not_disturb_one_another() -> None:
    speak = learned.with_model(model())
    about = [e.document for e in sample()]
    alone = [speak(d, NONE) for d in about]
    found: list[list[Suggestions]] = []

    threads = [Thread(target=lambda: found.append([speak(d, NONE) for d in about])) for _ in "1234"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [alone] * 4
