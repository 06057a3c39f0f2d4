"""Which quantities are measures: a number with a unit is one only where something is to be reached or was.

A report counts what was done, so its quantities are results. A plan is full of quantities that set nothing (who sits on a
board, how many copies, how long a meeting): there a number counts under a heading of aims, with a comparator, or behind a verb
that makes it an aim. Norms, conditions and quoted rules hold no measure at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.targets.compared import is_no_measure
from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.places import Place
from extractor.targets.quantities import Quantity
from extractor.targets.statements import Statement
from extractor.targets.target import Role

_ENDS = re.compile(r"\s{0,3}(?:$|[;,.)(:]|(?:trong|và|đạt|tăng|giảm|chiếm|so|bằng|còn|nay)(?!\w))")
_COUNTED = re.compile(r"(?<!\w)(?:tổng|số|tỷ lệ|tỉ lệ|chỉ số|hệ số|mật độ|lượt|điểm|mức)(?!\w)")
_BARE_LINK = re.compile(r"(?<!\w)(?:là|đạt|có|còn|bằng|chiếm|được|tăng|giảm|gồm)\s$")
_SUPPOSED = re.compile(r"^\s?(?:nếu|trường hợp|khi)(?!\w)|(?<!\w)ví dụ(?!\w)")
_COPULA = re.compile(r"(?<!\w)(?:là|có|đạt|được|còn|gồm)\s$")
_LIST_ITEM = re.compile(r"[^\d,;:.()]{2,70}\s$")
_LABEL = re.compile(r"([^,;:().]{1,90})\s?:\s?$")
_LAST_WORDS = re.compile(r"[^\s,;:.()]+(?:\s[^\s,;:.()]+){0,3}$")
#: "mỗi xã cử 01 cán bộ": counted over and over.
_EACH = re.compile(r"(?<!\w)(?:(?:mỗi|từng|cứ)\s[^,;:.]{0,30}|(?:một|1|01) trong\s(?:[^\W\d_]+\s)?)$")
_WHEN = re.compile(r"(?<!\w)(?:trong vòng|thời hạn|thời gian|chậm nhất|sau|trước|trong)\s(?:[^\W\d_]+\s)?$")
_AFTER_VERB = ("cho", "được", "thêm", "mới", "đạt", "có", "khoảng")
#: "cộng dồn 10 tháng ước đạt …": when, not how long.
_SINCE = re.compile(r"\d{1,2} tháng,? (?:đầu năm|qua|ước|đạt|thực hiện)(?!\w)")
_AGE = re.compile(r"(?<!\w)(?:tuổi thọ|tuổi trung bình|tuổi bình quân|độ tuổi trung bình|tuổi đời bình quân)(?!\w)")

#: "Khá 80 em, tỷ lệ 13,1%": what has a share is counted.
_OWN_SHARE = re.compile(r"\s?[,(]?\s?(?:đạt |chiếm )?(?:tỷ lệ |tỉ lệ )?\d[\d.,]*\s?%")
_TERMS = re.compile(r"(?:điều kiện|tiêu chuẩn)(?!\w)")
#: "một nhóm chuyên trách (5-7 người)": in a plan, how large a team is.
_SIZE = re.compile(r"\((?:từ |khoảng |gồm )?\d{1,3}(?:\s?(?:[-–]|đến)\s?\d{1,3})?\s(?:người|thành viên|cán bộ|đồng chí)\)")
_EXAMPLE = re.compile(r"[\s(*_]{0,4}(?:ví dụ|vd)(?!\w)")
#: A blank to fill in: dots between words that end no list ("với …. cơ sở y tế", not "trẻ em, người già…").
_BLANK = re.compile(r"(?<![,;\s])\s(?:…|\.{3,}|_{3,})[….]{0,200}(?=\s?[^\W\d_])|(?<!\w)(?:…|\.{3,}|_{3,})[….]{0,200}\s?[%/]")

#: "văn bản 1040 BHXH VN": the number of a document cited short, which counts nothing.
_SERIAL_OF = re.compile(r"(?<!\w)(?:văn bản|công văn|nghị định|thông tư|chỉ thị|tờ trình)\s$")


#: "9 em đạt giải cấp tỉnh": a count that a statement begins with, and of which something is said.
_SAID_OF = re.compile(r"\s?(?:[^\W\d_]+\s){0,3}(?:đạt|được|bị|đã|hoàn thành|tham gia|thoát)(?!\w)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A quantity where it stands: its line, folded; its statement; the place; what stands before it in the statement."""

    low: str
    statement: Statement
    place: Place
    role: Role
    cited_before: bool
    listed: bool = False  #: a count was taken right before it in the same statement

    def aims(self, quantity: Quantity) -> bool:
        """Whether the words before the quantity say that it is an aim."""
        return pattern("aims").search(self.low, self.statement.before(quantity.start), quantity.start) is not None


