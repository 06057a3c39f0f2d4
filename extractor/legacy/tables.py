"""The four encodings as tables: which bytes are which letter, read from ``models/legacy_encodings``.

All four give the 134 letters that Vietnamese has beyond ASCII. TCVN3 and VISCII are glibc's ("TCVN", "VISCII"), letter for
letter; VNI and VPS agree with every row of three public tables (docs/encodings.md). Own tables instead of the MIT package
``viparse``: its VNI lacks ẳ, Ẳ and the single-byte ỵ, its TCVN3 the capitals, and it decides for a document, not for a run.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from extractor.legacy.surface import byte_signs
from extractor.resources import model_path

NAMES = ("tcvn3", "vni", "viscii", "vps")


@dataclass(frozen=True)
class Encoding:
    """``letters``: signs of bytes (``surface``) → letter; the first row of a letter is how it is written, more are read."""

    name: str
    letters: dict[str, str]
    written: dict[str, bytes]
    pattern: re.Pattern[str]  #: the longest key that begins here

    def letter(self, match: re.Match[str]) -> str:
        """The letter that a match of ``pattern`` stands for."""
        return self.letters[match.group()]


@cache
def encoding(name: str) -> Encoding:
    """The table of one of ``NAMES``."""
    with model_path("legacy_encodings", f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(bytes.fromhex(row["bytes"]), row["letter"]) for row in csv.DictReader(file, delimiter="\t")]
    letters = {byte_signs(octets): letter for octets, letter in rows}
    if len(letters) != len(rows):
        raise ValueError(f"{name}.tsv: bytes named twice")
    keys = sorted(letters, key=len, reverse=True)
    written: dict[str, bytes] = {}
    for octets, letter in rows:
        written.setdefault(letter, octets)
    return Encoding(name, letters, written, re.compile("|".join(map(re.escape, keys))))
