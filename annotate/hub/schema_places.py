"""The hub's second step: batches, and the places in them that annotators take.

What a project's file says of them is said here too; only that a place is taken with a lock that
nobody waits for, and that the time is the server's. What `changed` a place is the number of a
transaction: transactions end in any order, and whoever looks goes on from the oldest under way.
"""

CHECKED = "IF NOT annotate.directs() THEN RAISE EXCEPTION USING ERRCODE = '42501'; END IF;"
HERE = "here bigint := pg_current_xact_id()::text::bigint"
KEYS = "keys_batch integer[], keys_rank integer[], keys_place integer[]"
WANTED = """unnest(keys_batch, keys_rank, keys_place)
    WITH ORDINALITY AS w(batch, rank, place, nth)"""
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS"

PLACES: tuple[str, ...] = (
    # a batch that is brought twice is known by the name that was wished for, and its time
    """CREATE TABLE annotate.batches (
        number integer PRIMARY KEY, name text NOT NULL UNIQUE, wished text NOT NULL,
        people jsonb NOT NULL, lease bigint, at bigint NOT NULL, UNIQUE (wished, at))""",
    """CREATE TABLE annotate.places (
        batch integer NOT NULL REFERENCES annotate.batches, rank integer NOT NULL,
        place integer NOT NULL, sha256 text COLLATE "C" NOT NULL REFERENCES annotate.documents,
        annotator text, until bigint, done boolean NOT NULL DEFAULT false,
        ended boolean NOT NULL DEFAULT false, changed bigint NOT NULL,
        PRIMARY KEY (batch, rank, place), UNIQUE (batch, sha256, annotator))""",
    "CREATE INDEX places_changed ON annotate.places (changed, batch, rank, place)",
    "CREATE INDEX places_of ON annotate.places (annotator, changed)",
    """CREATE INDEX places_free ON annotate.places (batch, rank, place)
        WHERE annotator IS NULL AND NOT ended""",
    "CREATE INDEX places_late ON annotate.places (until) WHERE NOT done",
    """CREATE FUNCTION annotate.clock() RETURNS bigint LANGUAGE sql STABLE
        SET search_path = pg_catalog AS
        $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$""",
    """CREATE FUNCTION annotate.directs() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = pg_catalog AS $$
        SELECT coalesce(annotate.role() = 'administrator', false) OR pg_has_role(session_user,
            (SELECT nspowner FROM pg_namespace WHERE nspname = 'annotate'), 'MEMBER') $$""",
    # what changes when there is something to take or to hear of
    """CREATE FUNCTION annotate.given() RETURNS text LANGUAGE sql STABLE
        SET search_path = pg_catalog AS $$
        SELECT (SELECT coalesce(max(changed), 0) FROM annotate.places) || ' ' ||
            (SELECT count(*) FROM annotate.places WHERE NOT done AND until < annotate.clock())
        $$""",
    f"""CREATE FUNCTION annotate.give(wish text, whom jsonb, days bigint, made bigint,
        ranks integer[], hashes text[], numbers integer[], names text[], untils bigint[],
        finished boolean[]) RETURNS integer {DEFINER} $$
        DECLARE {HERE}; known integer; called text := wish; nth integer := 1;
        BEGIN
            {CHECKED}
            SELECT number INTO known FROM annotate.batches WHERE wished = wish AND at = made;
            IF FOUND THEN RETURN known; END IF;
            WHILE EXISTS (SELECT 1 FROM annotate.batches WHERE name = called) LOOP
                nth := nth + 1;
                called := wish || ' (' || nth || ')';
            END LOOP;
            INSERT INTO annotate.batches SELECT coalesce(max(number), 0) + 1, called, wish, whom,
                days, made FROM annotate.batches RETURNING number INTO known;
            INSERT INTO annotate.places SELECT known, rank, place, sha256, name, until, is_done,
                false, here FROM unnest(ranks, hashes, numbers, names, untils, finished)
                AS p(rank, sha256, place, name, until, is_done);
            RETURN known;
        END $$""",
    # of the places asked for, in that order, those that nobody has and nobody is just taking
    f"""CREATE FUNCTION annotate.take({KEYS}, most integer) RETURNS integer {DEFINER} $$
        DECLARE {HERE}; who text := annotate.me(); taken integer;
            batches integer[]; ranks integer[]; places integer[]; leases bigint[];
        BEGIN
            IF who IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42501'; END IF;
            PERFORM pg_advisory_xact_lock(hashtextextended(who, 1));
            SELECT array_agg(f.batch), array_agg(f.rank), array_agg(f.place), array_agg(f.lease)
                INTO batches, ranks, places, leases FROM (
                SELECT p.batch, p.rank, p.place, b.lease
                FROM {WANTED} JOIN annotate.places p USING (batch, rank, place)
                JOIN annotate.batches b ON b.number = p.batch
                WHERE NOT p.ended AND NOT p.done
                    AND (p.annotator IS NULL OR p.until < annotate.clock())
                    AND (b.people = '[]' OR b.people ? who)
                    AND NOT EXISTS (SELECT 1 FROM annotate.places m
                        WHERE (m.batch, m.sha256, m.annotator) = (p.batch, p.sha256, who))
                ORDER BY nth LIMIT most FOR UPDATE OF p SKIP LOCKED) f;
            IF batches IS NULL THEN RETURN 0; END IF;
            UPDATE annotate.places p SET annotator = who, until = annotate.clock() + t.lease,
                changed = here FROM unnest(batches, ranks, places, leases)
                    AS t(batch, rank, place, lease)
                WHERE (p.batch, p.rank, p.place) = (t.batch, t.rank, t.place);
            GET DIAGNOSTICS taken = ROW_COUNT;
            RETURN taken;
        END $$""",
    # one's own: what is done is kept for good, for the rest the lease begins anew
    f"""CREATE FUNCTION annotate.keep({KEYS}, finished boolean[]) RETURNS integer {DEFINER} $$
        DECLARE {HERE}; kept integer;
        BEGIN
            UPDATE annotate.places p SET done = done OR k.is_done, changed = here,
                until = CASE WHEN k.is_done OR p.until IS NULL THEN NULL
                    ELSE annotate.clock() + b.lease END
                FROM unnest(keys_batch, keys_rank, keys_place, finished)
                    AS k(batch, rank, place, is_done), annotate.batches b
                WHERE (p.batch, p.rank, p.place) = (k.batch, k.rank, k.place)
                    AND p.annotator = annotate.me() AND b.number = p.batch;
            GET DIAGNOSTICS kept = ROW_COUNT;
            RETURN kept;
        END $$""",
    f"""CREATE FUNCTION annotate.release(whose text) RETURNS integer {DEFINER} $$
        DECLARE {HERE}; freed integer;
        BEGIN
            IF whose IS DISTINCT FROM annotate.me() THEN {CHECKED} END IF;
            UPDATE annotate.places SET annotator = NULL, until = NULL, changed = here
                WHERE annotator = whose AND NOT done;
            GET DIAGNOSTICS freed = ROW_COUNT;
            RETURN freed;
        END $$""",
    f"""CREATE FUNCTION annotate.end_batch(which integer) RETURNS integer {DEFINER} $$
        DECLARE {HERE}; freed integer;
        BEGIN
            {CHECKED}
            UPDATE annotate.places SET ended = true, changed = here
                WHERE annotator IS NULL AND NOT ended AND batch = which;
            GET DIAGNOSTICS freed = ROW_COUNT;
            RETURN freed;
        END $$""",
    *(
        statement
        for table in ("batches", "places")
        for statement in (
            f"ALTER TABLE annotate.{table} ENABLE ROW LEVEL SECURITY",
            f"""CREATE POLICY seen ON annotate.{table} FOR SELECT
                USING ((SELECT annotate.me()) IS NOT NULL)""",
        )
    ),
)
