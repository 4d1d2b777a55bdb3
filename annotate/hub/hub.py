"""A hub as one side of an exchange: a person's view of it, or that of whoever owns it."""

from collections.abc import Sequence
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from annotate.core.errors import IntegrityError, SyncError
from annotate.core.exchange import (
    Carried,
    Greeting,
    Mark,
    SchemeVersion,
    Standing,
    Stretch,
    scheme_digest,
)
from annotate.core.operations import Operation
from annotate.hub.connecting import ADD, HEED, connect, meaning, translated
from annotate.hub.schema import STEPS

TRIES = 5
"""How often a message is sent that another replica's crossed."""
GREET = f"""SELECT h.version, h.replica, h.project, h.position, annotate.me(), annotate.role(),
    pg_has_role(session_user,
        (SELECT nspowner FROM pg_namespace WHERE nspname = 'annotate'), 'MEMBER'),
    (SELECT encode(sha256(convert_to(coalesce(string_agg(name || ' ' || n || ' ' || tip, E'\\n'
        ORDER BY name COLLATE "C"), ''), 'UTF8')), 'hex') FROM annotate.writers),
    (SELECT scheme FROM annotate.schemes ORDER BY number DESC LIMIT 1), annotate.given(),
    (SELECT coalesce(max(changed), 0) FROM annotate.shown WHERE name = annotate.me()),
    {HEED} FROM annotate.hub h"""
DOCUMENTS = """SELECT d.empty, t.carried FROM annotate.documents d
    LEFT JOIN annotate.texts t USING (sha256) WHERE d.sha256 = ANY (%s)"""
OPERATIONS = """SELECT o.writer, o.n, o.lamport, o.layer, o.document, o.gesture, o.kind, o.body,
    o.at, o.hash FROM unnest(%s::text[], %s::int[], %s::int[]) AS s(writer, after, upto)
    JOIN annotate.operations o ON o.writer = s.writer AND o.n > s.after AND o.n <= s.upto"""
APPEND = """INSERT INTO annotate.operations SELECT * FROM unnest(%s::text[], %s::int[],
    %s::bigint[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::bigint[],
    %s::bytea[])"""
PUT_DOCUMENT = "INSERT INTO annotate.documents VALUES (%s, %s) ON CONFLICT DO NOTHING"
PUT_TEXT = """INSERT INTO annotate.texts SELECT %s, %s WHERE NOT EXISTS (
    SELECT 1 FROM annotate.standings WHERE sha256 = %s AND state = 'purged' AND at > %s)
    ON CONFLICT DO NOTHING"""
PUT_STANDING = "INSERT INTO annotate.standings VALUES (%s, %s, %s, 0) ON CONFLICT DO NOTHING"
PUT_SCHEME = """INSERT INTO annotate.schemes
    SELECT coalesce(max(number), 0) + 1, %s, %s, %s FROM annotate.schemes"""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Carried).decode


