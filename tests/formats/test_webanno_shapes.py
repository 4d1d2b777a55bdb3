"""Web Annotations in the shapes that others give them: what is odd is left out by name, alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.formats import webanno
from annotate.formats.base import Incoming, Problem, Read, Source
from tests.campaign import campaign
from tests.formats import samples

GOOD = samples.webanno() | {"id": "urn:x-hill:good"}
GOOD["target"]["source"] = "c1.txt"
WORDS = st.text(st.characters(exclude_characters="\0"), max_size=3)  # NUL refuses the whole page
ODD: st.SearchStrategy[Any] = st.none() | st.integers() | WORDS | st.just({}) | st.just([])


def either(*usual: Any) -> st.SearchStrategy[Any]:
    """One of these as they are, or several of them, or something else."""
    one = st.sampled_from(usual)
    return one | st.lists(one, max_size=3) | ODD


def objects(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with any of these keys."""
    return st.fixed_dictionaries({}, optional=values)


POSITIONS = objects(type=st.just("TextPositionSelector"), start=st.just(1) | ODD, end=st.just(5))
QUOTES = objects(
    type=st.just("TextQuoteSelector"), exact=st.sampled_from(["said", "e", "nowhere"]) | ODD
)
SELECTORS = POSITIONS | QUOTES | ODD
SOURCES = st.sampled_from(["c1.txt", {"id": "c1.txt"}, "urn:x:other"]) | st.none()
TARGETS = objects(source=SOURCES, selector=SELECTORS | st.lists(SELECTORS, max_size=2))
FOREIGN = objects(
    motivation=either("tagging", "linking", "highlighting"),
    creator=either("urn:x-hill:tea", {"name": "ben"}),
    body=either("QUOTE", "urn:x-hill:good", {"value": "AD"}, {"purpose": "tagging", "value": "AD"}),
    target=TARGETS | st.lists(TARGETS, max_size=3) | either("urn:x-hill:good"),
)


def read(folder: Path, page: Any) -> list[Read]:
    """What a file of this page holds, beside the text that it is of."""
    (folder / "c1.txt").write_text(samples.TEXT, encoding="utf-8")
    path = folder / "a.jsonld"
    path.write_text(json.dumps(page))
    with path.open("rb") as stream:
        return list(webanno.read(Source("a", path), stream, None))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@given(st.lists(FOREIGN, max_size=4), st.booleans())
@settings(max_examples=campaign(50, 2000))
def test_of_others_shapes_each_is_read_or_named_and_the_rest_goes_in(
    folder: Path, foreign: list[dict[str, Any]], paged: bool
) -> None:
    odd = [shape | {"id": f"urn:x:odd{n}"} for n, shape in enumerate(foreign)]
    items = [GOOD, *odd]
    found = read(folder, {"items": items} if paged else items)
    records = [item.record for item in found if isinstance(item, Incoming)]
    ids = [span.id for record in records for span in record.spans or ()]
    named = sum(isinstance(item, Problem) for item in found)
    links = sum(len(record.relations or ()) for record in records)
    assert ids.count("good") == 1
    assert named + links + sum(f"odd{n}" in ids for n in range(len(odd))) == len(odd)


def spans(found: list[Read]) -> list[tuple[int, int, str]]:
    records = [item.record for item in found if isinstance(item, Incoming)]
    return [(s.start, s.end, s.label) for record in records for s in record.spans or ()]


def problems(found: list[Read]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Problem)]


def test_several_targets_are_a_span_each(tmp_path: Path) -> None:
    first = GOOD["target"]
    second = {"source": "c1.txt", "selector": {"type": "TextQuoteSelector", "exact": "said"}}
    at = samples.TEXT.index("said")
    found = read(tmp_path, {"items": [GOOD | {"target": [first, second]}]})
    assert spans(found) == [(*samples.QUOTE, "QUOTE"), (at, at + 4, "QUOTE")]


def test_targets_in_several_texts_are_named(tmp_path: Path) -> None:
    other = GOOD["target"] | {"source": "c2.txt"}
    bad = GOOD | {"id": "urn:x-hill:bad", "target": [GOOD["target"], other]}
    found = read(tmp_path, {"items": [GOOD, bad]})
    assert spans(found) == [(*samples.QUOTE, "QUOTE")]
    assert problems(found) == [
        "an annotation of several texts, urn:x-hill:bad, it needs an annotation for each"
    ]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ({"exact": "e", "prefix": "B"}, []),
        ({"exact": "l"}, ["'l' is more than once in the text"]),
        ({"exact": "Smith"}, ["'Smith' is nowhere in the text"]),
    ],
)
def test_a_quotation_alone_is_found_if_it_is_there_once(
    tmp_path: Path, quote: dict[str, str], expected: list[str]
) -> None:
    target = {"source": "c1.txt", "selector": {"type": "TextQuoteSelector"} | quote}
    found = read(tmp_path, {"items": [GOOD | {"target": target}]})
    at = samples.TEXT.index("Be") + 1
    assert spans(found) == ([] if expected else [(at, at + 1, "QUOTE")])
    assert [reason.split(",")[0] for reason in problems(found)] == expected
