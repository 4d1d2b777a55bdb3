"""The hub's fifth step: what was done and is not any more has a lease again, as in a file.

Who tells whether an article is done tells also how many entries of its log they had heard: of two
that say otherwise the one who had heard more is believed, in whatever order they come.
"""

from annotate.hub.schema_places import DEFINER, HERE, KEYS

REOPENED: tuple[str, ...] = (
    "ALTER TABLE annotate.places ADD COLUMN heard integer NOT NULL DEFAULT 0",
    # what one annotator has said of a place says nothing of the next one
    """CREATE FUNCTION annotate.begin_anew() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog AS $$ BEGIN NEW.heard := 0; RETURN NEW; END $$""",
    """CREATE TRIGGER begin_anew BEFORE UPDATE OF annotator ON annotate.places FOR EACH ROW
        WHEN (OLD.annotator IS DISTINCT FROM NEW.annotator)
        EXECUTE FUNCTION annotate.begin_anew()""",
    "DROP FUNCTION annotate.keep(integer[], integer[], integer[], boolean[])",
    # one's own: first what is done and what is not any more, then leases begin anew; each device
    # of a person waits for the one before
    f"""CREATE FUNCTION annotate.keep({KEYS}, finished boolean[], entries integer[])
        RETURNS integer {DEFINER} $$
        DECLARE {HERE}; who text := annotate.me(); kept integer;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtextextended(who, 1));
            UPDATE annotate.places p SET done = k.is_done, heard = k.heard, changed = here
                FROM unnest(keys_batch, keys_rank, keys_place, finished, entries)
                    AS k(batch, rank, place, is_done, heard)
                WHERE (p.batch, p.rank, p.place) = (k.batch, k.rank, k.place)
                    AND p.annotator = who AND (k.heard, k.is_done) > (p.heard, p.done);
            UPDATE annotate.places p SET changed = here,
                until = CASE WHEN p.done THEN NULL ELSE annotate.clock() + b.lease END
                FROM unnest(keys_batch, keys_rank, keys_place) AS k(batch, rank, place),
                    annotate.batches b
                WHERE (p.batch, p.rank, p.place) = (k.batch, k.rank, k.place)
                    AND p.annotator = who AND b.number = p.batch
                    AND (NOT p.done OR p.until IS NOT NULL);
            GET DIAGNOSTICS kept = ROW_COUNT;
            RETURN kept;
        END $$""",
)
