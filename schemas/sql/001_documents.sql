-- The records of the contract: one row a record, its field names as column names, nested values as JSON.
-- "vanb" in ASCII, so that a file that is somebody else's SQLite database is told from ours.
PRAGMA application_id = 1986096738;

CREATE TABLE documents (
    id             INTEGER PRIMARY KEY,
    schema_version TEXT NOT NULL,
    path           TEXT,
    sha256         TEXT NOT NULL UNIQUE,
    media_type     TEXT NOT NULL,
    size           INTEGER NOT NULL,
    page_count     INTEGER NOT NULL,
    reader         TEXT NOT NULL,
    ocr            INTEGER NOT NULL CHECK (ocr IN (0, 1)),
    number         TEXT,
    doc_type       TEXT,
    doc_type_name  TEXT,
    issuer         TEXT,
    parent_issuer  TEXT,
    place          TEXT,
    issued_on      TEXT,
    subject        TEXT,
    secrecy        TEXT,
    urgency        TEXT,
    evidence       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence)),
    page_starts    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(page_starts)),
    -- Folded for asking (lower case, no diacritics, no spaces in number_key): "98/2023/nđ-cp" finds 98/2023/NĐ-CP.
    number_key     TEXT,
    issuer_words   TEXT,
    subject_words  TEXT,
    -- Last, because SQLite walks the pages of a long value to reach what stands behind it.
    text           TEXT NOT NULL
);
CREATE UNIQUE INDEX documents_path ON documents (path) WHERE path IS NOT NULL;
CREATE INDEX documents_number_key ON documents (number_key);
CREATE INDEX documents_issued_on ON documents (issued_on);
CREATE INDEX documents_doc_type ON documents (doc_type);

CREATE TABLE signers (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name        TEXT,
    title       TEXT,
    authority   TEXT
);
CREATE INDEX signers_document ON signers (document_id);

CREATE TABLE recipients (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    note        TEXT
);
CREATE INDEX recipients_document ON recipients (document_id);

CREATE TABLE sections (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    parent_id   TEXT,
    depth       INTEGER NOT NULL,
    label       TEXT,
    title       TEXT,
    kind        TEXT NOT NULL,
    page        INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    boxes       TEXT CHECK (boxes IS NULL OR json_valid(boxes)),
    -- The section's first line, at most 300 code points, so that a listing need not read the whole text.
    first_line  TEXT NOT NULL,
    UNIQUE (document_id, id),
    FOREIGN KEY (document_id, parent_id) REFERENCES sections (document_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX sections_kind ON sections (kind);

CREATE TABLE targets (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    section_id  TEXT,
    role        TEXT NOT NULL,
    statement   TEXT NOT NULL,
    subject     TEXT,
    indicator   TEXT,
    op          TEXT,
    low         REAL,
    high        REAL,
    unit        TEXT,
    base        REAL,
    period      TEXT CHECK (period IS NULL OR json_valid(period)),
    parent_id   TEXT,
    confidence  REAL NOT NULL,
    "table"     TEXT CHECK ("table" IS NULL OR json_valid("table")),
    page        INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    boxes       TEXT CHECK (boxes IS NULL OR json_valid(boxes)),
    period_from TEXT GENERATED ALWAYS AS (json_extract(period, '$.from')) VIRTUAL,
    period_to   TEXT GENERATED ALWAYS AS (json_extract(period, '$.to')) VIRTUAL,
    UNIQUE (document_id, id),
    FOREIGN KEY (document_id, section_id) REFERENCES sections (document_id, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document_id, parent_id) REFERENCES targets (document_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX targets_unit ON targets (unit);

CREATE TABLE dates (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    text        TEXT NOT NULL,
    "from"      TEXT NOT NULL,
    "to"        TEXT NOT NULL,
    precision   TEXT NOT NULL,
    role        TEXT NOT NULL,
    page        INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    boxes       TEXT CHECK (boxes IS NULL OR json_valid(boxes))
);
CREATE INDEX dates_document ON dates (document_id);
CREATE INDEX dates_role ON dates (role, "to");

CREATE TABLE citations (
    record_id     INTEGER PRIMARY KEY,
    document_id   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    section_id    TEXT,
    text          TEXT NOT NULL,
    "key"         TEXT NOT NULL,
    doc_type_name TEXT NOT NULL,
    number        TEXT,
    issued_on     TEXT,
    issuer        TEXT,
    title         TEXT,
    pinpoint      TEXT NOT NULL CHECK (json_valid(pinpoint)),
    relation      TEXT NOT NULL,
    confidence    REAL NOT NULL,
    page          INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    boxes         TEXT CHECK (boxes IS NULL OR json_valid(boxes)),
    folded_key    TEXT NOT NULL,
    UNIQUE (document_id, id),
    FOREIGN KEY (document_id, section_id) REFERENCES sections (document_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX citations_key ON citations (folded_key);

CREATE TABLE tables (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    rows        TEXT NOT NULL CHECK (json_valid(rows)),
    caption     TEXT,
    header_rows INTEGER NOT NULL,
    page        INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    boxes       TEXT CHECK (boxes IS NULL OR json_valid(boxes))
);
CREATE INDEX tables_document ON tables (document_id);

CREATE TABLE warnings (
    record_id   INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    code        TEXT NOT NULL,
    message     TEXT NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL
);
CREATE INDEX warnings_document ON warnings (document_id);
