"""Documents called by type and serial alone, as speech does once they are well known: "Đề án 06", "Nghị quyết 57".

The rest of the number is not printed, so the record has none; the registry or the same text may tell it. "Kế hoạch 05 năm"
and "Thông báo 03 trường hợp" are measures: only kinds that are called so count, and only where nothing measured follows. A
date after the serial makes any kind certain ("quy định 269 ngày 23/9/2008").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.citations.model import Mention
from extractor.citations.numbers import Range
from extractor.letterhead.document_types import by_abbreviation

_S = r"[ \u00a0]{1,3}"
_WHOLE = r"(?![\w/]|\s?%)(?![ \u00a0]*[/\-–]\w)(?![.,]\d)"  # nothing of a number goes on
_NO_LIST = r"(?!,[ \u00a0]\d)(?![ \u00a0]và[ \u00a0]\d)"
_NO_MEASURE = (
    r"(?![ \u00a0]+(?:(?:năm|ngày|tháng)(?![ \u00a0]+\d)|(?:tuần|quý|nội|nhiệm|chỉ|trường|đồng|triệu|tỷ|người|đơn|xã|huyện|dự|"
    r"nhóm|bước|lĩnh|vấn|công|cá|tập|văn|quyển|trang|điểm|khoản|điều|mục|chương|lần|loại|hình|mức|đợt|giờ|thành|phường|bộ|ban|"
    r"phòng|kỳ|phiên|cuộc|buổi|bài|lượt|ca|vụ|việc|phần|bậc|cây|con|tấn|kg|phút|thôn|khu|trạm|hợp|học|đảng|chi|hồ|tin|ngành|tổ|hộ|suất|bản|mô|giải|chuyên|tiêu|hạng|cơ|ủy|m|km|ha|%))(?![^\W_]))"
)
_DATE = rf"(?={_S}ngày{_S}\d{{1,2}}(?:[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}|{_S}tháng{_S}\d))"
_DATED = ("quy định", "quyết định", "nghị quyết", "nghị định", "chỉ thị", "thông tư", "kế hoạch", "công văn", "hướng dẫn")
#: Begins with letters and no lookbehind, so that ``re`` skips to them: nine times as fast; ``find`` looks behind.
SHORT = re.compile(
    r"(?P<type>Đề án|ĐỀ ÁN|Nghị quyết|"
    r"Sắc lệnh|Nghị định|Chỉ thị|Kết luận|Quyết định|Thông tư|Chương trình(?= (?:số )?\d{3})|NĐ|NQ|QĐ|"
    r"(?:Công văn|Kế hoạch|Tờ trình|Hướng dẫn)(?= số))"
    rf"{_S}(?:số:?{_S}(?P<serial>\d{{1,4}}a?){_WHOLE}{_NO_LIST}|(?P<bare>\d{{2,4}}a?){_WHOLE}{_NO_MEASURE})"
    rf"|(?P<dated_type>{'|'.join((*_DATED, *map(str.capitalize, _DATED)))}|CV|KH)"
    rf"{_S}(?:số:?{_S})?(?P<dated>\d{{1,5}}){_WHOLE}{_DATE}"
)


def find(text: str, paragraph: Range) -> Iterator[Mention]:
    """The short names in one paragraph."""
    for match in SHORT.finditer(text, *paragraph):
        serial = match["serial"] or match["bare"] or match["dated"]
        within_word = match.start() > paragraph.start and text[match.start() - 1].isalnum()
        if within_word or (serial.startswith(("19", "20")) and len(serial) == 4):  # four digits: a year
            continue
        kind = _kind(match["type"] or match["dated_type"])
        name = f"{kind} {serial}"
        yield Mention(match.start(), match.end(), kind, name=name, confidence=0.6, shape=("citation_number_short",))


def _kind(word: str) -> str:
    abbreviated = by_abbreviation(word)
    return abbreviated.name if abbreviated else word.capitalize()
