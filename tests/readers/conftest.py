"""Word files and pages written part by part, so that every construct that a test is about stands in the test."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.readers import read
from extractor.text import SourceText

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relations(*kinds: tuple[str, str, str]) -> str:
    """A relationships part from (id, kind, target)."""
    rows = (f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in kinds)
    return RELS.format("".join(rows))


def write_docx(path: Path, body: str, parts: dict[str, str], members: dict[str, bytes]) -> Path:
    """A docx whose body is ``body``; ``parts`` maps a kind ("styles", "header1" …) to the inside of its root."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}
    rels = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("rId1", "officeDocument", "word/document.xml")))
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            kind = name.rstrip("0123456789")
            root = roots.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
            archive.writestr(f"word/{name}.xml", f"<w:{root} {NAMES}>{inside}</w:{root}>")
            rels.append((name, kind, f"{name}.xml"))
        for name, data in members.items():
            archive.writestr(name, data)
            if name.startswith("word/chunk"):
                rels.append(("chunk", "aFChunk", name.removeprefix("word/")))
        archive.writestr("word/_rels/document.xml.rels", relations(*rels))
    return path


@pytest.fixture
def docx(tmp_path: Path) -> Callable[..., Path]:
    """``docx("<w:p>…</w:p>", styles="…", header1="…")`` → the path of the file."""

    def build(body: str, members: dict[str, bytes] | None = None, **parts: str) -> Path:
        return write_docx(tmp_path / "van-ban.docx", body, parts, members or {})

    return build


@pytest.fixture
def lines(docx: Callable[..., Path]) -> Callable[..., list[str]]:
    """The lines that are read from such a file."""

    def build(body: str, **parts: str) -> list[str]:
        return read(docx(body, **parts)).text.split("\n")

    return build


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], SourceText]:
    """What is read from a page with this markup."""

    def build(markup: str, name: str = "trang.html") -> SourceText:
        path = tmp_path / name
        path.write_text(markup, encoding="utf-8")
        return read(path)

    return build


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., SourceText]:
    """What is read from a file with these characters or bytes."""

    def build(content: str | bytes, name: str = "van-ban.txt") -> SourceText:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path)

    return build
