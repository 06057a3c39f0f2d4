"""Letters and signs that engines give for figures. Each looks like one figure only; what may be two is left alone."""

from __future__ import annotations

_LIKE = str.maketrans({**dict.fromkeys("OoQØøÔ", "0"), **dict.fromkeys("IlÌì|¡!]", "1"), "§": "8"})
FIGURES = r"0-9OoQØøÔIlÌì|¡!\]§"  #: for use inside [...]


def as_figures(read: str) -> str:
    """``read`` with its letters as the figures they look like."""
    return read.translate(_LIKE)
