"""Party resolutions cited by the meeting that passed them: "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
"Nghị quyết Trung ương 4 (khóa XII)".

A congress without an ordinal, a roman number or a term ("Nghị quyết Đại hội Đảng các cấp") is no document one could find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.citations.model import Mention
from extractor.citations.numbers import Range
from extractor.text.fold import fold

_S = r"[ \u00a0]+"
_ORDINAL = r"(?:[IVXL]{1,7}|[ivxl]{1,7}|\d{1,3}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s(?:một|hai|ba|bốn|lăm))?)"
_WORDS = r"(?:[^\W\d_]+[ \u00a0,\-–]{1,3}){0,22}?"  # who met: "đại biểu Đảng bộ tỉnh Lai Châu"
_OF_PARTY = rf"(?:{_S}(?:của{_S})?Đảng(?:{_S}Cộng{_S}sản{_S}Việt{_S}Nam)?(?![^\W\d_])(?!{_S}(?:bộ|ủy|uỷ|viên)))?"
CONGRESS = re.compile(
    rf"(?<![^\W_])(?P<type>[Nn]ghị{_S}quyết){_S}(?:của{_S}|tại{_S})?(?P<who>[Đđ]ại{_S}hội{_S}{_WORDS}"
    rf"(?:lần{_S}thứ{_S}{_ORDINAL}(?![^\W_]){_OF_PARTY}|(?-i:[IVX]{{2,6}})(?![^\W_]){_OF_PARTY}"
    rf"|nhiệm{_S}kỳ[ \u00a0]*\d{{4}}[ \u00a0]*[-–][ \u00a0]*\d{{4}}))"
)
CENTRAL = re.compile(
    rf"(?<![^\W_])(?P<type>[Nn]ghị{_S}quyết|[Kk]ết{_S}luận){_S}(?:của{_S})?(?P<who>(?:[Hh]ội{_S}nghị{_S})?"
    rf"(?:lần{_S}thứ{_S}{_ORDINAL}{_S},?[ \u00a0]*)?(?:của{_S})?(?:Ban{_S}Chấp{_S}hành{_S})?Trung{_S}ương{_S}"
    rf"(?:Đảng{_S})?(?:lần{_S}thứ{_S})?(?:{_ORDINAL}[ \u00a0]*)?,?[ \u00a0]*(?:\([ \u00a0]*)?[Kk]h(?:óa|oá){_S}"
    r"[IVX]{1,5}(?:(?:,|[ \u00a0]+và)[ \u00a0]+(?:khóa[ \u00a0]+)?[IVX]{1,5}){0,4}(?:[ \u00a0]*\))?)"
)
#: What stands in every such name.
CUE = re.compile(rf"[Đđ]ại{_S}hội|kh(?:óa|oá){_S}[IVX]", re.IGNORECASE)
_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = re.compile(r"((?:lần\s+thứ|[Đđ]ại\s+hội)\s+)(\d{1,2}|[IVXLivxl]{1,7})(?![^\W_])")
_NATIONAL = re.compile(
    r"đại\s+hội\s+(?:đại\s+biểu\s+)?(?:đảng\s+)?toàn\s+quốc\s+(?:của\s+đảng\s+)?lần\s+thứ\s+(\w+)(?:\s+(?:của\s+)?đảng.*)?"
    r"|đại\s+hội\s+(?:đảng\s+)?(?:lần\s+thứ\s+)?(\w+)\s+(?:của\s+)?đảng.*",
    re.IGNORECASE,
)
_OF_ORGANISATION = re.compile(r"đại\s+hội\s+(?:đại\s+biểu\s+)?đảng\s+bộ", re.IGNORECASE)
_EVERYWHERE = re.compile(r"các\s+cấp", re.IGNORECASE)


def find(text: str, paragraph: Range) -> Iterator[Mention]:
    """The resolutions named by their meeting in one paragraph."""
    for pattern in (CONGRESS, CENTRAL):
        for match in pattern.finditer(text, *paragraph):
            if not _EVERYWHERE.search(match["who"]):
                kind = " ".join(match["type"].split()).capitalize()
                who = " ".join(match["who"].split())
                yield Mention(match.start(), match.end(), kind, name=f"{kind} {who}", confidence=0.95)


def meeting(name: str) -> str:
    """Who passed the resolution called ``name``: the congress, or the Central Committee for its plenums."""
    who = name.split(" ", 2)[2]
    return who if fold(who).startswith("đại hội") else _CENTRAL_COMMITTEE


def key(name: str) -> str:
    """One key for every way to say the same congress or plenum: roman numerals, the Party's in full."""
    kind, who = " ".join(name.split(" ", 2)[:2]), name.split(" ", 2)[2]
    who = _ROMAN.sub(lambda m: m[1] + (_roman(int(m[2])) if m[2].isdigit() else m[2].upper()), who)
    if national := _NATIONAL.fullmatch(who):
        return f"{kind} Đại hội đại biểu toàn quốc lần thứ {national[1] or national[2]} của Đảng"
    who = _OF_ORGANISATION.sub("Đại hội đại biểu Đảng bộ", who)
    who = re.sub(r",?\s*\(?\s*(kh)(?:óa|oá)", r" \1óa", who).replace(")", "")
    return f"{kind} {who[0].upper()}{who[1:]}"


def _roman(number: int) -> str:
    """1–39 in roman numerals; congresses have not come further."""
    return "X" * (number // 10) + _ONES[number % 10] if number < 40 else str(number)
