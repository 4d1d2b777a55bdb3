"""The model's file: what goes in comes out, and what is not whole is told from what is."""

from functools import cache
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.scheme import DEFAULT_SCHEME, Label, Scheme
from annotate.suggesters.learning.model import DIGEST, Model, check, decode, encode
from tests.suggesters.learning.examples import model


@cache
def raw() -> bytes:
    return encode(model())


def places() -> st.SearchStrategy[int]:
    return st.integers(0, len(raw()) - 1)


def without_parts(made: Model) -> Model:
    return replace(made, header=replace(made.header, parts=()))


def test_what_goes_in_comes_out() -> None:
    assert without_parts(decode(raw(), "model.crf")) == without_parts(model())


def test_a_part_that_learned_nothing_stays_so() -> None:
    half = replace(model(), paragraphs=None)

    assert decode(encode(half), "model.crf").paragraphs is None


def test_the_same_model_is_the_same_bytes() -> None:
    assert encode(decode(raw(), "model.crf")) == raw()


def test_the_first_line_says_what_it_is() -> None:
    header = msgspec.json.decode(raw()[: raw().index(b"\n")])

    assert header["format"] == "annotate-model"
    assert header["articles"] == header["readings"] == 8
    assert header["spans"]["quote"] > 100
    assert header["labels"]["attribution"] == "attribution"


@given(st.deferred(places))
def test_one_that_was_cut_short_is_refused(length: int) -> None:
    with pytest.raises(InputError, match=r"model\.crf, learn it anew with `annotate train`"):
        decode(raw()[:length], "model.crf")


@given(st.deferred(places), st.integers(1, 255))
def test_one_with_a_changed_byte_is_refused(at: int, change: int) -> None:
    damaged = raw()[:at] + bytes([raw()[at] ^ change]) + raw()[at + 1 :]

    with pytest.raises(InputError, match=r"model\.crf, learn it anew"):
        decode(damaged, "model.crf")


@given(st.binary(max_size=300))
def test_any_other_file_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="this is no model of suggestions"):
        decode(raw, "model.crf")


def test_one_of_a_newer_program_is_named_by_its_version() -> None:
    content = raw()[:-DIGEST].replace(b'"version":1', b'"version":2', 1)

    with pytest.raises(InputError, match="version 2, not 1"):
        decode(content + sha256(content).digest(), "model.crf")


def test_the_scheme_that_it_learned_fits() -> None:
    more = Scheme((*DEFAULT_SCHEME.labels, Label("headline", "h", unit="paragraph")))

    check(model().header, DEFAULT_SCHEME, "model.crf")
    check(model().header, more, "model.crf")


@pytest.mark.parametrize("unit", ["selection", None])
def test_another_scheme_is_named_by_the_label_that_it_lacks(unit: str | None) -> None:
    labels = [replace(label, unit=unit or label.unit) for label in DEFAULT_SCHEME.labels]
    other = Scheme(tuple(labels if unit else labels[1:]))

    with pytest.raises(InputError, match="another scheme, whose label was 'quote', model"):
        check(model().header, other, "model.crf")


def test_labels_that_it_does_not_speak_for_may_be_gone() -> None:
    quiet = replace(model().header, speaks=("body",))

    check(quiet, Scheme(DEFAULT_SCHEME.labels[1:]), "model.crf")
