-- Full text. FTS5's own remove_diacritics does not fold đ ("dang" misses "Đảng") and, folding both sides, lets "đang" find
-- "Đảng". So the words are indexed twice as they are given: in lower case with one tone placement ("exact"), and bare of
-- diacritics with đ → d ("bare"). A question picks the column word by word.
--
-- One row a paragraph of documents.text: text[start:end] is the passage as printed. rowid = document id × 2^26 + its number,
-- which says whose it is without a table and an index of their own.
CREATE VIRTUAL TABLE passages USING fts5 (
    exact, bare, page UNINDEXED, start UNINDEXED, "end" UNINDEXED, tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER passages_gone AFTER DELETE ON documents BEGIN
    DELETE FROM passages WHERE rowid BETWEEN old.id << 26 AND ((old.id + 1) << 26) - 1;
END;

-- What a target is about: statement, subject and indicator, bare. rowid = targets.record_id.
CREATE VIRTUAL TABLE target_words USING fts5 (bare, tokenize = "unicode61 remove_diacritics 0");
CREATE TRIGGER targets_gone AFTER DELETE ON targets BEGIN
    DELETE FROM target_words WHERE rowid = old.record_id;
END;
