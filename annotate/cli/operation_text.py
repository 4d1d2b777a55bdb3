"""An operation of the log as people read it."""

from functools import singledispatch

from annotate.core import operations as ops
from annotate.core.layers import GOLD
from annotate.core.operations import Body, Operation, decode_body
from annotate.core.plural import plural

SHOWN = 60
"""Characters of a text, a note or a body that a line of the log quotes."""


def describe(operation: Operation, text: str) -> str:
    """What an operation did to a document of that text; "" where the text is gone."""
    body = decode_body(operation.kind, operation.body)
    said = _short(operation.body) if body is None else _describe(body, text)
    return f"{operation.kind} {said}{_whence(body, operation.layer)}"


def _whence(body: Body | None, layer: str) -> str:
    """Of a label what it came from: a suggestion, or in adjudication the versions that have it."""
    if not isinstance(body, ops.Add) or not body.origin:
        return ""
    return f", {body.origin}" if layer.startswith(GOLD) else f", suggested by {body.origin}"


@singledispatch
def _describe(body: Body, text: str) -> str:
    raise NotImplementedError(type(body).__name__)


@_describe.register
def _add(body: ops.Add, text: str) -> str:
    return _span(body, text)


@_describe.register
def _change(body: ops.Change, text: str) -> str:
    return f"{body.span} to {_span(body, text)}"


@_describe.register
def _remove(body: ops.Remove, _: str) -> str:
    return body.span


@_describe.register(ops.Relate | ops.Unrelate)
def _relation(body: ops.Relate | ops.Unrelate, _: str) -> str:
    return f"{body.label}: {body.head} → {body.child}"


@_describe.register
def _status(body: ops.Status, _: str) -> str:
    numbers = [paragraph + 1 for paragraph in body.paragraphs]
    if len(numbers) == 1:
        return f"paragraph {numbers[0]} {body.status}"
    return f"{plural(len(numbers), 'paragraph')} from {min(numbers, default=0)} {body.status}"


@_describe.register
def _note(body: ops.SetNote, _: str) -> str:
    what = f"“{_short(body.text)}”" if body.text else "taken away"
    return f"on {_target(body)}: {what}"


@_describe.register
def _flag(body: ops.SetFlag, _: str) -> str:
    return f"{'on' if body.on else 'taken from'} {_target(body)}"


@_describe.register
def _reject(body: ops.Reject, text: str) -> str:
    return _span(body, text)


@_describe.register
def _import(body: ops.Import, _: str) -> str:
    content = body.content
    spans, links = plural(len(content.spans), "span"), plural(len(content.relations), "link")
    return f"of {spans}, {links}"


@_describe.register
def _settle(body: ops.Settle, _: str) -> str:
    unclear = ", guideline unclear" if body.unclear else ""
    reason = f": {_short(body.reason)}" if body.reason else ""
    return f"{plural(len(body.versions), 'version')}{reason}{unclear}"


@_describe.register
def _designate(body: ops.Designate, _: str) -> str:
    return f"{body.layer} as gold" if body.layer else "what was settled last as gold"


@_describe.register(ops.Undo | ops.Redo)
def _mark(body: ops.Undo | ops.Redo, _: str) -> str:
    return body.gesture


def _span(body: ops.Add | ops.Change | ops.Reject, text: str) -> str:
    place = f"{body.label} {body.start}–{body.end}"
    covered = _short(text[body.start : body.end])
    return f"{place} “{covered}”" if covered else place


def _target(body: ops.SetNote | ops.SetFlag) -> str:
    if body.span is not None:
        return body.span
    return "the article" if body.paragraph is None else f"paragraph {body.paragraph + 1}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
