"""What a font's name says: the encoding of the text set in it, and whether it draws capitals. Names lie; it is a hint."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from extractor.resources import model_path


class Hint(NamedTuple):
    """``encoding`` is None for a font that is known to nobody or to Unicode; ``capitals``: small letters show as capitals."""

    encoding: str | None = None
    capitals: bool = False


@cache
def _rules() -> list[tuple[re.Pattern[str], str, re.Pattern[str] | None]]:
    rows = tomllib.loads(model_path("legacy_encodings", "fonts.toml").read_text(encoding="utf-8"))["font"]
    return [
        (
            re.compile(row["pattern"], re.IGNORECASE),
            row["encoding"],
            re.compile(row["capitals"], re.IGNORECASE) if "capitals" in row else None,
        )
        for row in rows
    ]


@cache
def hint(font: str | None) -> Hint:
    """The hint of a font name (".VnTimeH", a subset's "ABCDEF+VNI-Times"); nothing where there is no name."""
    name = (font or "").rpartition("+")[2].partition(",")[0].strip(" '\"")
    for pattern, encoding, capitals in _rules():
        if pattern.match(name):
            return Hint(encoding, bool(capitals and capitals.match(name)))
    return Hint()
