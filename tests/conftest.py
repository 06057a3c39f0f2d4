"""Documents for the rooms that come after extraction, built by hand so that their tests do not depend on what is found."""

from __future__ import annotations

import hashlib
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from extractor.records.models import Document

# A shell that starts the tests in the background has them, and all they start, ignore Ctrl-C, which some send on purpose.
signal.signal(signal.SIGINT, signal.default_int_handler)


class Page(list[str]):
    """The paragraphs of a document under construction, and where each begins."""

    def add(self, words: str) -> tuple[int, int]:
        start = sum(len(line) + 1 for line in self)
        self.append(words)
        return start, start + len(words)


def build(  # every argument is one fact of the document
    *,
    path: str | None = "/van-ban/ke-hoach.docx",
    number: str | None = "12/KH-SYT",
    doc_type: str | None = "KH",
    issuer: str | None = "Sở Y tế Ninh Khê",
    issued_on: str | None = "2025-03-04",
    subject: str | None = "Phát động thi đua năm 2025",
    targets: list[dict[str, Any]] | None = None,
    citations: list[dict[str, Any]] | None = None,
    dates: list[dict[str, Any]] | None = None,
    body: list[str] | None = None,
) -> Document:
    """A document whose every record has its evidence in the text; a record may set any field of its own."""
    page = Page()
    page.add(issuer or "…")
    heading = page.add("I. MỤC TIÊU")
    records: dict[str, list[dict[str, Any]]] = {"targets": [], "citations": [], "dates": []}
    for i, given in enumerate(targets or []):
        start, end = page.add(given["statement"])
        records["targets"].append(_target(i, start, end) | given)
    for i, given in enumerate(citations or []):
        start, end = page.add(given["text"])
        records["citations"].append(_citation(i, start, end) | given)
    for given in dates or []:
        start, end = page.add(given["text"])
        records["dates"].append({"page": 1, "start": start, "end": end, "precision": "day", "role": "mention"} | given)
    for words in body or []:
        page.add(words)
    text = "\n".join(page)
    section = {"id": "s1", "parent_id": None, "depth": 1, "label": "I", "title": "MỤC TIÊU", "kind": "muc_tieu"}
    return Document.model_validate(
        {
            "source": {
                "path": path,
                "sha256": hashlib.sha256((text + (number or "")).encode()).hexdigest(),
                "media_type": "text/plain",
                "size": len(text.encode()),
                "page_count": 1,
                "reader": "plain",
            },
            "text": text,
            "header": {
                "number": number,
                "doc_type": doc_type,
                "doc_type_name": {"KH": "Kế hoạch", "BC": "Báo cáo", "QĐ": "Quyết định"}.get(doc_type or ""),
                "issuer": issuer,
                "issued_on": issued_on,
                "subject": subject,
                "signers": [{"name": "Lê Thị Mận", "title": "GIÁM ĐỐC", "authority": None}],
                "recipients": [{"name": "Như trên", "note": None}, {"name": "Bộ Y tế", "note": "để báo cáo"}],
                "evidence": [{"field": "issuer", "page": 1, "start": 0, "end": len(page[0])}],
            },
            "sections": [section | {"page": 1, "start": heading[0], "end": len(text)}],
            "tables": [],
            "warnings": [],
            **records,
        }
    )


def _target(i: int, start: int, end: int) -> dict[str, Any]:
    empty = dict.fromkeys(("subject", "indicator", "op", "low", "high", "unit", "base", "period", "parent_id", "table"))
    place = {"page": 1, "start": start, "end": end}
    return empty | place | {"id": f"t{i + 1}", "section_id": "s1", "role": "target", "confidence": 0.9}


def _citation(i: int, start: int, end: int) -> dict[str, Any]:
    empty = dict.fromkeys(("number", "issued_on", "issuer", "title"))
    place = {"page": 1, "start": start, "end": end}
    names = {"id": f"c{i + 1}", "section_id": "s1", "doc_type_name": "Nghị định", "relation": "can_cu", "pinpoint": []}
    return empty | place | names


@pytest.fixture(autouse=True)
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are refused, whatever is installed: reading one takes seconds. The tests of the OCR room choose an engine."""
    monkeypatch.setenv("VANBAN_OCR", "off")


@pytest.fixture(scope="session")
def until() -> Callable[[Callable[[], object]], None]:
    """Waits for what another process is about to do: a minute, on a machine that has much else to do."""

    def wait(true: Callable[[], object]) -> None:
        deadline = time.monotonic() + 60
        while not true():
            assert time.monotonic() < deadline
            time.sleep(0.05)

    return wait


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """``make_document(number=…, targets=[{"statement": …, "low": 95, …}], …)``."""
    return build


@pytest.fixture(scope="session")
def fonts() -> tuple[str, str]:
    """A regular and a bold font with every Vietnamese letter, known to reportlab by these names."""
    from fonts import names

    try:
        return names()
    except LookupError as error:
        pytest.skip(str(error))
