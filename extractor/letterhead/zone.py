"""Which lines are letterhead: those before the first sentence of the document, and what each of them is.

The parts stand in any order (two columns read one after the other, or line by line), so each line is known by its own words;
what no part claims is a candidate for the issuer above the number and for the subject below the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.letterhead import number
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.place_date import date_in

_MOST_LINES = 40
_LONGEST = 400  # code points: no title or issuer is longer
_NATION = re.compile(r"cong hoa xa hoi (?:chu )?nghia|doc lap ?[-–—.]? ?tu do ?[-–—.]? ?hanh phuc|viet nam dan chu cong hoa")
_PARTY = re.compile(r"dang cong san viet nam$")
_GAZETTE = re.compile(
    r"(?:\d{1,3} )?cong bao\b|van ban quy pham phap luat|van ban (?:phap luat )?khac$|van ban hop nhat$|phan (?:i+|van ban|thu)"
    r"|\W*du thao\W*(?:lan (?:thu )?\d+)?\W*$"
)
_CONSOLIDATED = re.compile(r"van ban hop nhat\b")
_ABOUT = re.compile(r"\(?v/v\b|\(?ve viec\b")
_ADDRESSED = re.compile(r"kinh (?:g[uo]i|trinh|chuyen)\b")
_ITEM = re.compile(
    r"(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)] ?\S|[a-hđ][.)] |\+ |dieu \d{1,3}[.:]|[-–] (?!.{0,40}kinh)"
    r"|chuong [ivx\d]|phan (?:thu|i)"
)
_LIMIT = re.compile(r"\((?:mo rong|(?:lan|dot|ky|phien)(?: thu)? [^()]{1,30})\)\W{0,2}$")
_TIME = re.compile(r"\((?:(?:tu|tinh|giai doan|nam|ngay|thang|quy|tuan)\b|\d{1,2}[/.-])[^()]{0,100}\d[^()]{0,20}\)\W{0,2}$")
_ATTACHED = re.compile(r"\(? ?(?:ban hanh |dinh |duoc ban hanh )?kem theo\b|\(")


def zone(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines before the first sentence, list item or heading."""
    out: list[HeadLine] = []
    for line in lines[:_MOST_LINES]:
        if begins_body(line):
            break
        out.append(line)
    return out


def begins_body(line: HeadLine) -> bool:
    """Whether the document proper begins with this line."""
    if line.ornament or date_in(line.words) or national(line) or number.find([line]):
        return False
    if len(line.words) > _LONGEST or item(line) or addressed(line):
        return True
    return line.opens_with("openings") and not line.capitals


def item(line: HeadLine) -> bool:
    """Whether the line opens a section or a list item."""
    return bool(_ITEM.match(line.bare))


def certain_opening(line: HeadLine) -> bool:
    """Whether the line can only be the first of the document proper: a preamble, an address."""
    return line.words.startswith("Căn cứ ") or addressed(line)


def national(line: HeadLine) -> bool:
    """Quốc hiệu, tiêu ngữ, or the Party's name in their place."""
    return (bool(_NATION.search(line.bare[:80])) and not line.words.startswith("Căn cứ ")) or bool(_PARTY.match(line.bare))


def gazette(line: HeadLine) -> bool:
    """A line of the Công báo, of its parts, or the word DỰ THẢO."""
    return bool(_GAZETTE.match(line.bare)) and line.capitals


def consolidated(line: HeadLine) -> bool:
    """A line that says that the document is a consolidated text: "VĂN BẢN HỢP NHẤT - BỘ TÀI CHÍNH"."""
    return bool(_CONSOLIDATED.match(line.bare)) and line.capitals


def about(line: HeadLine) -> bool:
    """The trích yếu of a công văn: "V/v …"."""
    return bool(_ABOUT.match(line.bare))


def addressed(line: HeadLine) -> bool:
    """ "Kính gửi: …"."""
    return bool(_ADDRESSED.match(line.bare))


def attached(line: HeadLine) -> bool:
    """A line in brackets under a title: "(Kèm theo Quyết định số …)"."""
    return bool(_ATTACHED.match(line.bare))


def limits_subject(line: HeadLine) -> bool:
    """A line in brackets that says which time or meeting a title speaks of: "(Từ ngày 01/10/2018 đến ngày 31/3/2019)"."""
    return bool(_TIME.match(line.bare) or _LIMIT.match(line.bare))
