"""Documents called by type and serial alone, as speech does once they are well known: "Đề án 06", "Nghị quyết 57".

The rest of the number is not printed, so the record has none; the registry may know the name. "Kế hoạch 05 năm" and
"Thông báo 03 trường hợp" are measures: only kinds that are called so count, and only where no measured thing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.citations.model import Mention
from extractor.citations.numbers import Range

_AFTER = (
    r"(?=[ \u00a0]*(?:$|[.,;:)\]”\"“(\n\t–-]|(?:của|về|ngày|trên|tại|theo|được|đã|và|là|trong|tỉnh|có|cho|để|vào|với|do|đến|"
    r"từ|giai|gồm|thì|cấp|đạt|hiện|tháng|nêu|đề|mà|phải|Chính|CP|Bộ|Trung)(?![^\W_])))"
)
_NO_MEASURE = r"(?!,[ \u00a0]\d)(?![ \u00a0]và[ \u00a0]\d)"
SHORT = re.compile(
    r"(?<![^\W_])(?P<type>Đề án|ĐỀ ÁN|Nghị quyết|Nghị định|Chỉ thị|Kết luận|Quyết định|Thông tư|Chương trình(?= (?:số )?\d{3}))"
    rf"[ \u00a0]+(?:số[ \u00a0]+(?P<serial>\d{{1,4}}a?)(?![\w/])(?![ \u00a0]*[/\-–]\w)(?![.,]\d){_NO_MEASURE}"
    rf"|(?P<bare>\d{{2,4}}a?)(?![\w/])(?![ \u00a0]*[/\-–]\w)(?![.,]\d){_AFTER})"
)


def find(text: str, paragraph: Range) -> Iterator[Mention]:
    """The short names in one paragraph."""
    for match in SHORT.finditer(text, *paragraph):
        serial = match["serial"] or match["bare"]
        if serial.startswith(("19", "20")) and len(serial) == 4:
            continue  # a year
        kind = match["type"].capitalize()
        yield Mention(
            match.start(), match.end(), kind, name=f"{kind} {serial}", confidence=0.6, shape=("citation_number_short",)
        )
