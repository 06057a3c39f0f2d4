-- What a file held before its content changed: the record is replaced, the old one stays readable. No foreign key, since the
-- document's row is made anew and may be gone tomorrow while its history stays.
CREATE TABLE versions (
    id               INTEGER PRIMARY KEY,
    path             TEXT NOT NULL,
    sha256           TEXT NOT NULL,
    number           TEXT,
    issued_on        TEXT,
    subject          TEXT,
    pipeline_version TEXT,
    replaced_at      TEXT NOT NULL, -- UTC
    document         BLOB NOT NULL, -- the contract's JSON, zlib
    UNIQUE (path, sha256)
);

-- Documents that are nearly the same: a re-scan, a draft and the signed copy. Both directions are kept.
-- kind   same_number (number, issuer and date are those of the other) | same_subject (one has no number or date of its own)
CREATE TABLE links (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other_id    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('same_number', 'same_subject')),
    PRIMARY KEY (document_id, other_id)
) WITHOUT ROWID;
CREATE INDEX links_other ON links (other_id);
CREATE INDEX documents_subject ON documents (subject_words) WHERE subject_words IS NOT NULL;
