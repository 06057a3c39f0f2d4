"""Who or what is measured, and what is measured of it: the words around a quantity, parted.

Vietnamese puts the subject behind a share ("100% viên chức | hoàn thành nhiệm vụ"), before a linked value ("Tỷ lệ khỏi bệnh
đạt 92%"), or leaves both to an earlier number ("8.825 lượt, đạt 58% kế hoạch"). The words between two quantities are parted
at the last separator; what has no words of its own takes those of the quantity before. Where noun phrases are at hand, a verb
that stands inside one ("công tác *tổ chức* cán bộ") does not end the subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.quantities import Quantity
from extractor.text import Span

if TYPE_CHECKING:
    from extractor.language import Phrase

NounPhrases = Callable[[str], "list[Phrase]"]

LONGEST = 240  # characters of a subject or indicator
_SEPARATOR = re.compile(r"[,;()]|\s(?:và|đồng thời|còn|nhưng)\s|\s[-–]\s")
_EDGE = " \t,;:.()-–+*“”\"'_/"
_MEASURE_NOUN = re.compile(r"(?:tỷ lệ|tỉ lệ|tổng|số|số lượng|chỉ số|mức|giá trị|diện tích|sản lượng|năng suất|doanh thu|kim ngạch|công suất|thu nhập|chi|thu|dự toán|kinh phí|vốn|tỷ trọng|tỉ trọng|tốc độ|quy mô|thời gian|mật độ|lượt|ngày điều trị)(?!\w)")
_COUNTS_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tổng số lượng|tổng số|số lượng|số)\s")
_LABEL_VERB = re.compile(r"(?<!\w)(?:đạt|được|hoàn thành|tham gia|bị|đã|trúng cử|mắc|có|thực hiện|chưa|không)(?!\w)")
_COMPLEMENT = re.compile(r"(?:so với|so|kế hoạch|dự toán|chỉ tiêu|tổng|trên tổng|của tổng|trong tổng|cùng kỳ|nghị quyết|kh(?!\w)|trên|số)(?!\w)")


@dataclass(frozen=True, slots=True)
class Words:
    """The subject and the indicator of a measure, as printed; None where the sentence does not say."""

    subject: str | None
    indicator: str | None


@dataclass(frozen=True, slots=True)
class _Around:
    """Words before and behind a quantity that are its own; ``linked`` when those before end in ":" or a linking word."""

    lead: Span
    tail: Span
    linked: bool
    change: str


def words_of(
    line: str, low: str, bounds: Span, head: Span | None, found: Sequence[Quantity], phrases: NounPhrases | None
) -> list[Words]:
    """Subject and indicator of every quantity of one statement (``bounds``); ``head`` is the label of its list, if any."""
    out: list[Words] = []
    anchor = Words(None, line[head.start : head.end].strip(_EDGE) if head else None)
    splits = [_split(low, a, b) for a, b in zip(found, found[1:], strict=False)]
    for i, quantity in enumerate(found):
        lead_from = bounds.start if i == 0 else splits[i - 1][1]
        tail_to = bounds.end if i + 1 == len(found) else splits[i][0]
        around = _around(low, Span(lead_from, quantity.start), Span(quantity.end, max(quantity.end, tail_to)))
        words = _parted(line, low, quantity, around, anchor, phrases)
        out.append(words)
        if i == 0 or around.lead.start < around.lead.end or words.subject:
            anchor = Words(words.subject or anchor.subject, words.indicator or anchor.indicator)
    return out


def _split(low: str, a: Quantity, b: Quantity) -> tuple[int, int]:
    """Where the words of ``a`` end and those of ``b`` begin."""
    gap = low[a.end : b.start]
    nests = list(pattern("nests").finditer(gap))
    if nests:
        return a.end + nests[-1].start(), a.end + nests[-1].end()
    separators = list(_SEPARATOR.finditer(gap))
    if separators:
        last = separators[-1]
        return a.end + last.start(), a.end + last.end()
    return a.end, a.end


def _around(low: str, before: Span, behind: Span) -> _Around:
    colon = low[before.start : before.end].rstrip(" ").endswith(":")
    lead, change = _without_links(low, _stripped(low, before))
    linked = colon or lead.end < len(low[: before.end].rstrip(_EDGE))
    stop = re.search(r"[;:(]", low[behind.start : behind.end])
    tail = _stripped(low, Span(behind.start, behind.start + stop.start() if stop else behind.end))
    return _Around(_without_aims(low, lead), tail, linked, change)


def _stripped(low: str, span: Span) -> Span:
    words = low[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(_EDGE))))


def _without_links(low: str, lead: Span) -> tuple[Span, str]:
    """``lead`` without the linking words at its end ("đạt", "là", "chiếm tỷ lệ"), and the change among them ("tăng")."""
    links, changes = lexicon().words["links"], lexicon().words["changes"]
    end, change = lead.end, ""
    while end > lead.start:
        words = low[lead.start : end].rsplit(" ", 2)
        name = next((n for n in (" ".join(words[-2:]), words[-1]) if n in links or n in changes), None)
        if name is None:
            break
        change = name if name in changes and not change else change
        end = _stripped(low, Span(lead.start, end - len(name))).end
    return Span(lead.start, end), change


def _without_aims(low: str, lead: Span) -> Span:
    """``lead`` without what only says that it is an aim, at its start."""
    start = lead.start
    opening = re.compile(r"(?:phấn đấu|phần đấu|phấn đầu|phần đầu|đảm bảo|bảo đảm|quyết tâm|có|hàng năm|hằng năm|đến năm \d{4}|năm \d{4}|trong đó|riêng|và|còn|tổng cộng|cụ thể|kết quả)(?:[\s:,]+|$)")
    while match := opening.match(low, start, lead.end):
        start = match.end()
    return Span(min(start, lead.end), lead.end)


def _parted(line: str, low: str, quantity: Quantity, around: _Around, anchor: Words, phrases: NounPhrases | None) -> Words:
    own = around.lead.start < around.lead.end
    behind = around.tail.start < around.tail.end
    complement = behind and _COMPLEMENT.match(low, around.tail.start) is not None
    if own and around.linked:
        return _linked(line, low, quantity, around, anchor, complement)
    if around.change or complement or (not own and not behind and quantity.kind == "percent"):
        return _changed(line, quantity, around, anchor, complement)
    return _behind(line, low, quantity, around, anchor, phrases)


def _linked(line: str, low: str, quantity: Quantity, around: _Around, anchor: Words, complement: bool) -> Words:
    """ "Tỷ lệ khỏi bệnh đạt 92%", "Cá nhân đạt danh hiệu …: 118 cá nhân", "thạc sĩ: 05"."""
    label = line[around.lead.start : around.lead.end]
    subject, indicator = _label(label, low[around.lead.start : around.lead.end], anchor)
    if complement or around.change:
        extra = line[around.tail.start : around.tail.end] if complement else ""
        indicator = _joined(indicator or label, around.change, extra)
    elif subject is None and quantity.kind == "count" and quantity.unit:
        subject = _counted(line, low, quantity, around.tail)
    return Words(_short(subject), _short(indicator))


def _label(label: str, low: str, anchor: Words) -> tuple[str | None, str | None]:
    """Subject and indicator of a label; a short one with nothing of a measure in it only names a part of what was before."""
    counted = _COUNTS_OF.match(low)
    offset = counted.end() if counted else 0
    verb = _LABEL_VERB.search(low, offset + 1)
    if counted:
        return label[offset : verb.start() if verb else None].strip(_EDGE) or None, label
    if verb and not _MEASURE_NOUN.match(low):
        return label[: verb.start()].strip(_EDGE) or None, label[verb.start() :]
    if anchor.indicator and not _MEASURE_NOUN.match(low):
        return label, anchor.indicator
    return None, label


def _changed(line: str, quantity: Quantity, around: _Around, anchor: Words, complement: bool) -> Words:
    """ "…, tăng 12% so với cùng kỳ", "…, đạt 58% kế hoạch": what is measured was said before."""
    label = line[around.lead.start : around.lead.end] or anchor.indicator or ""
    extra = line[around.tail.start : around.tail.end]
    return Words(anchor.subject, _short(_joined(label, around.change, extra)))


def _behind(line: str, low: str, quantity: Quantity, around: _Around, anchor: Words, phrases: NounPhrases | None) -> Words:
    """ "100% viên chức hoàn thành nhiệm vụ", "Thủ tướng tặng Bằng khen cho 01 cá nhân"."""
    lead = line[around.lead.start : around.lead.end]
    tail, low_tail = line[around.tail.start : around.tail.end], low[around.tail.start : around.tail.end]
    cut = _verb(low_tail, tail, phrases)
    said = tail[cut:] if cut is not None else ""
    named = tail[:cut].strip(_EDGE) if cut is not None else tail
    if quantity.kind == "count" and quantity.unit:
        named = _counted(line, low, quantity, Span(around.tail.start, around.tail.start + len(named)))
    subject = named or anchor.subject
    return Words(_short(subject), _short(_joined(lead, "", said) or (anchor.indicator if not said else None)))


def _counted(line: str, low: str, quantity: Quantity, tail: Span) -> str:
    """The thing counted: the unit and what follows it closely ("Trạm Y tế", "Bằng khen tập thể")."""
    unit = quantity.unit or Span(quantity.end, quantity.end)
    verb = pattern("says").search(low, tail.start, tail.end)
    end = verb.start() if verb else tail.end
    stop = re.search(r"[,;:.()]", line[quantity.end : end])
    end = quantity.end + stop.start() if stop else end
    return line[unit.start : max(unit.end, end)].strip(_EDGE)


def _verb(low: str, tail: str, phrases: NounPhrases | None) -> int | None:
    """Where in ``low`` (words behind a share) what is said of the subject begins; None when nothing is."""
    nouns = None
    for match in pattern("says").finditer(low, 0, LONGEST):
        if pattern("says_but_noun").match(low, match.start()):
            continue
        if match.start() and phrases is not None:
            nouns = nouns if nouns is not None else [p for p in phrases(tail[:LONGEST]) if p.tag == "NP"]
            if any(p.start < match.start() < p.end for p in nouns):
                continue
        return match.start()
    return None


def _joined(*parts: str) -> str:
    return " ".join(part.strip(_EDGE) for part in parts if part.strip(_EDGE))


def _short(words: str | None) -> str | None:
    """``words`` without stray marks, cut at a comma when they run on; None for nothing."""
    if not words:
        return None
    if len(words) > LONGEST:
        cut = words.rfind(",", LONGEST // 3, LONGEST)
        words = words[: cut if cut > 0 else LONGEST]
    return re.sub(r"[*_]{1,3}", "", words).strip(_EDGE) or None
