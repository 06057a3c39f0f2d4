"""Pages drawn by the OCR benchmark, and the engines that are at hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extractor.ocr import chosen

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "ocr.py"


@pytest.fixture(scope="session")
def drawing() -> ModuleType:
    """``benchmarks/ocr.py``, which draws pages."""
    spec = importlib.util.spec_from_file_location("ocr_benchmark", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best engine there is; CI has all."""
    pytest.importorskip("cv2", reason="OpenCV is not installed")
    monkeypatch.setenv("VANBAN_OCR", "")
    if chosen() is None:
        pytest.skip("no OCR engine is installed here")
