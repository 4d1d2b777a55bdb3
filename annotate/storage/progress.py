"""How far layers are: each over all documents, or all with one of them."""

from msgspec import Struct

from annotate.core.layers import GOLD, is_own
from annotate.storage.store import Store

HERE = "p.document NOT IN (SELECT key FROM documents WHERE removed IS NOT NULL)"
"""Removed documents are few: leaving them out costs less than a look at every other one."""


class Progress(Struct, frozen=True):
    """How far one layer is: documents by state, and what it holds."""

    layer: str
    done: int
    skipped: int
    open: int
    paragraphs: int
    spans: int
    flags: int


def of_layers(store: Store) -> list[Progress]:
    """Progress of every layer, by name; `open` counts documents begun and not finished.

    Whoever only says whose adjudication is gold has begun none of their own.
    """
    sql = f"""SELECT l.name, sum(p.documents * (p.state = 'done')),
        sum(p.documents * (p.state = 'skipped')),
        sum(iif(l.name GLOB '{GOLD}*', p.held, p.documents) * (p.state = 'open')),
        sum(p.paragraphs), sum(p.spans), sum(p.flags)
        FROM (SELECT layer, state, count(*) AS documents, sum(done + skipped) AS paragraphs,
            sum(spans) AS spans, sum(flags) AS flags,
            sum(done + skipped + spans + flags > 0) AS held
            FROM progress p WHERE {HERE} GROUP BY layer, state) p
        JOIN layers l ON l.key = p.layer GROUP BY l.name ORDER BY l.name"""
    return [Progress(*row) for row in store.rows(sql)]


class LayerProgress(Struct, frozen=True):
    """How far one layer is with one document; `done` and `skipped` count paragraphs."""

    layer: str
    state: str
    done: int
    skipped: int
    spans: int
    flags: int


def on_document(store: Store, key: int, to: str = "") -> list[LayerProgress]:
    """How far each layer is with one document, by name.

    Where controls are mixed in, an annotator (`to`) who has not finished it is told nothing of
    others: who has adjudicated would give a control away.
    """
    sql = """SELECT l.name, p.state, p.done, p.skipped, p.spans, p.flags
        FROM progress p JOIN layers l ON l.key = p.layer WHERE p.document = ? ORDER BY l.name"""
    found = [LayerProgress(*row) for row in store.rows(sql, key)]
    own = [progress for progress in found if progress.layer == to]
    finished = any(progress.state == "done" for progress in own)
    blind = is_own(to) and not finished and store.value("SELECT 1 FROM mixing") is not None
    return own if to and blind else found
