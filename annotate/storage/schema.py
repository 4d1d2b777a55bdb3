"""The database's schema, as named steps of SQL; a step is never edited once released.

Text lies apart from what lists show, so that lists stay quick whatever the articles' length.
Layers and writers are numbered here only; everywhere else they go by name.
"""

APPLICATION_ID = 0x416E6E6F
"""`PRAGMA application_id` of every project file: "Anno"."""

NOW = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
"""Milliseconds since 1970, to a trigger."""


def _tallied(values: str, document: str) -> str:
    """To a trigger: a document in some state more or less, unless it is removed."""
    return f"""INSERT INTO tallies SELECT {values} FROM documents
        WHERE key = {document} AND removed IS NULL
        ON CONFLICT DO UPDATE SET documents = documents + excluded.documents"""


BEGUN = _tallied("NEW.layer, NEW.state, NEW.flags > 0, 1", "NEW.document")
ENDED = f"""{_tallied("OLD.layer, OLD.state, OLD.flags > 0, -1", "OLD.document")};
    DELETE FROM tallies WHERE layer = OLD.layer AND documents = 0"""
"""A row of progress is there, or no longer, to the triggers that keep the tallies."""

STEPS: dict[str, tuple[str, ...]] = {
    "m001_project": (
        "CREATE TABLE project (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        """CREATE TABLE schemes (
            version INTEGER PRIMARY KEY, source TEXT NOT NULL, scheme TEXT NOT NULL,
            at INTEGER NOT NULL) STRICT""",
    ),
    "m002_documents": (
        """CREATE TABLE documents (
            key INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
            title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
            published TEXT NOT NULL, language TEXT NOT NULL, length INTEGER NOT NULL,
            paragraphs INTEGER NOT NULL, removed INTEGER) STRICT""",
        # a removed document's id may be given again
        "CREATE UNIQUE INDEX documents_by_id ON documents(id) WHERE removed IS NULL",
        "CREATE INDEX documents_present ON documents(removed)",
        """CREATE TABLE texts (
            document INTEGER PRIMARY KEY REFERENCES documents(key), text TEXT NOT NULL,
            paragraphs TEXT NOT NULL, hints TEXT NOT NULL, meta TEXT NOT NULL) STRICT""",
        """CREATE TABLE appearances (
            document INTEGER NOT NULL REFERENCES documents(key), id TEXT NOT NULL,
            title TEXT NOT NULL, url TEXT NOT NULL,
            PRIMARY KEY (document, id, title, url)) STRICT, WITHOUT ROWID""",
    ),
    "m003_log": (
        "CREATE TABLE layers (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
        """CREATE TABLE writers (
            key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
            n INTEGER NOT NULL, lamport INTEGER NOT NULL) STRICT""",
        "CREATE INDEX writers_by_lamport ON writers(lamport)",
        """CREATE TABLE operations (
            key INTEGER PRIMARY KEY, writer INTEGER NOT NULL REFERENCES writers(key),
            n INTEGER NOT NULL, lamport INTEGER NOT NULL,
            layer INTEGER NOT NULL REFERENCES layers(key),
            document INTEGER NOT NULL REFERENCES documents(key), gesture INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, hash BLOB NOT NULL,
            UNIQUE (writer, n)) STRICT""",
        "CREATE INDEX operations_of ON operations(document, layer)",
        """CREATE TRIGGER operations_stay BEFORE DELETE ON operations
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
        """CREATE TRIGGER operations_are_immutable BEFORE UPDATE ON operations
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    ),
    "m004_state": (
        """CREATE TABLE gestures (
            layer INTEGER NOT NULL REFERENCES layers(key), lamport INTEGER NOT NULL,
            writer TEXT NOT NULL, gesture INTEGER NOT NULL,
            document INTEGER NOT NULL REFERENCES documents(key), at INTEGER NOT NULL,
            undone INTEGER NOT NULL, marked INTEGER NOT NULL,
            PRIMARY KEY (layer, lamport, writer, gesture)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX gestures_of ON gestures(document, layer)",
        "CREATE INDEX gestures_undone ON gestures(layer, marked) WHERE undone",
        """CREATE TABLE progress (
            document INTEGER NOT NULL REFERENCES documents(key),
            layer INTEGER NOT NULL REFERENCES layers(key), state TEXT NOT NULL,
            status TEXT NOT NULL, done INTEGER NOT NULL, skipped INTEGER NOT NULL,
            spans INTEGER NOT NULL, flags INTEGER NOT NULL,
            PRIMARY KEY (document, layer)) STRICT, WITHOUT ROWID""",
        # all that lists and sums need, so that they never read the status
        """CREATE INDEX progress_by_layer
            ON progress(layer, state, document, done, skipped, spans, flags)""",
        """CREATE TABLE spans (
            document INTEGER NOT NULL, layer INTEGER NOT NULL, start INTEGER NOT NULL,
            "end" INTEGER NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL, origin TEXT,
            score REAL, PRIMARY KEY (document, layer, start, "end", label),
            FOREIGN KEY (document, layer) REFERENCES progress(document, layer))
            STRICT, WITHOUT ROWID""",
        """CREATE TABLE relations (
            document INTEGER NOT NULL, layer INTEGER NOT NULL, label TEXT NOT NULL,
            head TEXT NOT NULL, child TEXT NOT NULL,
            PRIMARY KEY (document, layer, label, head, child),
            FOREIGN KEY (document, layer) REFERENCES progress(document, layer))
            STRICT, WITHOUT ROWID""",
        """CREATE TABLE remarks (
            document INTEGER NOT NULL, layer INTEGER NOT NULL, kind TEXT NOT NULL,
            span TEXT NOT NULL, paragraph INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (document, layer, kind, span, paragraph),
            FOREIGN KEY (document, layer) REFERENCES progress(document, layer))
            STRICT, WITHOUT ROWID""",
        """CREATE TABLE rejections (
            document INTEGER NOT NULL, layer INTEGER NOT NULL, start INTEGER NOT NULL,
            "end" INTEGER NOT NULL, label TEXT NOT NULL,
            PRIMARY KEY (document, layer, start, "end", label),
            FOREIGN KEY (document, layer) REFERENCES progress(document, layer))
            STRICT, WITHOUT ROWID""",
        """CREATE TABLE settlements (
            document INTEGER NOT NULL, layer INTEGER NOT NULL, versions TEXT NOT NULL,
            reason TEXT NOT NULL, unclear INTEGER NOT NULL, PRIMARY KEY (document, layer),
            FOREIGN KEY (document, layer) REFERENCES progress(document, layer))
            STRICT, WITHOUT ROWID""",
    ),
    "m005_positions": (
        """CREATE TABLE positions (
            layer INTEGER NOT NULL REFERENCES layers(key),
            document INTEGER NOT NULL REFERENCES documents(key), paragraph INTEGER NOT NULL,
            cursor INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (layer, document)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX positions_by_time ON positions(layer, at)",
    ),
    "m006_decisions": (
        """CREATE TABLE decisions (
            document INTEGER NOT NULL REFERENCES documents(key),
            layer INTEGER NOT NULL REFERENCES layers(key), paragraph INTEGER NOT NULL,
            hash BLOB NOT NULL, label TEXT NOT NULL,
            PRIMARY KEY (document, layer, paragraph)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX decisions_by_hash ON decisions(layer, hash)",
    ),
    "m007_suggestions": (
        """CREATE TABLE suggestions (
            document INTEGER NOT NULL REFERENCES documents(key), suggester TEXT NOT NULL,
            found TEXT NOT NULL, PRIMARY KEY (document, suggester)) STRICT, WITHOUT ROWID""",
    ),
    "m008_uncertainty": (
        """CREATE TABLE uncertainty (
            document INTEGER PRIMARY KEY REFERENCES documents(key), value REAL,
            basis TEXT NOT NULL) STRICT""",
    ),
    "m009_copies": (
        """CREATE TABLE sketches (
            document INTEGER PRIMARY KEY REFERENCES documents(key), shingles INTEGER NOT NULL,
            sketch BLOB NOT NULL, compared INTEGER NOT NULL) STRICT""",
        "CREATE INDEX sketches_new ON sketches(document) WHERE NOT compared",
        """CREATE TABLE copies (
            document INTEGER NOT NULL REFERENCES documents(key),
            other INTEGER NOT NULL REFERENCES documents(key), shared INTEGER NOT NULL,
            PRIMARY KEY (document, other)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX copies_of ON copies(other, document)",
        """CREATE TABLE splits (
            plan TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents(key),
            split TEXT NOT NULL, PRIMARY KEY (plan, document)) STRICT, WITHOUT ROWID""",
    ),
    "m010_guidelines": (
        """CREATE TABLE guidelines (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,
            text TEXT NOT NULL, at INTEGER NOT NULL) STRICT""",
        """CREATE TABLE guided (
            document INTEGER NOT NULL REFERENCES documents(key),
            layer INTEGER NOT NULL REFERENCES layers(key), version TEXT NOT NULL,
            PRIMARY KEY (document, layer)) STRICT, WITHOUT ROWID""",
    ),
    "m011_assignments": (
        """CREATE TABLE batches (
            key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, people TEXT NOT NULL,
            lease INTEGER, at INTEGER NOT NULL) STRICT""",
        """CREATE TABLE assignments (
            batch INTEGER NOT NULL REFERENCES batches(key), rank INTEGER NOT NULL,
            document INTEGER NOT NULL REFERENCES documents(key), place INTEGER NOT NULL,
            annotator TEXT, until INTEGER,
            PRIMARY KEY (batch, rank, place)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX assignments_of ON assignments(annotator, document)",
        "CREATE INDEX assignments_on ON assignments(document, batch)",
        "CREATE INDEX assignments_free ON assignments(batch, rank) WHERE annotator IS NULL",
        "CREATE INDEX assignments_leased ON assignments(until) WHERE until IS NOT NULL",
    ),
    "m012_counts": (
        "CREATE TABLE counts (block INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT",
    ),
    "m013_standings": (
        """CREATE TABLE standings (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL UNIQUE REFERENCES documents(key), state TEXT NOT NULL,
            at INTEGER NOT NULL) STRICT""",
        """INSERT INTO standings (document, state, at) SELECT key, CASE
            WHEN removed IS NULL THEN 'present'
            WHEN EXISTS (SELECT 1 FROM texts WHERE document = key) THEN 'removed'
            ELSE 'purged' END, coalesce(removed, 0) FROM documents ORDER BY key""",
        """CREATE TRIGGER standings_come AFTER INSERT ON documents BEGIN
            INSERT INTO standings (document, state, at) VALUES (NEW.key,
                CASE WHEN NEW.removed IS NULL THEN 'present' ELSE 'removed' END,
                coalesce(NEW.removed, 0)); END""",
        f"""CREATE TRIGGER standings_change AFTER UPDATE OF removed ON documents
            WHEN OLD.removed IS NOT NEW.removed BEGIN
            INSERT OR REPLACE INTO standings (document, state, at) SELECT NEW.key,
                CASE WHEN NEW.removed IS NULL THEN 'present' ELSE 'removed' END, max({NOW}, at + 1)
                FROM standings WHERE document = NEW.key; END""",
        f"""CREATE TRIGGER standings_purged AFTER DELETE ON texts BEGIN
            INSERT OR REPLACE INTO standings (document, state, at)
                SELECT OLD.document, 'purged', max({NOW}, at + 1)
                FROM standings WHERE document = OLD.document; END""",
        """CREATE TABLE peers (
            name TEXT PRIMARY KEY, theirs INTEGER NOT NULL, ours INTEGER NOT NULL)
            STRICT, WITHOUT ROWID""",
    ),
    "m014_controls": (
        """CREATE TABLE mixing (
            batch INTEGER PRIMARY KEY REFERENCES batches(key), share REAL NOT NULL,
            seed INTEGER NOT NULL) STRICT""",
        """CREATE TABLE controls (
            layer INTEGER NOT NULL REFERENCES layers(key),
            document INTEGER NOT NULL REFERENCES documents(key),
            batch INTEGER NOT NULL REFERENCES batches(key), rank INTEGER NOT NULL,
            PRIMARY KEY (layer, document), UNIQUE (layer, batch, rank)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX controls_on ON controls(document, layer)",
        # from when on somebody knew what is gold: what they say later is not theirs alone
        """CREATE TABLE shown (
            layer INTEGER NOT NULL REFERENCES layers(key),
            document INTEGER NOT NULL REFERENCES documents(key), lamport INTEGER NOT NULL,
            PRIMARY KEY (layer, document)) STRICT, WITHOUT ROWID""",
    ),
    "m015_places_of_a_hub": (
        # what a hub calls a batch; NULL where it is of this file alone
        "ALTER TABLE batches ADD COLUMN number INTEGER",
        "CREATE UNIQUE INDEX batches_by_number ON batches(number) WHERE number IS NOT NULL",
        # whether the hub knows that it is finished
        "ALTER TABLE assignments ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
        """CREATE TABLE handed (
            hub TEXT PRIMARY KEY, position INTEGER NOT NULL, token TEXT NOT NULL,
            at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    ),
    "m016_shown_gold": (
        """CREATE TABLE golds (
            document INTEGER PRIMARY KEY REFERENCES documents(key), content TEXT NOT NULL)
            STRICT""",
    ),
    "m017_digests": (
        """CREATE TABLE digests (
            document INTEGER NOT NULL REFERENCES documents(key),
            layer INTEGER NOT NULL REFERENCES layers(key), upto INTEGER NOT NULL,
            digest TEXT NOT NULL, PRIMARY KEY (document, layer)) STRICT, WITHOUT ROWID""",
    ),
    "m018_gestures_by_hand": (
        "ALTER TABLE gestures ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 1",
        """UPDATE gestures SET by_hand = 0 WHERE EXISTS (SELECT 1 FROM operations o
            JOIN writers w ON w.key = o.writer WHERE (w.name, o.n, o.kind)
            = (gestures.writer, gestures.gesture, 'import'))""",
        # those of today are counted at every start, and an import may be of any size
        "CREATE INDEX gestures_by_hand ON gestures(layer, at) WHERE by_hand AND NOT undone",
    ),
    "m019_tallies": (
        """CREATE TABLE tallies (
            layer INTEGER NOT NULL REFERENCES layers(key), state TEXT NOT NULL,
            flagged INTEGER NOT NULL, documents INTEGER NOT NULL,
            PRIMARY KEY (layer, state, flagged)) STRICT, WITHOUT ROWID""",
        """INSERT INTO tallies SELECT p.layer, p.state, p.flags > 0, count(*) FROM progress p
            JOIN documents d ON d.key = p.document WHERE d.removed IS NULL GROUP BY 1, 2, 3""",
        f"CREATE TRIGGER tallies_begin AFTER INSERT ON progress BEGIN {BEGUN}; END",
        f"CREATE TRIGGER tallies_end AFTER DELETE ON progress BEGIN {ENDED}; END",
        f"""CREATE TRIGGER tallies_change AFTER UPDATE OF state, flags ON progress
            WHEN NEW.state != OLD.state OR (NEW.flags > 0) != (OLD.flags > 0)
            BEGIN {ENDED}; {BEGUN}; END""",
        """CREATE TRIGGER tallies_removed AFTER UPDATE OF removed ON documents
            WHEN (OLD.removed IS NULL) != (NEW.removed IS NULL) BEGIN
            INSERT INTO tallies SELECT layer, state, flags > 0, iif(NEW.removed IS NULL, 1, -1)
                FROM progress WHERE document = NEW.key
                ON CONFLICT DO UPDATE SET documents = documents + excluded.documents;
            DELETE FROM tallies WHERE documents = 0; END""",
    ),
    "m020_done_no_more": (
        # how many entries of a log it rests on that the hub knows a place as finished, or not
        "ALTER TABLE assignments ADD COLUMN heard INTEGER NOT NULL DEFAULT 0",
    ),
    "m021_contested": (
        """CREATE TABLE contested (
            document INTEGER PRIMARY KEY REFERENCES documents(key), versions INTEGER NOT NULL,
            spans INTEGER NOT NULL) STRICT""",
    ),
}
