"""The engines that are at hand."""

from __future__ import annotations

import pytest

from extractor.ocr import chosen


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best engine there is; CI has all."""
    pytest.importorskip("cv2", reason="OpenCV is not installed")
    monkeypatch.setenv("VANBAN_OCR", "")
    if chosen() is None:
        pytest.skip("no OCR engine is installed here")
