"""`annotate log`: the audit trail, and every kind of operation in words."""

import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotate.cli.log import _when
from annotate.cli.operation_text import describe
from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.document import text_hash
from annotate.core.operations import KINDS, Body, Operation, encode_body
from tests.cli.conftest import FERRY, Run


def test_an_import_is_a_line_with_who_when_whose_and_where(filled: Run) -> None:
    [line] = filled("log").out.splitlines()
    when, id, what = line.split("  ", 2)
    time.strptime(when, "%Y-%m-%d %H:%M:%S")
    person, _, number = id.partition("@")
    assert person
    assert number.endswith(":1")
    assert what == "ana: import of 2 spans, 1 link  (gazette/2025-11-04-ferry)"


def test_ones_own_labels_do_not_name_the_layer(filled: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"text": "A b.", "spans": [{"start": 0, "end": 1, "label": "body"}]}\n')
    filled("import", own, "--annotator", "ben")
    assert "  import of 1 span, 0 links  (" in filled("log", "--layer", "ben").out


def test_as_json(filled: Run) -> None:
    [operation] = filled("log", "--json").json()
    assert operation["kind"] == "import"
    assert operation["layer"] == "ana"
    assert operation["document"] == "gazette/2025-11-04-ferry"
    assert operation["sha256"] == text_hash(FERRY)
    assert operation["id"] == operation["gesture"] == f"{operation['writer']}:1"
    assert [s["label"] for s in operation["body"]["content"]["spans"]] == ["quote", "attribution"]
    assert abs(operation["at"] - time.time() * 1000) < 3_600_000
    assert operation["lamport"] == 1


def test_only_one_layer_one_article_or_so_many(filled: Run) -> None:
    assert len(filled("log", "--layer", "ana", "--json").json()) == 1
    assert len(filled("log", "--document", "gazette/2025-11-04-ferry", "--json").json()) == 1
    assert filled("log", "--document", "gazette/2025-11-19-strike", "--json").json() == []
    assert len(filled("log", "--most", "1", "--json").json()) == 1


def test_a_layer_or_an_article_that_is_not_there_is_an_error(filled: Run) -> None:
    layer = filled("log", "--layer", "zoe")
    assert layer.code == 1
    assert layer.error() == "error: no layer 'zoe' in this project, see `annotate status`"
    article = filled("log", "--document", "zoe")
    assert article.code == 1
    assert article.error() == "error: no article with the id 'zoe', `annotate search` shows ids"


def test_what_was_done_to_a_purged_article_stays_on_record(filled: Run) -> None:
    filled("remove", "--purge", "--yes", "gazette/2025-11-04-ferry")
    assert f"({text_hash(FERRY)[:12]})" in filled("log").out
    assert filled("log", "--json").json()[0]["document"] is None


def test_a_time_that_is_none_is_shown_as_it_is() -> None:
    assert _when(2**62) == str(2**62)


SAID: list[tuple[Body, str]] = [
    (ops.Add(26, 31, "quote"), "add quote 26–31 “No,””"),
    (ops.Add(0, 5, "body", "rules", 0.5), "add body 0–5 “Ferry”, suggested by rules"),
    (ops.Add(900, 905, "body"), "add body 900–905"),
    (ops.Change("a@1:1", 0, 5, "ad"), "change a@1:1 to ad 0–5 “Ferry”"),
    (ops.Remove("a@1:1"), "remove a@1:1"),
    (ops.Relate("attributes", "a@1:2", "a@1:1"), "relate attributes: a@1:2 → a@1:1"),
    (ops.Unrelate("attributes", "a@1:2", "a@1:1"), "unrelate attributes: a@1:2 → a@1:1"),
    (ops.Status((0,), "done"), "status paragraph 1 done"),
    (ops.Status((1, 2), "skipped"), "status 2 paragraphs from 2 skipped"),
    (ops.SetNote("Who?"), "note on the article: “Who?”"),
    (ops.SetNote("Who?", span="a@1:1"), "note on a@1:1: “Who?”"),
    (ops.SetNote("", paragraph=2), "note on paragraph 3: taken away"),
    (ops.SetFlag(), "flag on the article"),
    (ops.SetFlag(on=False, paragraph=0), "flag taken from paragraph 1"),
    (ops.Reject(0, 5, "ad"), "reject ad 0–5 “Ferry”"),
    (
        ops.Import(
            AnnotationSet(
                spans=(Span(0, 1, "quote", "x"), Span(2, 3, "attribution", "y")),
                relations=(Relation("attributes", "y", "x"),),
            )
        ),
        "import of 2 spans, 1 link",
    ),
    (ops.Settle(("v1", "v2"), "both", unclear=True), "settle 2 versions: both, guideline unclear"),
    (ops.Designate("gold/eva"), "designate gold/eva as gold"),
    (ops.Designate(""), "designate what was settled last as gold"),
    (ops.Undo("a@1:1"), "undo a@1:1"),
    (ops.Redo("a@1:1"), "redo a@1:1"),
]


def operation(kind: str, body: str) -> Operation:
    return Operation("ana@1", 1, 1, "ana", "0" * 64, 1, kind, body, 0)


@pytest.mark.parametrize(("body", "said"), SAID)
def test_each_operation_is_put_in_words(body: Body, said: str) -> None:
    expected = said.replace("“No,””", "““No,””")
    assert describe(operation(*encode_body(body)), FERRY) == expected


def test_of_gold_it_says_who_has_it_and_a_settlement_without_a_reason_ends_there() -> None:
    taken = replace(
        operation(*encode_body(ops.Add(0, 5, "body", "of ana, ben", 0.5))), layer="gold/eva"
    )
    assert describe(taken, FERRY) == "add body 0–5 “Ferry”, of ana, ben"
    settled = operation(*encode_body(ops.Settle(("v1", "v2"))))
    assert describe(settled, FERRY) == "settle 2 versions"
    unclear = operation(*encode_body(ops.Settle(("v1",), unclear=True)))
    assert describe(unclear, FERRY) == "settle 1 version, guideline unclear"


def test_every_kind_of_operation_is_put_in_words() -> None:
    assert {type(body) for body, _ in SAID} == set(KINDS.values())


def test_a_kind_of_a_later_program_is_shown_as_it_is_and_cut_short() -> None:
    assert describe(operation("praise", '{"a": 1}'), "") == 'praise {"a": 1}'
    assert describe(operation("praise", "x" * 1000), "") == f"praise {'x' * 59}…"


def test_a_long_text_is_cut_short() -> None:
    said = describe(operation(*encode_body(ops.Add(0, 500, "body"))), "word " * 100)
    assert said == f"add body 0–500 “{('word ' * 100)[:59]}…”"
