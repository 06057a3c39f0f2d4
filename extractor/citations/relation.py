"""What is done with the cited document, by the words before it: Căn cứ, Thực hiện, sửa đổi, thay thế, ban hành kèm theo …

The nearest verb of the clause counts, and a citation joined to the one before it by a list shares its relation. "được sửa
đổi bởi Nghị định X" names X as a source, not as an object: that is a plain reference.
"""

from __future__ import annotations

import re

_THEREFORE = r"(?:\s+(?:và\s+)?(?:hướng\s+dẫn\s+)?(?:thi\s+hành|thực\s+hiện|triển\s+khai|áp\s+dụng))?"
_MEASURES = r"\s[^.;:\n]{0,40}?(?<![^\W_])biện\s+pháp(?:\s+để\s+tổ\s+chức)?,?"
_WEAK = r"(?:quy\s+định(?:\s+khác)?(?:\s+(?:có\s+)?liên\s+quan)?|nêu|ghi)\s+(?:tại|của|ở|trong)|tại"
_VERBS = (
    ("ban_hanh_kem", r"(?:ban\s+hành\s+)?kèm\s+theo"),
    ("dan_chieu", r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|ban\s+hành)[^.;:\n]{0,20}\s(?:bởi|tại|theo|bằng)"),
    ("approved", r"(?:phê\s+duyệt|công\s+nhận|thành\s+lập|công\s+bố)\s+(?:bởi|tại|theo|bằng)"),
    ("thay_the", r"thay\s+(?:thế(?:\s+cho)?|cho)"),
    ("bai_bo", r"bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ"),
    ("sua_doi", r"sửa\s+đổi|bổ\s+sung|đính\s+chính"),
    ("huong_dan", rf"(?:hướng\s+dẫn|quy\s+định\s+chi\s+tiết(?:{_MEASURES})?|quy\s+định\s+biện\s+pháp){_THEREFORE}"),
    ("can_cu", r"(?<![^\W_])(?:căn\s+cứ|chi[ếể]u(?:\s+(?:theo|chi))?|xét|theo\s+đề\s+nghị)(?![^\W_])"),
    ("thuc_hien", r"thực\s+hiện|triển\s+khai|thi\s+hành|chấp\s+hành|quán\s+triệt|tuân\s+thủ|hưởng\s+ứng"),
    ("weak", _WEAK),
)
#: The first letters, asked for before any of the verbs: a fifth of the time.
_ANY = re.compile(
    "(?=[bcđghknpqstx])(?:" + "|".join(f"(?P<v{i}>{pattern})" for i, (_, pattern) in enumerate(_VERBS)) + ")", re.IGNORECASE
)
#: A list of documents that all end: a semicolon stands before the next of them.
_ENDED = re.compile(
    r"(?:[^.;\n]|\.(?=\S)|;\s+(?=(?:Luật|Nghị|Thông|Quyết|Chỉ|Pháp|[Đđ]iều|[Kk]hoản)\s)){0,700}?\s(?:hết|chấm\s+dứt)\s+hiệu\s+lực",
)
_HEADS = re.compile(r"(?:^|\n|;)\s{0,3}(?:\d{1,2}[.)]|[IVX]{1,5}[.)]|[a-zđ]\)|[-+])?\s{0,3}$")
_CLAUSE_END = re.compile(r"[.;:](?=\s)")
_CHANGES = frozenset({"sua_doi", "bai_bo", "thay_the"})
#: What is changed are papers made under that document, or a part of what it says: "bổ sung hồ sơ đã nộp theo Thông tư …".
_MERELY_UNDER = re.compile(r"\s(?:theo|trong)\s+(?:các\s+)?$", re.IGNORECASE)
#: When that document was in force, not what is done with it: "thay thế các bản khai trước khi Nghị định … có hiệu lực".
_MERELY_WHEN = re.compile(r"(?<![^\W_])(?:trước|sau|từ|đến)\s+(?:khi|ngày)\s+$", re.IGNORECASE)
_WINDOW = 110
_DEFAULT = "dan_chieu"


def before(text: str, floor: int, at: int) -> str | None:
    """The relation that the words between ``floor`` and ``at`` state; ``None`` where they state none."""
    window = text[max(floor, at - _WINDOW) : at]
    for clause_end in _CLAUSE_END.finditer(window):
        window = " " * clause_end.end() + window[clause_end.end() :]
    found = [_VERBS[int(match.lastgroup[1:])][0] for match in _ANY.finditer(window) if match.lastgroup]
    if not found:
        return None
    if found[-1] == "approved":  # by that document: it is the object of an earlier Căn cứ or Thực hiện, of nothing else
        return next((verb for verb in reversed(found) if verb in ("can_cu", "thuc_hien")), _DEFAULT)
    if found[-1] == "weak":  # "quy định tại" says nothing by itself: "Căn cứ quy định tại Điều 5 …" is a basis all the same
        return "can_cu" if "can_cu" in found else _DEFAULT
    if found[-1] in _CHANGES and (_MERELY_UNDER.search(window) or _MERELY_WHEN.search(window)):
        return _DEFAULT
    return found[-1]


def after(text: str, opens: int, at: int, limit: int, end: int) -> str | None:
    """``bai_bo`` where the sentence goes on to say that the document is no longer in force.

    ``opens`` and ``at`` are where the citation begins and ends, ``limit`` where the next one begins. One that heads its
    clause is a subject of the sentence, up to the paragraph's ``end``.
    """
    heads = _HEADS.search(text, max(opens - 8, 0), opens)
    return "bai_bo" if _ENDED.match(text, at, end if heads else limit) else None


def default() -> str:
    """A plain reference."""
    return _DEFAULT
