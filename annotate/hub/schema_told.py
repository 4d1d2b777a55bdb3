"""The hub's third step: what reaches an annotator that others wrote, feedback and imports.

Gold is shown to those who finished an article, and names nobody. A log in which there are only
labels of one person, brought by an administrator, is that person's to see.
"""

from annotate.hub.schema_places import DEFINER, HERE

OWN = "(SELECT annotate.me())"
LEAP = 2**32
"""How far one message may take the clock: who pushes it would need days, and be seen."""
LEADS = "(SELECT annotate.role()) <> 'annotator'"

TOLD: tuple[str, ...] = (
    """CREATE TABLE annotate.golds (
        sha256 text COLLATE "C" PRIMARY KEY REFERENCES annotate.documents,
        content text NOT NULL)""",
    """CREATE TABLE annotate.shown (
        name text NOT NULL, sha256 text COLLATE "C" NOT NULL REFERENCES annotate.golds,
        changed bigint NOT NULL, PRIMARY KEY (name, sha256))""",
    "CREATE INDEX shown_changed ON annotate.shown (name, changed)",
    # "" where nothing is gold any more
    f"""CREATE FUNCTION annotate.show(which text, said text, whom text[]) RETURNS void {DEFINER} $$
        DECLARE {HERE};
        BEGIN
            IF NOT (annotate.directs() OR coalesce(annotate.role() = 'reviewer', false)) THEN
                RAISE EXCEPTION USING ERRCODE = '42501';
            END IF;
            IF said = '' AND NOT EXISTS (SELECT 1 FROM annotate.golds WHERE sha256 = which) THEN
                RETURN;
            END IF;
            INSERT INTO annotate.golds VALUES (which, said) ON CONFLICT (sha256)
                DO UPDATE SET content = said WHERE golds.content <> said;
            IF FOUND THEN
                UPDATE annotate.shown SET changed = here WHERE sha256 = which;
            END IF;
            INSERT INTO annotate.shown SELECT name, which, here FROM unnest(whom) AS n(name)
                ON CONFLICT DO NOTHING;
        END $$""",
    "ALTER TABLE annotate.golds ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE annotate.shown ENABLE ROW LEVEL SECURITY",
    f"""CREATE POLICY seen ON annotate.shown FOR SELECT USING (name = {OWN} OR {LEADS})""",
    f"""CREATE POLICY seen ON annotate.golds FOR SELECT USING ({LEADS} OR EXISTS (
        SELECT 1 FROM annotate.shown s WHERE s.sha256 = golds.sha256 AND s.name = {OWN}))""",
    # whose labels alone a log has
    "ALTER TABLE annotate.writers ADD COLUMN about text",
    # and how far its clock is
    "ALTER TABLE annotate.writers ADD COLUMN lamport bigint NOT NULL DEFAULT 0",
    """CREATE FUNCTION annotate.whose(layer text) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT CASE WHEN layer LIKE 'gold/%' THEN '' WHEN layer LIKE 'again/%'
            THEN substr(layer, 7) ELSE layer END $$""",
    """UPDATE annotate.writers w SET about = o.about, lamport = o.lamport FROM (
        SELECT writer, max(lamport) AS lamport,
            CASE WHEN min(annotate.whose(layer)) = max(annotate.whose(layer))
            THEN min(annotate.whose(layer)) ELSE '' END AS about
        FROM annotate.operations GROUP BY writer) o WHERE o.writer = w.name""",
    "CREATE INDEX writers_about ON annotate.writers (about)",
    "CREATE INDEX writers_by_lamport ON annotate.writers (lamport)",
    # as `core/soundness.py` has it; what is there already stays
    """ALTER TABLE annotate.operations ADD CONSTRAINT sound CHECK (
        length(writer) <= 300 AND length(layer) BETWEEN 1 AND 300
        AND length(kind) BETWEEN 1 AND 60 AND gesture BETWEEN 1 AND n
        AND length(body) <= 67108864 AND body::json IS NOT NULL) NOT VALID""",
    f"""CREATE FUNCTION annotate.tell_about() RETURNS trigger {DEFINER} $$
        DECLARE ahead text;
        BEGIN
            SELECT writer || ':' || n INTO ahead FROM told_operations WHERE lamport >
                {LEAP} + (SELECT coalesce(max(lamport), 0) FROM annotate.writers) LIMIT 1;
            IF ahead IS NOT NULL THEN
                RAISE EXCEPTION '%', ahead USING ERRCODE = 'AN003';
            END IF;
            UPDATE annotate.writers w SET lamport = greatest(w.lamport, o.lamport), about =
                CASE WHEN o.one AND coalesce(w.about, o.about) = o.about THEN o.about ELSE '' END
                FROM (SELECT writer, max(lamport) AS lamport, min(annotate.whose(layer)) AS about,
                    min(annotate.whose(layer)) = max(annotate.whose(layer)) AS one
                    FROM told_operations GROUP BY writer) o
                WHERE o.writer = w.name;
            RETURN NULL;
        END $$""",
    # after `watermark`, as triggers go by their names
    """CREATE TRIGGER whom_it_is_about AFTER INSERT ON annotate.operations
        REFERENCING NEW TABLE AS told_operations
        FOR EACH STATEMENT EXECUTE FUNCTION annotate.tell_about()""",
    "DROP POLICY seen ON annotate.writers",
    f"""CREATE POLICY seen ON annotate.writers FOR SELECT USING (
        {LEADS} OR annotate.person(name) = {OWN} OR about = {OWN})""",
    "DROP POLICY seen ON annotate.operations",
    f"""CREATE POLICY seen ON annotate.operations FOR SELECT USING (
        {LEADS} OR annotate.person(writer) = {OWN}
        OR writer IN (SELECT name FROM annotate.writers WHERE about = {OWN}))""",
)
