-- One row a run of import, retry or watch: who is at it, how far it is, how it ended. The one that is running is the only
-- writer of documents, and its row is what "vanban status" shows from another terminal.
CREATE TABLE runs (
    id               INTEGER PRIMARY KEY,
    command          TEXT NOT NULL,
    host             TEXT NOT NULL,
    pid              INTEGER NOT NULL,
    born             TEXT,    -- when the process began, as its system counts, so that a number used again is not taken for it
    pipeline_version TEXT,
    workers          INTEGER,
    state            TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'waiting', 'done', 'stopped', 'failed')),
    started_at       TEXT NOT NULL, -- UTC
    seen_at          TEXT NOT NULL,
    ended_at         TEXT,
    total            INTEGER, -- files known to the run so far, those in archives counted as they are met
    done             INTEGER NOT NULL DEFAULT 0,
    unchanged        INTEGER NOT NULL DEFAULT 0,
    pages            INTEGER NOT NULL DEFAULT 0,
    counts           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)), -- files per reason
    file_rate        REAL, -- a second, of the last minute
    page_rate        REAL
);
CREATE INDEX runs_state ON runs (state);
