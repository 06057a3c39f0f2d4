"""PDFs set word by word with reportlab, so that what they must read as is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.limits import DEFAULT, Limits
from extractor.readers.pdf import read_pdf
from extractor.text import SourceText


class Sheet:
    """A canvas with y from the top, in the fonts at hand."""

    BODY = "Các đơn vị thực hiện nghiêm túc nhiệm vụ được giao trong năm nay, báo cáo kết quả"

    def __init__(self, path: Path, fonts: tuple[str, str], size: tuple[float, float] = (595, 842)) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.path, self.fonts, self.height = path, fonts, size[1]
        self.canvas = Canvas(str(path), pagesize=size)

    def put(self, x: float, top: float, words: str, size: float = 13, *, bold: bool = False) -> None:
        self.canvas.setFont(self.fonts[bold], size)
        self.canvas.drawString(x, self.height - top, words)

    def centre(self, x: float, top: float, words: str, size: float = 13, *, bold: bool = False) -> None:
        self.canvas.setFont(self.fonts[bold], size)
        self.canvas.drawCentredString(x, self.height - top, words)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def body(self, top: float, lines: int = 4) -> None:
        """Lines of running text from margin to margin."""
        for i in range(lines):
            self.put(80, top + 18 * i, self.BODY)

    def page(self) -> None:
        self.canvas.showPage()

    def read(self, limits: Limits = DEFAULT) -> SourceText:
        self.canvas.save()
        return read_pdf(self.path, limits)


@pytest.fixture
def sheet(tmp_path: Path, fonts: tuple[str, str]) -> Callable[..., Sheet]:
    """A new sheet; arguments go to ``Sheet``."""

    def make(**arguments: Any) -> Sheet:
        return Sheet(tmp_path / "sheet.pdf", fonts, **arguments)

    return make


def lines_of(source: SourceText) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


@pytest.fixture
def texts() -> Callable[[SourceText], list[str]]:
    """The lines of a source as words."""
    return lines_of
