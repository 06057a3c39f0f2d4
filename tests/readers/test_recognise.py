"""The content decides what a file is; what is not read is refused for its true reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import (
    EncryptedError,
    NeedsOcrError,
    TooLargeError,
    UnreadableError,
    UnsupportedError,
    VanbanError,
)
from extractor.limits import Limits
from extractor.messages import say, set_language
from extractor.readers import READERS, read
from extractor.readers.recognise import OLE
from extractor.readers.refused import REFUSALS
from extractor.text import SourceText


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reader", "reason"),
    [
        ("a.txt", "Kế hoạch", "plain", "text"),
        ("a.doc", "<html><p>Kế hoạch</p></html>", "html", "a page named .doc"),
        ("a.doc", "<!DOCTYPE html>\n<html><p>x</p></html>", "html", "with a doctype"),
        ("a.txt", "\n<!-- saved -->\n<html><p>x</p></html>", "html", "after a comment"),
        ("a.xls", "<table border=1><tr><td>a<td>b<td>c</table>", "html", "a bare table, as web programs export it"),
        ("a.html", "Kế hoạch không có thẻ", "plain", "text named .html"),
        ("a.txt", "Tỷ lệ <p và <b là ký hiệu", "plain", "text with a tag in it"),
        ("a.md", "Kế hoạch", "markdown", "Markdown by its name"),
        ("a.txt", "# I. MỤC ĐÍCH\n\nx\n\n## 1. Y\n\nz", "markdown", "Markdown by its headings"),
        ("a.txt", "| a | b |\n|---|---|\n| 1 | 2 |", "markdown", "Markdown by its table"),
        ("a.txt", "**Kính gửi** các đơn vị", "plain", "one stray mark is no Markdown"),
        ("a.md", "<div align=center>**KẾ HOẠCH**</div>", "markdown", "markup in Markdown"),
        ("a.md", "<!DOCTYPE html><html><p>x</p></html>", "html", "a page named .md"),
        ("a.bin", "Kế hoạch", "plain", "text whatever its name"),
        ("a.doc", "{\\rtf1\\ansi K\\u7871?}", "rtf", "RTF named .doc"),
    ],
)
def test_reader_by_content(text: Callable[..., SourceText], name: str, content: str, reader: str, reason: str) -> None:
    assert text(content, name).reader == reader, reason


@pytest.mark.parametrize(
    ("name", "data", "error", "code"),
    [
        ("a.doc", OLE + b"\0" * 600, UnreadableError, "ole_broken"),
        ("a.docx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "office_encrypted"),
        ("a.doc", b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'/>", UnsupportedError, "xml_unsupported"),
        ("a.txt", b"x" * 9000 + b"\0\0", UnsupportedError, "unknown_format"),
        ("a.docx", packed("xl/workbook.xml"), UnsupportedError, "spreadsheet_unsupported"),
        ("a.docx", packed("ppt/presentation.xml"), UnsupportedError, "slides_unsupported"),
        ("a.odt", packed("content.xml", "mimetype"), UnsupportedError, "odf_unsupported"),
        ("a.zip", packed("a.txt", "b.txt"), UnsupportedError, "archive_unsupported"),
        ("a.rar", b"Rar!\x1a\x07\x01\0" + b"\xff" * 90, UnsupportedError, "archive_unsupported"),
        ("a.docx", packed("word/document.xml")[:-30], UnreadableError, "zip_broken"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 200, UnreadableError, "zip_broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200, NeedsOcrError, "picture_needs_ocr"),
        ("a.doc", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, NeedsOcrError, "picture_needs_ocr"),
        ("a.tif", b"II*\0" + b"\x08\0\0\0" + b"\0" * 200, NeedsOcrError, "picture_needs_ocr"),
        ("a.txt", b"\x7fELF" + b"\0\1\2\3" * 200, UnsupportedError, "unknown_format"),
        ("a.txt", b"", UnreadableError, "file_empty"),
        ("a.txt", b" \n\t\r\n", UnreadableError, "file_empty"),
        ("a.txt", b"\0" * 5000, UnreadableError, "file_empty"),
        ("a.html", b"<html><body><script>x</script></body></html>", UnreadableError, "no_text"),
    ],
)
def test_refusals(tmp_path: Path, name: str, data: bytes, error: type[VanbanError], code: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        read(tmp_path / name)
    assert caught.value.code == code
    assert name in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "khong-co.docx", "file_missing"), (tmp_path, "is_a_folder")):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.code == code


def test_docx_without_words(docx: Callable[..., Path]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(docx("<w:p/>"))
    assert caught.value.code == "no_text"


def test_docx_of_pictures_alone_needs_ocr(docx: Callable[..., Path]) -> None:
    with pytest.raises(NeedsOcrError):
        read(docx("<w:p/>", members={"word/media/image1.png": b"\x89PNG"}))


@pytest.mark.parametrize("body", ["<w:p>", "<w:p></w:q></w:p>"])
def test_docx_with_broken_markup(docx: Callable[..., Path], body: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(docx(body))
    assert caught.value.code == "docx_broken"


def test_limits_on_the_file_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kế hoạch " * 100, encoding="utf-8")
    for limits, code in ((Limits(max_bytes=50), "file_too_large"), (Limits(max_characters=50), "text_too_long")):
        with pytest.raises(TooLargeError) as caught:
            read(path, limits)
        assert caught.value.code == code
        assert "max_" in str(caught.value), "the message names the setting"


def test_every_code_is_said_in_both_languages() -> None:
    params = {"path": "p", "error": "e", "limit": "l", "value": 1, "words": "w", "encoding": "x", "count": 2}
    codes = {refusal.code for refusal in REFUSALS} | {
        "file_missing", "is_a_folder", "file_unreadable", "file_empty", "file_too_large", "text_too_long", "unpacked_too_large",
        "no_text", "not_text", "unknown_format", "docx_broken", "docx_only_pictures", "warning_encoding_guessed",
        "warning_bytes_undecodable", "warning_header_footer_left_out", "warning_related_left_out",
    }  # fmt: skip
    try:
        for language in ("en", "vi"):
            set_language(language)
            assert all("{" not in say(code, **params) for code in codes)
    finally:
        set_language("vi")


def test_readers_are_named_once() -> None:
    names = [reader.name for reader in READERS]
    assert names == ["pdf", "docx", "doc", "rtf", "odt", "picture", "html", "markdown", "plain"]
