"""Which words around a quantity are its own.

The words between two quantities belong partly to the one before (what is said of it) and partly to the one behind (its label):
they are parted at a "trong đó", at an "và" right before the second, at the first comma after a count or a linked value
("45 ca, tử vong 2 ca"), at the last one after a share, whose subject may itself be a list ("100% công chức, viên chức …, 5%").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.targets.edges import EDGE, is_complement, is_link, stripped, without_fillers, without_links
from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.quantities import Quantity
from extractor.text import Span

_SEPARATOR = re.compile(r"[;()]|,(?!\d)|(?<!\d),|(?<=\s)(?:đồng thời|nhưng|thì)(?=\s)|(?<=\s)[-–](?=\s)")
_AND = re.compile(r"(?<=\s)(?:và|còn)(?=\s)")
_WITHIN = re.compile(r"\s?(?:trong đó|bao gồm)(?!\w)")
_BEGINS = re.compile(r"\s?(?:có|kết quả)(?!\w)")
_AIMS = re.compile(
    r"\s?(?:bảo đảm|đảm bảo|phấn đấu)(?!\w)"
)  # "…, kết quả 11/11 trạm": a clause that needs no words before its number
_MARK = re.compile(r"[;:(),]")
_AT_ONCE = re.compile(r"\s?,")
_REMARK = re.compile(r"\([^()\d;]{1,60}\)(?=\s[^\W\d_])")
_COUNT = re.compile(r"(?<=[^\W\d_]\s)(?<!số\s)(?<!năm\s)(?<!tháng\s)(?<!quý\s)(?<!điều\s)\d{1,4}(?:,| và)\s(?=[^\W\d_])")
_STATES = frozenset(
    ("có", "đạt", "được", "cho", "còn", "mới", "thêm", "lên", "xuống", "tăng", "giảm", "thực hiện", "hoàn thành")
)
_DIGIT = re.compile(r"\d")
_LONGEST_ITEM = 90  # characters of an item of a list


#: What a value rose or fell from, at the end of the words before it ("giảm tỷ lệ hộ nghèo | từ 6,8% năm 2025 | xuống 5%").
_MOVED_FROM = re.compile(r"\stừ\s(?:mức\s)?\d[\d.,]*\s?[^,;:()\d]{0,24}(?:\d{1,4}(?:/\d{4})?)?$")
_MOVES = frozenset(("lên", "xuống", "còn"))
#: "vốn điều lệ 30 tỷ đồng và vốn huy động 15,6 tỷ đồng": a second thing right behind the first.
_AND_NEXT = re.compile(r"\s(?:và|cùng)\s")


class Around(NamedTuple):
    """The words of one quantity: ``lead`` before it and ``tail`` behind it, linking words taken off.

    ``linked``: the lead ends in a ``colon`` or a copula. ``change``: the word of change among the links ("tăng").
    ``shared``: the lead is also the tail of the quantity before, nothing parts them. ``attached``: a preposition joins the
    quantity to what was said before ("với 100 người"). ``complement``: the tail only says of what or against what.
    """

    lead: Span
    tail: Span
    colon: bool
    linked: bool
    change: str
    shared: bool
    attached: bool
    complement: bool
    whole: Span  #: the words before the quantity with their links
    kind: str  #: the quantity's
    named: str = ""  #: a single capitalised word among the links that is a label all the same

    @property
    def has_lead(self) -> bool:
        """Whether there are words before the quantity that are its own."""
        return self.lead.start < self.lead.end


def around_each(low: str, bounds: Span, found: list[Quantity]) -> list[Around]:
    """The words of every quantity of the statement ``bounds``, in order."""
    out: list[Around] = []
    begin, shared = _opening(low, bounds.start, found[0]) if found else 0, False
    for i, quantity in enumerate(found):
        if i + 1 < len(found):
            cut, following = _split(low, quantity, found[i + 1])
        else:
            cut, following = max(bounds.end, quantity.end), 0
        out.append(_around(low, Span(begin, quantity.start), Span(quantity.end, cut), quantity.kind, shared))
        begin, shared = following, cut == following and cut == quantity.end
    return out


def _around(low: str, before: Span, behind: Span, kind: str, shared: bool) -> Around:
    colon = low[before.start : before.end].rstrip(" ").endswith(":" if kind != "percent" else (":", ": có"))
    whole = stripped(low, before)
    lead, change, copula = without_links(low, whole)
    if _MOVES.intersection(low[lead.end : whole.end].split()) and (came := _MOVED_FROM.search(low, lead.start, lead.end)):
        lead, change, copula = without_links(low, stripped(low, Span(lead.start, came.start())))
    attached = not copula and not change and "với" in low[lead.end : whole.end].split()
    tail = stripped(low, Span(behind.start, _stop(low, behind, kind)))
    worded = without_fillers(low, _past_count(low, lead))
    deed_only = pattern("doing").fullmatch(low, worded.start, worded.end) is not None
    told = (worded.start < worded.end and not deed_only) or bool(change)
    told = told or _of_whole(low[lead.end : whole.end].split(), low.startswith("tổng", tail.start), kind)
    complement = is_complement(low, tail, told)
    if complement and kind == "percent":
        comma = low.find(",", tail.start, tail.end)
        tail = stripped(low, Span(tail.start, comma if comma >= 0 else tail.end))
    return Around(worded, tail, colon, colon or copula or kind == "bare", change, shared, attached, complement, whole, kind)


def _of_whole(links: Sequence[str], sum_behind: bool, kind: str) -> bool:
    """ "214 ca, chiếm 1,7% tổng số lượt khám", "đạt 88% tổng đàn": behind such a link stands what a share is of."""
    return kind == "percent" and ("chiếm" in links or (sum_behind and bool({"đạt", "bằng"}.intersection(links))))


def _past_count(low: str, lead: Span) -> Span:
    """``lead`` behind a count without its thing: "sửa đổi 01 và | bãi bỏ 02 thủ tục"."""
    last = None
    for found in _COUNT.finditer(low, lead.start, lead.end):
        last = found
    return Span(last.end(), lead.end) if last and pattern("doing").match(low, last.end()) else lead


def _stop(low: str, behind: Span, kind: str) -> int:
    """Where the words behind a quantity stop being its own: at a mark, except a remark in brackets ("100% văn bản (trừ văn bản
    mật) được ký số") and the commas of a list ("chữ ký số cho cán bộ, công chức"). A share that a comma follows at once has
    none: it ended its clause."""
    if kind == "percent" and _AT_ONCE.match(low, behind.start, behind.end):
        return behind.start
    remark, within = None, _WITHIN.search(low, behind.start, behind.end)
    behind = Span(behind.start, within.start() if within else behind.end)
    for mark in _MARK.finditer(low, behind.start, behind.end):
        if remark is not None and mark.start() < remark.end():
            continue
        if mark.group() == "(":
            remark = _REMARK.match(low, mark.start(), behind.end)
            if remark is None:
                return mark.start()
        elif mark.group() != "," or _ends_words(low, mark.end(), behind.end, kind):
            return mark.start()
    return behind.end


def _ends_words(low: str, comma: int, end: int, kind: str) -> bool:
    """Whether what a comma is followed by is no longer the quantity's: a number ("100% thôn, 5G …"), or no item of a list."""
    return _DIGIT.match(low, comma + 1) is not None or (kind != "percent" and not lists_on(low, comma, end))


