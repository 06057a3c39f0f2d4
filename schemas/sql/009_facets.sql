-- What targets are filtered by, as words beside their words (extractor/store/facets.py, which has this function): measured on a
-- million targets, words that 70,000 hold, of one unit and op, took 230 ms row by row and take 8 ms inside the index. Nothing
-- asks for the sizes of columns, which only FTS5's own ranking needs.
DROP TRIGGER targets_gone;
ALTER TABLE target_words RENAME TO former_target_words;
CREATE VIRTUAL TABLE target_words USING fts5 (
    bare, facets, columnsize = 0, tokenize = "unicode61 remove_diacritics 0"
);
INSERT INTO target_words (rowid, bare, facets)
    SELECT w.rowid, w.bare, target_facets(d.issuer_words, d.doc_type, d.issued_on, t.role, t.op, t.unit, t.period)
    FROM former_target_words w CROSS JOIN targets t ON t.record_id = w.rowid CROSS JOIN documents d ON d.id = t.document_id
    ORDER BY w.rowid;
DROP TABLE former_target_words;
CREATE TRIGGER targets_gone AFTER DELETE ON targets BEGIN
    DELETE FROM target_words WHERE rowid = old.record_id;
END;
