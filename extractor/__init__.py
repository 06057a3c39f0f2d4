"""vanban: Vietnamese administrative documents become records that can be asked.

The verbs: ``extract(path)``, ``extract_text(text)``, ``open_store(path)``. They are imported when first asked for, so that
``vanban --help`` does not wait for pydantic, spaCy and underthesea.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline import extract, extract_text
    from extractor.store import open_store

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_text", "open_store"]

_WHERE = {"extract": "extractor.pipeline", "extract_text": "extractor.pipeline", "open_store": "extractor.store"}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
