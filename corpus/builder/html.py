"""Samples as web pages: the letterhead in a layout table, a menu before and a list of other news behind it."""

from __future__ import annotations

from html import escape
from itertools import groupby

from corpus.builder import letterhead
from corpus.builder.letterhead import Columns
from corpus.builder.spec import Block, Spec

_MENU = (
    "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/vb'>Văn bản</a></li><li><a href='/lh'>Liên hệ</a></li></ul></nav>"
)
_NEWS = (
    "<div class='tin-lien-quan'><h4>Tin liên quan</h4><ul><li><a href='/1'>Lịch tiếp công dân tháng tới</a></li>"
    "<li><a href='/2'>Thông báo tuyển dụng năm 2019</a></li></ul></div><footer>Bản quyền thuộc Cổng thông tin điện tử</footer>"
)


def render(spec: Spec) -> bytes:
    """A whole page, UTF-8."""
    parts = [
        _columns(letterhead.head(spec)),
        *[f"<p style='text-align:center'><b>{escape(line)}</b></p>" for line in letterhead.title(spec)],
        *_blocks(spec.body),
        _columns(letterhead.closing(spec)),
        *_blocks(spec.after),
    ]
    body = "\n".join(parts)
    page = (
        f"<!DOCTYPE html>\n<html lang='vi'><head><meta charset='utf-8'><title>{escape(spec.letterhead['subject'])}</title>"
        f"<script>var x = 95;</script></head><body>{_MENU}\n<main><article>\n{body}\n</article></main>\n{_NEWS}</body></html>\n"
    )
    return page.encode("utf-8")


def _columns(columns: Columns) -> str:
    cells = "".join(f"<td align='center'>{'<br>'.join(map(escape, side))}</td>" for side in columns)
    return f"<table border='0'><tr>{cells}</tr></table>"


def _blocks(blocks: list[Block]) -> list[str]:
    out: list[str] = []
    for is_table, run in groupby(blocks, key=lambda b: b.style in ("row", "header_row")):
        rows = list(run)
        out += [_table(rows)] if is_table else [_paragraph(b) for b in rows]
    return out


def _paragraph(block: Block) -> str:
    words = escape(block.text)
    if block.style in ("heading", "centred"):
        words = f"<b>{words}</b>"
    align = " style='text-align:center'" if block.style == "centred" else ""
    return f"<p{align}>{words}</p>"


def _table(rows: list[Block]) -> str:
    lines = []
    for row in rows:
        tag = "th" if row.style == "header_row" else "td"
        lines.append("<tr>" + "".join(f"<{tag}>{escape(c)}</{tag}>" for c in row.text.split("\t")) + "</tr>")
    return "<table border='1'>" + "\n".join(lines) + "</table>"