class Hub:
    """An open hub; a context manager that closes the connection."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement gives. Raises SyncError, in words of this program."""
        with translated():
            return self._connection.execute(sql.encode(), values).fetchall()

    def greet(self) -> Greeting:
        """Where the hub stands, and who we are to it.

        Raises SyncError for a hub of another version, or where nobody has added us.
        """
        try:
            rows = self.rows(GREET)
        except SyncError:
            self._refuse_version()  # what it lacks may be what was added since
            raise
        if not rows:
            raise SyncError("the hub does not know you", hint=ADD)
        version, replica, project, position, me, role, owns, marks, scheme, *rest = rows[0]
        places, feedback, *_ = rest
        _check_version(version)
        return Greeting(
            replica=replica,
            project=project,
            person=me or "",
            role="owner" if owns else role,
            position=position,
            marks=marks,
            scheme=scheme_digest(scheme or ""),
            places=places,
            feedback=feedback,
            imports=True,
        )

    def _refuse_version(self) -> None:
        for (version,) in self.rows("SELECT version FROM annotate.hub"):
            _check_version(version)

    def marks(self) -> dict[str, Mark]:
        """How far the logs go that we may see."""
        rows = self.rows("SELECT name, n, tip FROM annotate.writers WHERE n > 0")
        return {name: Mark(n, tip) for name, n, tip in rows}

    def standings(self, after: int) -> list[Standing]:
        """What has become of the documents that have changed since."""
        sql = """SELECT position, sha256, state, at FROM annotate.standings
            WHERE position > %s ORDER BY position"""
        latest: dict[str, Standing] = {}
        for standing in (Standing(*row) for row in self.rows(sql, after)):
            known = latest.get(standing.sha256)
            if known is None or known.order < standing.order:
                latest[standing.sha256] = standing
        return list(latest.values())

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        """The documents of these hashes, those it has."""
        rows = self.rows(DOCUMENTS, list(hashes))
        return [_carried(text or empty) for empty, text in rows]

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        """Put documents in, and what has become of them or of others."""
        at = {s.sha256: s.at for s in standings}
        with translated(), self._connection.transaction(), self._connection.cursor() as cursor:
            kept = [(d.document.sha256, _text(_emptied(d))) for d in documents]
            cursor.executemany(PUT_DOCUMENT, kept)
            texts = [
                ((sha := d.document.sha256), _text(d), sha, at.get(sha, 0))
                for d in documents
                if not d.gone
            ]
            cursor.executemany(PUT_TEXT, texts)
            cursor.executemany(PUT_STANDING, [(s.sha256, s.state, s.at) for s in standings])

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        """These parts of logs. Raises IntegrityError for an operation that is damaged."""
        columns = zip(*((s.writer, s.after, s.upto) for s in stretches), strict=True)
        found = []
        for *values, hash in self.rows(OPERATIONS, *map(list, columns)):
            operation = Operation(*values)
            if operation.hash() != hash:
                raise IntegrityError("an operation is not what its hash says", operation.id)
            found.append(operation)
        return found

    def append(self, operations: Sequence[Operation]) -> int:
        """Append operations; how many were new. The hub lets no gap and no fork in.

        Raises SyncRefusedError for what we may not write, ForkError for what is known otherwise.
        """
        if not operations:
            return 0
        ordered = sorted(operations, key=lambda o: (o.writer, o.n))
        columns = [list(column) for column in zip(*map(operation_row, ordered), strict=True)]
        import psycopg

        for _ in range(TRIES):
            try:
                return self._connection.execute(APPEND.encode(), columns).rowcount
            except (psycopg.errors.UniqueViolation, psycopg.errors.DeadlockDetected):
                continue  # another device of ours sends the same
            except psycopg.Error as error:
                raise meaning(error) from None
        raise SyncError("another device sends the same at this moment", hint="try again")

    def schemes(self) -> list[SchemeVersion]:
        """The versions of the scheme, the one in force last."""
        sql = "SELECT source, scheme, at FROM annotate.schemes ORDER BY number"
        return [SchemeVersion(*row) for row in self.rows(sql)]

    def put_scheme(self, version: SchemeVersion) -> None:
        """Put a scheme in force. Raises SyncRefusedError where another came at this moment."""
        values = (version.source, version.scheme, version.at)
        with translated():
            self._connection.execute(PUT_SCHEME.encode(), values)


def _check_version(version: int) -> None:
    if version > len(STEPS):
        raise SyncError("the hub is of a newer version", hint="update annotate")
    if version < len(STEPS):
        hint = "whoever owns it runs `annotate hub init`"
        raise SyncError("the hub is of an older version", hint=hint)


def operation_row(o: Operation) -> tuple[Any, ...]:
    """The values of APPEND for one operation."""
    names = (o.writer, o.n, o.lamport, o.layer, o.document)
    return (*names, o.gesture, o.kind, o.body, o.at, o.hash())


def _text(carried: Carried) -> str:
    return _encode(carried).decode()


def _emptied(carried: Carried) -> Carried:
    """What stays of a document that is purged."""
    d = carried.document
    kept = replace(d, text="", title="", url="", paragraphs=(), hints=(), meta={})
    return replace(carried, document=kept, gone=True, appearances=())


def _carried(text: str) -> Carried:
    try:
        return _decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise IntegrityError(f"an article of the hub is damaged ({error})") from error
