"""A portal's table of attributes: one cell or two an attribute, blanks, and tables that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import letterhead, readers
from extractor.letterhead import Letterhead
from extractor.limits import DEFAULT
from extractor.repair import repair

HEADLINE = "<p><b>Quyết định số 31/2017/QĐ-TTg Quy định việc quản lý kho vật tư dự phòng</b></p><p>Còn hiệu lực</p>"
TWO_CELLS = [
    ("Số ký hiệu", "31/2017/QĐ-TTg"), ("Loại văn bản", "Quyết định"), ("Ngày ban hành", "14/07/2017"),
    ("Cơ quan ban hành", "Thủ tướng Chính phủ"), ("Chức danh", "--"), ("Người ký", "Trần Văn Mẫu"),
]  # fmt: skip
ONE_CELL = [
    ("Số hiệu: 31/2017/QĐ-TTg", "Loại văn bản: Quyết định"), ("Ngành --", "Ngày ban hành 14/07/2017"),
    ("Chức danh --", "Người ký Trần Văn Mẫu"), ("Tình trạng hiệu lực Còn hiệu lực", "Cơ quan ban hành Thủ tướng Chính phủ"),
]  # fmt: skip
LIST = [("Số hiệu", "Ngày ban hành"), ("31/2017/QĐ-TTg", "14/07/2017"), ("32/2017/QĐ-TTg", "15/07/2017")]
FORM = [("Số hiệu", "máy bơm A2"), ("Ngày ký", "14/07/2017"), ("Người ký", "Trần Văn Mẫu")]


def read(rows: list[tuple[str, str]], folder: Path) -> Letterhead:
    cells = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    page = folder / "page.html"
    page.write_text(f'<html><meta charset="utf-8"><body>{HEADLINE}<table>{cells}</table></body></html>', encoding="utf-8")
    return letterhead.read(repair(readers.read(page, DEFAULT)))


@pytest.mark.parametrize("rows", [TWO_CELLS, ONE_CELL], ids=["label and value in two cells", "in one"])
def test_attributes_stand_in_for_a_letterhead(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    found = read(rows, tmp_path)
    assert (found.number, found.doc_type, found.issuer) == ("31/2017/QĐ-TTg", "QĐ", "Thủ tướng Chính phủ")
    assert (found.issued_on, found.subject) == ("2017-07-14", "Quy định việc quản lý kho vật tư dự phòng")
    assert [(s.name, s.title) for s in found.signers] == [("Trần Văn Mẫu", None)]
    assert [note.code for note in found.notes] == ["header_from_attributes"]


@pytest.mark.parametrize("rows", [LIST, FORM], ids=["a list of documents", "a number that is no document's"])
def test_other_tables_are_no_attributes(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    found = read(rows, tmp_path)
    assert (found.number, found.issued_on, found.signers) == (None, None, ())
