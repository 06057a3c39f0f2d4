"""How lines of a docx are set, resolved through their styles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.readers import read
from extractor.text import PLAIN, Style

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tua"><w:basedOn w:val="H2"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Vong1"><w:basedOn w:val="Vong2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Vong2"><w:basedOn w:val="Vong1"/></w:style>'
)
NORMAL = PLAIN._replace(size=14.0)


def paragraph(*runs: tuple[str, str], style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    made = "".join(f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' for words, said in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{made}</w:p>"


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (paragraph(("x", "")), NORMAL, "the document's own size"),
        (paragraph(("x", '<w:sz w:val="26"/>')), NORMAL._replace(size=13.0), "sizes are half points"),
        (paragraph(("x", '<w:sz w:val="big"/>')), NORMAL, "a size that is no number"),
        (paragraph(("x", "<w:b/>")), NORMAL._replace(bold=True), "bold said of the run"),
        (paragraph(("Mục đích", "<w:b/>"), (": nhằm", "")), NORMAL, "half a bold line is not bold"),
        (paragraph(("x", "<w:b/>"), (" :", "")), NORMAL._replace(bold=True), "signs do not count"),
        (paragraph(("x", "<w:i/>")), NORMAL._replace(italic=True), "italic"),
        (paragraph(("x", ""), properties='<w:jc w:val="center"/>'), NORMAL._replace(centred=True), "centred"),
        (paragraph(("x", ""), style="H2"), NORMAL._replace(bold=True, heading=2), "a heading style by its name"),
        (paragraph(("x", ""), style="Tua"), NORMAL._replace(bold=True, heading=2, centred=True), "inherited and added to"),
        (paragraph(("x", ""), style="Muc"), NORMAL._replace(heading=1), "an outline level counts from 0"),
        (paragraph(("x", ""), properties='<w:outlineLvl w:val="9"/>'), NORMAL, "level 9 is body text"),
        (paragraph(("x", '<w:b w:val="0"/>'), style="H2"), NORMAL._replace(heading=2), "the run has the last word"),
        (
            paragraph(("x", '<w:rStyle w:val="Dam"/>'), style="H2"),
            NORMAL._replace(heading=2),
            "bold in both styles cancels out (ISO/IEC 29500-1, 17.7.3)",
        ),
        (paragraph(("x", '<w:rStyle w:val="Dam"/>')), NORMAL._replace(bold=True), "bold by the run's style"),
        (paragraph(("x", ""), style="Vong1"), NORMAL, "styles based on each other end somewhere"),
        (paragraph(("x", ""), style="Khongco"), NORMAL, "a style that is not there"),
    ],
)
def test_style(docx: Callable[..., Path], body: str, expected: Style, reason: str) -> None:
    (line,) = read(docx(body, styles=STYLES)).lines
    assert line.style == expected, reason


def test_lines_of_a_paragraph_are_set_each_for_itself(docx: Callable[..., Path]) -> None:
    body = paragraph(("BÁO CÁO", "<w:b/>")).replace("</w:p>", "<w:r><w:br/><w:t>Quý I</w:t></w:r></w:p>")
    bold = [line.style.bold for line in read(docx(body)).lines]
    assert bold == [True, False]
