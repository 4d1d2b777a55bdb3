"""Operations: their bodies as JSON, their ids and order, and a hash that shows damage."""

from hashlib import sha256

import pytest
from hypothesis import given
from msgspec.structs import replace

from annotate.core import operations as ops
from annotate.core.annotation_set import EMPTY
from annotate.core.operations import Body, Operation, decode_body, encode_body
from tests.core import logs

ADD = Operation("ana@7f", 3, 9, "ana", "e3b0", 2, "add", '{"start":0}', 1_700_000_000_000)


def test_an_operation_is_named_by_its_writer_and_number() -> None:
    assert (ADD.id, ADD.gesture_id) == ("ana@7f:3", "ana@7f:2")


def test_operations_are_ordered_by_clock_then_writer_then_number() -> None:
    orders = [(2, "a", 9), (3, "a", 1), (3, "a", 2), (3, "b", 1), (10, "a", 10)]
    made = [replace(ADD, lamport=x, writer=w, n=n).order for x, w, n in orders]
    assert made == sorted(made) == orders


@pytest.mark.parametrize("field", Operation.__struct_fields__)
def test_damage_to_any_field_shows_in_the_hash(field: str) -> None:
    value = getattr(ADD, field)
    damaged: Operation = replace(ADD, **{field: value + (1 if isinstance(value, int) else "x")})
    assert damaged.hash() != ADD.hash()


def test_a_hash_stays_what_it_is_from_version_to_version() -> None:
    form = (
        '{"writer":"ana@7f","n":3,"lamport":9,"layer":"ana","document":"e3b0","gesture":2,'
        '"kind":"add","body":"{\\"start\\":0}","at":1700000000000}'
    )
    assert ADD.hash() == sha256(form.encode()).digest()


@pytest.mark.parametrize(
    ("body", "kind", "form"),
    [
        (ops.Add(0, 5, "q"), "add", '{"start":0,"end":5,"label":"q"}'),
        (
            ops.Add(0, 5, "q", "rules", 0.5),
            "add",
            '{"start":0,"end":5,"label":"q","origin":"rules","score":0.5}',
        ),
        (ops.Change("w:1", 0, 5, "q"), "change", '{"span":"w:1","start":0,"end":5,"label":"q"}'),
        (ops.Remove("w:1"), "remove", '{"span":"w:1"}'),
        (ops.Relate("l", "a", "b"), "relate", '{"label":"l","head":"a","child":"b"}'),
        (ops.Unrelate("l", "a", "b"), "unrelate", '{"label":"l","head":"a","child":"b"}'),
        (ops.Status((0, 2), "done"), "status", '{"paragraphs":[0,2],"status":"done"}'),
        (ops.SetNote("x"), "note", '{"text":"x"}'),
        (ops.SetNote("x", paragraph=0), "note", '{"text":"x","paragraph":0}'),
        (ops.SetFlag(), "flag", "{}"),
        (ops.SetFlag(on=False, span="w:1"), "flag", '{"on":false,"span":"w:1"}'),
        (ops.Reject(0, 5, "q"), "reject", '{"start":0,"end":5,"label":"q"}'),
        (
            ops.Settle(("v",), "r", unclear=True),
            "settle",
            '{"versions":["v"],"reason":"r","unclear":true}',
        ),
        (
            ops.Import(EMPTY),
            "import",
            '{"content":{"spans":[],"relations":[],"status":"","notes":[],"flags":[],'
            '"rejections":[],"settlement":null}}',
        ),
        (ops.Undo("w:1"), "undo", '{"gesture":"w:1"}'),
        (ops.Redo("w:1"), "redo", '{"gesture":"w:1"}'),
    ],
)
def test_the_form_of_each_kind_is_for_ever(body: Body, kind: str, form: str) -> None:
    assert encode_body(body) == (kind, form)
    assert decode_body(kind, form) == body


def test_every_kind_has_its_own_body() -> None:
    assert len(set(ops.KINDS.values())) == len(ops.KINDS) == 14


@given(logs.bodies | logs.marks | logs.imports)
def test_what_is_encoded_is_decoded_again(body: Body) -> None:
    assert decode_body(*encode_body(body)) == body


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("teleport", "{}"),
        ("", "{}"),
        ("add", ""),
        ("add", "{}"),
        ("add", "[0, 5]"),
        ("add", '{"start": -1, "end": 5, "label": "q"}'),
        ("add", '{"start": 0, "end": 9007199254740992, "label": "q"}'),
        ("add", '{"start": 0.5, "end": 5, "label": "q"}'),
        ("add", '{"start": 0, "end": 5, "label": null}'),
        ("add", '{"start": 0, "end": 5, "label": "\\ud800"}'),
        ("add", '{"start": 0, "end": 5, "label": "q", "score": 1e999}'),
        ("add", "\ud800"),
        ("status", '{"paragraphs": [0], "status": "finished"}'),
        ("import", '{"content": {"spans": [{}]}}'),
        pytest.param("import", '{"content": ' + "[" * 100_000, id="bottomless"),
    ],
)
def test_a_body_that_is_none_of_its_kind_is_no_body(kind: str, body: str) -> None:
    assert decode_body(kind, body) is None


def test_what_a_newer_program_adds_to_a_body_is_passed_over() -> None:
    assert decode_body("remove", '{"span": "w:1", "because": "x"}') == ops.Remove("w:1")
