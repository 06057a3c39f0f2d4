-- Indexes behind the filters, measured on a million targets and a million citations (benchmarks/million.py). Records are listed
-- document by document, so each index goes on with document_id and record_id: then the rows of one unit in the documents of one
-- year are found, and found in order, without sorting.
DROP INDEX targets_unit;
CREATE INDEX targets_unit ON targets (unit, document_id, record_id, op, role);
CREATE INDEX targets_document ON targets (document_id, record_id, role);
CREATE INDEX targets_op ON targets (op, document_id, record_id, role);
DROP INDEX citations_key;
CREATE INDEX citations_key ON citations (folded_key, document_id, record_id, relation);
CREATE INDEX citations_type ON citations (doc_type_name, document_id, record_id);
CREATE INDEX documents_issuer ON documents (issuer_words, issued_on);

-- The years that the targets of a document are for, each span once: a handful a document, so that a question for a year need not
-- look at every target. Where a target states no period it is the day its document was issued.
CREATE TABLE target_spans (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    "from"      TEXT NOT NULL,
    "to"        TEXT NOT NULL,
    PRIMARY KEY (document_id, "from", "to")
) WITHOUT ROWID;
INSERT INTO target_spans SELECT DISTINCT document_id, coalesce(period_from, issued_on), coalesce(period_to, issued_on)
    FROM targets JOIN documents d ON d.id = document_id WHERE coalesce(period_from, issued_on) IS NOT NULL;