def admitted(seen: Seen, quantity: Quantity) -> float | None:
    """How sure it is that ``quantity`` is a measure (0–1), or None when it is none."""
    if seen.place.norm and not seen.place.goals and not seen.aims(quantity) and not _awarded(seen, quantity):
        return None
    if seen.place.example or (seen.role == "target" and _no_aim(seen, quantity)):
        return None
    if _conditional(seen, quantity) or _quoted(seen, quantity):
        return None
    if seen.place.role is None and not quantity.compared and not _told(seen, quantity):
        return None
    judge = {"percent": _share, "time": _time, "bare": _bare, "money": _amount}.get(quantity.kind, _count)
    sure = judge(seen, quantity)
    if sure is None:
        return None
    sure -= 0.15 * quantity.about + 0.15 * quantity.doubtful + 0.1 * (seen.place.role is None)
    if _EXAMPLE.match(seen.low, seen.statement.opens):
        sure = min(sure, 0.5)
    return round(max(sure, 0.3), 2)


def _no_aim(seen: Seen, quantity: Quantity) -> bool:
    """Whether the number in a plan tells a condition, or in brackets how large a team is."""
    sized = not seen.place.goals and _SIZE.match(seen.low, quantity.start - 1) is not None
    return sized or _TERMS.match(seen.low, seen.statement.opens) is not None


def is_form(low: str, statement: Statement) -> bool:
    """Whether a statement of a template tells nothing yet: it has a blank to fill in, or says what is to be reported."""
    if pattern("instructs").match(low, statement.opens) or pattern("instructs").match(low, statement.start):
        return True
    # Looked for in the statement only: a line may hold as many statements as it has characters.
    dotted = any(low.find(dots, statement.start, statement.end) >= 0 for dots in ("…", "...", "___"))
    return dotted and _BLANK.search(low, statement.start, statement.end) is not None


def may_measure(low: str, statement: Statement, quantity: Quantity) -> bool:
    """What can be said before the role is known: lengths of time and numbers without a unit rarely measure anything."""
    if quantity.kind == "time":
        if _SINCE.match(low, quantity.number):
            return False
        before = low[max(statement.head, quantity.start - 50) : quantity.start]
        return (_AGE if "tuổi" in low[quantity.number : quantity.end] else pattern("lasting")).search(before) is not None
    if is_no_measure(low, statement, quantity):
        return False
    if quantity.kind in ("bare", "count") and _SERIAL_OF.search(low[max(0, quantity.start - 12) : quantity.start]):
        return False
    return quantity.kind != "bare" or quantity.base is not None or _ENDS.match(low, quantity.end) is not None


def may_aim(low: str) -> bool:
    """Whether a line of a norm can hold a measure at all: it says that it is an aim, or what is awarded."""
    return pattern("aims").search(low) is not None or "khen" in low or "tặng" in low or "công nhận" in low


def _awarded(seen: Seen, quantity: Quantity) -> bool:
    """ "Điều 1. Tặng Giấy khen cho 05 tập thể": the one kind of article that counts what is done."""
    return quantity.kind == "count" and pattern("awards").match(seen.low, seen.statement.start) is not None


