"""A project's id and the versions of its scheme, kept in the file so that it explains itself."""

import secrets

import msgspec

from annotate.core.errors import IntegrityError
from annotate.core.exchange import SchemeVersion
from annotate.core.scheme import Scheme
from annotate.storage.failures import DAMAGED
from annotate.storage.log import now
from annotate.storage.store import Store

_decode = msgspec.json.Decoder(Scheme).decode


def project_id(store: Store) -> str:
    """The project's id, made when it is first asked for."""
    sql = "SELECT value FROM project WHERE name = 'id'"
    if store.value(sql) is None:
        with store.transaction() as connection:
            insert = "INSERT INTO project VALUES ('id', ?) ON CONFLICT DO NOTHING"
            connection.execute(insert, (secrets.token_hex(16),))
    known: str = store.value(sql)
    return known


def known_id(store: Store) -> str:
    """The project's id; "" where it was never asked for."""
    return store.value("SELECT value FROM project WHERE name = 'id'") or ""


def join(store: Store, id: str) -> None:
    """Become a replica of another project, which only one may that holds nothing yet."""
    with store.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO project VALUES ('id', ?)", (id,))


def holds_nothing(store: Store) -> bool:
    """Whether the project has neither documents nor operations."""
    tables = ("documents", "operations")
    return not any(store.value(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)


def scheme_versions(store: Store) -> list[SchemeVersion]:
    """All versions of the scheme, the one in force last."""
    rows = store.rows("SELECT source, scheme, at FROM schemes ORDER BY version")
    return [SchemeVersion(*row) for row in rows]


def put_scheme_version(store: Store, version: SchemeVersion) -> None:
    """Put a scheme in force that was in force elsewhere. Raises IntegrityError for none."""
    try:
        _decode(version.scheme)
    except msgspec.DecodeError as error:
        raise IntegrityError(f"the scheme that came is damaged ({error})") from error
    with store.transaction() as connection:
        sql = "INSERT INTO schemes (source, scheme, at) VALUES (?, ?, ?)"
        connection.execute(sql, (version.source, version.scheme, version.at))


def scheme_source(store: Store) -> str | None:
    """The text of `annotate.toml` when its scheme was last put in force."""
    source: str | None = store.value("SELECT source FROM schemes ORDER BY version DESC LIMIT 1")
    return source


def scheme(store: Store) -> Scheme | None:
    """The scheme in force, if one ever was. Raises IntegrityError where it is damaged."""
    found = store.value("SELECT scheme FROM schemes ORDER BY version DESC LIMIT 1")
    try:
        return None if found is None else _decode(found)
    except msgspec.DecodeError as error:
        what = f"the scheme is damaged ({error})"
        raise IntegrityError(what, str(store.path), DAMAGED) from error


def damaged_schemes(store: Store) -> list[int]:
    """The versions that cannot be read, by their numbers."""
    found = []
    for version, scheme in store.rows("SELECT version, scheme FROM schemes ORDER BY version"):
        try:
            _decode(scheme)
        except msgspec.DecodeError:
            found.append(version)
    return found


def put_scheme(store: Store, scheme: Scheme, source: str) -> None:
    """Put a scheme in force, as the next version."""
    with store.transaction() as connection:
        text = msgspec.json.encode(scheme).decode()
        sql = "INSERT INTO schemes (source, scheme, at) VALUES (?, ?, ?)"
        connection.execute(sql, (source, text, now()))


def note_unknown(store: Store) -> None:
    """Remember that something came from elsewhere with a name that the scheme has not."""
    with store.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO project VALUES ('unknown', '')")


def may_have_unknown(store: Store) -> bool:
    """Whether such came: else no name need be looked for, as no scheme drops one that is used."""
    return store.value("SELECT 1 FROM project WHERE name = 'unknown'") is not None


def used_labels(store: Store) -> dict[str, int]:
    """How many spans have each label, over all layers and documents that are not removed."""
    return _used(store, "spans")


def used_relations(store: Store) -> dict[str, int]:
    """How many links there are of each relation, likewise."""
    return _used(store, "relations")


def _used(store: Store, table: str) -> dict[str, int]:
    sql = f"""SELECT s.label, count(*) FROM {table} s JOIN documents d ON d.key = s.document
        WHERE d.removed IS NULL GROUP BY s.label ORDER BY s.label"""
    return dict(store.rows(sql))
