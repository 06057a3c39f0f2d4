"""What names the thing that is counted, and what a label before a number says of it.

A noun ends at its verb ("20 xã | đạt chuẩn"), unless a deed stands before the number: then the verb belongs to the noun
("phát hiện 03 đơn vị còn hạn chế"). Where noun phrases are at hand, a verb that stands inside one does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.targets.clauses import Around, lists_on
from extractor.targets.edges import EDGE, without_time
from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.quantities import Quantity
from extractor.text import Span

if TYPE_CHECKING:
    from extractor.language import Phrase

NounPhrases = Callable[[str], "list[Phrase]"]

LONGEST = 240  # characters of a subject or indicator
_COUNTS_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tổng số lượng|tổng số|số lượng|số)\s")
SCORES = ("điểm", "bậc", "hạng", "điểm phần trăm")
_RELATIVE = 60  # characters of a relative clause kept with its noun
_PURPOSE = re.compile(r"(?:^|\s)(?:để|nhằm)\s")
_CIRCUMSTANCE = re.compile(r"(?:^|\s)(?:do|để|nhằm|trong|trên|tại|với|về việc)\s")
_AIM_ONLY = re.compile(r"(?:mục tiêu|chỉ tiêu|kết quả|cụ thể)(?: đến)?(?: năm)?(?: \d{4})?")
_LABEL_VERB = re.compile(r"(?<!\w)(?:đang|sẽ|đạt|được|hoàn thành|tham gia|bị|đã|trúng cử|mắc|có|thực hiện|chưa|không)(?!\w)")


_QUOTED = re.compile(r"\"[^\"]{0,200}\"?|“[^“”]{0,200}”?")
#: Labels that name whose figure follows ("Khu vực nhà nước: giá trị sản xuất …"); "Kinh tế:" only names the field.
WHOSE = re.compile(
    r"(?:khu vực|khu|ngành|huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|thôn|ấp|khóm|bản|kcn|ccn|cụm|khối|trường|trạm"
    r"|bệnh viện|trung tâm|công ty|doanh nghiệp|sở|phòng|ban|chi cục|cục|khoa|đội|tổ|chi bộ|đảng bộ|hội|hợp tác xã|nhà máy"
    r"|cây|lúa|ngô|rau|mặt hàng|sản phẩm|dự án|công trình)\s"
)
_LABEL_END = re.compile(r":(?=\s|[^\W\d_]{2})")  # "Khu vực phía Nam:Tổng vốn …"
#: Words of time before what is counted: the period says them ("lũy kế từ đầu năm số bệnh nhân khỏi").
_WHEN_BEFORE = re.compile(
    r"(?:luỹ kế|cộng dồn|tính|kể)(?: từ đầu năm)?(?: đến (?:nay|thời điểm báo cáo))?,? (?=(?:tổng )?số |tỷ lệ |tỉ lệ )"
)


class Words(NamedTuple):
    """The subject and the indicator of a measure, as printed; None where the sentence does not say."""

    subject: str | None = None
    indicator: str | None = None
    topic: str | None = None  #: what a line begins with ("Sốt xuất huyết có 168 ca"), which later verbs leave out


@dataclass(frozen=True, slots=True)
class Line:
    """The line in which all this happens, as printed and folded."""

    text: str
    low: str
    phrases: NounPhrases | None

    def of(self, span: Span) -> str:
        return self.text[span.start : span.end]


def share_of(here: Line, around: Around) -> str | None:
    """ "Mạng 4G phủ 99,8% thôn, tổ dân phố": the things that a share is of, where they are things that are counted."""
    known = lexicon().unit_at(here.low, around.tail.start) if around.tail.start < around.tail.end else None
    if known is None or known.kind != "count":
        return None
    verb = verb_in(here.low[around.tail.start : around.tail.end], here.of(around.tail), here.phrases)
    return here.of(around.tail)[:verb].strip(EDGE) or None


def whole(tail: str, named: str) -> str:
    """What a deed was done to, with its relative clause where that is short ("phát hiện 03 đơn vị còn hạn chế")."""
    return tail if len(tail) <= _RELATIVE and not re.search(r"[,;:(]", tail) else _CIRCUMSTANCE.split(named, maxsplit=1)[0]


def counted(here: Line, quantity: Quantity, tail: Span, named: str | None = None) -> str | None:
    """The thing counted: the unit and what follows it closely ("Trạm Y tế", "Bằng khen tập thể"), or all of ``named``."""
    if quantity.unit is None:
        return here.of(tail) or None
    unit = here.of(quantity.unit)
    if "/" in unit:  # "đồng/lượt": a rate, not a thing
        return None
    mark = here.text[quantity.end : tail.start].strip(" ")
    if mark and not (mark == "," and lists_on(here.low, here.low.index(",", quantity.end) + 1, tail.end)):
        return unit if unit.lower() not in SCORES else None
    if unit.lower() in SCORES:
        return None
    if named is None:
        verb = verb_in(here.low[tail.start : tail.end], here.of(tail), here.phrases)
        named = here.of(tail)[:verb]
    named = _PURPOSE.split(re.split(r"[;:.()]", named, maxsplit=1)[0].strip(EDGE), maxsplit=1)[0]
    return f"{unit}, {named}" if mark and named else joined(unit, named)


def verb_in(low: str, tail: str, phrases: NounPhrases | None) -> int | None:
    """Where in ``low`` (words behind a share) what is said of the subject begins; None when nothing is."""
    nouns, held = None, [found.span() for found in pattern("says_in_nouns").finditer(low, 0, LONGEST)]
    for match in pattern("says").finditer(low, 0, LONGEST):
        if pattern("says_but_noun").match(low, match.start()) or any(a < match.start() < b for a, b in held):
            continue
        if match.group() == "trở lên" and low.endswith("tuổi ", 0, match.start()):
            continue
        if match.start() and phrases is not None and match.group() not in lexicon().words["says_always"]:
            nouns = nouns if nouns is not None else [p for p in phrases(tail[:LONGEST]) if p.tag == "NP"]
            if any(p.start < match.start() < p.end for p in nouns):
                continue
        return match.start()
    return None


def joined(*parts: str) -> str:
    return " ".join(closed(part.strip(EDGE)) for part in parts if part.strip(EDGE))


def closed(words: str) -> str:
    """``words`` with the bracket or the quotation mark that was stripped from an end."""
    words = words + ")" if words.count("(") > words.count(")") else words
    if words.count('"') % 2:  # the mark at the other end was taken off
        words = words + '"' if words.rfind('"') == 0 or words[words.rfind('"') - 1].isspace() else '"' + words
    return words


def is_deed(label: str) -> bool:
    return pattern("doing").match(label) is not None or pattern("says").match(label) is not None


def label_words(label: str, low: str, anchor: Words) -> tuple[str | None, str | None]:
    """Subject and indicator of a label; a short one with nothing of a measure in it only names a part of what was before."""
    colon = next((m.start() for m in _LABEL_END.finditer(low)), 0)
    if colon > 0 and low[colon + 1 :].strip(EDGE):
        first, rest = closed(label[:colon].strip(EDGE)), without_time(label[colon + 1 :].strip(EDGE))
        measured = pattern("measure_nouns").match(low, len(label) - len(rest)) or is_deed(rest.lower())
        if _AIM_ONLY.fullmatch(rest.lower()):
            return None, first
        whose = first if WHOSE.match(low) else None
        return (whose, rest) if measured or pattern("says").search(rest.lower()) else (rest, first)
    when = _WHEN_BEFORE.match(low)
    if when:
        label, low = label[when.end() :], low[when.end() :]
    counted = _COUNTS_OF.match(low)
    offset = counted.end() if counted else 0
    quotes = [m.span() for m in _QUOTED.finditer(low)] if '"' in low or "“" in low else []
    verbs = (m for m in _LABEL_VERB.finditer(low, offset) if not any(a < m.start() < b for a, b in quotes))
    verb = next((m for m in verbs if not pattern("says_but_noun").match(low, m.start())), None)
    if counted:
        who = label[offset : verb.start() if verb else None].strip(EDGE)
        deed = not verb and pattern("doing").match(low, offset) is not None  # "Số điều trị khỏi": what is done, not to whom
        if deed or (not verb and not _counts_things(low, offset)):
            who = ""
        return who or None, label[verb.start() :] if verb and who else label
    if verb and verb.start() and not pattern("measure_nouns").match(low) and not is_deed(low):
        return label[: verb.start()].strip(EDGE) or None, label[verb.start() :]
    if anchor.indicator and not pattern("measure_nouns").match(low):
        return (anchor.subject, label) if pattern("says").match(low) else (label, _without_owner(anchor.indicator, low))
    return None, label


def _without_owner(indicator: str, low: str) -> str:
    """ "vốn thực hiện của các dự án trong nước đạt …, các dự án nước ngoài đạt …": another of the same kind takes its place."""
    head, of, owner = indicator.rpartition(" của ")
    return head if of and owner.lower().split()[:2] == low.split()[:2] else indicator


def _counts_things(low: str, offset: int) -> bool:
    """Whether what "tỷ lệ" is of are things ("tỷ lệ hộ nghèo") and no deed or state ("tỷ lệ che phủ rừng")."""
    known = lexicon().unit_at(low, offset)
    return (known is not None and known.kind == "count") or not low.startswith(("tỷ lệ", "tỉ lệ"))


def labelled(label: str, lead: str) -> str:
    """ "Xếp loại hạnh kiểm: Tốt 520 em": a word or two that mean nothing without the label before them."""
    low = lead.lower()
    if lead.count(" ") > 4 or is_deed(low) or pattern("measure_nouns").match(low) or pattern("doing").search(label.lower()):
        return lead
    return joined(label, lead)
