"""Codes of documents: "11/⁄2016/TT-BYT", "§31/QĐ-BYT", "33/T-TTg", "1735LĐTBXH-BGD", "16- -QĐ/BCĐ".

A code has a known shape and its type one of a hundred abbreviations, so a wrong slash, a letter among the figures and a
letter lost from the type show themselves. A letter becomes a figure only where the engine was sure of the word: of a
handwritten "319" it gave "3l2" and doubted it, and 312 would be a lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.repair.ocr_slips import lexicon
from extractor.repair.ocr_slips.confusable import FIGURES, as_figures
from extractor.repair.ocr_slips.near import near
from extractor.repair.ocr_slips.rules import DOUBTED, MENDED
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Span, Text
from extractor.text.fold import ascii_aligned

_BODY = r"[A-ZĐƯ][A-ZĐƯ&][A-ZĐƯa-z&0-9]{0,11}"
_SLASH = r" ?[/⁄]{1,2} ?"
_CODE = re.compile(
    rf"(?<![\w/⁄.,-])(?P<serial>[{FIGURES}]{{1,5}}[a-z]?)(?:{_SLASH}(?P<year>(?:19|20)[{FIGURES}]{{2}}))?{_SLASH}"
    rf"(?P<type>[A-ZĐ][A-ZĐa-z]{{0,5}})(?P<rest> ?- ?{_BODY}(?:-{_BODY}){{0,2}})(?![a-zà-ỹ])"
)
_LAW = re.compile(
    rf"(?<![\w/⁄.,-])(?P<serial>\d{{1,3}}){_SLASH}(?P<year>(?:19|20)\d\d){_SLASH}QH ?(?P<term>[{FIGURES}]{{1,2}})(?!\w)"
)
_LOST = re.compile(rf"(?<=[sS]ố )(?P<serial>\d{{2,5}})(?=[A-ZĐ]{{2,8}}-{_BODY}(?!\w))")
_DOUBLE = re.compile(r"(?<=\d)(?P<gap> ?[-–] [-–] ?)(?=[A-ZĐ]{2,4}/[A-ZĐ]{2})")
_EDGE = re.compile(r"\d/[A-ZĐ]{2,6}-(?P<gap>[|¦] ?)(?=[A-ZĐ]{2})")  # the rule of a table, at the end of a line in its cell
_BARRED = {"QD": "QĐ", "ND": "NĐ"}
_SURE = 0.6  #: confidence below which letters are not read as figures


def edits(text: Text) -> list[Edit]:
    """Codes as their form demands; in clean text only the fraction slash, which no keyboard writes."""
    if not text.source.ocr:
        return list(_coded(text, clean=True)) if "⁄" in text.text else []
    return disjoint([*_coded(text, clean=False), *_laws(text.text), *_joints(text.text)])


def _coded(text: Text, *, clean: bool) -> Iterator[Edit]:
    for m in _CODE.finditer(text.text):
        if clean and "⁄" not in m.group():
            continue
        letters = as_figures(_figures(m)) != _figures(m)
        if letters and (not any(map(str.isdigit, m["serial"])) or text.confidence(Span(m.start(), m.end("serial"))) < _SURE):
            yield Edit(m.start(), m.end(), m.group(), DOUBTED)
            continue
        became = _code(m, text.text)
        if became != m.group() and not _only_blanks(became, m.group()):
            yield Edit(m.start(), m.end(), became, MENDED)


def _figures(m: re.Match[str]) -> str:
    return re.sub(r"[a-z]$", "", m["serial"]) + (m["year"] or "")


def _code(m: re.Match[str], words: str) -> str:
    serial = m["serial"]
    suffix = serial[-1] if len(serial) > 1 and re.search(r"\d[a-km-np-z]$", serial) else ""
    head = as_figures(serial[: len(serial) - len(suffix)]) + suffix
    year = f"/{as_figures(m['year'])}" if m["year"] else ""
    return f"{head}{year}/{_type(m['type'], words[max(m.start() - 30, 0) : m.start()])}{m['rest'].replace(' ', '')}"


def _type(read: str, before: str) -> str:
    """The abbreviation, mended where its stroke is lost or the type named before it has one that is nearly the same."""
    if read in _BARRED:
        return _BARRED[read]
    if read in lexicon.abbreviations():
        return read
    named = " ".join(ascii_aligned(before).replace(":", " ").split()[-3:])
    kind = next((name for name in lexicon.abbreviation_of() if named.endswith((f"{name} so", name))), None)
    abbr = lexicon.abbreviation_of()[kind] if kind else read
    return abbr if len(abbr) > 1 and near(read, abbr) else read


def _only_blanks(a: str, b: str) -> bool:
    """Blanks inside codes are ``split_codes``' matter."""
    return a == re.sub(r"\s", "", b)


def _laws(words: str) -> Iterator[Edit]:
    for m in _LAW.finditer(words):
        became = f"{m['serial']}/{m['year']}/QH{as_figures(m['term'])}"
        if became != m.group() and not _only_blanks(became, m.group()):
            yield Edit(m.start(), m.end(), became, MENDED)


def _joints(words: str) -> Iterator[Edit]:
    for m in _LOST.finditer(words):
        yield Edit(m.start("serial"), m.end("serial"), f"{m['serial']}/", MENDED)
    for m in _EDGE.finditer(words):
        yield Edit(m.start("gap"), m.end("gap"), "", MENDED)
    for m in _DOUBLE.finditer(words):
        yield Edit(m.start("gap"), m.end("gap"), "-", MENDED)
