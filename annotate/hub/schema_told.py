"""The hub's third step: what reaches an annotator that others wrote, feedback and imports.

Gold is shown to those who finished an article, and names nobody. A log in which there are only
labels of one person, brought by an administrator, is that person's to see.
"""

from annotate.hub.schema_places import DEFINER, HERE

OWN = "(SELECT annotate.me())"
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
    """CREATE FUNCTION annotate.whose(layer text) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT CASE WHEN layer LIKE 'gold/%' THEN '' WHEN layer LIKE 'again/%'
            THEN substr(layer, 7) ELSE layer END $$""",
    """UPDATE annotate.writers w SET about = o.about FROM (
        SELECT writer, CASE WHEN min(annotate.whose(layer)) = max(annotate.whose(layer))
            THEN min(annotate.whose(layer)) ELSE '' END AS about
        FROM annotate.operations GROUP BY writer) o WHERE o.writer = w.name""",
    "CREATE INDEX writers_about ON annotate.writers (about)",
    f"""CREATE FUNCTION annotate.tell_about() RETURNS trigger {DEFINER} $$
        BEGIN
            UPDATE annotate.writers w SET about =
                CASE WHEN o.one AND coalesce(w.about, o.about) = o.about THEN o.about ELSE '' END
                FROM (SELECT writer, min(annotate.whose(layer)) AS about,
                    min(annotate.whose(layer)) = max(annotate.whose(layer)) AS one
                    FROM told_operations GROUP BY writer) o
                WHERE o.writer = w.name AND (w.about IS NULL OR w.about <> '');
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
