-- A digest over what the rows of a document say (extractor/store/seal.py), written with them: a row that is lost or changed
-- afterwards is seen by "vanban check". NULL where the document was written before; the next reading of its file seals it.
ALTER TABLE documents ADD COLUMN record_sha256 TEXT;
