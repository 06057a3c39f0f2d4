"""No file makes a reader look anywhere else: no entity, no DTD, no network."""

from __future__ import annotations

import ast
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import VanbanError
from extractor.limits import DEFAULT
from extractor.readers import read

PACKAGE = Path(__file__).resolve().parents[2] / "extractor"
SAFE = {"XMLParser": {"resolve_entities": False, "no_network": True}, "HTMLParser": {"no_network": True}}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(PACKAGE).as_posix(), node


def test_every_parser_is_told_to_stay_inside() -> None:
    parsers = [(path, node) for path, node in calls() if isinstance(node.func, ast.Attribute) and node.func.attr in SAFE]
    assert {path for path, _ in parsers} >= {"readers/docx/package.py", "readers/html/reading.py"}, "the walk sees them"
    for path, node in parsers:
        assert isinstance(node.func, ast.Attribute)
        given = {k.arg: k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)}
        for name, value in SAFE[node.func.attr].items():
            assert given.get(name) is value, f"{path}: {name}"


def test_nothing_is_parsed_without_such_a_parser() -> None:
    for path, node in calls():
        name = ast.unparse(node.func)
        if name in ("etree.fromstring", "etree.parse", "etree.XML", "etree.HTML"):
            assert len(node.args) == 2 or any(k.arg == "parser" for k in node.keywords), f"{path}: {ast.unparse(node)}"
        assert not name.startswith(("ElementTree.", "minidom.", "sax.", "expat.")), f"{path}: {name}"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def docx(entity: str) -> dict[str, str]:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    words = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>KẾ HOẠCH năm 2025 &x;</w:t></w:r></w:p></w:body></w:document>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{types}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" Type="{relation}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<!DOCTYPE d [{entity}]>{words}",
    }


def odt(entity: str) -> dict[str, str]:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = f'<o:document-content xmlns:o="{OFFICE}" xmlns:t="{text}"><o:body><o:text><t:p>KẾ HOẠCH &x;</t:p></o:text></o:body>'
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<!DOCTYPE d [{entity}]>{body}</o:document-content>",
    }


@pytest.mark.parametrize("kind", [docx, odt])
def test_an_entity_brings_in_no_other_file(kind: Callable[[str], dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / "mat-khau").write_text("mở cửa ra", encoding="utf-8")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, words in kind(f'<!ENTITY x SYSTEM "{(tmp_path / "mat-khau").as_uri()}">').items():
            package.writestr(name, words)
    path = tmp_path / f"a.{kind.__name__}"
    path.write_bytes(data.getvalue())
    with pytest.raises(VanbanError) as refused:  # a DOCTYPE has no business in either format
        read(path, DEFAULT)
    assert "mở cửa" not in str(refused.value)
