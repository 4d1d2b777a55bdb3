"""The hub's schema, as steps of SQL; a step is never edited once released.

Nobody updates or deletes: people may select and insert, each row as policies let them. What has to
be kept in step with the log is kept by triggers, with the rights of the schema's owner.
"""

from annotate.hub.schema_places import PLACES
from annotate.hub.schema_reopened import REOPENED
from annotate.hub.schema_told import TOLD
from annotate.hub.schema_undo import UNDO

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE annotate.hub (
            one boolean PRIMARY KEY DEFAULT true CHECK (one), replica text NOT NULL,
            project text NOT NULL, version integer NOT NULL,
            position bigint NOT NULL DEFAULT 0)""",
        """CREATE TABLE annotate.people (
            name text PRIMARY KEY, login name NOT NULL UNIQUE, role text NOT NULL
                CHECK (role IN ('annotator', 'reviewer', 'administrator')))""",
        """CREATE TABLE annotate.documents (
            sha256 text COLLATE "C" PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
            empty text NOT NULL)""",
        """CREATE TABLE annotate.texts (
            sha256 text COLLATE "C" PRIMARY KEY REFERENCES annotate.documents,
            carried text NOT NULL)""",
        """CREATE TABLE annotate.standings (
            sha256 text COLLATE "C" NOT NULL REFERENCES annotate.documents,
            state text NOT NULL CHECK (state IN ('present', 'removed', 'purged')),
            at bigint NOT NULL, position bigint NOT NULL UNIQUE,
            PRIMARY KEY (sha256, at, state))""",
        """CREATE TABLE annotate.schemes (
            number integer PRIMARY KEY, source text NOT NULL, scheme text NOT NULL,
            at bigint NOT NULL)""",
        """CREATE TABLE annotate.writers (
            name text COLLATE "C" PRIMARY KEY, n integer NOT NULL, tip text NOT NULL)""",
        """CREATE TABLE annotate.operations (
            writer text COLLATE "C" NOT NULL CHECK (writer ~ '^[^@]+@[^@]+$'),
            n integer NOT NULL CHECK (n > 0), lamport bigint NOT NULL, layer text NOT NULL,
            document text COLLATE "C" NOT NULL REFERENCES annotate.documents,
            gesture integer NOT NULL, kind text NOT NULL, body text NOT NULL, at bigint NOT NULL,
            hash bytea NOT NULL CHECK (octet_length(hash) = 32), PRIMARY KEY (writer, n),
            CHECK (lamport >= n AND lamport < 9007199254740992))""",
        # who asks; for policies, which call each once a statement
        """CREATE FUNCTION annotate.me() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
            SET search_path = pg_catalog AS
            $$ SELECT name FROM annotate.people WHERE login = session_user $$""",
        """CREATE FUNCTION annotate.role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
            SET search_path = pg_catalog AS
            $$ SELECT role FROM annotate.people WHERE login = session_user $$""",
        """CREATE FUNCTION annotate.person(writer text) RETURNS text LANGUAGE sql IMMUTABLE AS
            $$ SELECT split_part(writer, '@', 1) $$""",
        # a known operation is passed over, or it is a fork
        """CREATE FUNCTION annotate.compare() RETURNS trigger LANGUAGE plpgsql
            SET search_path = pg_catalog AS $$
            DECLARE known annotate.operations;
            BEGIN
                SELECT * INTO known FROM annotate.operations
                    WHERE writer = NEW.writer AND n = NEW.n;
                IF NOT FOUND THEN RETURN NEW; END IF;
                IF known IS DISTINCT FROM NEW THEN
                    RAISE EXCEPTION '%:%', NEW.writer, NEW.n USING ERRCODE = 'AN001';
                END IF;
                RETURN NULL;
            END $$""",
        """CREATE TRIGGER compare BEFORE INSERT ON annotate.operations
            FOR EACH ROW EXECUTE FUNCTION annotate.compare()""",
        # logs have no gaps, and the watermarks are theirs
        """CREATE FUNCTION annotate.watermark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog AS $$
            DECLARE gap text;
            BEGIN
                INSERT INTO annotate.writers SELECT DISTINCT writer, 0, '' FROM new_operations
                    ORDER BY 1 ON CONFLICT DO NOTHING;
                PERFORM 1 FROM annotate.writers WHERE name IN (SELECT writer FROM new_operations)
                    ORDER BY name FOR UPDATE;
                SELECT w.name || ':' || w.n + 1 INTO gap FROM annotate.writers w JOIN (
                    SELECT writer, min(n) first, max(n) last, count(*) number
                    FROM new_operations GROUP BY writer) o ON o.writer = w.name
                    WHERE o.first <> w.n + 1 OR o.last <> w.n + o.number LIMIT 1;
                IF gap IS NOT NULL THEN
                    RAISE EXCEPTION '%', gap USING ERRCODE = 'AN002';
                END IF;
                UPDATE annotate.writers w SET n = o.n, tip = encode(substr(o.hash, 1, 8), 'hex')
                    FROM (SELECT DISTINCT ON (writer) writer, n, hash FROM new_operations
                        ORDER BY writer, n DESC) o WHERE o.writer = w.name;
                RETURN NULL;
            END $$""",
        """CREATE TRIGGER watermark AFTER INSERT ON annotate.operations
            REFERENCING NEW TABLE AS new_operations
            FOR EACH STATEMENT EXECUTE FUNCTION annotate.watermark()""",
        # one change after the other: a position is seen only when all before it are
        """CREATE FUNCTION annotate.stand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog AS $$
            BEGIN
                UPDATE annotate.hub SET position = position + 1 RETURNING position
                    INTO NEW.position;
                IF NEW.state = 'purged' AND NOT EXISTS (SELECT 1 FROM annotate.standings
                    WHERE sha256 = NEW.sha256 AND at > NEW.at) THEN
                    DELETE FROM annotate.texts WHERE sha256 = NEW.sha256;
                END IF;
                RETURN NEW;
            END $$""",
        """CREATE TRIGGER stand BEFORE INSERT ON annotate.standings
            FOR EACH ROW EXECUTE FUNCTION annotate.stand()""",
        *(
            f"ALTER TABLE annotate.{table} ENABLE ROW LEVEL SECURITY"
            for table in (
                "hub",
                "people",
                "documents",
                "texts",
                "standings",
                "schemes",
                "writers",
                "operations",
            )
        ),
        *(
            f"""CREATE POLICY seen ON annotate.{table} FOR SELECT
                USING ((SELECT annotate.me()) IS NOT NULL)"""
            for table in ("hub", "documents", "texts", "standings", "schemes")
        ),
        *(
            f"""CREATE POLICY brought ON annotate.{table} FOR INSERT
                WITH CHECK ((SELECT annotate.role()) = 'administrator')"""
            for table in ("documents", "texts", "standings", "schemes")
        ),
        """CREATE POLICY seen ON annotate.people FOR SELECT USING (
            login = session_user OR (SELECT annotate.role()) <> 'annotator')""",
        """CREATE POLICY seen ON annotate.writers FOR SELECT USING (
            (SELECT annotate.role()) <> 'annotator'
            OR annotate.person(name) = (SELECT annotate.me()))""",
        """CREATE POLICY seen ON annotate.operations FOR SELECT USING (
            (SELECT annotate.role()) <> 'annotator'
            OR annotate.person(writer) = (SELECT annotate.me()))""",
        """CREATE POLICY appended ON annotate.operations FOR INSERT WITH CHECK (
            annotate.person(writer) = (SELECT annotate.me()) AND (
                layer IN ((SELECT annotate.me()), 'again/' || (SELECT annotate.me()))
                OR (layer = 'gold/' || (SELECT annotate.me())
                    AND (SELECT annotate.role()) <> 'annotator')
                OR (kind = 'import' AND (SELECT annotate.role()) = 'administrator')))""",
    ),
    PLACES,
    TOLD,
    UNDO,
    REOPENED,
)
"""Each brings the schema from the version of its index to the next."""

GRANTS = (
    "GRANT USAGE ON SCHEMA annotate TO {login}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA annotate TO {login}",
    """GRANT INSERT ON annotate.documents, annotate.texts, annotate.standings, annotate.schemes,
        annotate.operations TO {login}""",
)
"""What everybody may try; the policies say with which rows."""
REVOKES = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA annotate FROM {login}",
    "REVOKE ALL ON SCHEMA annotate FROM {login}",
)