def _told(seen: Seen, quantity: Quantity) -> bool:
    """Whether a statement of a document that neither reports nor plans (a letter, a notice) tells a result or an aim."""
    words = seen.low[seen.statement.before(quantity.start) : quantity.start]
    if _SUPPOSED.search(words):
        return False
    return bool(seen.aims(quantity) or seen.place.goals or pattern("reached").search(words) or pattern("tells").search(words))


def _before(seen: Seen, quantity: Quantity, reach: int = 60) -> str:
    return seen.low[max(seen.statement.head, quantity.start - reach) : quantity.start]


def _conditional(seen: Seen, quantity: Quantity) -> bool:
    """ "Đơn vị có dưới 300 người thì …", "Nếu trên 50 % …": a condition ends at "thì", a colon or a comma."""
    start = max(seen.statement.start, quantity.start - 90)
    found = None
    for match in pattern("conditions").finditer(seen.low, start, quantity.start):
        opens = (
            match.start() == seen.statement.start
            or seen.low[max(0, match.start() - 4) : match.start()].rstrip(" ")[-1:] in ",;:(."
        )
        found = match if opens else found
    if found is None:
        return False
    between = seen.low[found.end() : quantity.start]
    if "thì" in between.split() or ":" in between:
        return False
    behind = seen.low[quantity.end : min(seen.statement.end, quantity.end + 300)]
    if found.group().endswith(" có"):
        return re.search(r"(?<!\w)thì(?!\w)", behind) is not None or re.match(r"[^,;.:]{0,60}:", behind) is not None
    return "," not in between


def _quoted(seen: Seen, quantity: Quantity) -> bool:
    """What another document lays down, told in a letter: "Nghị định … quy định mức đóng là 4,5 %"."""
    if seen.aims(quantity) or seen.place.goals:
        return False
    before = seen.low[max(seen.statement.start, quantity.start - 300) : quantity.start]
    return pattern("quoting").search(before) is not None and (seen.cited_before or seen.place.role != "result")


def _ruled(before: str) -> bool:
    """Whether a rule lays the share down ("phụ cấp 30%"): a word of the list, and no mark between it and the number."""
    found = list(pattern("ruled").finditer(before))
    return bool(found) and not re.search(r"[,;.]", before[found[-1].end() :])


def _share(seen: Seen, quantity: Quantity) -> float | None:
    if seen.role == "target" and pattern("pays").search(_before(seen, quantity, 120)):
        return None
    paid = seen.place.kinds[:1] == ("kinh_phi",) or seen.low.startswith("kinh phí", seen.statement.head)
    if seen.role == "target" and not seen.place.goals and (paid or _ruled(_before(seen, quantity))):
        return None
    return 0.95 if seen.place.sure or seen.place.role or quantity.compared else 0.85


def _time(seen: Seen, quantity: Quantity) -> float | None:
    """Lengths of time say when, ages say who; ``may_measure`` has let through those of which an average or a change is told."""
    if "tuổi" in seen.low[quantity.number : quantity.end]:
        return 0.8
    return None if _WHEN.search(_before(seen, quantity, 50)) else 0.75


def _amount(seen: Seen, quantity: Quantity) -> float | None:
    if quantity.weak and seen.low[quantity.end - 2 : quantity.end - 1] == " ":
        return None  # "đ" apart from its number is a letter
    if seen.role == "result":
        return 0.9
    if (
        seen.low.startswith("kinh phí", seen.statement.opens)
        or "kinh_phi" in seen.place.kinds[:2]
        or (not seen.place.goals and _ruled(_before(seen, quantity)))
    ):
        return None
    sure = quantity.compared or seen.place.goals or seen.aims(quantity) or seen.listed or _doing(_before(seen, quantity))
    return 0.8 if sure else None


