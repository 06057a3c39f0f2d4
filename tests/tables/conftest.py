"""``benchmarks/tables.py`` and what it is made of: tables with known cells, printed in every format."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def _loaded(name: str) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def known() -> ModuleType:
    """The benchmark; skips where no font with Vietnamese letters is installed, which its PDFs need."""
    order = _loaded("reading_order")
    try:
        order.fonts()
    except LookupError as error:
        pytest.skip(str(error))
    for name in ("table_cases", "table_formats"):
        _loaded(name)
    spec = importlib.util.spec_from_file_location("benchmark_tables", BENCHMARKS / "tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
