-- The import ledger: one row a file met, whatever became of it.
-- state   stored (its record is in documents) | duplicate (the same content is stored from another path)
--         | held (it gave no record; reason says why) | reading (a run is at it, or died at it)
CREATE TABLE files (
    path             TEXT PRIMARY KEY,
    sha256           TEXT,
    size             INTEGER,
    state            TEXT NOT NULL CHECK (state IN ('stored', 'duplicate', 'held', 'reading')),
    reason           TEXT NOT NULL CHECK (reason IN (
        'OK', 'OK_WITH_WARNINGS', 'DUPLICATE', 'NEEDS_OCR', 'ENCRYPTED', 'UNSUPPORTED', 'TOO_LARGE', 'TIMEOUT', 'CRASHED',
        'OUT_OF_MEMORY', 'BAD_INPUT'
    )),
    code             TEXT, -- of models/messages.toml, with the values of its placeholders: said in the reader's language
    params           TEXT CHECK (params IS NULL OR json_valid(params)),
    attempts         INTEGER NOT NULL DEFAULT 0,
    document_id      INTEGER REFERENCES documents (id) ON DELETE SET NULL,
    reader           TEXT,
    pipeline_version TEXT,
    seconds          REAL,
    pages            INTEGER,
    warnings         INTEGER,
    first_seen       TEXT NOT NULL,
    last_tried       TEXT NOT NULL
);
CREATE INDEX files_sha256 ON files (sha256);
CREATE INDEX files_state ON files (state, reason);
CREATE INDEX files_document ON files (document_id);