def lists_on(low: str, start: int, end: int) -> bool:
    """Whether the words behind a comma go on with a list of things and open no clause of their own."""
    mark = _MARK.search(low, start, min(end, start + _LONGEST_ITEM))
    item = low[start : mark.start() if mark else end].strip(" ")
    if not item or len(item) > _LONGEST_ITEM or _DIGIT.search(item):
        return False
    return not any(pattern(name).match(item) for name in ("no_item", "says", "doing"))


def _split(low: str, a: Quantity, b: Quantity) -> tuple[int, int]:
    """Where the words of ``a`` end and those of ``b`` begin; both right behind ``a`` when nothing parts them."""
    gap = low[a.end : b.start]
    nests = list(pattern("nests").finditer(gap))
    if nests:
        return a.end + nests[-1].start(), a.end + nests[-1].end()
    joints = [m for m in _AND.finditer(gap) if is_link(low, a.end + m.end(), b.start)]
    following = None if joints else _AND_NEXT.match(gap)
    if following and not pattern("says").match(gap, following.end()):
        return a.end + following.start(), a.end + following.end()
    separators = joints[-1:] or _outside_brackets(gap, 0, len(gap))
    if not separators:
        return a.end, a.end
    if len(separators) > 1 and separators[-1].group() == "(" and is_link(low, a.end + separators[-1].end(), b.start):
        del separators[-1]  # "lệ phí trước bạ (98,5%)": the label stands before the bracket
    ended = [m for m in separators if m.group() == ";"]
    if ended:
        return a.end + ended[-1].start(), a.end + ended[-1].end()
    bare = is_link(low, a.end + separators[-1].end(), b.start)
    if not bare and a.kind == "percent" and _AT_ONCE.match(gap):
        return a.end + separators[0].start(), a.end + separators[0].end()
    last = bare or (a.kind == "percent" and not is_complement(gap, stripped(gap, Span(0, len(gap))), True))
    chosen = separators[-1] if last else _first_worded(low, a.end, separators, b.start)
    return a.end + chosen.start(), a.end + chosen.end()


