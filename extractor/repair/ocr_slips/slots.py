"""The slots of the letterhead that a pen fills: the serial behind "Số:" and the day of issue.

Handwriting is what engines read worst: of the 15 handwritten serials and days in eleven real scans none was read right, and
some came out as other figures ("219" for 319). So a serial or day counts only when it is figures and the engine is not wholly
unsure; else the slot is shown as blank, "…", and the note says what was read. The month is printed and has twelve values:
there a letter may stand for the figure it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from extractor.repair.ocr_slips import lexicon
from extractor.repair.ocr_slips.confusable import FIGURES, as_figures
from extractor.repair.ocr_slips.near import near
from extractor.repair.ocr_slips.rules import MENDED, UNREAD
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Paragraph, Span, Text
from extractor.text.fold import ascii_aligned, fold_ascii

_HEAD = 45  # lines from the start among which the letterhead stands
_UNSURE, _COPIED = 0.3, 0.6  #: confidence below which figures are not believed; in a copy of number and date over an annex
_LONGEST = 100
_BODY = r"[A-ZĐƯ][\wĐ&]{1,12}(?:[-–][\wĐ&]{1,12}){0,3}"
_NUMBER = re.compile(
    r"(?P<open>S[oốôóồổ0] ?[:.;,]{0,3}) ?(?P<serial>[^\n]{0,14}?) ?"
    rf"(?P<tail>[/⁄] ?(?:(?:19|20)\d\d[/⁄])?(?P<type>[^\s/⁄-]{{1,6}}) ?[-–] ?{_BODY}"
    r"| ?[-–] ?[A-ZĐ]{1,4}[a-zđ]?/[A-ZĐ]{2,10})\s*$"
)
_SERIAL = re.compile(r"\d{1,6}[A-Za-zđ]?$")
_BLANK = re.compile(r"[\s.…_]*$")
_DATE = re.compile(
    r"(?P<place>[^\d]{0,40}?)(?P<comma>[,.]?) ?(?P<word>n[gq]a[a-z]?)(?P<day>[^\n]{0,8}?)(?P<thang>thang) ?"
    r"(?P<month>\S{1,3}) ?n[a-z]m ?(?P<year>(?:19|20)\d\d)[\s.,;:]*$"
)
# "(Kèm theo Kế hoạch số …/KH-TTYT ngày … tháng 3 năm 2021)" over an annex: the same pen filled it
_ATTACHED = re.compile(r"\(? ?(?:ban hanh |dinh )?k[a-z]m theo?\b")
_ITS_DAY = re.compile(r"n[gq]a[a-z]?(?P<day>[^\n]{0,8}?)(?= ?thang \d{1,2} nam (?:19|20)\d\d)")
_DAY = re.compile(r"\d{1,2}$")
_SPAN = re.compile(r"\d{1,2} ?(?:[-–,]|đến|va|và) ?\d{1,2}")
_MONTHS = 12


def edits(text: Text) -> list[Edit]:
    """The slots that cannot be read, blank; the printed words around them, mended."""
    if not text.source.ocr:
        return []
    head = [p for p in text.paragraphs[:_HEAD] if p.table is None and p.end - p.start <= _LONGEST]
    types = _titles(text, head)
    number = next((m for p in head if (m := _NUMBER.match(text.text[p.start : p.end])) and _is_number(m, types)), None)
    out: list[Edit] = []
    for p in head:
        words = text.text[p.start : p.end]
        if number is not None and words == number.string:
            out += _serial(text, p, number, types)
            number = None
        elif m := _DATE.match(ascii_aligned(words)):
            out += _date(text, p, m)
    return disjoint([*out, *_copied(text)])


def filled_by_pen(text: Text) -> list[Span]:
    """The serial and the day of issue, also where they are said again over an annex, in a text as it was read."""
    out: list[Span] = []
    for p in text.paragraphs[:_HEAD]:
        words = text.text[p.start : min(p.end, p.start + _LONGEST)]
        number, day = _NUMBER.match(words), _DATE.match(ascii_aligned(words))
        out += [Span(p.start + number.start("serial"), p.start + number.end("serial"))] if number else []
        out += [Span(p.start + day.end("word"), p.start + day.start("thang"))] if day else []
    return [*out, *(place for place in map(partial(_copied_day, text), text.paragraphs) if place)]


def _titles(text: Text, head: list[Paragraph]) -> set[str]:
    """The abbreviations of the types that lines of the letterhead name."""
    known = lexicon.abbreviation_of()
    names = (fold_ascii(text.text[p.start : p.end]).strip(" :.'\"") for p in head)
    return {known[name] for name in names if name in known}


def _is_number(m: re.Match[str], types: set[str]) -> bool:
    kind = m["type"]
    return kind is None or kind in lexicon.abbreviations() or _type(kind, types) is not None or ":" in m["open"]


def _type(read: str, types: set[str]) -> str | None:
    """The type of the title, where ``read`` is its abbreviation with one sign wrong."""
    alike = [abbr for abbr in types if read != abbr and len(read) == len(abbr) > 1 and near(read, abbr)]
    return alike[0] if len(alike) == 1 and read not in lexicon.abbreviations() else None


def _serial(text: Text, p: Paragraph, m: re.Match[str], types: set[str]) -> Iterator[Edit]:
    if "::" in m["open"] or "," in m["open"]:
        yield Edit(p.start, p.start + m.end("open"), "Số:", MENDED)
    place = Span(p.start + m.start("serial"), p.start + m.end("serial"))
    if not _BLANK.match(m["serial"]) and not (_SERIAL.match(m["serial"]) and text.confidence(place) >= _UNSURE):
        start = p.start + m.end("open")
        yield Edit(start, p.start + m.start("tail"), " …" if m["open"].rstrip()[-1] in ":.;," else ": …", UNREAD)
    if m["type"] and (abbr := _type(m["type"], types)):
        yield Edit(p.start + m.start("type"), p.start + m.end("type"), abbr, MENDED)


def _date(text: Text, p: Paragraph, m: re.Match[str]) -> Iterator[Edit]:
    words = text.text[p.start : p.end]
    place = words[: m.end("place")].strip()
    if not m["comma"] and not all(word[0].isupper() for word in place.split()):
        return  # a title or sentence that ends with a date
    if not place and words[0].islower():
        return  # goes on with a sentence
    if place and not place[0].isupper():
        yield Edit(p.start, p.start + m.end("word"), "Ngày", UNREAD)
    elif words[m.start("word") : m.end("word")].lower() != "ngày":
        yield Edit(p.start + m.start("word"), p.start + m.end("word"), "ngày", MENDED)
    day = words[m.end("word") : m.start("thang")].strip(" .,_")
    at = Span(p.start + m.end("word"), p.start + m.start("thang"))
    if day and not (_SPAN.match(day) or _BLANK.match(day)) and not (_DAY.match(day) and text.confidence(at) >= _UNSURE):
        yield Edit(at.start, at.end, " … ", UNREAD)
    month = words[m.start("month") : m.end("month")]
    if not month.isdigit() and (read := _month(month)):
        yield Edit(p.start + m.start("month"), p.start + m.end("month"), read, MENDED)


def _copied(text: Text) -> Iterator[Edit]:
    """The day in the line that says which document an annex belongs to, where the engine doubts it."""
    for p in text.paragraphs:
        at = _copied_day(text, p) or Span(0, 0)
        day = at.of(text.text).strip()
        if day and not _BLANK.match(day) and not (_DAY.match(day) and text.confidence(at) >= _COPIED):
            yield Edit(at.start, at.end, " …", UNREAD)


def _copied_day(text: Text, p: Paragraph) -> Span | None:
    bare = ascii_aligned(text.text[p.start : min(p.end, p.start + 2 * _LONGEST)])
    m = _ITS_DAY.search(bare) if _ATTACHED.match(bare) else None
    return Span(p.start + m.start("day"), p.start + m.end("day")) if m else None


def _month(read: str) -> str | None:
    figures = as_figures(read)
    return figures if re.fullmatch(rf"[{FIGURES}]{{1,2}}", read) and 1 <= int(figures) <= _MONTHS else None
