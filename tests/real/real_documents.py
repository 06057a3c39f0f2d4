"""Real documents and what was read in them by hand: beside the checkout, or where ``VANBAN_SHARED`` says; never in it.

Tests that need them are skipped where they are absent.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("VANBAN_SHARED") or ROOT.parent / "shared")
REAL = SHARED / "real"


def gold(name: str) -> ModuleType:
    """A script that stands with the gold: "seeds" (what was read by hand), "score" (what compares), "vnlegaltext"."""
    spec = importlib.util.spec_from_file_location(f"gold_{name}", SHARED / "gold" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