def _count(seen: Seen, quantity: Quantity) -> float | None:
    before = _before(seen, quantity)
    if quantity.compared and not quantity.weak:
        return 0.75 if _EACH.search(before) and not seen.place.goals else 0.9
    if _EACH.search(before) and not seen.place.goals:
        return None
    done = _doing(before) or _label_of(before) is not None or (seen.role == "result" and _COPULA.search(before) is not None)
    if seen.role == "result":
        large = (quantity.low or 0) >= 1_000  # an ordinal or an attachment is never that great
        opens = quantity.start == seen.statement.start and _SAID_OF.match(seen.low, quantity.end) is not None
        sure = done or seen.listed or large or opens or _OWN_SHARE.match(seen.low, quantity.end) is not None
        return (0.75 if sure else None) if quantity.weak else 0.9
    return _planned(seen, quantity, done)


def _planned(seen: Seen, quantity: Quantity, done: bool) -> float | None:
    """A number of things in a plan: an aim under a heading of aims, or behind a verb of doing."""
    if quantity.kind == "physical" and seen.place.sure and not quantity.weak:
        return 0.8
    if quantity.base is not None:
        return 0.85
    if seen.place.goals:
        return 0.85 if done or seen.listed or not quantity.weak else None
    if seen.place.kinds[:1] in (("kinh_phi",), ("thoi_gian",), ("pham_vi",), ("doi_tuong",), ("can_cu",), ("khen_thuong",)):
        return None
    joined = seen.listed and seen.low[max(0, quantity.start - 3) : quantity.start].endswith(("và ", ", "))
    return 0.7 if (done or joined) and not quantity.weak else None


def _doing(before: str) -> bool:
    """Whether one of the last words before the quantity is a verb of doing ("tổ chức 02 lớp", "tập huấn cho 45 người")."""
    found = _LAST_WORDS.search(before.rstrip(" "))
    words = found.group().split(" ") if found else []
    doing = lexicon().words["doing"]
    ends = (words, words[:-1]) if words and words[-1] in _AFTER_VERB else (words,)
    return any(" ".join(end[a:]) in doing for end in ends for a in range(len(end)))


def _label_of(before: str) -> str | None:
    """The label that ends in a colon right before the quantity; None where there is none or it labels no measure."""
    found = _LABEL.search(before)
    if found is None:
        return None
    words = found.group(1).strip().split(" ")
    names = {" ".join(words[-n:]) for n in (1, 2, 3)}
    only_name = " ".join(words) in lexicon().ordinals["labels"]
    return (
        None
        if only_name or names & (lexicon().ordinals["labels"] - {"số", "năm", "ngày", "lớp", "phòng", "giờ"})
        else found.group(1)
    )


def _bare(seen: Seen, quantity: Quantity) -> float | None:
    """A number without a unit: behind a label ("dưới 6 tuổi: 338"), a link ("tổng số là 45"), or as an item of a list."""
    if quantity.base is not None:
        return 0.85
    if quantity.compared and not seen.place.goals:
        return None
    before = seen.low[max(seen.statement.head, quantity.start - 120) : quantity.start]
    if seen.role == "target" and not seen.place.goals:
        return None
    if _label_of(before):
        return 0.8
    if _BARE_LINK.search(before) and _COUNTED.search(before):
        return 0.75
    return 0.6 if _in_list(seen, quantity) else None


def _names(item: str) -> bool:
    """Whether an item ends in what a number names ("khoản 2", "mã CSKCB 10063"); "điều dưỡng 12" does not."""
    words = item.split()
    naming = lexicon().words["naming"]
    return words[-1] in naming or any(word in ("mã", "số") for word in words[-2:])


def _in_list(seen: Seen, quantity: Quantity) -> bool:
    """An item "y đa khoa 42;" of a list opened by "trong đó", "gồm" or a bracket."""
    start = seen.statement.head
    before = seen.low[max(start, quantity.start - 400) : quantity.start]
    item = _LIST_ITEM.search(before)
    if item is None or item.group().isspace() or not re.match(r"\s?[;,.)]|$", seen.low[quantity.end : quantity.end + 2]):
        return False
    if _names(item.group()) or (quantity.low or 0) >= 100_000:
        return False
    opened = before[: item.start()]
    nests = list(pattern("nests").finditer(before))
    listed = bool(nests) and before.count(")", nests[-1].end()) <= before.count("(", nests[-1].end())
    return listed or opened.rfind("(") > opened.rfind(")")
