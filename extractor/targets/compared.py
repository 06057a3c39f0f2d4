"""Quantities that are told and measure nothing: whom a sentence is about, what a value is compared with, what did not happen.

"Giảm 23% so với cùng kỳ (244 ca)" tells 244 cases of the year before, "đạt 112% kế hoạch (25 hộ)" what was planned: as results
of the report's time both would be lies.
"""

from __future__ import annotations

import re

from extractor.targets.quantities import Quantity
from extractor.targets.statements import Statement

#: "Đặc biệt đối với 2 khu công nghiệp A và B, …": whom a sentence is about, and no count.
_ABOUT = re.compile(
    r"(?:^|[,;.(]\s?)(?:(?:đặc biệt|riêng|nhất là|còn|nhưng)(?: là)?,? )?đối với (?:các |cả |những |toàn bộ )?$"
)
#: "giảm 23% so với cùng kỳ (244 ca)", "đạt 112% kế hoạch (25 hộ)": what a value is compared with, in a bracket of its own.
_AGAINST = re.compile(
    r"(?:%\s(?:so )?[^()%;]{0,60}?(?:kế hoạch|dự toán|chỉ tiêu|cùng kỳ)|(?<!\w)so (?:với|cùng) )[^()%;]{0,40}\(\s?$"
)
#: "tăng 0,6% so với cùng kỳ năm 2025 (97,2%)"
_THEN = re.compile(r"(?<!\w)(?:so (?:với|cùng) )?(?:cùng kỳ|năm trước|tháng trước|quý trước)[^()%;,]{0,24}\($")
_FOR_PLAN = re.compile(
    r"\((?:kế hoạch|chỉ tiêu|dự toán|cùng kỳ|kh)(?: (?:giao|được giao|đề ra|là|của|năm|cả|tháng|quý|trước|\d{4})){0,4}:?\s"
    r"(?:\d[^()]{0,80}[,;]\s?)?$"
)
_REACHES = re.compile(r"(?<!\w)(?:đạt|tăng|giảm|bằng|vượt|chiếm|thực hiện)(?!\w)")
#: "Không xảy ra ngộ độc từ 30 người trở lên": which events there were none of.
_NONE_OF = re.compile(r"(?<!\w)không (?:để )?(?:xảy ra|có|ghi nhận|phát sinh)(?: vụ| trường hợp)? [^,;:.()]{0,60}$")


def is_no_measure(low: str, statement: Statement, quantity: Quantity) -> bool:
    """Whether a quantity tells whom a sentence is about, what a value is compared with, or what did not happen."""
    before = low[max(statement.head, quantity.start - 120) : quantity.start]
    if quantity.base is not None or quantity.compared:
        return quantity.op == "ge" and _NONE_OF.search(before) is not None
    if before.endswith("("):
        against = _THEN if quantity.kind == "percent" else _AGAINST
        return low[quantity.end : quantity.end + 1] == ")" and against.search(before) is not None
    planned = _FOR_PLAN.search(before) if "(" in before and quantity.kind != "percent" else None
    if planned and not _REACHES.search(planned.group()):
        return True
    return quantity.kind == "count" and "đối với" in before[-24:] and _ABOUT.search(before) is not None
