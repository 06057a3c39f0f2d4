"""What the cited document is about, as printed after it: "về việc …", "quy định chi tiết …", or words in quotation marks.

A title has no end mark of its own. It is read up to the semicolon, the sentence's end, the bracket it stands in or the next
citation of the same list; a citation inside it ("sửa đổi … Nghị định số …") is part of it. Behind a fronted "Thực hiện …
về việc …, Sở Y tế báo cáo …" the comma before the body that acts ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.citations import issuer

_OPENS = re.compile(
    r"[ \u00a0]{0,3}(?:\([Kk]h(?:óa|oá)[^()\n]{0,30}\)|khóa\s[IVX\d]+)?[ \u00a0]{0,3},?[ \u00a0]{0,3}(?P<title>(?:về|v/v|[“\"]|"
    r"(?:quy|qui)\s+định(?!\s+(?:tại|ở|trong|của|này))|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|sửa\s+đổi|bổ\s+sung|công\s+bố|triển\s+khai|phát\s+động|"
    r"tổ\s+chức|thành\s+lập|kiện\s+toàn|giao\s|điều\s+chỉnh|bãi\s+bỏ|thay\s+thế|xử\s+phạt|công\s+nhận|chấp\s+thuận|"
    r"cho\s+phép|tăng\s+cường|đẩy\s+mạnh|phân\s+công|thông\s+qua|tiếp\s+tục|thực\s+hiện|kết\s+luận|đề\s+nghị|thí\s+điểm|(?<!,\s)thông\s+báo)"
    r"(?![^\W_])|(?<=[“\"])|[“\"](?=(?:về|v/v)\s))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:về\s+(?:việc\s+)?|v/v\s+)?[“\"]([^”\"\n\t]{3,300})[”\"]", re.IGNORECASE)
_ENDS = re.compile(
    r"[;:\n\t]|\.(?=\s|$)|[.]{2,}|…"
    r"|\s*\((?:sau đây|dưới đây|gọi|viết|(?:đã\s)?được\s(?:sửa đổi|bổ sung|thay thế))"
    r"|,?\s+(?:hết hiệu lực|có hiệu lực|sau đây gọi|như sau)"
    r"|,?\s+(?:đã\s)?được\s(?:sửa đổi|bổ sung|thay thế)\s?(?:,|tại|bởi|theo)"
    r"|,\s+(?=(?:các\s)?(?:[Đđ]iều|[Kk]hoản)\s\d)|,\s+trong đó\s|\s+trái\s(?:với|quy định)"
    r"|\s+và\s(?:các\s)?(?:quy định|hướng dẫn|văn bản|nội dung)\s(?:khác\s)?"
    r"(?:tại|của|trong)\s(?:pháp luật|[^\s,;.]+(?:\s[^\s,;.]+){0,3}\snày)"
)
_COMMA = re.compile(r",\s+")
_MAX = 400
_NEAR = 130  # code points before a citation in which "và ý kiến của X tại" stands
_LIST_JOINT = re.compile(r"(?:,|;|,?\s+và|,?\s+hoặc)\s+$")


class Title(NamedTuple):
    """The title's words and where they end."""

    end: int
    words: str


def after(text: str, at: int, limit: int, starts: Sequence[int]) -> Title | None:
    """The title printed after ``at``; ``starts`` are where later citations of the paragraph begin, in order."""
    limit = min(limit, at + _MAX)
    opening = _OPENS.match(text, at, limit)
    if not opening:
        return None
    begin = opening.start("title")
    if begin in starts or _whereto(text, begin, limit):
        return None
    if quoted := _QUOTED.match(text, begin, limit):
        return Title(quoted.end(), " ".join(quoted[1].split()))
    end = _ENDS.search(text, begin, limit)
    stop = end.start() if end else limit
    stop = _before_next(text, begin, stop, starts)
    stop = _main_clause(text, begin, _bracket(text, begin, stop))
    words = _quotes_kept(" ".join(text[begin:stop].strip(' ,.-–“”"\u00a0').split()))
    return Title(stop, words) if words else None


def _quotes_kept(words: str) -> str:
    """The closing mark of a name in quotation marks at the title's end: 'về việc phê duyệt "Đề án …"'."""
    if words.count("“") > words.count("”"):
        return words + "”"
    return words + '"' * (words.count('"') % 2)


def _whereto(text: str, begin: int, limit: int) -> bool:
    """Whether "về" says where papers go: "theo mẫu kèm theo Nghị định số … về Sở Nội vụ trước ngày …"."""
    return text[begin : begin + 3] == "về " and text[begin + 3].isupper() and issuer.names_body(text, begin + 3, limit)


def _before_next(text: str, begin: int, stop: int, starts: Sequence[int]) -> int:
    """The end of the title before the next citation of the same list: only a comma or "và" stands between."""
    for start in starts:
        if begin < start < stop and (joint := _LIST_JOINT.search(text, max(begin, start - 8), start)):
            return joint.start()
        if begin < start < stop and (said := issuer.SAID_BEHIND_TITLE.search(text[max(begin, start - _NEAR) : start])):
            return max(begin, start - _NEAR) + said.start()
    return stop


def _main_clause(text: str, begin: int, stop: int) -> int:
    """Where a comma parts the title from the clause that says who acts."""
    for comma in _COMMA.finditer(text, begin, stop):
        if issuer.acts_at(text, comma.end(), len(text)):
            return comma.start()
    return stop


def _bracket(text: str, begin: int, stop: int) -> int:
    """Where a bracket closes that was opened before ``begin``."""
    depth = 0
    for i in range(begin, stop):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth < 0:
            return i
    return stop
