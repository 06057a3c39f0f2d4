-- What a file holds beside the document itself: annexes, what it issues, other documents bound with it. The columns of the
-- letterhead are those of documents; number_key serves the question for a second document's number.
CREATE TABLE attachments (
    record_id     INTEGER PRIMARY KEY,
    document_id   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('phu_luc', 'ban_hanh_kem', 'van_ban_khac')),
    section_id    TEXT NOT NULL,
    title         TEXT,
    number        TEXT,
    doc_type      TEXT,
    doc_type_name TEXT,
    issuer        TEXT,
    parent_issuer TEXT,
    place         TEXT,
    issued_on     TEXT,
    subject       TEXT,
    secrecy       TEXT,
    urgency       TEXT,
    signers       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(signers)),
    recipients    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(recipients)),
    evidence      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence)),
    page          INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    boxes         TEXT CHECK (boxes IS NULL OR json_valid(boxes)),
    number_key    TEXT,
    FOREIGN KEY (document_id, section_id) REFERENCES sections (document_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX attachments_document ON attachments (document_id);
CREATE INDEX attachments_number_key ON attachments (number_key) WHERE number_key IS NOT NULL;
