"""Hostile input: refused by name or read in time that grows with its size, never a crash, a hang or a silent cut."""

from __future__ import annotations

import gc
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import TooLargeError, UnreadableError, VanbanError
from extractor.limits import Limits
from extractor.readers import read
from extractor.text import SourceText

Docx = Callable[..., Path]
WORD = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"


def test_small_file_that_unpacks_to_much(docx: Docx) -> None:
    path = docx("<w:p/>" + " " * 30_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(TooLargeError) as caught:
        read(path)
    assert (caught.value.code, caught.value.params["limit"]) == ("unpacked_too_large", "max_unpack_ratio")


def test_unpacked_size_is_limited_over_all_parts(docx: Docx) -> None:
    path = docx(WORD, styles=" " * 900_000, numbering=" " * 900_000)
    with pytest.raises(TooLargeError) as caught:
        read(path, Limits(max_unpacked_bytes=1_000_000))
    assert caught.value.params["limit"] == "max_unpacked_bytes"


def test_entities_are_refused(docx: Docx, tmp_path: Path) -> None:
    source = docx(WORD)
    path = tmp_path / "thuc-the.docx"
    bomb = '<!DOCTYPE d [<!ENTITY a "x">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name == "word/document.xml" else old.read(name))
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "docx_broken"


def test_damaged_member(docx: Docx) -> None:
    path = docx(WORD * 2000)
    data = bytearray(path.read_bytes())
    at = data.find(b"word/document.xml") + 60
    data[at : at + 200] = bytes(200)
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "docx_broken"


def test_a_members_name_that_is_no_text(docx: Docx) -> None:
    """The directory names the member rightly, the member itself in UTF-8 that is none (found by damaged files)."""
    path = docx(WORD)
    data = bytearray(path.read_bytes())
    header = data.find(b"word/document.xml") - 30
    data[header + 7] |= 0x08  # its flag for UTF-8
    data[header + 41] = 0xE5
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "docx_broken"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:tbl><w:tr><w:tc>" * 70 + WORD + "</w:tc></w:tr></w:tbl>" * 70, "tables in tables"),
        ("<w:p>" + "<w:ins>" * 200 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 200 + "</w:p>", "insertions in insertions"),
        ("<w:sdt><w:sdtContent>" * 100 + WORD + "</w:sdtContent></w:sdt>" * 100, "content controls in content controls"),
        ("<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 5000 + "</w:p>" + WORD, "fields that never end"),
        ("<w:p>" + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" * 5000 + "</w:p>" + WORD, "fields that never began"),
        (
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='²'/><w:numId w:val='x'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
            "digits",
        ),
        ("<w:p><w:r><w:rPr><w:sz w:val='1e999'/></w:rPr><w:t>x</w:t></w:r></w:p>", "a size beyond all bounds"),
        ("<w:p><w:r><w:rPr><w:sz/><w:b w:val=''/><w:rFonts/></w:rPr><w:t>x</w:t></w:r></w:p>", "properties without values"),
    ],
)
def test_strange_markup_is_read(docx: Docx, body: str, reason: str) -> None:
    assert read(docx(body)).text == "x", reason


def test_markup_nested_too_deeply_is_refused(docx: Docx) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000))
    assert caught.value.code == "docx_broken"


def test_page_nested_too_deeply_is_refused_instead_of_cut(page: Callable[..., SourceText]) -> None:
    with pytest.raises(UnreadableError) as caught:
        page("<html><body><p>đầu</p>" + "<div>" * 3000 + "đuôi")
    assert caught.value.code == "html_broken"


def test_spans_do_not_multiply(page: Callable[..., SourceText]) -> None:
    wide = "<td colspan=1000 rowspan=60000>x</td>"
    source = page("<html><table border=1>" + ("<tr>" + wide * 50 + "</tr>") * 200 + "</table></html>")
    assert len(source.text) < 1_000_000


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "\ufffe", "\f", "&#1;", "&#xFFFF;"])
def test_signs_that_no_markup_holds(page: Callable[..., SourceText], sign: str) -> None:
    """The parser takes some of them and then refuses to move the words they stand in."""
    body = f"<script>x</script>mở{sign}đầu<p><font face='.VnTime'>KÕ ho{sign}¹ch n¨m nay cña huyÖn</font></p>"
    assert "năm nay của huyện" in page(f"<html><body>{body}</body></html>").text


UNITS = {
    "brackets": "(((", "digits": "7", "numerals": "I. I. ", "stars": "**", "star": "*a ", "links": "[a](", "tags": "<b",
    "escapes": "\\", "pipes": "|", "rows": "|a\n", "comments": "<!--", "entities": "&a", "dashes": "-", "gaps": "a    ",
    "tabs": "a\tb\tc\n", "letterheads": "a\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA\n", "recipients": "Nơi nhận:\ta\n", "underscores": "_a",
    "spaces": " ", "line ends": "\n", "form feeds": "x\f",
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_time_grows_with_size_and_not_faster(tmp_path: Path, name: str, suffix: str) -> None:
    """Eight times the size may cost at most 24 times the time; a square would cost 64. The machine may stutter, and the
    collector of garbage goes through what thousands of tests before have left: it is off meanwhile."""

    def seconds(size: int) -> float:
        path = tmp_path / f"{size}.{suffix}"
        unit = UNITS[name]
        path.write_text("<html><body><p>x" * (suffix == "html") + "x " + unit * (size // len(unit)), encoding="utf-8")
        start = time.process_time()
        try:
            read(path)
        except VanbanError as error:
            assert error.code == "no_text"
        return time.process_time() - start

    seconds(10_000)  # imports and caches are not what is measured
    gc.collect()
    gc.disable()
    try:
        ratios = [seconds(80_000) / max(seconds(10_000), 0.005) for _ in range(3)]
    finally:
        gc.enable()
    assert min(ratios) <= 24
