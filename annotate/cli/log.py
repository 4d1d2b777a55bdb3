"""`annotate log`: the audit trail, the latest first."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

import click
import msgspec

from annotate.cli.exits import DONE
from annotate.cli.operation_text import describe
from annotate.cli.options import json_option, most_option, shared_options
from annotate.cli.output import put, put_json
from annotate.cli.settings import Settings
from annotate.core.document import Document
from annotate.core.errors import InputError, StorageError
from annotate.core.operations import Operation
from annotate.services.asked_names import article_asked
from annotate.storage import documents
from annotate.storage.log import tail
from annotate.storage.store import Store

Find = Callable[[str], Document | None]


@click.command("log", epilog="Example: annotate log --layer ana --most 20")
@click.option("--layer", metavar="L", help="Only what concerns that layer, say an annotator.")
@click.option("--document", metavar="ID", help="Only what concerns that article.")
@most_option
@json_option
@shared_options
@click.pass_obj
def command(
    settings: Settings, layer: str | None, document: str | None, most: int, as_json: bool
) -> int:
    """Show who did what, the latest first.

    A line for every label ever given, changed or taken back, with its id and its article.
    """
    with settings.open(to_read=True) as project:
        store = project.store
        key = None if document is None else article_asked(store, document, removed=True)
        _refuse_unknown(store, layer)
        operations = tail(store, layer=layer, document=key, most=most)
        find = _finder(store)
        if as_json:
            put_json([_value(operation, find) for operation in operations])
        else:
            put(*(_line(operation, find) for operation in operations))
    return DONE


def _refuse_unknown(store: Store, layer: str | None) -> None:
    if layer is not None and not store.layer(layer):
        raise InputError(f"no layer {layer!r} in this project", hint="see `annotate status`")


def _finder(store: Store) -> Find:
    """Documents by the hash of their text; the last few are kept."""

    @lru_cache(maxsize=16)
    def find(sha256: str) -> Document | None:
        try:
            return documents.get(store, documents.find(store, sha256) or 0)
        except StorageError:
            return None  # purged: what was done to it is still on record

    return find


def _line(operation: Operation, find: Find) -> str:
    document = find(operation.document)
    text, id = (document.text, document.id) if document else ("", operation.document[:12])
    person = operation.writer.partition("@")[0]
    layer = "" if operation.layer == person else f"{operation.layer}: "
    what = layer + describe(operation, text)
    return f"{_when(operation.at)}  {operation.id}  {what}  ({id})"


def _when(at: int) -> str:
    """Milliseconds since 1970 as the time here; as they are where they are no time at all."""
    try:
        return datetime.fromtimestamp(at / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, ValueError, OSError):
        return str(at)


def _value(operation: Operation, find: Find) -> dict[str, Any]:
    document = find(operation.document)
    return {
        "id": operation.id,
        "gesture": operation.gesture_id,
        "writer": operation.writer,
        "lamport": operation.lamport,
        "layer": operation.layer,
        "document": document.id if document else None,
        "sha256": operation.document,
        "kind": operation.kind,
        "body": _body(operation.body),
        "at": operation.at,
    }


def _body(body: str) -> Any:
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        return body
