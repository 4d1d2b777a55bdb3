"""The hub's fourth step: an administrator takes back what was imported for somebody.

One's own imports by their names alone, as they may come in the same message; those of other
administrators by what is here. What people labelled themselves stays theirs to undo.
"""

from annotate.hub.schema_told import OWN

UNDO: tuple[str, ...] = (
    """CREATE FUNCTION annotate.is_brought(which text, into_layer text, into_document text)
        RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
        $$ SELECT EXISTS (SELECT 1 FROM annotate.operations
            WHERE writer = substring(which FROM '^(.*):[0-9]+$') COLLATE "C"
                AND gesture::text = substring(which FROM ':([0-9]+)$') AND kind = 'import'
                AND layer = into_layer AND document = into_document
                AND annotate.person(writer) <> regexp_replace(layer, '^(again|gold)/', '')) $$""",
    "DROP POLICY appended ON annotate.operations",
    f"""CREATE POLICY appended ON annotate.operations FOR INSERT WITH CHECK (
        annotate.person(writer) = {OWN} AND (
            layer IN ({OWN}, 'again/' || {OWN})
            OR (layer = 'gold/' || {OWN} AND (SELECT annotate.role()) <> 'annotator')
            OR (kind = 'import' AND (SELECT annotate.role()) = 'administrator')
            OR (kind IN ('undo', 'redo') AND (SELECT annotate.role()) = 'administrator'
                AND (annotate.person(body::json ->> 'gesture') = {OWN}
                    OR annotate.is_brought(body::json ->> 'gesture', layer, document)))))""",
)