def _first_worded(low: str, offset: int, separators: list[re.Match[str]], end: int) -> re.Match[str]:
    """The first separator that parts clauses; "(" goes before a comma when the quantity behind stands in the bracket."""
    opened = [m for m in separators if m.group() == "("]
    closed = [m for m in separators if m.group() == ")"]
    if opened and (not closed or closed[-1].start() < opened[-1].start()):
        return opened[-1]
    after = closed[-1].end() if closed else 0
    later = [m for m in separators if m.start() >= after and m.group() != ")"]
    ends = [m.start() for m in later[1:]]
    listed = (
        m
        for m, next_ in zip(later, ends, strict=False)
        if not lists_on(low, offset + m.end(), offset + next_) and not low.startswith(" không ", offset + m.end())
    )
    return next(listed, later[-1]) if later else separators[-1]


def _opening(low: str, start: int, quantity: Quantity) -> int:
    """Where the words of the first quantity begin: the last clause before it that says something by itself.

    A label with a colon is taken whole, commas in it and all ("Trồng trọt, chăn nuôi: 45 hộ").
    """
    end = quantity.start
    bracket = max(low.rfind("(", start, end), low.rfind("“", start, end))
    if bracket >= 0 and not re.search(r"[)”]", low[bracket:end]) and not is_link(low, bracket + 1, end):
        start = bracket + 1
    start = max(start, end - 400)
    worded, _, _ = without_links(low, stripped(low, Span(start, end)))
    if ":" in low[worded.start : end]:
        return start
    telling = None
    for separator in reversed(_outside_brackets(low, start, end)):
        own = without_fillers(low, stripped(low, Span(separator.end(), max(separator.end(), worded.end))))
        clause = low[own.start : own.end]
        if not clause and (separator.group() == "nhưng" or _BEGINS.match(low, separator.end(), end)):
            return separator.end()
        if not clause and _AIMS.match(low, separator.end(), end) and _has_subject(low, quantity):
            return separator.end()
        if not clause or separator.group() == ")":
            continue
        if _lists_deeds(low, start, separator, clause):
            continue
        if pattern("measure_nouns").match(clause) or clause.startswith("mỗi ") or separator.group() in ("thì", "nhưng", ";"):
            return separator.end()
        telling = separator.end() if telling is None and _tells(clause) else telling
    names = pattern("measure_nouns").match(low, without_fillers(low, worded).start)
    return start if telling is None or names else telling


def _has_subject(low: str, quantity: Quantity) -> bool:
    """Whether what a share is of stands behind it ("90% hộ được kiểm tra", not "90% kế hoạch")."""
    end = min(len(low), quantity.end + 60)
    return low[quantity.end : quantity.end + 2].strip(" ").isalpha() and not is_complement(
        low, Span(quantity.end + 1, end), True
    )


def _tells(clause: str) -> bool:
    """Whether a clause has a verb or names a measure; "chế tạo" is no "tạo"."""
    if pattern("measure_nouns").match(clause):
        return True
    nouns = [m.span() for m in pattern("deeds_in_nouns").finditer(clause)]
    verbs = [*pattern("says").finditer(clause), *pattern("doing").finditer(clause)]
    return any(not any(start < verb.start() < end for start, end in nouns) for verb in verbs)


def _lists_deeds(low: str, start: int, separator: re.Match[str], clause: str) -> bool:
    """ "Theo dõi, giám sát 48 nhiệm vụ", "các đoàn đã kiểm tra, xử lý 15 vụ": a comma between two verbs with one object."""
    before = low[start : separator.start()].strip(EDGE)
    last = before[-40:].split(" ")
    deed, doing = pattern("doing").match(clause), lexicon().words["doing"]
    acts = deed is not None and not {last[-1], deed.group()} & _STATES and bool(doing & {last[-1], " ".join(last[-2:])})
    if separator.group() == "," and acts and clause.count(" ") < 4:
        return True
    return separator.group() == "," and before.count(" ") < 3 and clause.count(" ") < 3 and "," not in before


def _outside_brackets(low: str, start: int, end: int) -> list[re.Match[str]]:
    """The separators of a stretch that do not stand in a bracket closed within it; the bracket's own marks left out."""
    out: list[re.Match[str]] = []
    opened: list[int] = []
    for match in _SEPARATOR.finditer(low, start, end):
        if match.group() in "-–" and low[start : match.start()].strip(" "):
            continue  # "công nghiệp - xây dựng": within a name
        if match.group() == "(":
            opened.append(len(out))
        elif match.group() == ")" and opened:
            del out[opened.pop() :]
            continue
        out.append(match)
    return out
