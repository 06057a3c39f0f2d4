-- What a table's numbers count ("Đơn vị tính: triệu đồng"), and which of its cells span rows or columns.
ALTER TABLE tables ADD COLUMN unit TEXT;
ALTER TABLE tables ADD COLUMN spans TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(spans));
