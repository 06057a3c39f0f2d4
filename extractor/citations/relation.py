"""What is done with the cited document, by the words before it: Căn cứ, Thực hiện, sửa đổi, thay thế, ban hành kèm theo …

The nearest verb of the clause counts, and a citation joined to the one before it by a list shares its relation. "được sửa
đổi bởi Nghị định X" names X as a source, not as an object: that is a plain reference.
"""

from __future__ import annotations

import re

_VERBS = (
    (
        "dan_chieu",
        r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|ban\s+hành|quy\s+định|nêu)[^.;:\n]{0,20}\s(?:bởi|tại|theo|bằng)",
    ),
    ("ban_hanh_kem", r"(?:ban\s+hành\s+)?kèm\s+theo"),
    ("thay_the", r"thay\s+thế(?:\s+cho)?"),
    ("bai_bo", r"bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|bãi\s+miễn"),
    ("sua_doi", r"sửa\s+đổi|bổ\s+sung|đính\s+chính"),
    ("huong_dan", r"hướng\s+dẫn|quy\s+định\s+chi\s+tiết|quy\s+định\s+biện\s+pháp"),
    ("can_cu", r"(?:^|[^\w])(?:căn\s+cứ|chiếu\s+theo|chiếu)(?![^\W_])"),
    ("thuc_hien", r"thực\s+hiện|triển\s+khai|thi\s+hành|chấp\s+hành|quán\s+triệt|tuân\s+thủ|hưởng\s+ứng"),
    ("dan_chieu", r"quy\s+định\s+(?:tại|của|ở)|nêu\s+tại|xét|tại"),
)
_ANY = re.compile("|".join(f"(?P<v{i}>{pattern})" for i, (_, pattern) in enumerate(_VERBS)), re.IGNORECASE)
_ENDED = re.compile(r"[^.;\n]{0,200}?\shết\s+hiệu\s+lực", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:](?=\s)")
_WINDOW = 110
_DEFAULT = "dan_chieu"


def before(text: str, floor: int, at: int) -> str | None:
    """The relation that the words between ``floor`` and ``at`` state; ``None`` where they state none."""
    window = text[max(floor, at - _WINDOW) : at]
    for clause_end in _CLAUSE_END.finditer(window):
        window = " " * clause_end.end() + window[clause_end.end() :]
    found = [match.lastgroup for match in _ANY.finditer(window)]
    return _VERBS[int(found[-1][1:])][0] if found and found[-1] else None


def after(text: str, at: int, limit: int) -> str | None:
    """``bai_bo`` where the sentence goes on to say that the document is no longer in force."""
    return "bai_bo" if _ENDED.match(text, at, limit) else None


def default() -> str:
    """A plain reference."""
    return _DEFAULT
